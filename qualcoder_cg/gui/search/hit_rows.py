"""How hits are drawn: where they stand, and the words around them so that the hits make a column."""

import unicodedata
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import painting

from .hit_model import DOCUMENT, HIT

ROW = 24
_LEFT, _RIGHT = 14, 14  # inside the frame of the list
_BAR = 3
_DOCUMENT, _SPEAKER, _GAP = 56, 64, 12
_NARROW = 560
_BEFORE = 0.42  # of the room for words
_MOST_OF_HIT = 0.5
_RTL = ("R", "AL")


class Room(NamedTuple):
    """Where the parts of a row begin, in its own pixels; a width of 0 means that a part is not shown."""

    document: int
    speaker: int
    words: int


def room(width: int, several: bool) -> Room:
    """The columns of a row; where only one document is searched its code is not repeated."""
    document = _DOCUMENT if several else 0
    speaker = _SPEAKER if width >= _NARROW else 0
    taken = sum(part + _GAP for part in (document, speaker) if part)
    return Room(document, speaker, width - _LEFT - _RIGHT - taken)


def is_right_to_left(hit: Hit) -> bool:
    """Whether the words around a hit are read from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in f"{hit.words}{hit.before}{hit.after}")
    return next((kind for kind in kinds if kind in ("L", *_RTL)), "L") in _RTL


class HitRows(QStyledItemDelegate):
    """One line for each hit; `several` says whether hits may lie in several documents."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.several = True

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return QSize(240, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        _paint_ground(painter, option)
        hit: Hit = index.data(HIT)
        columns = room(option.rect.width(), self.several)
        box = QRect(option.rect).adjusted(_LEFT, 0, -_RIGHT, 0)
        small = theme.sans(theme.CAPTION, theme.SEMIBOLD)
        for width, text, font in (
            (columns.document, str(index.data(DOCUMENT)), small),
            (columns.speaker, hit.speaker, theme.sans(theme.CAPTION)),
        ):
            if width:
                place = QRect(box.left(), box.top(), width, box.height())
                painting.words(painter, place, text, font, theme.colour("ink2"))
                box.setLeft(box.left() + width + _GAP)
        _paint_words(painter, box, hit)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Hover, selected, and a bar at the row where the arrows are."""
    state, look = QStyle.StateFlag, theme.tokens()
    if option.state & state.State_Selected:
        painter.fillRect(option.rect, QColor(look.sel if option.state & state.State_Active else look.accbg))
    elif option.state & state.State_MouseOver:
        painter.fillRect(option.rect, QColor(look.hover))
    if option.state & state.State_HasFocus:
        painter.fillRect(QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height())), QColor(look.acc))


def _paint_words(painter: QPainter, box: QRect, hit: Hit) -> None:
    """The words before, the hit and the words after; in scripts that run leftwards the other way round."""
    plain, bold = theme.serif(theme.INTERFACE), theme.serif(theme.INTERFACE, QFont.Weight.Bold)
    backwards = is_right_to_left(hit)
    painter.save()
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
    )
    share = round(box.width() * _BEFORE)
    metrics = QFontMetrics(bold)
    words = metrics.elidedText(hit.words, Qt.TextElideMode.ElideRight, round(box.width() * _MOST_OF_HIT))
    took = metrics.horizontalAdvance(words)
    start = box.right() - share - took if backwards else box.left() + share
    _draw(painter, start, box, words, bold, theme.colour("ink"))
    left = QRect(box.left(), box.top(), start - box.left(), box.height())
    right = QRect(start + took, box.top(), box.right() - start - took, box.height())
    before, after = (right, left) if backwards else (left, right)
    _beside(painter, before, hit.before, plain, Qt.TextElideMode.ElideLeft, to_left=not backwards)
    _beside(painter, after, hit.after, plain, Qt.TextElideMode.ElideRight, to_left=backwards)
    painter.restore()


def _beside(
    painter: QPainter, box: QRect, text: str, font: QFont, elide: Qt.TextElideMode, *, to_left: bool
) -> None:
    """Words that touch the hit: `to_left` at the right edge of a box on its left, else the other way."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, elide, max(0, box.width()))
    x = box.right() + 1 - metrics.horizontalAdvance(shown) if to_left else box.left()
    _draw(painter, x, box, shown, font, theme.colour("ink2"))


def _draw(painter: QPainter, x: int, box: QRect, text: str, font: QFont, colour: QColor) -> None:
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPoint(x, box.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1), text)
