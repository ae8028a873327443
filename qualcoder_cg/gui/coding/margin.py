"""The margin beside the text: brackets in lanes, the names of codings, the rule beside a suggestion."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from .brackets import LANES, Bracket
from .columns import BRACKETS_ONLY
from .marks import Mark
from .reading_edit import END, START

LANE = 8
STRAND = 3
FIRST_LANE = 16
CAP_END = FIRST_LANE + (LANES - 1) * LANE + 2
NAMES = CAP_END + 6
NAME_HEIGHT = 20
_FOOT = 5
_THIN, _THICK = 1.5, 3.0
_NEAR = 4
_GAP = 4


class Drawn(NamedTuple):
    """A placed bracket, in the document's pixels, with its mark."""

    bracket: Bracket
    mark: Mark
    more: tuple[Mark, ...] = ()


class Margin(QWidget):
    """Paints what it is given and says what was pointed at; it knows neither text nor project."""

    clicked = Signal(str)
    hovered = Signal(str)
    edge_moved = Signal(str, QPoint)
    edge_released = Signal()
    asked_for_menu = Signal(QPoint, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawn: Sequence[Drawn] = ()
        self._rule: tuple[float, float] | None = None
        self._scrolled = 0
        self._active = ""
        self._hovered = ""
        self._dragged = ""
        self.setMouseTracking(True)
        self.setAccessibleName(_("Codings beside the text"))

    def show_brackets(self, drawn: Sequence[Drawn], rule: tuple[float, float] | None) -> None:
        """Show these brackets, and a dashed rule from one y to another beside a suggestion."""
        self._drawn, self._rule = drawn, rule
        self.update()

    def scroll_to(self, y: int) -> None:
        """Show the part of the document that begins at `y`."""
        self._scrolled = y
        self.update()

    def emphasise(self, active: str, hovered: str) -> None:
        """Draw the active coding strong; while one is hovered, the others faint."""
        self._active, self._hovered = active, hovered
        mark = next((one.mark for one in self._drawn if one.mark.coding_id == active), None)
        self.setAccessibleDescription(spoken(mark) if mark else "")
        self.update()

    def names_fit(self) -> bool:
        """Whether there is room for names at all."""
        return self.width() > BRACKETS_ONLY

    def at(self, place: QPoint) -> Drawn | None:
        """What lies under a place: by its name first, else by the nearest stroke."""
        spot = QPointF(place.x(), place.y() + self._scrolled)
        if self.names_fit() and spot.x() >= CAP_END:
            near = (one for one in self._drawn if abs(one.bracket.top - spot.y()) <= NAME_HEIGHT / 2)
            return next(near, None)
        within = [one for one in self._drawn if _stroke_box(one.bracket).contains(spot)]
        return min(within, key=lambda one: abs(_x_of(one.bracket) - spot.x()), default=None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rule, brackets and names of the visible part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._scrolled)
        low, high = self._scrolled - NAME_HEIGHT, self._scrolled + self.height() + NAME_HEIGHT
        if self._rule:
            painter.setPen(QPen(theme.colour("ctl"), 1.5, Qt.PenStyle.DashLine))
            top, bottom = self._rule
            painter.drawLine(QPointF(FIRST_LANE, top), QPointF(FIRST_LANE, bottom))
        for one in self._drawn:
            bracket = one.bracket
            if min(bracket.top, bracket.bottom) <= high and max(bracket.top, bracket.bottom) >= low:
                self._paint_bracket(painter, one)
                if self.names_fit():
                    self._paint_name(painter, one)

    def _strong(self, one: Drawn) -> bool:
        return one.mark.coding_id in (self._active, self._hovered)

    def _faint(self, one: Drawn) -> bool:
        return bool(self._hovered) and one.mark.coding_id != self._hovered

    def _paint_bracket(self, painter: QPainter, one: Drawn) -> None:
        colour = theme.stroke(one.mark.colour)
        if self._faint(one):
            colour = theme.colour("line2")
        pen = QPen(colour, _THICK if self._strong(one) else _THIN)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        x, top, bottom = _x_of(one.bracket), one.bracket.top, one.bracket.bottom
        cap = QPointF(max(CAP_END, x + 2), top)
        painter.drawPolyline([cap, QPointF(x, top), QPointF(x, bottom), QPointF(x - _FOOT, bottom)])

    def _paint_name(self, painter: QPainter, one: Drawn) -> None:
        mark, x = one.mark, float(NAMES)
        faint = self._faint(one)
        ink, quiet = theme.colour("ink3" if faint else "ink"), theme.colour("ink3" if faint else "ink2")
        plain = theme.sans(theme.CAPTION)
        font = theme.sans(theme.CAPTION, theme.SEMIBOLD) if self._strong(one) else plain
        tail = _tail(one)
        room = self.width() - x - _GAP - QFontMetricsF(plain).horizontalAdvance(tail)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(mark.name, Qt.TextElideMode.ElideRight, max(0.0, room))
        row = QRectF(x, one.bracket.top - NAME_HEIGHT / 2, self.width() - x, NAME_HEIGHT)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, shown)
        if tail:
            row.setLeft(x + metrics.horizontalAdvance(shown) + _GAP)
            painter.setFont(plain)
            painter.setPen(quiet)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, tail)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the active bracket's ends, or choose what was pressed on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self._dragged = self._end_at(place)
        one = self.at(place)
        if not self._dragged and one:
            self.clicked.emit(self._next_of(one))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end held, or say what lies under the pointer."""
        place = event.position().toPoint()
        if self._dragged:
            self.edge_moved.emit(self._dragged, place)
            return
        one = self.at(place)
        shape = Qt.CursorShape.ArrowCursor
        if self._end_at(place):
            shape = Qt.CursorShape.SizeVerCursor
        elif one:
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.hovered.emit(one.mark.coding_id if one else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the end go."""
        if self._dragged:
            self._dragged = ""
            self.edge_released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self.hovered.emit("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the window's menu for what lies here."""
        one = self.at(event.pos())
        self.asked_for_menu.emit(event.globalPos(), one.mark.coding_id if one else "")

    def event(self, event: QEvent) -> bool:
        """Full names as tooltips, of the folded ones too."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            one = self.at(event.pos())
            lines = [spoken(mark) for mark in (one.mark, *one.more)] if one else []
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)

    def _next_of(self, one: Drawn) -> str:
        """The coding a press on a name means: pressed again, the next of those folded into it."""
        ids = [mark.coding_id for mark in (one.mark, *one.more)]
        return ids[(ids.index(self._active) + 1) % len(ids)] if self._active in ids else ids[0]

    def _end_at(self, place: QPoint) -> str:
        """Which end of the active bracket is under a place."""
        spot = QPointF(place.x(), place.y() + self._scrolled)
        for one in self._drawn:
            if one.mark.coding_id == self._active:
                x, reach = _x_of(one.bracket), 2 * _NEAR
                cap = QRectF(x - _NEAR, one.bracket.top - _NEAR, CAP_END - x + _NEAR, reach)
                foot = QRectF(x - _FOOT - _NEAR, one.bracket.bottom - _NEAR, _FOOT + reach, reach)
                return START if cap.contains(spot) else END if foot.contains(spot) else ""
        return ""


def spoken(mark: Mark) -> str:
    """A mark in words: name, key quote or not, coder."""
    parts = [mark.name]
    if mark.key:
        parts.append(_("key quote"))
    if mark.show_coder and mark.initials:
        parts.append(mark.initials)
    return ", ".join(parts)


def _tail(one: Drawn) -> str:
    """What follows the name and is never elided."""
    mark = one.mark
    parts = ["★" if mark.key else "", mark.initials if mark.show_coder else ""]
    parts.append(f"+{len(one.more)}" if one.more else "")
    return " ".join(part for part in parts if part)


def _x_of(bracket: Bracket) -> float:
    return FIRST_LANE + bracket.lane * LANE + bracket.strand * STRAND


def _stroke_box(bracket: Bracket) -> QRectF:
    x = _x_of(bracket)
    low, high = sorted((bracket.top, bracket.bottom))
    return QRectF(x - _NEAR, low - _NEAR, 2 * _NEAR, high - low + 2 * _NEAR)
