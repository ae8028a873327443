"""Plain tables of the pages about surveys: rows of words under headings that may change."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QTableView, QWidget

from ...domain.report_table import RIGHT, ReportTable
from .. import density

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlainTable(QAbstractTableModel):
    """Shows one table at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._headings: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._right: frozenset[int] = frozenset()

    def fill(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
    ) -> None:
        """Show these rows; the columns in `right` hold numbers."""
        self.beginResetModel()
        self._headings, self._rows, self._right = headings, rows, right
        self.endResetModel()

    def show_table(self, table: ReportTable) -> None:
        """Show a finished table."""
        right = frozenset(place for place, column in enumerate(table.columns) if column.align == RIGHT)
        rows = [[cell.text for cell in row] for row in table.all_rows]
        self.fill([column.heading for column in table.columns], rows, right)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, also as a tooltip, and its side."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._right else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """A heading, on the side of its cells."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._right else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._headings[section]
        return None


def plain_view(model: PlainTable, name: str, parent: QWidget) -> QTableView:
    """A view of the table without a grid; `name` is for those who cannot see it."""
    made = QTableView(parent)
    made.setModel(model)
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setStyleSheet("QTableView::item { padding: 0 4px; }")
    made.verticalHeader().hide()
    density.rows_of(made)
    made.horizontalHeader().setHighlightSections(False)
    return made
