"""What waits for a decision as a table, and how its rows are drawn."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ...domain.codes import Code
from ...domain.suggestions import Suggestion
from ...i18n import _
from ...services.suggestion_queue import Waiting
from .. import theme
from ..coding import painting, words

ROW = 28
ROW_DATA = Qt.ItemDataRole.UserRole + 1
DOCUMENT, PASSAGE, CODE, REASON, WHY = range(5)
_SIDE = 8
_EDGE = 14  # inside the frame of the table
_SWATCH = 20


class QueueRow(NamedTuple):
    """A suggestion that waits, with what its row says."""

    waiting: Waiting
    document: str
    words: str
    code: Code

    @property
    def suggestion(self) -> Suggestion:
        """What is suggested."""
        return self.waiting.suggestion

    def cell(self, column: int) -> str:
        """The words of a cell."""
        said = {
            DOCUMENT: self.document,
            PASSAGE: self.words,
            CODE: words.code_name(self.code),
            REASON: self.suggestion.reason,
            WHY: self.waiting.why,
        }
        return said[column]


class QueueModel(QAbstractTableModel):
    """One row for each suggestion, best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []

    def fill(self, rows: Sequence[QueueRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, suggestion: Suggestion | None) -> int:
        """The row of a suggestion, -1 for none."""
        return next((n for n, row in enumerate(self.rows) if row.suggestion == suggestion), -1)

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many wait."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """Document, passage, code, because of, why now."""
        return 0 if parent.isValid() else len(_headings())

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and the row behind it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cell(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_headings()[index.column()]}: {row.cell(index.column())}"
        return row if role == ROW_DATA else None


class QueueRows(QStyledItemDelegate):
    """One line a cell; passages in the serif, codes with their colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        row: QueueRow = index.data(ROW_DATA)
        column = index.column()
        box = QRect(option.rect).adjusted(_EDGE if column == DOCUMENT else _SIDE, 0, -_SIDE, 0)
        if column == CODE:
            painting.swatch(painter, box.left(), box, row.code.colour, selected=painting.is_selected(option))
            box.setLeft(box.left() + _SWATCH)
        font = theme.serif(theme.INTERFACE) if column == PASSAGE else theme.sans(theme.INTERFACE)
        ink = theme.colour("ink" if column in (PASSAGE, CODE) else "ink2")
        painting.words(painter, box, row.cell(column), font, ink)
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _headings() -> tuple[str, ...]:
    return _("Document"), _("Passage"), _("Code"), _("Because of"), _("Why now")
