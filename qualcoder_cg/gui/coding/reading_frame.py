"""The frame of the reading view: gutter, text and margin side by side, scrolling as one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcoder_cg.domain.documents import Turn
from qualcoder_cg.gui import theme

from . import columns, reading_text
from .gutter import Gutter
from .margin import Margin
from .reading_edit import ReadingEdit

LEAST_SIZE, MOST_SIZE = 12, 28
_RESIZE_PAUSE_MS = 80


class ReadingFrame(QWidget):
    """Shows a text with room beside it; what is drawn there is for others to say.

    `moved` follows every scroll; `outdated` says that places on the screen hold no longer.
    """

    moved = Signal()
    outdated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turns: Sequence[Turn] = ()
        self._px = theme.READING
        self._spacing = reading_text.USUAL
        self._labels = 0
        self._was_shown = False
        self._opens_at: tuple[int, int] | None = None
        self._columns = columns.share(0, True, 0, 1.0)
        self.edit = ReadingEdit(self)
        self.gutter = Gutter(self.edit)
        self.margin = Margin(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._refit = QTimer(self, singleShot=True, interval=_RESIZE_PAUSE_MS)
        self._refit.timeout.connect(self._fit_again)
        self.edit.verticalScrollBar().valueChanged.connect(self._scrolled)
        for part in (self.edit, self.gutter, self.margin):
            part.installEventFilter(self)

    def fill(self, text: str, turns: Sequence[Turn]) -> None:
        """Show a text from its beginning."""
        self.turns = turns
        self._opens_at = None
        self._lay_out(text)
        self.edit.verticalScrollBar().setValue(0)

    def text_size(self) -> int:
        """The size of the words in pixels."""
        return self._px

    def set_text_size(self, px: int) -> None:
        """Scale text, lines and columns to a text size of 12 to 28 px; the place read stays in view."""
        px = min(max(px, LEAST_SIZE), MOST_SIZE)
        if px != self._px:
            self._px = px
            self.lay_out_again()

    def spacing(self) -> str:
        """How much air there is between lines and turns: compact, usual or roomy."""
        return self._spacing

    def set_spacing(self, name: str) -> None:
        """Give lines and turns less or more air; the place read stays in view."""
        if name != self._spacing and name in reading_text.SPACINGS:
            self._spacing = name
            self.lay_out_again()

    def lay_out_again(self) -> None:
        """The same text in another size or look, at the same place."""
        selected, place = self.edit.selected(), self.place_read()
        self._lay_out(self.edit.text)
        self.edit.select(selected)
        self.read_from(*place)

    def place_read(self) -> tuple[int, int]:
        """The code point at the top of what is seen, and the pixels its line is scrolled past the edge."""
        top = self.edit.visible().start
        return top, self.edit.verticalScrollBar().value() - round(self.edit.line_box(top).top())

    def read_from(self, point: int, offset: int) -> None:
        """Scroll until a code point is at the top, as `place_read` tells it; also before the text shows."""
        if not self._was_shown:
            self._opens_at = point, offset
        self.edit.verticalScrollBar().setValue(round(self.edit.line_box(point).top()) + offset)

    def words_left(self) -> int:
        """Where the words begin, in the viewport's pixels, right of the speakers' labels."""
        return self._labels

    def _lay_out(self, text: str) -> None:
        self._labels = reading_text.label_column(text, self.turns, self._px)
        self.edit.blockSignals(True)
        spacing = reading_text.SPACINGS[self._spacing]
        self.edit.show_text(text, self.turns, self._px, self._labels, spacing)
        self.edit.blockSignals(False)
        self._set_columns()

    def _share(self) -> columns.Columns:
        timed = any(turn.seconds is not None for turn in self.turns)
        return columns.share(self._room(), timed, self._labels, self._px / theme.READING)

    def _room(self) -> int:
        """The width without the scroll bar."""
        return self.edit.width() - self.edit.verticalScrollBar().sizeHint().width()

    def _set_columns(self) -> None:
        """Give every column its width now."""
        self._columns = shares = self._share()
        before, height = shares.left + shares.gutter, self.edit.height()
        self.edit.set_side_widths(before, max(0, self._room() - before - shares.text))
        self.edit.setLineWrapColumnOrWidth(shares.text)
        self.gutter.setGeometry(0, 0, before, height)
        self.gutter.set_indent(shares.left)
        self.margin.setGeometry(before + shares.text, 0, shares.margin, height)
        self.outdated.emit()

    def _fit_again(self) -> None:
        """Break the lines for another width; the place read stays in view."""
        place = self.place_read()
        self._set_columns()
        self.read_from(*place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew: at once where lines stay as they are, else after a pause."""
        super().resizeEvent(event)
        if self._share().text == self._columns.text:
            self._set_columns()
        else:
            self._refit.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one is to read: growing from nothing to its first size, Qt scrolled to the cursor."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._set_columns()
            self.read_from(*(self._opens_at or (0, -self.edit.verticalScrollBar().maximum())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll from the sides as from the text; show who has the keyboard."""
        kind = event.type()
        if watched is not self.edit and isinstance(event, QWheelEvent):
            self.edit.wheelEvent(event)
            return True
        if watched is self.edit and kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.gutter.set_focused(kind == QEvent.Type.FocusIn)
        return False

    def _scrolled(self, y: int) -> None:
        self.gutter.scroll_to(y)
        self.margin.scroll_to(y)
        self.moved.emit()
