"""The list of hits: walked through by the arrows, selected by Space, Ctrl and Shift."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.i18n import _

from .hit_model import HIT, HitModel
from .hit_rows import HitRows

_FLAG = QItemSelectionModel.SelectionFlag
_HELD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class HitList(QTreeView):
    """`shown(hit)` follows the current row, `opened(hit)` Enter or a double click, `picked` the selection.

    The row the arrows come to is the one selected until Space picks one: then the arrows leave the selection
    alone, and Space adds to it and takes from it. A click, all, or other hits end that.
    """

    shown = Signal(object)
    opened = Signal(object)
    picked = Signal()
    left = Signal()  # the arrow up on the first row

    def __init__(self, model: HitModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits = model
        self._picks = False
        self.rows = HitRows(self)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(_("Hits"))
        self.selectionModel().currentChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.picked.emit())
        model.modelReset.connect(self._start_over)

    def current(self) -> Hit | None:
        """The hit of the current row."""
        hit: Hit | None = self.currentIndex().data(HIT)
        return hit

    def selected(self) -> list[Hit]:
        """The hits selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._hits.hits[row] for row in rows]

    def step(self, by: int) -> bool:
        """Make the next or the previous row the current and only selected one, round and round."""
        count = self._hits.rowCount()
        if not count:
            return False
        here = self.currentIndex().row()
        row = (here + by) % count if here >= 0 else (0 if by > 0 else count - 1)
        self.go_to(row)
        return True

    def go_to(self, row: int) -> None:
        """Make a row the current and only selected one."""
        self._picks = False
        self.setCurrentIndex(self._hits.index(row, 0))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space selects the current row or no longer; Enter opens it; letters are not for jumping."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.opened.emit(index.data(HIT))
        elif key == Qt.Key.Key_Space:
            self._pick(index)
        elif key == Qt.Key.Key_Up and index.row() <= 0 and not event.modifiers():
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll) or not event.text().strip():
            super().keyPressEvent(event)
            self._picks = self._picks and not event.matches(QKeySequence.StandardKey.SelectAll)
        else:
            event.ignore()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """While Space picks, the bare arrows only move."""
        if isinstance(event, QMouseEvent):
            self._picks = False
        elif self._picks and isinstance(event, QKeyEvent) and not event.modifiers() & _HELD:
            return _FLAG.NoUpdate
        return super().selectionCommand(index, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a hit in its transcript."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.data(HIT))

    def _pick(self, index: QModelIndex) -> None:
        """The first row picked is selected already, by having been come to."""
        if index.isValid() and (self._picks or not self.selectionModel().isSelected(index)):
            self.selectionModel().select(index, _FLAG.Toggle | _FLAG.Rows)
        self._picks = True

    def _start_over(self) -> None:
        self._picks = False
        self.picked.emit()

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        hit = index.data(HIT)
        if hit is not None:
            self.shown.emit(hit)
