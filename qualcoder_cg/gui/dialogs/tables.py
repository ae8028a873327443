"""A read-only table of plain values: the register, the log."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

from .. import density

Index = QModelIndex | QPersistentModelIndex


class Table(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self, headings: Sequence[str], parent: QObject, numbers: Sequence[int] = ()) -> None:
        """`numbers` are the columns of figures, which stand at the right."""
        super().__init__(parent)
        self._headings, self._numbers = headings, numbers
        self._rows: Sequence[Sequence[str]] = ()

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; its whole text as a tooltip too."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


def view(table: Table, widths: Sequence[int], name: str, parent: QWidget) -> QTableView:
    """A view of the table with columns of these widths; the last takes the rest."""
    made = QTableView(parent)
    made.setModel(table)
    made.setAccessibleName(name)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setStyleSheet("QTableView::item { padding: 0 5px; }")  # as far from the left as the headings
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.verticalHeader().hide()
    density.rows_of(made)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    for column, width in enumerate(widths):
        made.setColumnWidth(column, width)
    return made
