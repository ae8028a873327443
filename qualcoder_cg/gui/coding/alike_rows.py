"""The passages that are like one, likest first, and how their rows are drawn."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_cg.domain.alike import Alike
from qualcoder_cg.gui import theme

from . import painting

ALIKE = Qt.ItemDataRole.UserRole + 1
ROW = 24
_EDGE, _GAP = 16, 12
_DOCUMENT, _CODES = 64, 150
_NARROW = 560


class Row(NamedTuple):
    """A passage with its document's code, the names of the codes it is under, and its words on one line."""

    one: Alike
    document: str
    codes: str
    words: str


class AlikeModel(QAbstractListModel):
    """One row for each passage; the rows change while documents are read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def fill(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def tell_codes(self, codes: Mapping[Alike, str]) -> None:
        """Say under which codes the passages are now."""
        self.rows = [row._replace(codes=codes.get(row.one, "")) for row in self.rows]
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, one: Alike | None) -> int:
        """The row of a passage, -1 for none; its score may be another by now."""
        wanted = one and (one.document_id, one.start, one.end)
        places = [(row.one.document_id, row.one.start, row.one.end) for row in self.rows]
        return places.index(wanted) if wanted in places else -1

    def rowCount(self, parent: QModelIndex | painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many passages there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the passage, and what is read aloud."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        said = ", ".join(part for part in (row.document, row.codes) if part)
        return {
            Qt.ItemDataRole.DisplayRole: row.words,
            Qt.ItemDataRole.ToolTipRole: row.words,
            Qt.ItemDataRole.AccessibleTextRole: f"{said}. {row.words}",
            ALIKE: row,
        }.get(role)


class AlikeRows(QStyledItemDelegate):
    """One line: document, words, and the codes at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return QSize(240, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        painting.row_background(painter, option)
        row: Row = index.data(ALIKE)
        box = QRect(option.rect).adjusted(_EDGE, 0, -_EDGE, 0)
        small, ink2 = theme.sans(theme.CAPTION), theme.colour("ink2")
        bold = theme.sans(theme.CAPTION, theme.SEMIBOLD)
        painting.words(painter, QRect(box.left(), box.top(), _DOCUMENT, ROW), row.document, bold, ink2)
        box.setLeft(box.left() + _DOCUMENT + _GAP)
        if row.codes and option.rect.width() >= _NARROW:
            wide = min(_CODES, QFontMetrics(small).horizontalAdvance(row.codes) + 1)
            right = QRect(box.right() - wide, box.top(), wide, ROW)
            painting.words(painter, right, row.codes, small, ink2)
            box.setRight(right.left() - _GAP)
        painting.words(painter, box, row.words, theme.serif(theme.INTERFACE), theme.colour("ink"))
