"""The table of a grid: keys, clipboard and filling, as in a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QTableView,
    QWidget,
)

from ...i18n import _
from .. import density, theme
from . import grid_blocks
from .grid_editors import CHEVRON, CellEdit, Cells
from .grid_model import GridModel

_Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QAbstractItemView.EditTrigger
_Standard = QKeySequence.StandardKey


class GridTable(QTableView):
    """Cells of a `GridModel`; `opened(row id)` on Enter or a double click in one of the `links` columns.

    `headings` tells which of copied headings is meant for which column (by id), where the table knows.
    """

    opened = Signal(str)
    remove_wanted = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model
        self.last_write_held = True
        self.headings: Callable[[Sequence[str]], Mapping[str, str]] = lambda _copied: {}
        self.setModel(model)
        self.cells = Cells(self, model)
        self.setItemDelegate(self.cells)
        self.setFont(theme.sans(theme.INTERFACE, tabular=True))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView, QTableView:focus { border: none; }")
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        density.rows_of(self)
        theme.notifier().changed.connect(self.viewport().update)
        self._acts = {
            "copy": (_Standard.Copy, self.copy),
            "cut": (_Standard.Cut, self.cut),
            "paste": (_Standard.Paste, self.paste),
        }

    def visible_columns(self) -> list[int]:
        """The columns that are seen, from left to right."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not header.isSectionHidden(column)]

    def chosen_rows(self) -> list[int]:
        """The rows with a selected cell, in order; that of the current cell if there is none."""
        rows = {index.row() for index in self.selectedIndexes()}
        return sorted(rows or ({self.currentIndex().row()} if self.currentIndex().isValid() else set()))

    def block(self) -> tuple[list[int], list[int]]:
        """Rows and columns (left to right) of the rectangle around what is selected."""
        found = self.selectedIndexes() or [self.currentIndex()]
        order = self.visible_columns()
        rows = [index.row() for index in found if index.isValid()]
        places = [order.index(index.column()) for index in found if index.column() in order]
        if not rows or not places:
            return [], []
        return list(range(min(rows), max(rows) + 1)), order[min(places) : max(places) + 1]

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        rows, columns = self.block()
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        chosen = chosen or {(row, column) for row in rows for column in columns}
        texts = [
            [
                str(self._grid.index(row, column).data() or "") if (row, column) in chosen else ""
                for column in columns
            ]
            for row in rows
        ]
        if texts:
            QGuiApplication.clipboard().setText(grid_blocks.to_text(texts))

    def cut(self) -> None:
        """Copy the selected cells, then clear them."""
        self.copy()
        self.clear_cells()

    def clear_cells(self) -> None:
        """Empty the selected cells that can be written."""
        self._write(
            {
                (index.row(), index.column()): ""
                for index in self.selectedIndexes()
                if self._grid.is_editable(index.column()) and index.data()
            }
        )

    def paste(self) -> None:
        """Write the clipboard's cells from the first selected cell on; a single one fills the selection."""
        text = QGuiApplication.clipboard().text()
        rows, columns = self.block()
        if not text or not rows:
            return
        block = grid_blocks.from_text(text)
        named = self.headings(block[0])
        if grid_blocks.has_headings(block, named):
            self._paste_under_headings(rows[0], block, named)
            return
        block = grid_blocks.laid_out(block, len(rows), len(columns))
        order = self.visible_columns()
        order = order[order.index(columns[0]) :]
        if len(block[0]) > len(order):
            self._grid.refuse(
                _("The copied cells take {wanted} columns; from here on there are {n}.").format(
                    wanted=len(block[0]), n=len(order)
                )
            )
            return
        self._put(rows[0], order[: len(block[0])], block)

    def fill_down(self) -> None:
        """Give all selected cells the value of the topmost; one row takes that of the row above."""
        rows, columns = self.block()
        if len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, *rows]
        rows = [row for row in rows if self._grid.id_at(row)]
        self._write(
            {
                (row, column): str(self._grid.index(rows[0], column).data() or "")
                for row in rows[1:]
                for column in columns
                if self._grid.is_editable(column)
            }
        )

    def edit(self, *asked: object) -> object:  # type: ignore[override]
        """Open an editor; only a double click and F2 show at once what can be chosen."""
        if len(asked) == 3:
            index, trigger, event = asked
            if trigger == _Trigger.AnyKeyPressed and isinstance(event, QKeyEvent) and not _types(event):
                return False
            began = super().edit(index, trigger, event)  # type: ignore[call-overload]
            if began and trigger in (_Trigger.DoubleClicked, _Trigger.EditKeyPressed):
                editor = self.indexWidget(index)  # type: ignore[arg-type]
                if isinstance(editor, CellEdit):
                    editor.offer()
            return began
        return super().edit(*asked)  # type: ignore[call-overload]

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter and sideways after Tab, unless what was typed was refused."""
        super().closeEditor(editor, _Hint.NoHint)
        self.setFocus()
        steps = {_Hint.SubmitModelCache: (1, 0), _Hint.EditNextItem: (0, 1), _Hint.EditPreviousItem: (0, -1)}
        if hint in steps and self.last_write_held:
            self.step(*steps[hint])
        self.last_write_held = True

    def step(self, down: int, across: int) -> bool:
        """Move to a cell beside the current one; False at the edge."""
        index, order = self.currentIndex(), self.visible_columns()
        if not index.isValid() or index.column() not in order:
            return False
        row, place = index.row() + down, order.index(index.column()) + across
        if not 0 <= place < len(order):
            row, place = row + across, 0 if across > 0 else len(order) - 1
        if not 0 <= row < self._grid.rowCount():
            return False
        self.setCurrentIndex(self._grid.index(row, order[place]))
        return True

    def event(self, event: QEvent) -> bool:
        """Keys of the table come before those of the window; Tab goes from cell to cell, then out."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                forward = event.key() == Qt.Key.Key_Tab
                if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    return self.step(0, 1 if forward else -1) or self.focusNextPrevChild(forward)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of spreadsheets."""
        work = next((work for keys, work in self._acts.values() if event.matches(keys)), None)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if work is None and control:
            work = {
                Qt.Key.Key_D: self.fill_down,
                Qt.Key.Key_Space: self._choose_column,
                Qt.Key.Key_Delete: self.remove_wanted.emit,
            }.get(Qt.Key(key))
        if (
            work is None
            and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            and key == Qt.Key.Key_Space
        ):
            work = self._choose_row
        if work is None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            work = self.clear_cells
        if work is None and key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            work = self._show_choices
        if work is None and key == Qt.Key.Key_Escape:
            work = self._take_back
        if work is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            work = self._enter
        if work is None:
            super().keyPressEvent(event)
        else:
            work()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter made of several keys (á, ñ, 中) begins an edit as any other letter does."""
        index = self.currentIndex()
        typing = event.commitString() and not event.preeditString() and self.indexWidget(index) is None
        if typing and index.isValid() and self.edit(index, _Trigger.AnyKeyPressed, None):
            QApplication.sendEvent(self.indexWidget(index), event)
        else:
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the chevron of the current cell shows what can be chosen."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index == self.currentIndex() and event.button() == Qt.MouseButton.LeftButton:
            column = self._grid.columns[index.column()]
            if self.cells.chooses(column) and self.visualRect(index).right() - event.position().x() < CHEVRON:
                self.edit(index, _Trigger.EditKeyPressed, event)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a name opens what it names."""
        index = self.indexAt(event.position().toPoint())
        if not self._open(index):
            super().mouseDoubleClickEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key is one of the table's, and not of the window's."""
        if any(event.matches(keys) for keys, _work in self._acts.values()) or _types(event):
            return True
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return event.key() in (Qt.Key.Key_D, Qt.Key.Key_Space, Qt.Key.Key_Delete)
        return event.key() in (
            Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        )  # fmt: skip

    def _show_choices(self) -> None:
        self.edit(self.currentIndex(), _Trigger.EditKeyPressed, None)

    def _take_back(self) -> None:
        self._grid.forget([(index.row(), index.column()) for index in self.selectedIndexes()])

    def _enter(self) -> None:
        if not self._open(self.currentIndex()):
            self.step(1, 0)

    def _open(self, index: QModelIndex) -> bool:
        if not index.isValid() or self._grid.columns[index.column()].id not in self.cells.links:
            return False
        row_id = self._grid.id_at(index.row())
        if row_id:
            self.opened.emit(row_id)
        return bool(row_id)

    def _write(self, cells: Mapping[tuple[int, int], str]) -> None:
        """Save cells; one that cannot be written may stand in the block if it would stay as it is."""
        fixed = {
            column
            for (row, column), value in cells.items()
            if not self._grid.is_editable(column)
            and (row >= self._grid.rowCount() or value != str(self._grid.index(row, column).data() or ""))
        }
        if fixed:
            names = ", ".join(self._grid.columns[column].title for column in sorted(fixed))
            self._grid.refuse(_("This cannot be changed here: {columns}.").format(columns=names))
            return
        wanted = {cell: value for cell, value in cells.items() if self._grid.is_editable(cell[1])}
        if wanted:
            self._grid.write(wanted)

    def _paste_under_headings(self, row: int, block: grid_blocks.Block, named: Mapping[str, str]) -> None:
        """Write the lines below copied headings into the columns that these name."""
        places = {column.id: place for place, column in enumerate(self._grid.columns)}
        known = {heading: places[name] for name, heading in named.items() if name in places}
        wanted = [place for place, cells in enumerate(zip(*block, strict=True)) if any(cells)]
        missing = [block[0][place] or _("(empty)") for place in wanted if block[0][place] not in known]
        if missing:
            self._grid.refuse(
                _("No column is called {names}. Add it, or copy the cells without their headings.").format(
                    names=", ".join(missing)
                )
            )
            return
        columns = [known[block[0][place]] for place in wanted]
        self._put(row, columns, [[line[place] for place in wanted] for line in block[1:]])

    def _put(self, row: int, columns: list[int], block: grid_blocks.Block) -> None:
        """Write a block into these columns from a row on, and select it."""
        space = self._grid.rowCount() - row
        if len(block) > space and not self._grid.source.may_add:
            self._grid.refuse(
                _("The copied cells take {wanted} rows; from here on there are {n}.").format(
                    wanted=len(block), n=space
                )
            )
            return
        self._write(
            {
                (row + down, column): value
                for down, line in enumerate(block)
                for column, value in zip(columns, line, strict=True)
            }
        )
        self._choose(row, columns[0], len(block), columns)

    def _choose(self, row: int, column: int, height: int, columns: list[int]) -> None:
        """Select a block."""
        chosen = QItemSelection()
        last = min(row + height, self._grid.rowCount()) - 1
        for one in columns:
            chosen.select(self._grid.index(row, one), self._grid.index(last, one))
        model = self.selectionModel()
        model.setCurrentIndex(self._grid.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _choose_column(self) -> None:
        self.selectColumn(self.currentIndex().column())

    def _choose_row(self) -> None:
        self.selectRow(self.currentIndex().row())


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
    return bool(event.text()) and event.text().isprintable() and not held
