"""A table in memory for the tests of the grid, and keys and reading as a person does them."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qualcoder_cg.errors import UserError
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.sources.grid import Grid
from qualcoder_cg.gui.sources.grid_source import Cell
from qualcoder_cg.services.register_table import Column, Row

CONTROL = Qt.KeyboardModifier.ControlModifier
STATUSES = (("planned", "planned"), ("held", "held"), ("no reply", "no reply"), ("declined", "declined"))
COLUMNS = [
    Column("code", "Code", "text"),
    Column("status", "Status", "choice", STATUSES),
    Column("people", "People", "list", (("KII-01", "KII-01"), ("KII-02", "KII-02"), ("KII-10", "KII-10"))),
    Column("date", "Date", "date"),
    Column("words", "Words", "fixed"),
    Column("place", "Place", "text"),
]


class Memory:
    """A table whose codes are wanted and whose status is one of four; remembers how it was called."""

    own_columns = True

    def __init__(self, rows: Sequence[Sequence[str]], may_add: bool = True) -> None:
        self.may_add = self.may_remove = may_add
        self.heads = list(COLUMNS)
        self.cells = {
            f"r{n}": dict(zip([column.id for column in COLUMNS], row)) for n, row in enumerate(rows, 1)
        }
        self.calls: list[tuple[list[Cell], list[dict[str, str]]]] = []

    def columns(self) -> list[Column]:
        return list(self.heads)

    def rows(self) -> list[Row]:
        return [Row(name, dict(cells)) for name, cells in self.cells.items()]

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        self.calls.append((list(cells), [dict(row) for row in added]))
        for row_id, column, value in cells:
            self._check(self.cells[row_id]["code"], column, value)
        for row in added:
            if not row.get("code"):
                raise UserError("A row has no Code.", "Give each row a code.")
            for column, value in row.items():
                self._check(row["code"], column, value)
        for row_id, column, value in cells:
            self.cells[row_id][column] = value
        made = []
        for row in added:
            made.append(f"r{len(self.cells) + 1}")
            self.cells[made[-1]] = dict(row)
        return made

    def remove(self, ids: Sequence[str]) -> None:
        for row_id in ids:
            if self.cells[row_id].get("status") == "held":
                raise UserError("INT-01 was held.")
        for row_id in ids:
            del self.cells[row_id]

    def add_column(self, name: str) -> str:
        if any(column.title == name for column in self.heads):
            raise UserError(f"There is a column {name} already.")
        self.heads.append(Column(f"own-{name}", name, "text", own=True))
        return f"own-{name}"

    def rename_column(self, column_id: str, name: str) -> None:
        self.heads = [c._replace(title=name) if c.id == column_id else c for c in self.heads]

    def remove_column(self, column_id: str) -> None:
        self.heads = [column for column in self.heads if column.id != column_id]

    def _check(self, code: str, column: str, value: str) -> None:
        if column == "status" and value and value not in dict(STATUSES):
            raise UserError(f"{code}, Status: {value} is none of the choices.", "Use one of: held, planned.")


ROWS = [
    ("INT-1", "held", "KII-01", "2026-03-04", "900", "Quito"),
    ("INT-10", "planned", "", "", "", "Cuenca"),
    ("INT-2", "no reply", "KII-02; KII-10", "2026-02-11", "10000", "Ámbato"),
    ("INT-3", "held", "KII-10", "", "85", ""),
]


def go(grid: Grid, row: int, column: str) -> None:
    """Make a cell the current and only selected one."""
    grid.table.setFocus()
    grid.table.setCurrentIndex(grid.model.index(row, place(grid, column)))


def place(grid: Grid, column: str) -> int:
    """Where a column is."""
    return next(n for n, one in enumerate(grid.model.columns) if one.id == column)


def select(grid: Grid, rows: Sequence[int], columns: Sequence[str]) -> None:
    """Select a block."""
    first = grid.model.index(rows[0], place(grid, columns[0]))
    last = grid.model.index(rows[-1], place(grid, columns[-1]))
    grid.table.setFocus()
    model = grid.table.selectionModel()
    model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
    model.select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def column(grid: Grid, name: str) -> list[str]:
    """What a column shows from top to bottom, the empty row left out."""
    model = grid.model
    shown = [row for row in range(model.rowCount()) if model.rows.shown[row] != "\0new"]
    return [str(model.index(row, place(grid, name)).data()) for row in shown]


def editor(grid: Grid) -> QLineEdit:
    """The open editor."""
    found = [field for field in grid.table.viewport().findChildren(QLineEdit) if field.isVisible()]
    assert len(found) == 1, f"{len(found)} editors"
    return found[0]


def key(qtbot: QtBot, grid: Grid, pressed: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is: in the table, or in its editor."""
    focus = QApplication.focusWidget() or grid.table
    qtbot.keyClick(focus, pressed, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def clipboard(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


@pytest.fixture
def memory() -> Memory:
    return Memory(ROWS)


@pytest.fixture
def grid(memory: Memory, qtbot: QtBot, qapp: QApplication) -> Iterator[Grid]:
    theme.apply(qapp, theme.LIGHT_MODE)
    yield from shown(memory, qtbot)


def shown(memory: Memory, qtbot: QtBot) -> Iterator[Grid]:
    made = Grid(memory, "test", "Interviews", None, links=["code"])  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.reload()
    made.resize(900, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.table.setFocus()
    qtbot.waitUntil(made.table.hasFocus)
    yield made
    made.finish()
