"""The keys of the tables in the Sources view, for the page of keys and the status line."""

from PySide6.QtWidgets import QApplication

from ...i18n import _
from ..actions import KeyLine
from ..keys import shown
from .grid_table import GridTable


def key_lines() -> list[KeyLine]:
    """What the keys do in a table."""
    group = _("In the tables of Sources")
    ordered = _("In the matrix and the guides")
    lines = [
        KeyLine(group, words, keys)
        for words, keys in (
            (_("Edit the cell"), ("F2",)),
            (_("Next row; in a name, open it"), ("Return",)),
            (_("Next cell"), ("Tab",)),
            (_("Clear the selected cells"), ("Del",)),
            (_("Cut"), ("Ctrl+X",)),
            (_("Copy"), ("Ctrl+C",)),
            (_("Paste a block, or fill the selection"), ("Ctrl+V",)),
            (_("Fill down"), ("Ctrl+D",)),
            (_("Show the choices of a cell"), ("Alt+Down",)),
            (_("Select the column"), ("Ctrl+Space",)),
            (_("Select the row"), ("Shift+Space",)),
            (_("Remove the selected rows"), ("Ctrl+Del",)),
            (_("Filter the rows"), ("Ctrl+F",)),
        )
    ]
    return [
        *lines,
        KeyLine(ordered, _("Move a question or an item up"), ("Alt+Up",)),
        KeyLine(ordered, _("Move a question or an item down"), ("Alt+Down",)),
    ]


def key_hints() -> list[tuple[str, str]]:
    """A few keys, while a table has the focus."""
    if not isinstance(QApplication.focusWidget(), GridTable):
        return []
    return [
        ("F2", _("edit")),
        (shown("Ctrl+V"), _("paste")),
        (shown("Ctrl+D"), _("fill down")),
        (shown("Ctrl+F"), _("filter")),
    ]
