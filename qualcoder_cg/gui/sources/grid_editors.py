"""How the cells of a grid are drawn and typed into."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...services.register_table import FIXED, LIST, Column
from .. import icons, theme
from ..coding import painting
from ..coding.painting import Index
from .grid_model import DOUBTFUL, STATE, UNSAVED, GridModel
from .grid_order import joined, parts
from .grid_popups import ListRows, TickList
from .grid_rows import NEW
from .grid_words import meant, shown

if TYPE_CHECKING:
    from .grid_table import GridTable

PADDING = 8
CHEVRON = 20
_SIGN = 16
_State = QStyle.StateFlag


class CellEdit(QLineEdit):
    """A field in a cell; `finished(forward)` when it is done by Enter or by choosing, or by Tab."""

    finished = Signal(bool)

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self._over = False
        self.setAccessibleName(column.title)
        look = theme.tokens()
        self.setFont(theme.sans(theme.INTERFACE, tabular=True))
        # Named, so that the list over the cell does not look like the field.
        self.setObjectName("cell-edit")
        self.setStyleSheet(
            f"#cell-edit {{ border: 2px solid {look.acc}; border-radius: 0; padding: 0 4px; min-height: 0; }}"
        )

    def offer(self) -> None:
        """Show what can be chosen, where there is a choice."""

    def finish(self, sideways: bool = False) -> None:
        """Be done, once."""
        if not self._over:
            self._over = True
            self.finished.emit(sideways)


class ChoiceEdit(CellEdit):
    """Takes one of the choices, or typed words; the list narrows while one types."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(column, parent)
        completer = QCompleter([words for _stored, words in column.choices], self)
        listed = completer.popup()
        assert listed is not None
        self.listed = listed
        listed.setItemDelegate(ListRows(listed))
        listed.setStyleSheet("QListView::item { padding: 0 8px; }")
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.listed.setAccessibleName(column.title)
        self.setCompleter(completer)
        self.textEdited.connect(
            lambda _text: completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        )
        # By then the field has the words that were chosen.
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self.finish))
        self.returnPressed.connect(self._take)

    def offer(self) -> None:
        """Show all choices."""
        self.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer().complete()

    def event(self, event: QEvent) -> bool:
        """Tab takes what is chosen in the list, and Alt+Down shows it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and self.listed.isVisible():
                self.listed.hide()
                self.finish(sideways=True)
                return True
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.offer()
                return True
        return super().event(event)

    def _take(self) -> None:
        if self.listed.isVisible():
            self.listed.hide()
            self.finish()


class ListEdit(CellEdit):
    """Takes several entries parted by semicolons, ticked in a list or typed."""

    def offer(self) -> None:
        """Show the entries to tick."""
        stored = parts(meant(self.column, self.text()))
        known = [value for value, _words in self.column.choices]
        others = [entry for entry in stored if entry not in known]
        popup = TickList(self, self.column.choices, stored)
        popup.ticked.connect(lambda chosen: self.setText(shown(self.column, joined([*chosen, *others]))))
        popup.accepted.connect(lambda: QTimer.singleShot(0, self, self.finish))
        popup.open_at(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down shows the entries."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.offer()
            return
        super().keyPressEvent(event)


class Cells(QStyledItemDelegate):
    """Draws cells with their state, and makes the editor that fits a column."""

    def __init__(self, table: "GridTable", model: GridModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self.links: frozenset[str] = frozenset()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell: selected, not saved, current; its words, and a chevron where one chooses."""
        column = self._model.columns[index.column()]
        chosen = bool(option.state & _State.State_Selected)
        current = self._table.currentIndex() == index
        state = str(index.data(STATE))
        ground = self._ground(state, chosen)
        if ground:
            painter.fillRect(option.rect, theme.colour(ground))
        box = QRect(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        if state:
            box.setRight(self._mark(painter, box, state))
        if current and self.chooses(column) and not state:
            painting.chevron(painter, box.right() - 8, box, is_open=True)
            box.setRight(box.right() - 14)
        text, ink = str(index.data() or ""), self._ink(column, chosen)
        if not text and self._is_hint(index):
            text, ink = self._model.new_row_hint, "ink2" if chosen else "ink3"
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) & (
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        )
        painting.words(painter, box, text, self._table.font(), theme.colour(ink), side)
        if current and self._table.hasFocus():
            painter.setPen(QPen(theme.colour("acc"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field that fits the column."""
        column = self._model.columns[index.column()]
        kind = ListEdit if column.kind == LIST and column.choices else CellEdit
        editor = (ChoiceEdit if column.choices and column.kind != LIST else kind)(column, parent)
        editor.finished.connect(lambda sideways: self._close(editor, sideways))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The words of the cell, so selected that typing replaces them."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Save what was typed; the table learns whether it was refused."""
        if isinstance(editor, QLineEdit):
            self._table.last_write_held = self._model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell, and as wide as one can type in."""
        box = QRect(option.rect)
        box.setWidth(max(box.width(), 120))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is done with the cell and goes no further; a list of choices may take the focus."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        enter = pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # type: ignore[attr-defined]
        if enter and isinstance(watched, CellEdit):
            watched.finish()
            return True
        leaving = event.type() == QEvent.Type.FocusOut
        if leaving and isinstance(watched, ChoiceEdit) and watched.listed.isVisible():
            return False
        return super().eventFilter(watched, event)

    def chooses(self, column: Column) -> bool:
        """Whether the cells of a column offer a list."""
        return bool(column.choices) and column.kind != FIXED

    def _close(self, editor: QWidget, sideways: bool) -> None:
        hint = QStyledItemDelegate.EndEditHint
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint.EditNextItem if sideways else hint.SubmitModelCache)

    def _ground(self, state: str, chosen: bool) -> str:
        if state == UNSAVED or (state and not chosen):
            return {UNSAVED: "errbg", DOUBTFUL: "warnbg"}[state]
        if chosen:
            return "sel" if self._table.hasFocus() or self._is_editing() else "accbg"
        return ""

    def _mark(self, painter: QPainter, box: QRect, state: str) -> int:
        """The sign of a cell to look at, at its right end; gives where the words must end."""
        look, ratio = theme.tokens(), painter.device().devicePixelRatio()
        picture = icons.pixmap("warning", {UNSAVED: look.err, DOUBTFUL: look.warn}[state], ratio)
        painter.drawPixmap(box.right() - _SIGN, box.center().y() - _SIGN // 2, _SIGN, _SIGN, picture)
        return box.right() - _SIGN - 4

    def _is_editing(self) -> bool:
        return self._table.state() == QAbstractItemView.State.EditingState

    def _ink(self, column: Column, chosen: bool) -> str:
        if column.id in self.links:
            return "ink" if chosen else "acc"
        return "ink2" if column.kind == FIXED else "ink"

    def _is_hint(self, index: Index) -> bool:
        """Whether a cell is the first one of the empty row."""
        first = self._table.visible_columns()[:1] == [index.column()]
        return first and self._model.rows.shown[index.row()] == NEW
