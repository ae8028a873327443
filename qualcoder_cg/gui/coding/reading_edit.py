"""The read-only text itself: places to and from the screen, lines under passages, handles at edges."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from qualcoder_cg.domain.documents import Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.text_positions import Positions
from qualcoder_cg.i18n import _

from . import reading_text
from .found_marks import FoundMarks
from .redaction_marks import Struck
from .text_lines import line_at

START, END = "start", "end"
_HANDLE = 6
_REACH = 8
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Line(NamedTuple):
    """A line drawn under a passage: solid and 2 px, or dotted."""

    span: Span
    colour: QColor
    dotted: bool = False


class ReadingEdit(QTextEdit):
    """A text to read and select in; positions given and taken are code points of the stored text."""

    laid_out = Signal()
    clicked = Signal(int)
    toggled = Signal(int)
    hovered = Signal(int)
    edge_moved = Signal(str, int)
    edge_released = Signal()
    asked_for_menu = Signal(QPoint, int)
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self._own_document: QTextDocument | None = None
        self.positions = Positions("")
        self.found = FoundMarks()
        self.struck = Struck()
        self._lines: Sequence[Line] = ()
        self._handles: tuple[Span, QColor] | None = None
        self._dragged = ""
        self._pressed_at: QPoint | None = None
        self._anchor = 0
        self._bidi = False
        self.snaps = False
        self.snap_span: Callable[[Span], Span] = lambda span: span
        self.snap_step: Callable[[int, int, int], tuple[int, int]] = lambda *ends: ends[:2]
        self.setProperty("plain", True)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Transcript"))

    def show_text(
        self, text: str, turns: Sequence[Turn], px: int, indent: int, spacing: reading_text.Spacing
    ) -> None:
        """Replace what is shown."""
        self.setExtraSelections([])
        self._lines, self._handles = (), None
        self.text = text
        self.positions = Positions(text)
        self._bidi = bool(_RIGHT_TO_LEFT.search(text))
        document, before = QTextDocument(self), self._own_document
        reading_text.build(document, text, turns, px, indent, spacing)
        self.setDocument(document)
        self._own_document = document
        if before:
            before.deleteLater()
        document.documentLayout().documentSizeChanged.connect(self.laid_out)

    def set_side_widths(self, left: int, right: int) -> None:
        """Leave room beside the text."""
        self.setViewportMargins(left, 0, right, 0)

    def set_lines(self, lines: Sequence[Line], handles: tuple[Span, QColor] | None) -> None:
        """Draw these lines under the text, and handles in a colour at the edges of one passage."""
        before, after = (self._lines, self._handles), (lines, handles)
        if before != after:
            for some, ends in (before, after):
                for span in (*(line.span for line in some), *([ends[0]] if ends else [])):
                    self._repaint(span)
            self._lines, self._handles = after

    def selected(self) -> Span:
        """The selection; empty, at the caret, when nothing is selected."""
        cursor = self.textCursor()
        return self.positions.span(cursor.anchor(), cursor.position())

    def select(self, span: Span) -> None:
        """Select a stretch and put the caret at its end."""
        self._select_ends(min(span.start, len(self.text)), min(span.end, len(self.text)))

    def point_at(self, place: QPoint) -> int:
        """The code point nearest to a place of the viewport."""
        return self.positions.to_points(self.cursorForPosition(place).position())

    def word_point_at(self, place: QPoint) -> int:
        """The code point under a place of the viewport; -1 where no character is."""
        hit = (
            self.document()
            .documentLayout()
            .hitTest(QPointF(place) + QPointF(0, self._scrolled()), Qt.HitTestAccuracy.ExactHit)
        )
        if hit < 0:
            return -1
        point = self.positions.to_points(hit)
        before, after = max(0, point - 1), min(point, max(0, len(self.text) - 1))
        left, right = self._letter(before)
        return before if left <= place.x() < right else after

    def visible(self) -> Span:
        """The stretch of text that can be seen, whole lines."""
        corner = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        # Above the first line Qt answers with a guess while the text is still being laid out.
        first = self.point_at(QPoint(0, 0)) if self._scrolled() > reading_text.TOP else 0
        return Span(first, max(first, self.point_at(corner)))

    def caret(self, point: int) -> QRectF:
        """Where a code point stands in the viewport: a box of no width, as high as its letters."""
        return self.line_box(point).translated(0, -self._scrolled())

    def line_box(self, point: int) -> QRectF:
        """The same in the document, whatever is scrolled."""
        block, line, within = line_at(self.document(), self.positions.to_units(point))
        x, origin = _x(line.cursorToX(within)), block.layout().position()
        return QRectF(origin.x() + x, origin.y() + line.y(), 0, line.height())

    def end_box(self, point: int) -> QRectF:
        """The same for the end of a passage: on the line of its last letter, where that stands."""
        if point <= 0:
            return self.line_box(point)
        box = self.line_box(point - 1)
        block, line, within = line_at(self.document(), self.positions.to_units(point - 1))
        x = _x(line.cursorToX(within, QTextLine.Edge.Trailing))
        box.moveLeft(block.layout().position().x() + x)
        return box

    def baseline(self, point: int) -> float:
        """The y on which the letters at a code point stand, in the document."""
        line = line_at(self.document(), self.positions.to_units(point)).line
        return self.line_box(point).top() + line.ascent()

    def boxes(self, span: Span, seen: Span | None = None) -> Iterator[QRectF]:
        """One box for every visible line the stretch lies on, in the document's pixels."""
        seen = seen or self.visible()
        first = self.positions.to_units(max(span.start, seen.start))
        last = self.positions.to_units(min(span.end, seen.end))
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            layout, origin = block.layout(), block.layout().position()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                begin = block.position() + line.textStart()
                low, high = max(first, begin), min(last, begin + line.textLength())
                if low < high and self._bidi:
                    for left, right in _runs(line, low - block.position(), high - block.position()):
                        yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())
                elif low < high:
                    edges = sorted(_x(line.cursorToX(unit - block.position())) for unit in (low, high))
                    width = min(edges[1], line.naturalTextRect().right()) - edges[0]
                    yield QRectF(origin.x() + edges[0], origin.y() + line.y(), width, line.height())
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then what lies over it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self._scrolled())
        self.found.paint(painter, self)
        self.struck.paint(painter, self)
        for line in self._lines:
            for box in self.boxes(line.span):
                _underline(painter, box, line)
        if self._handles:
            span, colour = self._handles
            first, last = self.line_box(span.start), self.end_box(span.end)
            for box, knob_at in ((first, first.topLeft()), (last, last.bottomLeft())):
                painter.fillRect(QRectF(box.left() - 1, box.top(), 2, box.height()), colour)
                knob = QRectF(0, 0, _HANDLE, _HANDLE)
                knob.moveCenter(knob_at)
                painter.fillRect(knob, colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or begin a selection."""
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self.handle_at(place)
            self._pressed_at = place
            if self._dragged:
                return
        super().mousePressEvent(event)
        self._anchor = self.positions.to_points(self.textCursor().anchor())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge held, or say what lies under the pointer."""
        place = event.position().toPoint()
        if self._dragged:
            self.edge_moved.emit(self._dragged, self.point_at(place))
            return
        super().mouseMoveEvent(event)
        if self.snaps and event.buttons() & Qt.MouseButton.LeftButton and self._pressed_at is not None:
            self._snap(self._anchor, self.point_at(place))
        if not event.buttons():
            over_handle = bool(self.handle_at(place))
            self.viewport().setCursor(
                Qt.CursorShape.SizeHorCursor if over_handle else Qt.CursorShape.IBeamCursor
            )
            self.hovered.emit(self.word_point_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the edge go, or tell of a click that selected nothing."""
        if self._dragged:
            self._dragged = ""
            self.edge_released.emit()
            return
        super().mouseReleaseEvent(event)
        place, pressed = event.position().toPoint(), self._pressed_at
        self._pressed_at = None
        if self.textCursor().hasSelection():
            self._snap_selection()
            return
        if pressed and (place - pressed).manhattanLength() < QApplication.startDragDistance():
            point = self.word_point_at(place)
            if point >= 0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.toggled.emit(point)
            elif point >= 0:
                self.clicked.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the selection grows by whole words or sentences, where it should."""
        if not self.snaps or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        step = _ARROWS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            cursor = self.textCursor()
            if self._runs_left(cursor):
                step = -step
            ends = [self.positions.to_points(unit) for unit in (cursor.anchor(), cursor.position())]
            self._select_ends(*self.snap_step(ends[0], ends[1], step))
            return
        super().keyPressEvent(event)
        self._snap_selection()

    def _runs_left(self, cursor: QTextCursor) -> bool:
        """Whether the line at a cursor is read from right to left."""
        return cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft

    def _snap_selection(self) -> None:
        if self.snaps:
            cursor = self.textCursor()
            self._snap(*(self.positions.to_points(unit) for unit in (cursor.anchor(), cursor.position())))

    def _snap(self, anchor: int, position: int) -> None:
        """Let a selection grow; its moving end stays on its side."""
        if anchor != position:
            span = self.snap_span(Span(*sorted((anchor, position))))
            ends = (span.start, span.end) if position > anchor else (span.end, span.start)
            self._select_ends(*ends)

    def _select_ends(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self.positions.to_units(anchor))
        cursor.setPosition(self.positions.to_units(position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the window's menu instead of Qt's."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        point = self.word_point_at(event.pos()) if by_mouse else self.selected().start
        place = event.globalPos()
        if not by_mouse:
            place = self.viewport().mapToGlobal(self.caret(self.selected().end).bottomLeft().toPoint())
        self.asked_for_menu.emit(place, point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The stored text, never Qt's copy of it, which has other spaces and line ends."""
        data = QMimeData()
        span = self.selected()
        data.setText(self.text[span.start : span.end])
        return data

    def _repaint(self, span: Span) -> None:
        """Paint the lines that hold a stretch anew, with what is drawn at their edges."""
        top, bottom = self.caret(span.start).top(), self.caret(span.end).bottom()
        whole = QRectF(0, top - _HANDLE, self.viewport().width(), bottom - top + 2 * _HANDLE)
        self.viewport().update(whole.toAlignedRect())

    def handle_at(self, place: QPoint) -> str:
        """Which handle of the active coding is under a place of the viewport: start, end or none."""
        if self._handles:
            spot, (start, end) = QPointF(place) + QPointF(0, self._scrolled()), self._handles[0]
            for name, box in ((START, self.line_box(start)), (END, self.end_box(end))):
                if box.adjusted(-_REACH, -_HANDLE, _REACH, _HANDLE).contains(spot):
                    return name
        return ""

    def _letter(self, point: int) -> tuple[float, float]:
        """The left and right edges of a letter, in the viewport, whichever way it is read."""
        block, line, within = line_at(self.document(), self.positions.to_units(point))
        x = block.layout().position().x()
        ends = (
            _x(line.cursorToX(within, edge)) for edge in (QTextLine.Edge.Leading, QTextLine.Edge.Trailing)
        )
        left, right = sorted(ends)
        return x + left, x + right

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()


def _runs(line: QTextLine, low: int, high: int) -> list[tuple[float, float]]:
    """Where units of a line stand that has letters of both directions: they may lie apart."""
    found: list[tuple[float, float]] = []
    for unit in range(low, high):
        edges = (QTextLine.Edge.Leading, QTextLine.Edge.Trailing)
        left, right = sorted(_x(line.cursorToX(unit, edge)) for edge in edges)
        found.append((left, right))
    runs: list[tuple[float, float]] = []
    for left, right in sorted(found):
        if runs and left <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(right, runs[-1][1]))
        else:
            runs.append((left, right))
    return runs


def _x(answer: object) -> float:
    """What cursorToX says: PySide returns the place together with the position it snapped to."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def _underline(painter: QPainter, box: QRectF, line: Line) -> None:
    if line.dotted:
        pen = QPen(line.colour, 1.5, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(box.bottomLeft() + QPointF(0, -1.5), box.bottomRight() + QPointF(0, -1.5))
    else:
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 2), line.colour)
