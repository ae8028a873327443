"""The table of passages that both pages of auto-coding have, with its passage below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from ..widgets import row_table
from .auto_rows import CODE, DOCUMENT, PASSAGE, REASON, ROW_DATA, SHARE, TICK, AutoModel, AutoRow, AutoRows

_WIDTHS = {TICK: 40, DOCUMENT: 88, CODE: 200, REASON: 240, SHARE: 72}
_LEAST_PASSAGE = 240


class AutoTable(QTableView):
    """Passages, several of which may be selected.

    `moved` follows the current row, `opened` a double click.
    """

    moved = Signal()
    opened = Signal()

    def __init__(self, model: AutoModel, name: str, parent: QWidget, *, ticks: bool) -> None:
        super().__init__(parent)
        self._model = model
        self._ticks = ticks
        self.setModel(model)
        self.setItemDelegate(AutoRows(self))
        row_table.dress(self, name, several=True, narrowest=32)
        header = self.horizontalHeader()
        header.setSectionResizeMode(PASSAGE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setColumnHidden(TICK, not ticks)
        self.selectionModel().currentRowChanged.connect(lambda *_moved: self.moved.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit() if index.column() != TICK else None)
        self.clicked.connect(lambda index: self._toggle([index.row()]) if index.column() == TICK else None)

    def current(self) -> AutoRow | None:
        """The row one is at."""
        row: AutoRow | None = self.currentIndex().data(ROW_DATA)
        return row

    def selected(self) -> list[AutoRow]:
        """The rows selected, in order."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows(PASSAGE))
        return [self._model.rows[number] for number in numbers]

    def step(self, by: int) -> None:
        """Go to the row below, or above."""
        self.go_to(self.currentIndex().row() + by)

    def go_to(self, number: int) -> None:
        """Go to a row, as far as there are any."""
        last = self._model.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._model.index(min(max(0, number), last), PASSAGE))

    def tick_selected(self) -> None:
        """Tick the rows selected, or no longer, where there are ticks."""
        self._toggle([index.row() for index in self.selectionModel().selectedRows(PASSAGE)])

    def fit(self, width: int) -> None:
        """Leave the reason out where the passage would have no room."""
        self.setColumnHidden(REASON, width - sum(_WIDTHS.values()) < _LEAST_PASSAGE)

    def _toggle(self, numbers: list[int]) -> None:
        if self._ticks:
            self._model.toggle(numbers)
