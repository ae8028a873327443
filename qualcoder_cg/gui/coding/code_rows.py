"""How rows of the codebook are drawn and renamed: swatch, number, short name, key, coverage, figures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _
from qualcoder_cg.services.palette import label_of, number_of
from qualcoder_cg.services.tally import Share

from . import painting
from .code_columns import BAR_WIDTH, BESIDE
from .code_model import CODE, COVERAGE, DEPTH, KEY, NAME, NUMBERS, SHARE
from .row_tree import ID

if TYPE_CHECKING:
    from .code_row_tree import CodeRowTree

ROW = 20
SWATCH_AT = 20
_NUMBER_ENDS = 54
_NAME_AT = 61
_PLAIN_NAME_AT = 40
_STEP = 16
_BELOW_A_NUMBER = 25
_CHEVRON_BEFORE = 14
_BAR_HEIGHT = 8


def swatch_at(depth: int) -> int:
    """Where the swatch of a row stands, from the left of the row."""
    deeper = (depth - 1) * _STEP
    return SWATCH_AT + (deeper and deeper + _BELOW_A_NUMBER)


def name_at(code: Code, depth: int) -> int:
    """Where the name of a code begins, from the left of its row."""
    return _NAME_AT if number_of(code) else swatch_at(depth) + _PLAIN_NAME_AT - SWATCH_AT


class CodeRows(QStyledItemDelegate):
    """Draws one dense row, 20 px high; edits its name in place."""

    def __init__(self, tree: "CodeRowTree") -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Every row is as high."""
        return QSize(40, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: painting.Index) -> QWidget:
        """A field over the name."""
        field = QLineEdit(parent)
        field.setAccessibleName(_("Name of the code"))
        look = theme.tokens()
        field.setStyleSheet(
            f"QLineEdit {{ min-height: 0; max-height: {ROW - 2}px; padding: 0 3px; border-radius: 2px;"
            f" border: 1px solid {look.acc}; background: {look.base}; }}"
        )
        return field

    def setEditorData(self, editor: QWidget, index: painting.Index) -> None:
        """Begin with the name, all of it selected."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: painting.Index) -> None:
        """Ask for the new name; the row shows it once it is saved."""
        assert isinstance(editor, QLineEdit)
        self._tree.renamed.emit(str(index.data(ID)), editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: painting.Index
    ) -> None:
        """From the name to the end of the names."""
        box, header = QRect(option.rect), self._tree.header()
        if not header.isSectionHidden(COVERAGE):
            box.setRight(box.right() + header.sectionSize(COVERAGE))
        box.setLeft(box.left() + name_at(index.data(CODE), index.data(DEPTH)) - 4)
        editor.setGeometry(box)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        box, first, selected = QRect(option.rect), painting.named_by(index), painting.is_selected(option)
        if self._tree.hasFocus() and first == self._tree.currentIndex().siblingAtColumn(NAME):
            self._paint_focus(painter, box, index.column())
        if index.column() not in (NAME, COVERAGE):
            self._paint_figure(painter, box, str(index.data()), is_group=not first.data(ID))
            return
        has_bar = first.data(SHARE) is not None and bool(first.data(SHARE).interviewed)
        if index.column() == COVERAGE and has_bar:
            self._paint_coverage(painter, box, first, selected=selected)
            return
        # a name has the room of the bar as well where there is none
        painter.save()
        painter.setClipRect(box)
        header = self._tree.header()
        room = QRect(0, box.top(), header.sectionSize(NAME), box.height())
        if not has_bar and not header.isSectionHidden(COVERAGE):
            room.setRight(room.right() + header.sectionSize(COVERAGE))
        if first.data(ID):
            self._paint_code(painter, room, first, selected=selected)
        else:
            painting.chevron(painter, room.left() + 6, room, is_open=self._tree.isExpanded(first))
            room.setLeft(room.left() + SWATCH_AT)
            font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, room, str(first.data()), font, theme.colour("ink"))
        painter.restore()

    def _paint_focus(self, painter: QPainter, box: QRect, column: int) -> None:
        """A line around the current row, which among several chosen ones may be any."""
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(theme.colour("acc"), 1))
        left, right = int(column == NAME), int(column == self._tree.last_column())
        painter.drawRect(box.adjusted(left - 1, 0, -right, -1))
        painter.restore()

    def _paint_figure(self, painter: QPainter, box: QRect, figure: str, *, is_group: bool) -> None:
        quiet = is_group or figure == "0"
        font = theme.sans(theme.INTERFACE, tabular=True)
        box.setRight(box.right() - BESIDE)
        ink = theme.colour("ink2" if quiet else "ink")
        painting.words(painter, box, figure, font, ink, Qt.AlignmentFlag.AlignRight)

    def _paint_coverage(self, painter: QPainter, box: QRect, index: QModelIndex, *, selected: bool) -> None:
        """A bar for everyone interviewed: grey for those asked, the code's colour for those who spoke."""
        share: Share = index.data(SHARE)
        left = box.right() - BESIDE - BAR_WIDTH + 1
        bar = QRect(left, box.center().y() - _BAR_HEIGHT // 2 + 1, BAR_WIDTH, _BAR_HEIGHT)
        heard, reached = share.spoke + share.unasked, share.asked + share.unasked
        painter.fillRect(bar, theme.colour("base"))
        for number, colour in (
            (reached, theme.colour("line2")),
            (heard, theme.stroke(index.data(CODE).colour)),
        ):
            if number:
                part = QRect(bar)
                part.setWidth(max(2, round(BAR_WIDTH * number / share.interviewed)))
                painter.fillRect(part, colour)
        painter.save()
        painter.setPen(QPen(theme.colour("ink2" if selected else "ctl"), 1))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_code(self, painter: QPainter, box: QRect, index: QModelIndex, *, selected: bool) -> None:
        code: Code = index.data(CODE)
        left, depth, number = box.left(), index.data(DEPTH), number_of(code)
        swatch = left + swatch_at(depth)
        if index.model().hasChildren(index):
            is_open = self._tree.isExpanded(index)
            painting.chevron(painter, swatch - _CHEVRON_BEFORE, box, is_open=is_open)
        painting.swatch(painter, swatch, box, code.colour, selected=selected)
        font = theme.sans(theme.INTERFACE, tabular=True)
        if number:
            numbered = QRect(left + SWATCH_AT, box.top(), _NUMBER_ENDS - SWATCH_AT, box.height())
            painting.words(painter, numbered, number, font, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight)
        room = QRect(box)
        room.setLeft(left + name_at(code, depth))
        key = index.data(KEY)
        if key:
            room.setRight(room.right() - painting.key_cap(painter, box.right(), box, str(key)) - 6)
        numbers = index.data(NUMBERS)
        unused = numbers is not None and not numbers.excerpts and not index.model().hasChildren(index)
        ink = theme.colour("ink" if selected or not unused else "ink3")
        painting.words(painter, room, label_of(code), font, ink)
