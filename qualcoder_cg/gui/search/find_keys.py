"""What the keys do in the find panel: one table, for the panel, the page of keys and the status line."""

from typing import NamedTuple

from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.actions import KeyLine
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _


class FindKey(NamedTuple):
    """An action of the panel; those of the list act only while the keyboard is there."""

    id: str
    text: str
    keys: tuple[str, ...]
    in_list: bool = False


CODE, REPEAT, CLOSE, HIGHER, LOWER = "code_hits", "repeat_on_hits", "close_find", "find_higher", "find_lower"


def table() -> list[FindKey]:
    """The actions that have keys of their own."""
    return [
        FindKey(CODE, _("Code the hits selected"), ("C",), in_list=True),
        FindKey(REPEAT, _("Put the hits selected under the last code"), ("R",), in_list=True),
        FindKey(HIGHER, _("More room for the hits"), ("Ctrl+Shift+Up",)),
        FindKey(LOWER, _("Less room for the hits"), ("Ctrl+Shift+Down",)),
        FindKey(CLOSE, _("Close, and go back to the text"), ("Esc",)),
    ]


def key_lines() -> list[KeyLine]:
    """What the keys do in the find panel, those of its field and list among them."""
    group = _("In the find panel")
    fixed = [
        (_("Next hit, previous hit"), ("Return", "Shift+Return")),
        (_("Into the list; with an empty field, what was searched for lately"), ("Down",)),
        (_("Select a hit, or no longer"), ("Space",)),
        (_("Select all hits"), ("Ctrl+A",)),
    ]
    lines = [KeyLine(group, text, keys) for text, keys in fixed]
    return lines + [KeyLine(group, one.text, keys) for one in table() if (keys := _keys_of(one))]


def _keys_of(one: FindKey) -> tuple[str, ...]:
    return shortcuts.keys_for(one.id, one.keys, shortcuts.FIND)


def fixed_lines() -> list[KeyLine]:
    """The keys of the field and the list, which stay as they are."""
    own = {one.text for one in table()}
    return [line for line in key_lines() if line.text not in own]


def key_hints(in_list: bool) -> list[tuple[str, str]]:
    """A few keys, for whoever is in the list or in the field."""
    if in_list:
        return [
            (shortcuts.cap("C", shortcuts.FIND), _("code")),
            (shortcuts.cap("R", shortcuts.FIND), _("repeat")),
            (shown("Space"), _("select")),
            (shown("Ctrl+A"), _("all")),
            (shown("Return"), _("to the text")),
            (shown("Esc"), _("close")),
        ]
    return [(shown("Return"), _("next hit")), ("↓", _("list")), (shown("Esc"), _("close"))]
