"""Dragging in the coding window: words onto a code, codes onto words, codings onto a code."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from qualcoder_cg.domain.documents import turn_at
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.gui import theme

from . import painting
from .dragged import CODES, ids_in
from .steps import sentences
from .transcript_view import TranscriptView

_HEIGHT = 24
_SIDE = 8
_WHOLE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_EDGE, _SCROLL = 24, 12


def start(source: QWidget, data: QMimeData, words: str) -> None:
    """Let something be dragged until it is let go; a label with some words follows the pointer."""
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_picture(words, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-12, -8))
    drag.exec(Qt.DropAction.CopyAction)


def _picture(words: str, ratio: float) -> QPixmap:
    font = theme.sans(theme.INTERFACE)
    width = QFontMetrics(font).horizontalAdvance(words) + 2 * _SIDE
    picture = QPixmap(round(width * ratio), round(_HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("acc"), 1))
    painter.setBrush(theme.colour("base"))
    box = QRect(0, 0, width, _HEIGHT)
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painting.words(painter, box.adjusted(_SIDE, 0, 0, 0), words, font, theme.colour("ink"))
    painter.end()
    return picture


class PassageDragging(QObject):
    """Takes the mouse where a drag begins inside the selection, and codes that are dropped on the text.

    `drag_wanted` says that the selection is being dragged; `aimed(span or None)` which words would be coded
    while codes are held over them; `dropped(code ids, span)` that they were let go. A drop on the selection
    means the selection, elsewhere the sentence under the pointer; with Ctrl or Shift, and on a speaker's
    label, the whole answer.
    """

    drag_wanted = Signal()
    aimed = Signal(object)
    dropped = Signal(list, object)

    def __init__(self, transcript: TranscriptView) -> None:
        super().__init__(transcript)
        self._transcript = transcript
        self._edit = transcript.edit
        self._pressed_at: QPoint | None = None
        self._edit.viewport().setAcceptDrops(True)
        self._edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse inside the selection, and what is dragged over the text."""
        kind = event.type()
        # QDragEnterEvent is a QDragMoveEvent, and that a QDropEvent: they are told apart by their type.
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDropEvent):
            self._drag_over(event)
            return True
        if kind == QEvent.Type.DragLeave:
            self._aim(None)
            return True
        if kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._drop(event)
            return True
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def target(self, place: QPoint, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Span:
        """Which words a drop at a place of the text means; an empty span for none."""
        edit, selected = self._edit, trimmed(self._edit.text, self._edit.selected())
        point = edit.word_point_at(place)
        if point < 0:
            point = edit.point_at(place)
        if selected.start <= point < selected.end:
            return selected
        turn = turn_at(self._transcript.turns, point)
        said = trimmed(edit.text, self._transcript.said_at(point))
        if held & _WHOLE or (turn and point < turn.start):
            return said
        return next((one for one in sentences(edit.text, said) if one.end > point), Span(point, point))

    def _mouse(self, event: QMouseEvent) -> bool:
        place, kind = event.position().toPoint(), event.type()
        if kind == QEvent.Type.MouseButtonPress and self._begins(event, place):
            self._pressed_at = place
            return True
        if self._pressed_at is None:
            return False
        if kind == QEvent.Type.MouseMove:
            if (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                self._pressed_at = None
                self.drag_wanted.emit()
            return True
        if kind == QEvent.Type.MouseButtonRelease:
            self._pressed_at = None
            point = self._edit.point_at(place)
            self._edit.select(Span(point, point))
            self._edit.clicked.emit(max(0, self._edit.word_point_at(place)))
            return True
        return False

    def _begins(self, event: QMouseEvent, place: QPoint) -> bool:
        """Whether a press is on the selected words, where it may become a drag."""
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() or self._edit.handle_at(place):
            return False
        selected = self._edit.selected()
        return bool(selected) and selected.start <= self._edit.word_point_at(place) < selected.end

    def _drag_over(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(CODES):
            event.ignore()
            return
        place = event.position().toPoint()
        self._scroll_near(place)
        span = self.target(place, event.modifiers())
        self._aim(span or None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept() if span else event.ignore()

    def _drop(self, event: QDropEvent) -> None:
        codes = ids_in(event.mimeData(), CODES)
        span = self.target(event.position().toPoint(), event.modifiers())
        self._aim(None)
        if not codes or not span:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(codes, span)

    def _aim(self, span: Span | None) -> None:
        self._transcript.set_target(span)
        self.aimed.emit(span)

    def _scroll_near(self, place: QPoint) -> None:
        """Go on reading where something is held at the upper or lower edge."""
        bar, height = self._edit.verticalScrollBar(), self._edit.viewport().height()
        if place.y() < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif place.y() > height - _EDGE:
            bar.setValue(bar.value() + _SCROLL)
