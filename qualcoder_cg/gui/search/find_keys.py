"""The keys of the find panel, for the page of keys and the status line."""

from qualcoder_cg.gui.actions import KeyLine
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _


def key_lines() -> list[KeyLine]:
    """What the keys do in the find panel."""
    group = _("In the find panel")
    return [
        KeyLine(group, text, keys)
        for text, keys in (
            (_("Next hit, previous hit"), ("Return", "Shift+Return")),
            (_("Into the list; with an empty field, what was searched for lately"), ("Down",)),
            (_("Select a hit, or no longer"), ("Space",)),
            (_("Select all hits"), ("Ctrl+A",)),
            (_("Code the hits selected"), ("C",)),
            (_("Put them under the last code"), ("R",)),
            (_("List higher, lower"), ("Ctrl+Shift+Up", "Ctrl+Shift+Down")),
            (_("Close, and go back to the text"), ("Esc",)),
        )
    ]


def key_hints(in_list: bool) -> list[tuple[str, str]]:
    """A few keys, for whoever is in the list or in the field."""
    if in_list:
        return [
            ("C", _("code")),
            ("R", _("repeat")),
            (shown("Space"), _("select")),
            (shown("Ctrl+A"), _("all")),
            (shown("Return"), _("to the text")),
            (shown("Esc"), _("close")),
        ]
    return [(shown("Return"), _("next hit")), ("↓", _("list")), (shown("Esc"), _("close"))]
