"""The list of hits: walked through by the arrows, selected by Space, Ctrl and Shift."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.i18n import _

from .hit_model import HIT, HitModel
from .hit_rows import HitRows

_FLAG = QItemSelectionModel.SelectionFlag


class HitList(QTreeView):
    """`shown(hit)` follows the current row, `opened(hit)` Enter or a double click, `picked` the selection."""

    shown = Signal(object)
    opened = Signal(object)
    picked = Signal()
    left = Signal()  # the arrow up on the first row

    def __init__(self, model: HitModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits = model
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
        model.modelReset.connect(self.picked)

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
        self.setCurrentIndex(self._hits.index(row, 0))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space selects the current row or no longer; Enter opens it; letters are not for jumping."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.opened.emit(index.data(HIT))
        elif key == Qt.Key.Key_Space:
            self.selectionModel().select(index, _FLAG.Toggle | _FLAG.Rows)
        elif key == Qt.Key.Key_Up and index.row() <= 0 and not event.modifiers():
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll) or not event.text().strip():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a hit in its transcript."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.data(HIT))

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        hit = index.data(HIT)
        if hit is not None:
            self.shown.emit(hit)
