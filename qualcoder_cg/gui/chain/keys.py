"""The keys of the findings view: what they do, where they are listed, which of them are hinted at."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE = "chain"
NEXT, PREVIOUS, EDIT, NEW, LINKS, UP, DOWN, REMOVE, GAP, PICTURE = (
    "next_item", "previous_item", "edit_item", "new_item", "edit_links", "item_up", "item_down",
    "remove_item", "next_gap", "chain_picture",
)  # fmt: skip


def acts() -> list[shortcuts.Act]:
    """What the keys do in the list and the picture."""
    group = _("In the findings")
    return [
        shortcuts.Act(name, PLACE, group, text, keys)
        for name, text, keys in (
            (NEXT, _("Next item"), ("J",)),
            (PREVIOUS, _("Previous item"), ("K",)),
            (EDIT, _("Edit the item, open the finding"), ("Return", "Enter")),
            (NEW, _("New item"), ("N",)),
            (LINKS, _("Add links"), ("L",)),
            (UP, _("Move up"), ("Alt+Up",)),
            (DOWN, _("Move down"), ("Alt+Down",)),
            (REMOVE, _("Remove the item"), ("Del",)),
            (GAP, _("Next item to mend"), ("G",)),
            (PICTURE, _("List or picture"), ("P",)),
        )
    ]


def add(widget: QWidget, works: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Let the keys act while the keyboard is in a widget; gives the actions by name."""
    return {
        act.id: shortcuts.add(widget, act, works[act.id], within=False) for act in acts() if act.id in works
    }


def key_hints() -> list[tuple[str, str]]:
    """A few of them, for the status line."""
    hints = (("Return", _("edit")), ("N", _("new")), ("L", _("links")), ("G", _("next to mend")))
    walk = " ".join(shown(shortcuts.current(key, PLACE)) for key in "JK").strip()
    return [
        (walk, _("next, previous")),
        *((shown(shortcuts.current(key, PLACE)), text) for key, text in hints),
    ]
