"""Frames around what a search found, so that hits are told from tints and underlines without colour."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme

if TYPE_CHECKING:
    from .reading_edit import ReadingEdit

_RADIUS = 3
_ABOVE, _BELOW = 3, 2
_LOOK_BACK = 4096  # a hit longer than this is framed only when its beginning is near


class FoundMarks:
    """The hits in the document shown: dotted frames, and a full one around the hit looked at."""

    def __init__(self) -> None:
        self._spans: Sequence[Span] = ()
        self._current: Span | None = None

    def show(self, spans: Sequence[Span], current: Span | None = None) -> None:
        """Frame these, in the order of the text, and one of them strongly."""
        self._spans, self._current = spans, current

    def paint(self, painter: QPainter, edit: "ReadingEdit") -> None:
        """Frame the hits that can be seen; the painter counts in the document's pixels."""
        if not self._spans and self._current is None:
            return
        seen = edit.visible()
        seen = Span(seen.start, seen.end + 1)
        first = bisect_left(self._spans, Span(max(0, seen.start - _LOOK_BACK), 0))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("ink2"), 1, Qt.PenStyle.DotLine))
        for span in self._spans[first:]:
            if span.start >= seen.end:
                break
            if span != self._current and span.end > seen.start:
                _frame(painter, edit, span, seen)
        if self._current is not None and self._current.overlaps(seen):
            painter.setPen(QPen(theme.colour("acc"), 2))
            _frame(painter, edit, self._current, seen)
        painter.restore()


def _frame(painter: QPainter, edit: "ReadingEdit", span: Span, seen: Span) -> None:
    for box in edit.boxes(span, seen):
        inner = QRectF(box).adjusted(-1.5, _ABOVE - 0.5, 1.5, -_BELOW + 0.5)
        painter.drawRoundedRect(inner, _RADIUS, _RADIUS)
