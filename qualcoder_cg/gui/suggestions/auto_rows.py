"""What a suggester would code, or has coded, as a table: one row for each passage, ticked or not."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from ...domain.codes import Code
from ...domain.suggestions import Suggestion
from ...i18n import _, decimal
from .. import density, theme
from ..coding import painting, words

ROW_DATA = Qt.ItemDataRole.UserRole + 1
TICK, DOCUMENT, PASSAGE, CODE, REASON, SHARE = range(6)
_SIDE = 8
_SWATCH = 20
_BOX = 16


class AutoRow(NamedTuple):
    """A passage with its code; `key` tells it from others, `share` is how far the suggester speaks for it."""

    key: str
    suggestion: Suggestion
    document: str
    words: str
    code: Code
    share: float

    def cell(self, column: int) -> str:
        """The words of a cell."""
        said = {
            DOCUMENT: self.document,
            PASSAGE: self.words,
            CODE: words.code_name(self.code),
            REASON: self.suggestion.reason,
            SHARE: decimal(self.share, 2),
        }
        return said.get(column, "")


class AutoModel(QAbstractTableModel):
    """Rows in the order given; `ticked` follows every tick."""

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[AutoRow] = []
        self.out: set[str] = set()

    def fill(self, rows: Sequence[AutoRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def chosen(self) -> list[AutoRow]:
        """The rows that are ticked."""
        return [row for row in self.rows if row.key not in self.out]

    def row_of(self, key: str) -> int:
        """The row with this key, -1 for none."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), -1)

    def toggle(self, numbers: Sequence[int]) -> None:
        """Take the ticks off these rows; where none has one, set them."""
        keys = {self.rows[number].key for number in numbers}
        self.out = self.out | keys if keys - self.out else self.out - keys
        if numbers:
            first, last = min(numbers), max(numbers)
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.ticked.emit()

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many passages there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """Tick, document, passage, code, because of, share."""
        return 0 if parent.isValid() else SHARE + 1

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if section == SHARE else Qt.AlignmentFlag.AlignLeft
            return right | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, the row behind it, whether it is ticked."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == ROW_DATA:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return Qt.CheckState.Unchecked if row.key in self.out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return row.cell(column) if shown else None

    def _spoken(self, row: AutoRow, column: int) -> str:
        if column == TICK:
            return _("left out") if row.key in self.out else _("to be coded")
        return f"{_headings()[column]}: {row.cell(column)}"

    def flags(self, index: painting.Index) -> Qt.ItemFlag:
        """The tick can be set."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else found

    def setData(self, index: painting.Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take off the tick of a row."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.toggle([index.row()])
        return True


class AutoRows(QStyledItemDelegate):
    """One line a cell; passages in the serif, codes with their colour, what is left out quiet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return density.size_hint(density.TABLE, 80)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        row: AutoRow = index.data(ROW_DATA)
        column, model = index.column(), index.model()
        is_out = isinstance(model, AutoModel) and row.key in model.out
        box = QRect(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if column == TICK:
            _paint_tick(painter, option, not is_out)
        else:
            if column == CODE:
                selected = painting.is_selected(option)
                painting.swatch(painter, box.left(), box, row.code.colour, selected=selected)
                box.setLeft(box.left() + _SWATCH)
            font = theme.serif(theme.INTERFACE) if column == PASSAGE else theme.sans(theme.INTERFACE)
            ink = theme.colour("ink" if column in (PASSAGE, CODE) and not is_out else "ink2")
            right = Qt.AlignmentFlag.AlignRight if column == SHARE else Qt.AlignmentFlag.AlignLeft
            painting.words(painter, box, row.cell(column), font, ink, right)
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _paint_tick(painter: QPainter, option: QStyleOptionViewItem, on: bool) -> None:
    tick = QStyleOptionButton()
    middle = option.rect.center()
    tick.rect = QRect(middle.x() - _BOX // 2 + 1, middle.y() - _BOX // 2 + 1, _BOX, _BOX)
    tick.state = QStyle.StateFlag.State_Enabled | (
        QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
    )
    option.widget.style().drawPrimitive(
        QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, option.widget
    )


def _headings() -> tuple[str, ...]:
    return "", _("Document"), _("Passage"), _("Code"), _("Because of"), _("Share")
