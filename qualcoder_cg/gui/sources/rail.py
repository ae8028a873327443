"""The sections at the left of the Sources view, each with its count."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...i18n import _
from .. import icons, theme
from ..coding import painting
from .pages import PageSpec

_ROW = 32
_LEFT = 12
_ID = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_COUNT = Qt.ItemDataRole.UserRole + 3


class Rail(QListView):
    """One row per page; `chosen(id)` when another becomes the current one, `entered()` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections of the sources"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = QStandardItemModel(self)
        for page in pages:
            item = QStandardItem(page.title())
            item.setData(page.id, _ID)
            item.setData(page.icon, _ICON)
            self._model.appendRow(item)
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self))
        self.selectionModel().currentChanged.connect(self._tell)
        theme.notifier().changed.connect(self.viewport().update)

    def show_chosen(self, page_id: str) -> None:
        """Mark the row of a page."""
        for index in self._indexes():
            if index.data(_ID) == page_id and index != self.currentIndex():
                self.setCurrentIndex(index)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show numbers beside the pages with these ids."""
        for index in self._indexes():
            count = counts.get(index.data(_ID))
            if count != index.data(_COUNT):
                self._model.setData(index, count, _COUNT)
                spoken = index.data() if count is None else f"{index.data()}, {count}"
                self._model.setData(index, spoken, Qt.ItemDataRole.AccessibleTextRole)

    def count(self, page_id: str) -> int | None:
        """The number shown beside a page."""
        found = next(index for index in self._indexes() if index.data(_ID) == page_id)
        shown = found.data(_COUNT)
        return None if shown is None else int(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads into the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _indexes(self) -> list[QModelIndex]:
        return [self._model.index(row, 0) for row in range(self._model.rowCount())]

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_ID))


class _Rows(QStyledItemDelegate):
    """Icon, name, count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Rows one can hit."""
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row; the chosen one in bold ink."""
        painting.row_background(painter, option)
        chosen = painting.is_selected(option)
        look, box = theme.tokens(), QRect(option.rect).adjusted(_LEFT, 0, -_LEFT, 0)
        ratio = painter.device().devicePixelRatio()
        picture = icons.pixmap(index.data(_ICON), look.ink if chosen else look.ink2, ratio)
        painter.drawPixmap(box.left(), box.center().y() - icons.SIZE // 2 + 1, picture)
        box.setLeft(box.left() + icons.SIZE + 8)
        count = index.data(_COUNT)
        if count is not None:
            font = theme.sans(theme.INTERFACE, tabular=True)
            took = painting.words(
                painter, box, str(count), font, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight
            )
            box.setRight(box.right() - took - 8)
        font = theme.sans(theme.INTERFACE, theme.SEMIBOLD if chosen else theme.REGULAR)
        painting.words(painter, box, str(index.data()), font, theme.colour("ink"))
