"""An editable grid with a field that filters it and a line that says what could not be saved."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ...services.register_doubts import Doubt
from ..coding.pane import PADDING, filter_field, hairline, icon_button, label
from .grid_columns import Columns, column_of
from .grid_model import GridModel
from .grid_source import Source
from .grid_table import GridTable

_FIELD = 304


class Grid(QWidget):
    """A table of a `Source` that is edited as a spreadsheet is.

    `opened(row id)` on Enter or a double click in a column of `links`; `selection_changed()` when other
    rows are selected, `removed(n)` after rows were removed, `reloaded()` after every reading. Call
    `reload` when the study has changed, `finish` before it is closed.
    """

    opened = Signal(str)
    selection_changed = Signal()
    removed = Signal(int)
    reloaded = Signal()

    def __init__(
        self, source: Source, key: str, name: str, parent: QWidget, *, links: Sequence[str] = ()
    ) -> None:
        """`key` is what widths are remembered under, `name` what those hear who cannot see the table."""
        super().__init__(parent)
        self.model = GridModel(source, self)
        self.table = GridTable(self.model, self)
        self.table.setAccessibleName(name)
        self.table.cells.links = frozenset(links)
        self.columns = Columns(self.table, self.model, key)
        self.filter = filter_field(_("Filter"), _("Filter the rows"), self)
        self.filter.setMaximumWidth(_FIELD)
        self.count = label("", "caption", self)
        self.problem = label("", "error", self)
        self.problem.setWordWrap(True)
        self.discard = QPushButton(_("Discard what was typed"), self)
        self.more = icon_button("more", _("Columns"), self._show_columns, self)
        self.bar = QHBoxLayout()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the source anew; what is selected and how far it is scrolled stay."""
        current = self._current()
        self.model.reload()
        if not self.table.currentIndex().isValid():
            self._restore(current)

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Mark cells that a person should look at."""
        self.model.rows.doubts = {(one.row_id, one.column_id): one.sentence for one in doubts}
        self.table.viewport().update()

    def settle(self) -> None:
        """Save what is being typed."""
        if self.table.state() == QAbstractItemView.State.EditingState:
            self.table.setFocus()

    def finish(self) -> None:
        """Save what is being typed, and remember widths and hidden columns."""
        self.table.setFocus()
        self.columns.remember()

    def chosen_ids(self) -> list[str]:
        """The saved rows with a selected cell, in order."""
        return [row_id for row in self.table.chosen_rows() if (row_id := self.model.id_at(row))]

    def choose_rows(self, ids: Sequence[str]) -> None:
        """Select whole rows and show the first."""
        chosen = QItemSelection()
        last = self.model.columnCount() - 1
        rows = sorted(row for row_id in ids if (row := self.model.row_of(row_id)) >= 0)
        if rows and last >= 0:
            for row in rows:
                chosen.select(self.model.index(row, 0), self.model.index(row, last))
            first = self.model.index(rows[0], (self.table.visible_columns() or [0])[0])
            flag = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(first, flag.NoUpdate)
            self.table.selectionModel().select(chosen, flag.ClearAndSelect)
            self.table.scrollTo(first)

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell; undo brings them back."""
        before = len(self.model.rows.saved)
        if self.model.remove(self.table.chosen_rows()) and len(self.model.rows.saved) < before:
            self.removed.emit(before - len(self.model.rows.saved))

    def set_chosen(self, column_id: str, value: str) -> None:
        """Give the rows with a selected cell the same value in a column, in one step."""
        place = next(n for n, column in enumerate(self.model.columns) if column.id == column_id)
        rows = [row for row in self.table.chosen_rows() if self.model.id_at(row)]
        self.model.write({(row, place): value for row in rows})

    def add_tool(self, widget: QWidget) -> None:
        """Put a control at the right of the field that filters."""
        self.bar.insertWidget(self.bar.count() - 1, widget)

    def menu(self) -> QMenu:
        """What can be done with the selected cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = self.table
        acts = [
            (_("Cut"), "Ctrl+X", table.cut),
            (_("Copy"), "Ctrl+C", table.copy),
            (_("Paste"), "Ctrl+V", table.paste),
            (_("Fill down"), "Ctrl+D", table.fill_down),
            (_("Clear"), "Del", table.clear_cells),
        ]
        for words, keys, work in acts:
            action = menu.addAction(f"{words}\t{keys}")
            action.triggered.connect(lambda _checked=False, work=work: work())
        if self.model.source.may_remove:
            menu.addSeparator()
            chosen = max(1, len(table.chosen_rows()))
            words = ngettext("Remove {n} row", "Remove {n} rows", chosen).format(n=chosen)
            menu.addAction(f"{words}\tCtrl+Del").triggered.connect(lambda _checked=False: self.remove_rows())
        menu.addSeparator()
        menu.addMenu(self.columns.menu(column_of(table.currentIndex()))).setText(_("Column"))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, Down and Enter lead into the table, Esc empties the filter."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.setFocus()
                if not self.table.currentIndex().isValid() and self.model.rowCount():
                    self.table.setCurrentIndex(self.model.index(0, self.table.visible_columns()[0]))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
                return True
        return False

    def _lay_out(self) -> None:
        self.bar.setContentsMargins(PADDING, 8, PADDING, 8)
        self.bar.setSpacing(8)
        for widget, share in ((self.filter, 1), (self.count, 0)):
            self.bar.addWidget(widget, share)
        self.bar.addStretch(1)
        self.bar.addWidget(self.more)
        self._trouble = QWidget(self)
        row = QHBoxLayout(self._trouble)
        row.setContentsMargins(PADDING, 0, PADDING, 8)
        row.setSpacing(8)
        row.addWidget(self.problem, 1)
        row.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignTop)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self._trouble)
        column.addWidget(hairline(self))
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._look_for)
        self.filter.installEventFilter(self)
        self.table.opened.connect(self.opened)
        self.table.remove_wanted.connect(self._remove_wanted)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self.selection_changed.emit())
        self.model.refused.connect(self._say_problem)
        self.model.layoutChanged.connect(self._say_count)
        self.model.reloaded.connect(self._on_reloaded)
        self.discard.clicked.connect(lambda _checked=False: self.model.discard())
        find = QShortcut("Ctrl+F", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filter.setFocus)

    def _look_for(self, typed: str) -> None:
        self.model.look_for(typed)

    def _on_reloaded(self) -> None:
        self.columns.lay_out()
        self._say_count()
        self.reloaded.emit()

    def _say_count(self) -> None:
        shown, total = self.model.rows.count(), len(self.model.rows.saved)
        said = ngettext("{n} of {total} row", "{n} of {total} rows", total).format(n=shown, total=total)
        self.count.setText(said if shown < total else "")

    def _say_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self._trouble.setVisible(bool(sentence))
        self.discard.setText(_("Discard what was typed") if self.model.rows.pending else _("Close"))

    def _remove_wanted(self) -> None:
        if self.model.source.may_remove:
            self.remove_rows()

    def _open_menu(self, place: QPoint) -> None:
        self.menu().popup(self.table.viewport().mapToGlobal(place))

    def _show_columns(self) -> None:
        menu = self.columns.menu(column_of(self.table.currentIndex()))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _current(self) -> tuple[int, int] | None:
        index = self.table.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def _restore(self, current: tuple[int, int] | None) -> None:
        """The row with the cursor is gone: stay at its place."""
        if current and self.model.rowCount():
            row = min(current[0], self.model.rowCount() - 1)
            index = self.model.index(row, min(current[1], self.model.columnCount() - 1))
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
