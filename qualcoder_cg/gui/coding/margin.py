"""The margin beside the text: brackets in lanes, the names of codings, the rule beside a suggestion."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from . import margin_names, offers
from .brackets import LANES, Bracket
from .columns import BRACKETS_ONLY
from .margin_names import HEIGHT as NAME_HEIGHT
from .margin_names import Drawn
from .reading_edit import END, START

LANE = 8
STRAND = 3
FIRST_LANE = 16
CAP_END = FIRST_LANE + (LANES - 1) * LANE + 2
NAMES = CAP_END + 6
_FOCUS = 2
_FOOT = 5
_THIN, _THICK = 1.5, 3.0
_NEAR = 4
_DASHES = [3.0, 2.0]


class Margin(QWidget):
    """Paints what it is given and says what was pointed at; it knows neither text nor project."""

    clicked = Signal(str)
    toggled = Signal(str)
    ranged = Signal(str)
    memo_clicked = Signal(str)
    drag_wanted = Signal(str)
    key_pressed = Signal(object)
    hovered = Signal(str)
    edge_moved = Signal(str, QPoint)
    edge_released = Signal()
    asked_for_menu = Signal(QPoint, str)
    offer_clicked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawn: Sequence[Drawn] = ()
        self._rule: tuple[float, float] | None = None
        self._offers: Sequence[offers.Placed] = ()
        self._scrolled = 0
        self._active = ""
        self._hovered = ""
        self._chosen: Collection[str] = ()
        self._dragged = ""
        self._pressed: tuple[QPoint, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Codings beside the text"))

    def show_brackets(self, drawn: Sequence[Drawn], rule: tuple[float, float] | None) -> None:
        """Show these brackets, and a dashed rule from one y to another beside a suggestion."""
        self._drawn, self._rule = drawn, rule
        self.update()

    def show_offers(self, placed: Sequence[offers.Placed]) -> None:
        """Show quietly what is suggested for passages that nobody looks at now."""
        self._offers = placed
        self.update()

    def scroll_to(self, y: int) -> None:
        """Show the part of the document that begins at `y`."""
        self._scrolled = y
        self.update()

    def emphasise(self, active: str, hovered: str, chosen: Collection[str] = ()) -> None:
        """Draw the active coding and those chosen strong; while one is hovered, all others faint."""
        self._active, self._hovered, self._chosen = active, hovered, chosen
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
            painter.drawLine(QPointF(offers.RULE_AT, top), QPointF(offers.RULE_AT, bottom))
        offers.paint(painter, self._offers, NAMES, self.width() if self.names_fit() else 0, Span(low, high))
        for one in self._drawn:
            bracket = one.bracket
            if min(bracket.top, bracket.bottom) <= high and max(bracket.top, bracket.bottom) >= low:
                self._paint_bracket(painter, one)
                if self.names_fit():
                    one = margin_names.led_by(self._active, one)
                    look = {"strong": self._strong(one), "faint": self._faint(one)}
                    margin_names.paint(painter, one, NAMES, self.width(), **look)
        if self.hasFocus():
            painter.fillRect(QRectF(0, self._scrolled, _FOCUS, self.height()), theme.colour("acc"))

    def _strong(self, one: Drawn) -> bool:
        return one.mark.coding_id in self._chosen or one.mark.coding_id in (self._active, self._hovered)

    def _faint(self, one: Drawn) -> bool:
        return bool(self._hovered) and not self._strong(one)

    def _paint_bracket(self, painter: QPainter, one: Drawn) -> None:
        colour = theme.stroke(one.mark.colour)
        if self._faint(one):
            colour = theme.colour("line2")
        pen = QPen(colour, _THICK if self._strong(one) else _THIN)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if one.mark.waits:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        x, top, bottom = _x_of(one.bracket), one.bracket.top, one.bracket.bottom
        cap = QPointF(max(CAP_END, x + 2), top)
        painter.drawPolyline([cap, QPointF(x, top), QPointF(x, bottom), QPointF(x - _FOOT, bottom)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the active bracket's ends, or choose what was pressed on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self._dragged = self._end_at(place)
        one, offer = self.at(place), self._offer_at(place)
        if offer and not self._dragged and not one:
            self.offer_clicked.emit(offer)
        if self._dragged or not one:
            return
        held, coding_id = event.modifiers(), self._next_of(one)
        if held & Qt.KeyboardModifier.ControlModifier:
            self.toggled.emit(one.mark.coding_id)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self.ranged.emit(one.mark.coding_id)
        elif one.mark.coding_id in self._chosen and len(self._chosen) > 1:
            # Several may be dragged: whether they are, or one of them is meant, the release will tell.
            self._pressed = place, one.mark.coding_id
        else:
            self._pressed = place, ""
            self.clicked.emit(coding_id)
            if self.names_fit() and margin_names.is_on_memo(
                margin_names.led_by(self._active, one),
                NAMES,
                self.width(),
                place.x(),
                strong=self._strong(one),
            ):
                self.memo_clicked.emit(coding_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end held, or say what lies under the pointer."""
        place = event.position().toPoint()
        if self._dragged:
            self.edge_moved.emit(self._dragged, place)
            return
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
            if (place - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance():
                coding_id, self._pressed = self._pressed[1] or self._active, None
                self.drag_wanted.emit(coding_id)
            return
        one = self.at(place)
        shape = Qt.CursorShape.ArrowCursor
        if self._end_at(place):
            shape = Qt.CursorShape.SizeVerCursor
        elif one or self._offer_at(place):
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.hovered.emit(one.mark.coding_id if one else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the end go."""
        if self._dragged:
            self._dragged = ""
            self.edge_released.emit()
        elif self._pressed and self._pressed[1]:
            self.clicked.emit(self._pressed[1])
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the key: which codings it walks through is for others to say."""
        event.ignore()
        self.key_pressed.emit(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has it no more."""
        super().focusOutEvent(event)
        self.update()

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
            one, offer = self.at(event.pos()), self._offer_at(event.pos())
            told = offers.told(offer, self._offers) if offer else ""
            QToolTip.showText(event.globalPos(), margin_names.told(one) if one else told, self)
            return True
        return super().event(event)

    def _offer_at(self, place: QPoint) -> Suggestion | None:
        """What is quietly suggested under a place."""
        spot = QPointF(place.x(), place.y() + self._scrolled)
        return offers.at(self._offers, spot, NAMES, self.width() if self.names_fit() else 0)

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


def _x_of(bracket: Bracket) -> float:
    return FIRST_LANE + bracket.lane * LANE + bracket.strand * STRAND


def _stroke_box(bracket: Bracket) -> QRectF:
    x = _x_of(bracket)
    low, high = sorted((bracket.top, bracket.bottom))
    return QRectF(x - _NEAR, low - _NEAR, 2 * _NEAR, high - low + 2 * _NEAR)
