"""The chain as a picture: columns from findings to recommendations, lines between what rests on what."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from ...domain.chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION, Chain, Link
from ...i18n import _
from ...services import chain_words as words
from .. import theme
from ..coding import painting
from .items import broken, warning

COLUMNS = ((FINDING,), (CONCLUSION,), (LESSON, PRACTICE), (RECOMMENDATION,))
_PAD, _APART, _HEAD, _BETWEEN = 16, 4, 32, 48
# Boxes hold two lines of text where there is room for all of them, else one.
_LOW, _HIGH = 28, 40
_SMALL = 16
_NARROWEST = 120
_NUMBER = 28


class _Chosen(NamedTuple):
    """What is drawn strongly: a link, everything beneath it and everything above it."""

    id: str
    near: frozenset[str]


class Picture(QWidget):
    """`chosen(id)` when a link is picked, `entered(id)` with Enter or a double click."""

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Picture of the chain"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._chain = Chain({})
        self._places: dict[str, QRect] = {}
        self._heads: list[tuple[QRect, str, str]] = []
        self._chosen = _Chosen("", frozenset())
        self._hovered = ""
        self._node = _LOW
        theme.notifier().changed.connect(self.update)

    def show_chain(self, found: Chain, link_id: str) -> None:
        """Show a chain, with one of its links chosen."""
        if found is not self._chain:
            self._chain = found
            self._arrange()
        self.choose(link_id)

    def choose(self, link_id: str) -> None:
        """Draw this link and what hangs on it strongly."""
        link = self._chain.links.get(link_id)
        near = frozenset(
            _reached(self._chain, link_id, down=True) | _reached(self._chain, link_id, down=False)
        )
        self._chosen = _Chosen(link_id, near) if link else _Chosen("", frozenset())
        spoken = f"{words.kind(link.kind)} {link.number} {link.text}" if link else ""
        self.setAccessibleDescription(". ".join([spoken, *words.marks(link)]) if link else "")
        self._reveal()
        self.update()

    def go(self, by: int) -> None:
        """Go down the column, or up."""
        key = self._beside(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up)
        if key:
            self.chosen.emit(key)

    def place_of(self, link_id: str) -> QRect:
        """Where a link is drawn."""
        return self._places.get(link_id, QRect())

    def link_at(self, point: QPoint) -> str:
        """The link drawn at a point; "" for none."""
        return next((key for key, box in self._places.items() if box.contains(point)), "")

    def sizeHint(self) -> QSize:
        """As high as the longest column."""
        bottom = max((box.bottom() for box in self._places.values()), default=0)
        return QSize(4 * _NARROWEST + 3 * _BETWEEN + 2 * _PAD, bottom + _PAD)

    def minimumSizeHint(self) -> QSize:
        """The same: it scrolls."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Headings, quiet lines, strong lines over them, boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, title, caption in self._heads:
            small = theme.sans(theme.CAPTION)
            right = Qt.AlignmentFlag.AlignRight
            took = painting.words(painter, box, caption, small, theme.colour("ink2"), right)
            room = box.adjusted(0, 0, -took - 8, 0)
            painting.words(
                painter, room, title, theme.sans(theme.CAPTION, theme.SEMIBOLD), theme.colour("ink2")
            )
        near = self._chosen.near
        visible = event.rect()
        paths = {False: QPainterPath(), True: QPainterPath()}
        for link in self._chain:
            for basis in link.rests_on:
                first, last = self._places[basis], self._places[link.id]
                if first.united(last).intersects(visible):
                    _draw_line(paths[link.id in near and basis in near], first, last)
        quiet = "line" if self._chosen.id else "line2"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for strong, path in paths.items():
            painter.setPen(QPen(theme.colour("acc" if strong else quiet), 1.5 if strong else 1))
            painter.drawPath(path)
        for key, box in self._places.items():
            if box.intersects(visible):
                self._box(painter, self._chain.links[key], box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        key = self.link_at(event.position().toPoint())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is clicked twice."""
        key = self.link_at(event.position().toPoint())
        if key:
            self.entered.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what is under the mouse."""
        key = self.link_at(event.position().toPoint())
        if key != self._hovered:
            self._hovered = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._hovered = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of what has the keyboard."""
        super().focusInEvent(event)
        if not self._chosen.id and self._places:
            self.chosen.emit(next(iter(self._places)))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go up and down a column, and along the lines to the next one; Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen.id:
            self.entered.emit(self._chosen.id)
            return
        key = self._beside(Qt.Key(event.key()))
        if key is None:
            super().keyPressEvent(event)
        elif key:
            self.chosen.emit(key)

    def event(self, event: QEvent) -> bool:
        """The whole text of a box as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            key = self.link_at(event.pos())
            link = self._chain.links.get(key)
            QToolTip.showText(
                event.globalPos(), _told(link) if link else "", self, self._places.get(key, QRect())
            )
            return True
        return super().event(event)

    def _beside(self, key: Qt.Key) -> str | None:
        """Where an arrow leads: "" nowhere, None for other keys."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        link = self._chain.links.get(self._chosen.id)
        if key in steps:
            column = self._column(link.kind) if link else list(self._places)
            place = column.index(link.id) + steps[key] if link else 0
            return column[place] if 0 <= place < len(column) else ""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            ways = () if link is None else link.rests_on if key == Qt.Key.Key_Left else link.leads_to
            return min(ways, key=self._distance, default="")
        return None

    def _distance(self, key: str) -> int:
        here = self._places[self._chosen.id]
        return abs(self._places[key].center().y() - here.center().y()) + abs(
            self._places[key].left() - here.left()
        )

    def _column(self, kind: str) -> list[str]:
        kinds = next(column for column in COLUMNS if kind in column)
        return [link.id for one in kinds for link in self._chain.of(one)]

    def _arrange(self) -> None:
        """Give every link its box."""
        self._places, self._heads = {}, []
        width = max(_NARROWEST, (self.width() - 2 * _PAD - 3 * _BETWEEN) // 4)
        self._node = self._height()
        titles = words.kinds()
        for place, kinds in enumerate(COLUMNS):
            x, y = _PAD + place * (width + _BETWEEN), 8
            for kind in kinds:
                links = self._chain.of(kind)
                self._heads.append((QRect(x, y, width, _HEAD - 8), titles[kind], str(len(links))))
                y += _HEAD - 4
                for link in links:
                    self._places[link.id] = QRect(x, y, width, self._node)
                    y += self._node + _APART
                y += 12
        self.updateGeometry()

    def _height(self) -> int:
        """How high boxes are, so that the longest column stays in sight where it can."""
        scroll = self._area()
        room = scroll.viewport().height() if scroll else self.height()
        longest = max(
            sum(_HEAD + 8 + len(self._chain.of(kind)) * (_HIGH + _APART) for kind in kinds)
            for kinds in COLUMNS
        )
        return _HIGH if longest + _PAD <= room else _LOW

    def _area(self) -> QScrollArea | None:
        """What the picture scrolls in."""
        widget = self.parentWidget()
        found = widget.parentWidget() if widget else None
        return found if isinstance(found, QScrollArea) else None

    def _reveal(self) -> None:
        box = self._places.get(self._chosen.id)
        scroll = self._area()
        if box and scroll:
            scroll.ensureVisible(box.center().x(), box.center().y(), box.width() // 2, 2 * self._node)

    def _box(self, painter: QPainter, link: Link, box: QRect) -> None:
        chosen, near = link.id == self._chosen.id, link.id in self._chosen.near
        ground = "sel" if chosen else "accbg" if near else "hover" if link.id == self._hovered else "base"
        edge = "acc" if chosen or near else "line2"
        width = 2.0 if chosen and self.hasFocus() else 1.0
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(edge), width))
        half = width / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), 4, 4)
        inner = box.adjusted(8, 0, -8, 0)
        if words.marks(link, fields=False):
            colour = theme.tokens().ink if chosen else theme.tokens().warn
            warning(painter, QRect(inner.right() - 15, box.center().y() - 7, 16, 16), colour)
            inner.setRight(inner.right() - 20)
        strong = near or not self._chosen.id
        bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        width = max(_NUMBER, QFontMetrics(bold).horizontalAdvance(link.number)) + 8
        number = QRect(inner.left(), inner.top(), min(width, inner.width()), inner.height())
        painting.words(painter, number, link.number, bold, theme.colour("ink"))
        inner.setLeft(inner.left() + width)
        text = " ".join(link.text.split())
        ink = theme.colour("ink" if strong else "ink2")
        if self._node == _LOW:
            painting.words(painter, inner, text, theme.sans(theme.INTERFACE), ink)
            return
        small = theme.sans(theme.CAPTION)
        lines = broken(text, small, inner.width(), 2)
        top = box.center().y() - len(lines) * _SMALL // 2 + 1
        for place, line in enumerate(lines):
            at = QRect(inner.left(), top + place * _SMALL, inner.width(), _SMALL)
            painting.words(painter, at, line, small, ink)


def _draw_line(path: QPainterPath, first: QRect, last: QRect) -> None:
    """Add the curve from what is rested on to what rests on it."""
    start = QPointF(first.right() + 1, first.center().y() + 0.5)
    end = QPointF(last.left(), last.center().y() + 0.5)
    bend = min(_BETWEEN, (end.x() - start.x()) / 2)
    path.moveTo(start)
    path.cubicTo(QPointF(start.x() + bend, start.y()), QPointF(end.x() - bend, end.y()), end)


def _reached(found: Chain, link_id: str, *, down: bool) -> set[str]:
    """A link with everything beneath it, or everything above it."""
    waiting, seen = [link_id], set()
    links: Mapping[str, Link] = found.links
    while waiting:
        key = waiting.pop()
        if key in links and key not in seen:
            seen.add(key)
            waiting += links[key].rests_on if down else links[key].leads_to
    return seen


def _told(link: Link) -> str:
    marks = words.marks(link)
    return f"{link.number} {link.text}" + (f"\n{' · '.join(marks)}" if marks else "")
