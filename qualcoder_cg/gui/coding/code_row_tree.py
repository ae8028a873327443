"""The rows of the code tree: choosing several, folding, renaming in place, dragging in and out."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from qualcoder_cg.domain.spans import Span

from . import code_columns, code_drops
from .code_drops import Drop
from .code_model import DEPTH, EXCERPTS, INFORMANTS, CodeModel
from .code_rows import CodeRows, swatch_at
from .dragged import CODES, CODINGS, PASSAGE, ids_as, ids_in, passage_in
from .row_tree import ID, RowTree, WordsFilter

_OPENS_AFTER_MS = 600


class CodeRowTree(RowTree):
    """Rows of codes.

    `described(id)` follows a double click, `renamed(id, name)` an edited name. What is dropped: codes move
    to a place as `move_codes` names it (`codes_dropped`: ids, place, position or -1), or into another code
    (`codes_merged`: ids, id); passages and codings go under a code.
    """

    described = Signal(str)
    renamed = Signal(str, str)
    codes_dropped = Signal(list, str, int)
    codes_merged = Signal(list, str)
    passage_dropped = Signal(str, str, Span)
    codings_dropped = Signal(list, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drop: Drop | None = None
        self._fitted: tuple[int, int, int] | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        # the rows draw where the focus is themselves
        self.setAllColumnsShowFocus(False)
        self.setAutoExpandDelay(_OPENS_AFTER_MS)
        self.setHeader(code_columns.CodeHeader(self))
        self.setItemDelegate(CodeRows(self))

    def source(self) -> CodeModel:
        """The codebook behind the filter."""
        model = self._filter().sourceModel()
        assert isinstance(model, CodeModel)
        return model

    def fit_columns(self) -> None:
        """Give the columns the room that the numbers need, as far as there is any."""
        if self.model() is None:
            return
        source = self.source()
        wanted = (self.viewport().width(), source.widest(EXCERPTS), source.widest(INFORMANTS))
        if wanted != self._fitted:
            self._fitted = wanted
            code_columns.fit(self, *wanted)

    def selected_ids(self) -> list[str]:
        """The codes that are chosen, from top to bottom; the current one where none is."""
        chosen = {str(index.data(ID)) for index in self.selectionModel().selectedRows()}
        inside = [code_id for code_id in self.ids() if code_id in chosen]
        return inside or ([self.current_id()] if self.current_id() else [])

    def leave_editor(self) -> None:
        """Close the field in which a name is being typed: its row is about to go."""
        for field in self.viewport().findChildren(QLineEdit):
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def ids(self) -> Iterator[str]:
        """All codes that the filter lets through, from top to bottom, folded ones too."""
        waiting = [QModelIndex()]
        while waiting:
            at = waiting.pop()
            if at.data(ID):
                yield str(at.data(ID))
            rows = range(self.model().rowCount(at))
            waiting += [self.model().index(row, 0, at) for row in reversed(rows)]

    def index_of(self, code_id: str) -> QModelIndex:
        """Where a code is shown; invalid where it is not."""
        return self._filter().mapFromSource(self.source().index_of(code_id))

    def folds_at(self, index: QModelIndex, x: int) -> bool:
        """Groups anywhere, codes with codes under them at their chevron."""
        if not index.data(ID):
            return True
        return self.model().hasChildren(index) and x < swatch_at(int(index.data(DEPTH) or 1)) - 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click with Ctrl or Shift chooses several codes and applies none."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            QAbstractItemView.mouseReleaseEvent(self, event)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Describe the code."""
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if index.data(ID):
            self.described.emit(str(index.data(ID)))

    def event(self, event: QEvent) -> bool:
        """Keys of the tree act here, not those of the window that are the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = _pressed(event)
            if any(pressed in one.shortcuts() for one in self.actions()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of what can be done with codes; the rest as in any tree."""
        if self.is_typed_in():
            return
        pressed = _pressed(event)
        for action in self.actions():
            if pressed in action.shortcuts():
                action.trigger()
                event.accept()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way in a narrow pane."""
        super().resizeEvent(event)
        self.fit_columns()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the chosen codes, with a picture of them."""
        drag = self.dragged()
        if drag:
            drag.exec(supportedActions, Qt.DropAction.MoveAction)

    def dragged(self) -> QDrag | None:
        """The chosen codes on their way; None where none is chosen."""
        ids = self.selected_ids()
        if not ids:
            return None
        drag = QDrag(self)
        drag.setMimeData(ids_as(CODES, ids))
        picture = code_drops.picture([self.index_of(one) for one in ids], self.devicePixelRatioF())
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(-8, -8))
        return drag

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Codes, codings and passages may come in."""
        if code_drops.is_wanted(event.mimeData()):
            self.setState(QAbstractItemView.State.DraggingState)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what a drop here would do."""
        super().dragMoveEvent(event)
        self._show_drop(code_drops.drop_at(self, event))
        if self.drop:
            event.setDropAction(self.drop.action)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what the indicator showed."""
        drop, data = code_drops.drop_at(self, event), event.mimeData()
        self._show_drop(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if drop is None:
            event.ignore()
            return
        event.setDropAction(drop.action)
        event.accept()
        if data.hasFormat(PASSAGE):
            passage = passage_in(data)
            if passage:
                self.passage_dropped.emit(drop.target, *passage)
        elif data.hasFormat(CODINGS):
            self.codings_dropped.emit(ids_in(data, CODINGS), drop.target, drop.copies)
        elif drop.merges:
            self.codes_merged.emit(drop.ids, drop.target)
        else:
            self.codes_dropped.emit(drop.ids, drop.place, drop.position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and over them what a drop would do."""
        super().paintEvent(event)
        if self.drop:
            painter = QPainter(self.viewport())
            code_drops.paint(painter, self, self.drop)
            painter.end()

    def last_column(self) -> int:
        """The column at the right end."""
        return EXCERPTS if self.isColumnHidden(INFORMANTS) else INFORMANTS

    def row_box(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """The whole of a row in the viewport."""
        box = self.visualRect(index)
        return QRect(0, box.top(), self.viewport().width(), box.height())

    def _show_drop(self, drop: Drop | None) -> None:
        if drop != self.drop:
            self.drop = drop
            self.viewport().update()

    def _filter(self) -> WordsFilter:
        model = self.model()
        assert isinstance(model, WordsFilter)
        return model


def _pressed(event: QKeyEvent) -> QKeySequence:
    """The key with its modifiers, wherever on the keyboard it is."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
