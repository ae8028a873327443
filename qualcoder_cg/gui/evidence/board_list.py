"""One column of a board: its heading with counts, the list, and what is said where it is empty."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from .. import theme
from ..coding import mark_shapes, painting
from ..coding.pane import PADDING, label, panel
from .board_model import BoardModel, Shown
from .board_rows import BoardDelegate, plus_box


class ColumnHeader(QWidget):
    """Marks, a title and counts, with hairlines above and below."""

    def __init__(self, marks: tuple[str, ...], title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks, self._title, self._counts = marks, title, ""
        self.setFixedHeight(32)
        self.setAccessibleName(title)

    def show_counts(self, text: str) -> None:
        """Show what the column holds."""
        self._counts = text
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, the words, the counts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        for y in (0, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, theme.colour("line"))
        x = PADDING
        for mark in self._marks:
            middle = QPoint(x + 4, self.height() // 2)
            mark_shapes.polarity(painter, middle.toPointF(), mark, theme.colour("ink"))
            x += 16
        box = self.rect().adjusted(x + 4, 0, -PADDING, 0)
        bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        took = painting.words(painter, box, self._title, bold, theme.colour("ink"))
        box.setLeft(box.left() + took + 12)
        right = Qt.AlignmentFlag.AlignRight
        painting.words(painter, box, self._counts, theme.sans(theme.CAPTION), theme.colour("ink2"), right)


class BoardList(QListView):
    """The rows of a column; `plus_clicked()` on the plus of one, `open_wanted()` on a double click."""

    plus_clicked = Signal()
    open_wanted = Signal()
    focused = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = BoardModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setItemDelegate(BoardDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(20)
        self.doubleClicked.connect(lambda _index: self.open_wanted.emit())
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def current(self) -> Shown | None:
        """The row that is chosen."""
        index = self.currentIndex()
        row = self.rows.row(index) if index.isValid() else None
        return row if isinstance(row, Shown) and self.selectionModel().isSelected(index) else None

    def chosen(self) -> list[Shown]:
        """All rows that are chosen, in order."""
        found = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = [self.rows.row(self.rows.index(place)) for place in found]
        return [row for row in rows if isinstance(row, Shown)]

    def choose(self, key: object) -> bool:
        """Choose a row again by its key; tells whether it is there."""
        place = self.rows.place_of(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
        return place >= 0

    def step(self, step: int) -> None:
        """Choose the next row that is no heading, or the one before."""
        here = self.currentIndex()
        chosen = here.isValid() and self.selectionModel().isSelected(here)
        row = here.row() + (step if chosen or not here.isValid() else 0)
        row = max(row, 0) if not here.isValid() else row
        while row >= 0:
            if row >= self.rows.rowCount():
                if not self.rows.canFetchMore(QModelIndex()):
                    return
                self.rows.fetchMore(QModelIndex())
            index = self.rows.index(row)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return
            row += step

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a plus adds its row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index) if index.isValid() else None
        addable = isinstance(row, Shown) and row.row.linked is None
        if addable and plus_box(self.visualRect(index)).contains(event.position().toPoint()):
            self.plus_clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as they need at the new width, also when only a scroll bar came or went."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by a key chooses the first row, so that keys have something to act on."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.selectionModel().hasSelection():
            self.step(1)
        self.focused.emit()

    def _dress(self) -> None:
        self.setStyleSheet(f"QListView {{ background: {theme.tokens().base}; }}")


class Column(QWidget):
    """A heading over a list, or over a sentence where there is nothing."""

    def __init__(
        self,
        marks: tuple[str, ...],
        title: str,
        nothing: str,
        parent: QWidget,
        keys: Callable[[BoardList], None],
    ) -> None:
        super().__init__(parent)
        panel(self, "base")
        self.header = ColumnHeader(marks, title, self)
        self.list = BoardList(title, self)
        keys(self.list)
        self.nothing = label(nothing, "quiet", self)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(PADDING, 12, PADDING, 12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.list, self.nothing):
            column.addWidget(part, 0 if part is self.header else 1)
        self.show_empty(False)

    def show_empty(self, empty: bool) -> None:
        """Say that there is nothing, or show the list."""
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)
