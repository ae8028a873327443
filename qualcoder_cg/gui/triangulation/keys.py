"""The keys of the triangulation matrix."""

from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE = "triangulation"


def acts() -> list[shortcuts.Act]:
    """Read the quotes of a cell, count the other unit, go to the next gap, to the findings, shade."""
    group = _("In the triangulation matrix")
    return [
        shortcuts.Act("read_cell", PLACE, group, _("Read the quotes of the cell"), ("Return", "Enter")),
        shortcuts.Act("other_unit", PLACE, group, _("Informants or institutions"), ("I",)),
        shortcuts.Act("next_gap", PLACE, group, _("Next gap"), ("G",)),
        shortcuts.Act("open_query", PLACE, group, _("Show the quotes among all"), ("Shift+Return",)),
        shortcuts.Act("open_board", PLACE, group, _("Show the findings of the question"), ("E",)),
        shortcuts.Act("shade", PLACE, group, _("Shade the cells"), ("H",)),
    ]


def key_hints() -> list[tuple[str, str]]:
    """A few of them, for the status line."""
    texts = (
        ("Return", _("read the quotes")),
        ("I", _("informants or institutions")),
        ("G", _("next gap")),
        ("E", _("open in Evidence")),
    )
    return [(shown(shortcuts.current(key, PLACE)), text) for key, text in texts]
