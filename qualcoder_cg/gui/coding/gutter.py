"""The gutter left of the text: when each turn was said, memos on passages, which pane has the keyboard."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from qualcoder_cg.gui import icons, theme
from qualcoder_cg.i18n import _

from . import mark_shapes
from .columns import PADDING
from .words import beginning

_FOCUS = 2
_MARK, _MARK_LEFT = 14, 2
_NEAR = 12


class Noted(NamedTuple):
    """Memos on passages that begin on one line: their ids and words, and the middle of the line."""

    y: float
    ids: tuple[str, ...]
    texts: tuple[str, ...]


class Gutter(QWidget):
    """Paints the times and memos it is given, each on the line of its turn or passage.

    `note_hovered(id or "")` and `note_clicked(id)` tell of memos; clicked again, the next on that line.
    """

    note_hovered = Signal(str)
    note_clicked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._times: Sequence[tuple[float, str]] = ()
        self._bookmarks: Sequence[tuple[float, str]] = ()
        self._scrolled = 0
        self._focused = False
        self._indent = 0
        self._notes: Sequence[Noted] = ()
        self._pointed = self._opened = ""
        self.setMouseTracking(True)
        self.setAccessibleName(_("Times and memos beside the text"))

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

    def show_notes(self, notes: Sequence[Noted]) -> None:
        """Show these memos, in the document's pixels."""
        self._notes = notes
        self.update()

    def note_at(self, place: QPoint) -> Noted | None:
        """The memos of the line at a place."""
        y = place.y() + self._scrolled
        return next((one for one in self._notes if abs(one.y - y) <= _NEAR), None)

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
        for one in self._notes:
            if low - _NEAR <= one.y <= high:
                strong = self._pointed in one.ids
                middle = QPointF(self._indent + PADDING / 2 - 0.5, one.y)
                mark_shapes.memo(painter, middle, theme.colour("ink" if strong else "ink2"))
        mark = icons.pixmap("bookmark", theme.tokens().acc, _MARK / icons.SIZE)
        for baseline, _name in self._bookmarks:
            if low <= baseline <= high:
                painter.drawPixmap(QPointF(self._indent + _MARK_LEFT, baseline - _MARK + 2), mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which memo is pointed at."""
        self._point_at(self.note_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a memo; again, the next on that line."""
        one = self.note_at(event.position().toPoint())
        if one and event.button() == Qt.MouseButton.LeftButton:
            place = one.ids.index(self._opened) + 1 if self._opened in one.ids else 0
            self._opened = one.ids[place % len(one.ids)]
            self.note_clicked.emit(self._opened)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._point_at(None)

    def event(self, event: QEvent) -> bool:
        """The beginning of a memo as a tooltip, and what a bookmark is called."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            one = self.note_at(event.pos())
            y = event.pos().y() + self._scrolled
            said = [*map(beginning, one.texts)] if one else []
            said += [name for baseline, name in self._bookmarks if baseline - _MARK <= y <= baseline + 4]
            QToolTip.showText(event.globalPos(), "\n".join(said), self)
            return True
        return super().event(event)

    def _point_at(self, one: Noted | None) -> None:
        pointed = one.ids[0] if one else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor if one else Qt.CursorShape.ArrowCursor)
        if pointed != self._pointed:
            self._pointed = pointed
            self.note_hovered.emit(pointed)
            self.update()


def clock(seconds: float) -> str:
    """Seconds as people read them off a recorder: 12:04, and 1:02:04 from an hour on."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
