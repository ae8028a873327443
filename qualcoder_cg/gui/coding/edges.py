"""Moving the edges of a coding by keys: arrows its end, with Shift its beginning."""

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from qualcoder_cg.domain.spans import Span

from .steps import WORD

_WORD = re.compile(rf"(?:{WORD.pattern})[^\w\s]*")
_FAR = 2000
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def moved(text: str, span: Span, step: int, *, start: bool, letter: bool = False) -> Span:
    """The span with one edge a word (or a letter) further back or on; never empty, never outside the text."""
    if start:
        place = span.start + step if letter else _word_edge(text, span.start, step, begins=True)
        return Span(max(0, min(place, span.end - 1)), span.end)
    place = span.end + step if letter else _word_edge(text, span.end, step, begins=False)
    return Span(span.start, min(len(text), max(place, span.start + 1)))


def _word_edge(text: str, place: int, step: int, *, begins: bool) -> int:
    """The next beginning or end of a word from a place; the place itself where there is none near."""
    low, high = max(0, place - _FAR), min(len(text), place + _FAR)
    words = list(_WORD.finditer(text, low, high))
    edges = [word.start() if begins else word.end() for word in words]
    if step > 0:
        return next((edge for edge in edges if edge > place), place)
    return next((edge for edge in reversed(edges) if edge < place), place)


class EdgeKeys(QObject):
    """While it is on, takes the keys of a text and turns them into a span.

    `previewed(span)` follows every step; `settled(span)` comes with Enter, `left()` with Esc or when
    the text loses the keyboard. Left and right move by words, with Ctrl by letters.
    """

    previewed = Signal(object)
    settled = Signal(object)
    left = Signal()

    def __init__(self, edit: QWidget) -> None:
        super().__init__(edit)
        self._edit = edit
        self._text = ""
        self.span: Span | None = None

    def begin(self, text: str, span: Span) -> None:
        """Take the keys, beginning with this passage."""
        self._text, self.span = text, span
        self._edit.installEventFilter(self)
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """Give the keys back."""
        self.span = None
        self._edit.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc; other keys do nothing meanwhile, so that no letter acts."""
        if self.span is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._leave()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._press(event)
            return True
        return False

    def _press(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _STEPS and self.span is not None:
            start = bool(held & Qt.KeyboardModifier.ShiftModifier)
            letter = bool(held & Qt.KeyboardModifier.ControlModifier)
            self.span = moved(self._text, self.span, _STEPS[key], start=start, letter=letter)
            self.previewed.emit(self.span)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            span = self.span
            self.stop()
            self.settled.emit(span)
        elif key == Qt.Key.Key_Escape:
            self._leave()

    def _leave(self) -> None:
        self.stop()
        self.left.emit()
