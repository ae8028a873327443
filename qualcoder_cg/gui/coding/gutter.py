"""The gutter left of the text: when each turn was said, and which pane has the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qualcoder_cg.gui import theme

from .columns import PADDING

_FOCUS = 2


class Gutter(QWidget):
    """Paints the times it is given, each on the line of its turn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._times: Sequence[tuple[float, str]] = ()
        self._scrolled = 0
        self._focused = False
        self._indent = 0

    def show_times(self, times: Sequence[tuple[float, str]]) -> None:
        """Show these: the y on which the letters stand in the document's pixels, and the time in words."""
        self._times = times
        self.update()

    def scroll_to(self, y: int) -> None:
        """Show the part of the document that begins at `y`."""
        self._scrolled = y
        self.update()

    def set_indent(self, pixels: int) -> None:
        """Leave room left of the times."""
        self._indent = pixels

    def set_focused(self, focused: bool) -> None:
        """Say whether the text beside has the keyboard."""
        self._focused = focused
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The visible times, and the mark of focus at the very left."""
        painter = QPainter(self)
        if self._focused:
            painter.fillRect(0, 0, _FOCUS, self.height(), theme.colour("acc"))
        painter.setFont(theme.sans(theme.CAPTION, tabular=True))
        painter.setPen(theme.colour("ink3"))
        painter.translate(0, -self._scrolled)
        low, high = self._scrolled, self._scrolled + self.height() + 2 * theme.CAPTION
        for baseline, words in self._times:
            if low <= baseline <= high:
                painter.drawText(QPointF(self._indent + PADDING, baseline), words)


def clock(seconds: float) -> str:
    """Seconds as people read them off a recorder: 12:04, and 1:02:04 from an hour on."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
