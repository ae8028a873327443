"""How rows of the codebook are drawn and renamed: swatch, number, short name, key, coverage, figures."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import density, theme
from qualcoder_cg.i18n import _
from qualcoder_cg.services.palette import label_of, number_of

from . import painting
from .code_columns import BAR_WIDTH, BESIDE
from .code_model import CODE, COVERAGE, DEPTH, EXCERPTS, KEY, NAME, ROW, Row
from .row_tree import ID

if TYPE_CHECKING:
    from .code_row_tree import CodeRowTree

SWATCH_AT = 20
_NUMBER_ENDS = 54
_NAME_AT = 61
_PLAIN_NAME_AT = 40
_STEP = 16
_BELOW_A_NUMBER = 25
_CHEVRON_BEFORE = 14
_BAR_HEIGHT = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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
        return density.size_hint(density.TREE)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: painting.Index) -> QWidget:
        """A field over the name."""
        field = QLineEdit(parent)
        field.setAccessibleName(_("Name of the code"))
        look, high = theme.tokens(), density.row_height(density.TREE) - 2
        field.setStyleSheet(
            f"QLineEdit {{ min-height: 0; max-height: {high}px; padding: 0 3px; border-radius: 2px;"
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
        box, column, row = QRect(option.rect), index.column(), index.data(ROW)
        if self._tree.hasFocus():
            current = self._tree.currentIndex()
            if index.model().sibling(index.row(), current.column(), index) == current:
                self._paint_focus(painter, box, column)
        if column not in (NAME, COVERAGE):
            if row.numbers:
                self._paint_figure(painter, box, row, row.numbers[column - EXCERPTS])
            return
        selected = painting.is_selected(option)
        if column == COVERAGE and row.share and row.share.interviewed:
            self._paint_coverage(painter, box, row, selected=selected)
        elif column == NAME or self._is_longer(row, box.left()):
            painter.save()
            painter.setClipRect(box)
            room = QRect(0, box.top(), self._room(row), box.height())
            self._paint_name(painter, room, row, painting.named_by(index), selected=selected)
            painter.restore()

    def _room(self, row: Row) -> int:
        """How wide a name may be: where there is no bar it has the room of that as well."""
        header = self._tree.header()
        has_bar = row.share is not None and bool(row.share.interviewed)
        bar = 0 if has_bar or header.isSectionHidden(COVERAGE) else header.sectionSize(COVERAGE)
        return header.sectionSize(NAME) + bar

    def _is_longer(self, row: Row, width: int) -> bool:
        """Whether a name reaches over the column of names."""
        left = name_at(row.code, row.roles[DEPTH]) if row.code else SWATCH_AT
        return left + _width(row.title, bold=row.code is None) > width

    def _paint_name(
        self, painter: QPainter, room: QRect, row: Row, index: QModelIndex, *, selected: bool
    ) -> None:
        if row.code:
            self._paint_code(painter, room, row, index, selected=selected)
            return
        painting.chevron(painter, room.left() + 6, room, is_open=self._tree.isExpanded(index))
        room.setLeft(room.left() + SWATCH_AT)
        _write(painter, room, row.title, "ink", bold=True)

    def _paint_focus(self, painter: QPainter, box: QRect, column: int) -> None:
        """A line around the current row, which among several chosen ones may be any."""
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(theme.colour("acc"), 1))
        left, right = int(column == NAME), int(column == self._tree.last_column())
        painter.drawRect(box.adjusted(left - 1, 0, -right, -1))
        painter.restore()

    def _paint_figure(self, painter: QPainter, box: QRect, row: Row, number: int) -> None:
        box.setRight(box.right() - BESIDE)
        _write(painter, box, str(number), "ink" if row.code and number else "ink2", right=True)

    def _paint_coverage(self, painter: QPainter, box: QRect, row: Row, *, selected: bool) -> None:
        """A bar for everyone interviewed: grey for those asked, the code's colour for those who spoke."""
        share, code = row.share, row.code
        assert share and code
        left = box.right() - BESIDE - BAR_WIDTH + 1
        bar = QRect(left, box.center().y() - _BAR_HEIGHT // 2 + 1, BAR_WIDTH, _BAR_HEIGHT)
        heard, reached = share.spoke + share.unasked, share.asked + share.unasked
        painter.fillRect(bar, theme.colour("base"))
        for number, colour in (
            (reached, theme.colour("line2")),
            (heard, theme.stroke(code.colour)),
        ):
            if number:
                part = QRect(bar)
                part.setWidth(max(2, round(BAR_WIDTH * number / share.interviewed)))
                painter.fillRect(part, colour)
        painter.save()
        painter.setPen(QPen(theme.colour("ink2" if selected else "ctl"), 1))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_code(
        self, painter: QPainter, box: QRect, row: Row, index: QModelIndex, *, selected: bool
    ) -> None:
        code, depth, key = row.code, row.roles[DEPTH], row.roles[KEY]
        assert code
        left, number = box.left(), number_of(code)
        swatch = left + swatch_at(depth)
        if row.inside and index.model().hasChildren(index):
            is_open = self._tree.isExpanded(index)
            painting.chevron(painter, swatch - _CHEVRON_BEFORE, box, is_open=is_open)
        painting.swatch(painter, swatch, box, code.colour, selected=selected)
        if number:
            numbered = QRect(left + SWATCH_AT, box.top(), _NUMBER_ENDS - SWATCH_AT, box.height())
            _write(painter, numbered, number, "ink2", right=True)
        room = QRect(box)
        room.setLeft(left + name_at(code, depth))
        if key:
            room.setRight(room.right() - painting.key_cap(painter, box.right(), box, str(key)) - 6)
        unused = row.numbers is not None and not row.numbers.excerpts and not row.inside
        _write(painter, room, label_of(code), "ink" if selected or not unused else "ink3")


def _write(
    painter: QPainter, box: QRect, text: str, ink: str, *, bold: bool = False, right: bool = False
) -> None:
    """One line as `painting.words` writes it, many times a second: widths of texts are remembered."""
    font = _font(bold)
    if _width(text, bold) > box.width():
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(box, _RIGHT if right else _LEFT, text)


@lru_cache(maxsize=4096)
def _width(text: str, bold: bool) -> int:
    return QFontMetrics(_font(bold)).horizontalAdvance(text)


@lru_cache(maxsize=2)
def _font(bold: bool) -> QFont:
    return theme.sans(theme.INTERFACE, theme.SEMIBOLD if bold else theme.REGULAR, tabular=not bold)
