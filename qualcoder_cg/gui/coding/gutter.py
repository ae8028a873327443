"""The gutter left of the text: when each turn was said, and which pane has the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from qualcoder_cg.gui import icons, theme
from qualcoder_cg.i18n import _

from .columns import PADDING

_FOCUS = 2
_MARK, _MARK_LEFT = 14, 2


class Gutter(QWidget):
    """Paints the times it is given, each on the line of its turn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._times: Sequence[tuple[float, str]] = ()
        self._bookmarks: Sequence[tuple[float, str]] = ()
        self._scrolled = 0
        self._focused = False
        self._indent = 0

    def show_times(self, times: Sequence[tuple[float, str]]) -> None:
        """Show these: the y on which the letters stand in the document's pixels, and the time in words."""
        self._times = times
        self.update()

    def show_bookmarks(self, bookmarks: Sequence[tuple[float, str]]) -> None:
        """Show these: the y on which the letters of their line stand, and what they are called."""
        if bookmarks != self._bookmarks:
            self._bookmarks = bookmarks
            said = [_("Bookmark: {name}").format(name=name) for _y, name in bookmarks]
            self.setAccessibleDescription("; ".join(said))
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
        mark = icons.pixmap("bookmark", theme.tokens().acc, _MARK / icons.SIZE)
        for baseline, _name in self._bookmarks:
            if low <= baseline <= high:
                painter.drawPixmap(QPointF(self._indent + _MARK_LEFT, baseline - _MARK + 2), mark)

    def event(self, event: QEvent) -> bool:
        """What a bookmark is called, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            y = event.pos().y() + self._scrolled
            names = [name for baseline, name in self._bookmarks if baseline - _MARK <= y <= baseline + 4]
            QToolTip.showText(event.globalPos(), "\n".join(names), self)
            return True
        return super().event(event)


def clock(seconds: float) -> str:
    """Seconds as people read them off a recorder: 12:04, and 1:02:04 from an hour on."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
