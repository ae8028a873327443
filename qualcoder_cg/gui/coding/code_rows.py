"""How rows of the codebook are drawn: swatch, number, short name, key, count."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import density, theme
from qualcoder_cg.services.palette import label_of, number_of

from . import painting
from .code_model import CODE, DEPTH, KEY
from .row_tree import ID

_SWATCH_AT = 20
_NUMBER_ENDS = 54
_NAME_AT = 61
_PLAIN_NAME_AT = 40
_STEP = 16
_CHEVRON_BEFORE = 14


class CodeRows(QStyledItemDelegate):
    """Draws one dense row, 20 px high."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Every row is as high."""
        return density.size_hint(density.TREE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        box, first = QRect(option.rect), painting.named_by(index)
        if index.column() == 1:
            self._paint_count(painter, box, index, is_group=not first.data(ID))
        elif first.data(ID):
            self._paint_code(painter, box, first, selected=painting.is_selected(option))
        else:
            is_open = self._tree.isExpanded(first)
            painting.chevron(painter, box.left() + 6, box, is_open=is_open)
            box.setLeft(box.left() + _SWATCH_AT)
            font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, box, str(index.data()), font, theme.colour("ink"))

    def _paint_count(self, painter: QPainter, box: QRect, index: painting.Index, *, is_group: bool) -> None:
        quiet = is_group or index.data() == "0"
        font = theme.sans(theme.INTERFACE, tabular=True)
        box.setRight(box.right() - 8)
        ink = theme.colour("ink2" if quiet else "ink")
        painting.words(painter, box, str(index.data()), font, ink, Qt.AlignmentFlag.AlignRight)

    def _paint_code(self, painter: QPainter, box: QRect, index: QModelIndex, *, selected: bool) -> None:
        code: Code = index.data(CODE)
        left = box.left()
        deeper = (index.data(DEPTH) - 1) * _STEP
        number = number_of(code)
        swatch_at = left + _SWATCH_AT + (deeper and deeper + 25)
        if index.model().hasChildren(index):
            is_open = self._tree.isExpanded(index)
            painting.chevron(painter, swatch_at - _CHEVRON_BEFORE, box, is_open=is_open)
        painting.swatch(painter, swatch_at, box, code.colour, selected=selected)
        font = theme.sans(theme.INTERFACE, tabular=True)
        name_at = swatch_at + _PLAIN_NAME_AT - _SWATCH_AT
        if number:
            numbered = QRect(left + _SWATCH_AT, box.top(), _NUMBER_ENDS - _SWATCH_AT, box.height())
            painting.words(painter, numbered, number, font, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight)
            name_at = left + _NAME_AT
        room = QRect(box)
        room.setLeft(name_at)
        key = index.data(KEY)
        if key:
            room.setRight(room.right() - painting.key_cap(painter, box.right(), box, str(key)) - 6)
        painting.words(painter, room, label_of(code), font, theme.colour("ink"))
