"""The triangulation matrix as a table model: a row for each criterion and question."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain.triangulation import KINDS, STRENGTH, SUBTOTAL, TYPE, Block, Cell, Column, Row, Triangulation
from ...i18n import _
from ...services import triangulation_words as words

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """Column 0 names the question; column n + 1 is column n of the matrix."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix: Triangulation | None = None
        self.most = 0  # voices in any cell of a type
        self.lines: list[Block | Row] = []

    def fill(self, matrix: Triangulation) -> None:
        """Show this matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.most = max(
            (
                cell.voices
                for row in matrix.rows
                for column, cell in zip(matrix.columns, row.cells, strict=False)
                if column.kind == TYPE
            ),
            default=0,
        )
        self.lines = []
        for block in matrix.blocks:
            self.lines += [block, *block.rows]
        self.endResetModel()

    def line(self, index: Index) -> Block | Row:
        """The criterion or question of a row."""
        return self.lines[index.row()]

    def column(self, index: Index) -> Column | None:
        """The column of the matrix; None for the names of questions."""
        place = index.column() - 1
        return self.matrix.columns[place] if self.matrix and place >= 0 else None

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index, of a question or as sub-total of a criterion."""
        line, place = self.line(index), index.column() - 1
        cells = line.cells if isinstance(line, Row) else line.totals
        return cells[place] if 0 <= place < len(cells) else None

    def text(self, index: Index) -> str:
        """What a cell shows as text."""
        line, column = self.line(index), self.column(index)
        if column is None:
            return f"{line.number}  {line.short}" if isinstance(line, Row) else line.name
        if isinstance(line, Row):
            if column.kind == KINDS:
                return str(line.kinds)
            if column.kind == STRENGTH:
                return words.grade_names()[line.strength]
        cell = self.cell(index)
        if cell is None or (isinstance(line, Block) and column.kind != SUBTOTAL):
            return ""
        return words.numbers(column, cell)

    def sentence(self, index: Index) -> str:
        """What a cell says when it is read aloud."""
        line = self.line(index)
        if self.matrix is None or not index.column():
            return line.text if isinstance(line, Row) else line.name
        if isinstance(line, Block):
            text = self.text(index)
            said = _("{criterion}, sub-total: {text}").format(criterion=line.name, text=text)
            return said if text else line.name
        return words.read_aloud(self.matrix, line, index.column() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Criteria and questions."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The names and the columns of the matrix."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and sentences for tooltips and screen readers; painting is the delegate's."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.sentence(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a column, and in full with its counts as a tooltip."""
        if orientation != Qt.Orientation.Horizontal or self.matrix is None:
            return None
        if not section:
            return _("Question") if role == Qt.ItemDataRole.DisplayRole else None
        column = self.matrix.columns[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.name} {heard(column)}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Criteria cannot be chosen."""
        if index.isValid() and isinstance(self.line(index), Block):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def heard(column: Column) -> str:
    """How many of those interviewed spoke to anything; "" for columns of sources."""
    if not column.interviewed:
        return ""
    return _("{spoke} of {interviewed}").format(spoke=column.spoke, interviewed=column.interviewed)
