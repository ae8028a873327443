"""The first rows of a table in a file, with a choice above each column of what it holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ...domain.matrix_draft import TeamTable
from ...i18n import _
from ...services.matrix_columns import field_names, heading_rows, headings
from .. import density
from .survey_table import PlainTable, plain_view

_ROWS = 40
_NARROW, _WIDE, _SIDES, _COMBO = 152, 280, 16, 30


class MappedTable(QWidget):
    """Shows one table; `changed()` when a column is said to hold something else."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = PlainTable(self)
        self.view = plain_view(self.model, _("First rows of the table"), self)
        self.view.setSelectionMode(self.view.SelectionMode.NoSelection)
        self.combos: list[QComboBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_table(self, table: TeamTable | None, heading_row: int, fields: Sequence[str]) -> None:
        """Show another table, None for none."""
        self.combos = []
        if table is None:
            self.model.fill((), ())
            return
        skipped = {row.number for row in heading_rows(table, heading_row)}
        below = [row for row in table.rows if row.number > heading_row and row.number not in skipped][:_ROWS]
        names = headings(table, heading_row) if heading_row else [""] * table.width
        titles = [name or _("Column {n}").format(n=place) for place, name in enumerate(names, 1)]
        lines = [[" ".join(cell.split()) for cell in row.cells] for row in below]
        self.model.fill(titles, [[""] * table.width, *lines])
        for place, field in enumerate(fields):
            combo = QComboBox(self.view)
            combo.setAccessibleName(_("What the column {name} holds").format(name=titles[place]))
            for name, words in field_names().items():
                combo.addItem(words, name)
            combo.setCurrentIndex(combo.findData(field))
            combo.activated.connect(lambda _index: self.changed.emit())
            combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.view.setIndexWidget(self.model.index(0, place), combo)
            self.combos.append(combo)
            long = max((len(line[place]) for line in lines), default=0) > _ROWS
            titled = self.view.horizontalHeader().sectionSizeHint(place) + _SIDES
            self.view.setColumnWidth(place, _WIDE if long else min(max(titled, _NARROW), _WIDE))
        self.view.setRowHeight(0, max(_COMBO, density.row_height(density.TABLE)))

    def fields(self) -> tuple[str, ...]:
        """What each column is said to hold."""
        return tuple(str(combo.currentData()) for combo in self.combos)
