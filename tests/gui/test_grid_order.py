"""The order of a grid's rows, its filters and its columns."""

import pytest
from grid_help import CONTROL, Memory, column, go, key, place, select, shown
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.sources.grid import Grid
from qualcoder_cg.gui.sources.grid_popups import NamePopup

K = Qt.Key


def test_a_click_on_a_heading_sorts_naturally(grid: Grid, qtbot: QtBot) -> None:
    header = grid.table.horizontalHeader()

    def click(name: str) -> list[str]:
        at = header.sectionViewportPosition(place(grid, name)) + 20
        where = header.viewport().rect().center()
        where.setX(at)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        return column(grid, name)

    assert click("code") == ["INT-1", "INT-2", "INT-3", "INT-10"]
    assert click("code") == ["INT-10", "INT-3", "INT-2", "INT-1"]
    assert click("code") == ["INT-1", "INT-10", "INT-2", "INT-3"]
    assert click("words") == ["85", "900", "10000", ""]
    assert click("date") == ["2026-02-11", "2026-03-04", "", ""]
    assert click("place") == ["Ámbato", "Cuenca", "Quito", ""]
    assert click("status") == ["planned", "held", "held", "no reply"]


def test_rows_stay_where_they_are_until_sorted_again(grid: Grid, memory: Memory) -> None:
    grid.columns.sort(place(grid, "place"))
    assert column(grid, "code")[0] == "INT-2"
    grid.model.setData(grid.model.index(0, place(grid, "place")), "Zamora")
    grid.reload()
    assert column(grid, "code")[0] == "INT-2"
    grid.columns.sort(place(grid, "place"))
    assert column(grid, "place") == ["Cuenca", "Quito", "Zamora", ""]


def test_the_filter_looks_in_all_columns(grid: Grid, qtbot: QtBot) -> None:
    qtbot.keyClicks(grid.filter, "ambato")
    assert column(grid, "code") == ["INT-2"]
    assert grid.count.text() == "1 of 4 rows"
    grid.filter.clear()
    qtbot.keyClicks(grid.filter, "held kii-10")
    assert column(grid, "code") == ["INT-3"]
    key(qtbot, grid, K.Key_F, CONTROL)
    qtbot.keyClick(grid.filter, K.Key_Escape)
    assert len(column(grid, "code")) == 4
    assert grid.count.text() == ""
    qtbot.keyClick(grid.filter, K.Key_Down)
    assert grid.table.hasFocus()


def test_a_column_is_filtered_by_ticking(grid: Grid, qtbot: QtBot) -> None:
    popup = grid.columns.filter(place(grid, "people"))
    assert popup.chosen() == ["", "KII-01", "KII-02", "KII-10"]
    popup.tick_all(False)
    qtbot.keyClick(popup.list, K.Key_End)
    qtbot.keyClick(popup.list, K.Key_Space)
    qtbot.keyClick(popup.list, K.Key_Return)
    assert column(grid, "code") == ["INT-2", "INT-3"]
    header = grid.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert header == "People, filtered"
    menu = grid.columns.menu(place(grid, "people"))
    next(action for action in menu.actions() if action.text() == "Show all rows").trigger()
    assert len(column(grid, "code")) == 4


def test_columns_are_hidden_and_left_out_of_blocks(grid: Grid, qtbot: QtBot) -> None:
    grid.columns.hide(place(grid, "people"))
    select(grid, [0], ["status", "date"])
    key(qtbot, grid, K.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "held\t2026-03-04"
    go(grid, 0, "status")
    key(qtbot, grid, K.Key_Tab)
    assert grid.table.currentIndex().column() == place(grid, "date")


def test_hidden_columns_are_remembered(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    grid.columns.hide(place(grid, "people"))
    grid.table.setColumnWidth(0, 123)
    grid.finish()
    again = Grid(memory, "test", "Interviews", None)  # type: ignore[arg-type]
    qtbot.addWidget(again)
    again.reload()
    assert again.table.isColumnHidden(place(again, "people"))
    assert again.table.columnWidth(0) == 123


def test_own_columns_are_added_renamed_and_removed(grid: Grid, qtbot: QtBot) -> None:
    popup = grid.columns.ask_new()
    qtbot.keyClicks(popup.field, "Code")
    qtbot.keyClick(popup.field, K.Key_Return)
    assert popup.isVisible()
    assert popup.problem.text() == "There is a column Code already."
    popup.field.clear()
    qtbot.keyClicks(popup.field, "Region")
    qtbot.keyClick(popup.field, K.Key_Return)
    grid.reload()
    last = grid.model.columnCount() - 1
    assert grid.model.columns[last].title == "Region"
    words = [action.text() for action in grid.columns.menu(last).actions()]
    assert "Rename column…" in words
    assert "Rename column…" not in [action.text() for action in grid.columns.menu(0).actions()]
    renamed = grid.columns.ask_name(last)
    assert isinstance(renamed, NamePopup)
    renamed.field.setText("Zone")
    qtbot.keyClick(renamed.field, K.Key_Return)
    grid.reload()
    assert grid.model.headerData(last, Qt.Orientation.Horizontal) == "Zone"
    grid.columns.remove(last)
    grid.reload()
    assert grid.model.columnCount() == last


def test_five_hundred_rows_are_quick(qtbot: QtBot, benchmark_ms) -> None:
    memory = Memory([(f"INT-{n}", "held", "", "2026-03-04", str(n), f"Place {n % 9}") for n in range(500)])
    made = next(shown(memory, qtbot))
    assert benchmark_ms(lambda: made.columns.sort(0)) < 100
    assert benchmark_ms(lambda: made.filter.setText("place 4")) < 100
    assert benchmark_ms(lambda: made.model.write({(3, 5): "Puyo"})) < 100
    assert made.model.index(-1, 0) == QModelIndex()


@pytest.fixture
def benchmark_ms():
    from time import perf_counter

    def took(work) -> float:
        begun = perf_counter()
        work()
        return (perf_counter() - begun) * 1000

    return took
