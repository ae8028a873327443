"""The list of files in the import dialog: arrows walk, Space ticks, Delete takes a file off the list."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ...i18n import _
from .. import density, theme
from .import_rows import FILE, FOUND, STATUS, Index, Row, Rows

_WIDTHS = {FILE: 200, FOUND: 372}


class _FromTheStart(QStyledItemDelegate):
    """Keeps the beginning of words that do not fit: there a status says what it is."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Elide at the right."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight


class FileList(QTableView):
    """Shows the rows; `chosen` after another row is current or others are selected."""

    chosen = Signal()
    removed = Signal()

    def __init__(self, model: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(_("Files to import"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names of files often differ at their end
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        density.rows_of(self)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.setItemDelegateForColumn(STATUS, _FromTheStart(self))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(STATUS, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit())

    def current(self) -> Row | None:
        """The row that details are shown of."""
        number = self.currentIndex().row()
        return self._rows.rows[number] if 0 <= number < len(self._rows.rows) else None

    def selected_numbers(self) -> list[int]:
        """The numbers of the selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def selected(self) -> Sequence[Row]:
        """The selected rows, in order."""
        return [self._rows.rows[number] for number in self.selected_numbers()]

    def select_from(self, first: int) -> None:
        """Make a row current and select it and all below it."""
        last = self._rows.rowCount() - 1
        if first > last:
            return
        self.selectionModel().setCurrentIndex(
            self._rows.index(first, FILE), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        below = QItemSelection(self._rows.index(first, FILE), self._rows.index(last, STATUS))
        self.selectionModel().select(below, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def go_to(self, row: Row) -> None:
        """Select one row alone."""
        self.selectRow(self._rows.rows.index(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say where there are no files yet what may be done here."""
        super().paintEvent(event)
        if not self._rows.rows:
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("ink2"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _("Drop files or folders here.")
            )
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks all that is selected; Delete takes it off the list."""
        if event.key() == Qt.Key.Key_Space:
            self._rows.toggle(self.selected_numbers())
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
