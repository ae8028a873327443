"""A dense tree whose rows paint themselves edge to edge: the base of the lists beside the text."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from qualcoder_cg.services.palette import folded

ID = Qt.ItemDataRole.UserRole + 1
SEARCHED = Qt.ItemDataRole.UserRole + 2
COUNT_WIDTH = 48


def name_columns(model: QStandardItemModel, name: str, count: str, explained: str) -> None:
    """Head a model's two columns, the count with a tooltip.

    By data and not by header items: Qt deletes those when the model is cleared, and what Python knows of
    them lives on and is later taken for another object at the same place in memory.
    """
    horizontal, middle = Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignVCenter
    model.setHorizontalHeaderLabels([name, count])
    model.setHeaderData(1, horizontal, explained, Qt.ItemDataRole.ToolTipRole)
    for section, side in enumerate((Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)):
        model.setHeaderData(section, horizontal, side | middle, Qt.ItemDataRole.TextAlignmentRole)


class WordsFilter(QSortFilterProxyModel):
    """Shows rows that hold the typed words, accents and capitals ignored, with the groups above them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: list[str] = []
        self.setRecursiveFilteringEnabled(True)

    def set_words(self, typed: str) -> None:
        """Show what holds all of these words."""
        self.beginFilterChange()
        self._wanted = folded(typed).split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]
        """Whether a row holds the words."""
        if not self._wanted:
            return True
        searched = self.sourceModel().index(row, 0, parent).data(SEARCHED) or ""
        return all(word in searched for word in self._wanted)


class RowTree(QTreeView):
    """Two columns, names and a count; groups fold at a click; rows paint themselves.

    `chosen(id)` follows a click or Enter on a row that has an id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def set_columns(self, count_width: int = COUNT_WIDTH) -> None:
        """Names take what is left beside the counts; called whenever the model is filled."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, count_width)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setAccessibleName(self.accessibleName())

    def current_id(self) -> str:
        """The id of the current row; "" for a group or none."""
        return str(self.currentIndex().siblingAtColumn(0).data(ID) or "")

    def shows(self, index: QModelIndex) -> bool:
        """Whether all of a row can be seen."""
        row = self.visualRect(index)
        return row.isValid() and row.top() >= 0 and row.bottom() < self.viewport().height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold at a click on a group's row, or choose."""
        pressed_here = self.currentIndex().siblingAtColumn(0)
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != pressed_here:
            return
        if self.folds_at(index, round(event.position().x())):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.data(ID):
            self.chosen.emit(str(index.data(ID)))

    def folds_at(self, index: QModelIndex, x: int) -> bool:
        """Whether a click at `x` of a row folds it."""
        return not index.data(ID)

    def is_typed_in(self) -> bool:
        """Whether a row is being edited: keys that its field leaves over are not for the tree."""
        return self.state() == QAbstractItemView.State.EditingState and not self.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, and folds groups; the rest as in any tree."""
        if self.is_typed_in():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex().siblingAtColumn(0)
            if index.data(ID):
                self.chosen.emit(str(index.data(ID)))
            elif index.isValid():
                self.setExpanded(index, not self.isExpanded(index))
            event.accept()
            return
        super().keyPressEvent(event)
