"""The editable grid: typing, blocks, sorting, filtering, and what happens when a value is refused."""

from grid_help import CONTROL, Memory, clipboard, column, editor, go, key, place, select
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.sources.grid import Grid
from qualcoder_cg.gui.sources.grid_popups import TickList

K = Qt.Key


def test_the_model_keeps_the_rules_of_models(grid: Grid, memory: Memory, qtmodeltester) -> None:
    qtmodeltester.check(grid.model)
    memory.cells["r9"] = {"code": "INT-9"}
    del memory.cells["r2"]
    memory.add_column("Ministry")
    grid.reload()
    qtmodeltester.check(grid.model)
    grid.model.sort(place(grid, "code"))
    grid.model.look_for("int")
    qtmodeltester.check(grid.model)


def test_typing_replaces_and_enter_goes_down(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "place")
    qtbot.keyClicks(grid.table, "L")
    qtbot.keyClicks(editor(grid), "oja")
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r1"]["place"] == "Loja"
    assert memory.calls == [([("r1", "place", "Loja")], [])]
    assert grid.table.currentIndex().row() == 1
    assert grid.table.hasFocus()


def test_f2_keeps_what_stands_there_and_tab_goes_right(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "code")
    key(qtbot, grid, K.Key_F2)
    assert editor(grid).text() == "INT-1"
    key(qtbot, grid, K.Key_End)
    qtbot.keyClicks(editor(grid), "b")
    key(qtbot, grid, K.Key_Tab)
    assert memory.cells["r1"]["code"] == "INT-1b"
    assert grid.table.currentIndex().column() == place(grid, "status")
    assert QApplication.focusWidget() is grid.table


def test_esc_leaves_the_cell_as_it_was(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "place")
    qtbot.keyClicks(grid.table, "Lo")
    key(qtbot, grid, K.Key_Escape)
    assert memory.calls == []
    assert column(grid, "place")[0] == "Quito"


def test_enter_without_a_change_saves_nothing(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "place")
    key(qtbot, grid, K.Key_F2)
    key(qtbot, grid, K.Key_Return)
    assert memory.calls == []
    assert grid.table.currentIndex().row() == 1


def test_tab_goes_through_the_rows_and_then_leaves(grid: Grid, qtbot: QtBot) -> None:
    go(grid, 0, "place")
    key(qtbot, grid, K.Key_Tab)
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (1, 0)
    go(grid, grid.model.rowCount() - 1, "place")
    key(qtbot, grid, K.Key_Tab)
    assert not grid.table.hasFocus()


def test_a_choice_takes_its_beginning(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    qtbot.keyClicks(grid.table, "n")
    qtbot.keyClicks(editor(grid), "o")
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r2"]["status"] == "no reply"
    assert grid.table.currentIndex().row() == 2


def test_a_choice_is_picked_from_the_list(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    key(qtbot, grid, K.Key_F2)
    field = editor(grid)
    popup = field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert popup.model().rowCount() == 4
    qtbot.keyClick(popup, K.Key_Down)
    qtbot.keyClick(popup, K.Key_Down)
    qtbot.keyClick(popup, K.Key_Return)
    qtbot.waitUntil(lambda: memory.cells["r2"]["status"] == "held")
    assert len(memory.calls) == 1
    assert grid.table.hasFocus()


def test_entries_of_a_list_are_ticked(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "people")
    key(qtbot, grid, K.Key_F2)
    popup = grid.findChild(TickList)
    assert popup is not None
    assert popup.chosen() == ["KII-01"]
    qtbot.keyClick(popup.list, K.Key_Down)
    qtbot.keyClick(popup.list, K.Key_Space)
    assert editor(grid).text() == "KII-01; KII-02"
    qtbot.keyClick(popup.list, K.Key_Return)
    qtbot.waitUntil(lambda: memory.cells["r1"]["people"] == "KII-01; KII-02")
    assert len(memory.calls) == 1


def test_what_is_refused_stays_and_is_said(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    qtbot.keyClicks(grid.table, "p")
    editor(grid).setText("perhaps")
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r2"]["status"] == "planned"
    assert column(grid, "status")[1] == "perhaps"
    assert grid.problem.isVisible()
    assert grid.problem.text() == (
        "INT-10, Status: perhaps is none of the choices. Use one of: held, planned."
    )
    assert grid.table.currentIndex().row() == 1
    spoken = grid.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Status: perhaps, not saved"
    key(qtbot, grid, K.Key_F2)
    assert editor(grid).text() == "perhaps"
    editor(grid).setText("held")
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r2"]["status"] == "held"
    assert not grid.problem.isVisible()


def test_other_cells_are_saved_while_one_is_refused(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    grid.model.setData(grid.model.index(1, place(grid, "status")), "perhaps")
    grid.model.setData(grid.model.index(0, place(grid, "place")), "Loja")
    assert memory.cells["r1"]["place"] == "Loja"
    assert grid.problem.isVisible()
    grid.discard.click()
    assert column(grid, "status")[1] == "planned"
    assert not grid.problem.isVisible()


def test_a_copied_block_is_text_with_tabs(grid: Grid, qtbot: QtBot) -> None:
    select(grid, [0, 1], ["code", "people"])
    key(qtbot, grid, K.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "INT-1\theld\tKII-01\nINT-10\tplanned\t\n"


def test_a_pasted_block_is_one_call(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    clipboard("held\tKII-01\nplanned\tKII-02\n")
    go(grid, 1, "status")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert column(grid, "status")[1:3] == ["held", "planned"]
    assert column(grid, "people")[1:3] == ["KII-01", "KII-02"]
    assert len(memory.calls) == 1
    assert len(grid.table.selectedIndexes()) == 4


def test_one_value_fills_what_is_selected(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    clipboard("Puyo")
    select(grid, [0, 1, 2], ["place"])
    key(qtbot, grid, K.Key_V, CONTROL)
    assert column(grid, "place")[:3] == ["Puyo"] * 3
    assert len(memory.calls) == 1


def test_pasting_below_the_last_row_adds_rows_in_the_same_call(
    grid: Grid, memory: Memory, qtbot: QtBot
) -> None:
    clipboard("INT-3\theld\nINT-4\tplanned\nINT-5\theld")
    go(grid, 3, "code")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert column(grid, "code")[3:] == ["INT-3", "INT-4", "INT-5"]
    assert len(memory.calls) == 1
    assert grid.model.rowCount() == 7


def test_a_block_with_one_wrong_value_is_kept_whole_until_mended(
    grid: Grid, memory: Memory, qtbot: QtBot
) -> None:
    clipboard("INT-4\theld\nINT-5\tmaybe\nINT-6\tplanned")
    go(grid, 4, "code")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert len(memory.cells) == 4
    assert column(grid, "code")[4:] == ["INT-4", "INT-5", "INT-6"]
    assert "INT-5, Status: maybe" in grid.problem.text()
    go(grid, 5, "status")
    key(qtbot, grid, K.Key_F2)
    editor(grid).setText("held")
    key(qtbot, grid, K.Key_Return)
    assert [row["code"] for row in memory.cells.values()][4:] == ["INT-4", "INT-5", "INT-6"]
    assert not grid.problem.isVisible()
    assert grid.model.rowCount() == 8


def test_a_block_that_is_too_wide_is_refused_with_its_reason(
    grid: Grid, memory: Memory, qtbot: QtBot
) -> None:
    clipboard("a\tb\tc")
    go(grid, 0, "place")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert memory.calls == []
    assert grid.problem.text() == "The copied cells take 3 columns; from here on there are 1."


def test_columns_that_cannot_be_written_are_named(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    clipboard("5")
    go(grid, 0, "words")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert memory.calls == []
    assert grid.problem.text() == "This cannot be changed here: Words."
    clipboard("900\tLoja")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert memory.calls == [([("r1", "place", "Loja")], [])]


def test_cut_clear_and_fill_down(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    select(grid, [0, 1, 2], ["place"])
    key(qtbot, grid, K.Key_D, CONTROL)
    assert column(grid, "place") == ["Quito", "Quito", "Quito", ""]
    go(grid, 3, "place")
    key(qtbot, grid, K.Key_D, CONTROL)
    assert column(grid, "place")[3] == "Quito"
    select(grid, [0, 1], ["status", "place"])
    key(qtbot, grid, K.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("held\tKII-01\t2026-03-04\t900\tQuito\n")
    assert [memory.cells[name]["place"] for name in ("r1", "r2", "r3")] == ["", "", "Quito"]
    assert memory.cells["r1"]["words"] == "900"
    go(grid, 2, "place")
    key(qtbot, grid, K.Key_Delete)
    assert memory.cells["r3"]["place"] == ""
    assert len(memory.calls) == 4


def test_a_row_is_typed_into_the_empty_one(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    last = grid.model.rowCount() - 1
    go(grid, last, "code")
    qtbot.keyClicks(grid.table, "I")
    editor(grid).setText("INT-7")
    key(qtbot, grid, K.Key_Tab)
    assert memory.calls == [([], [{"code": "INT-7"}])]
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (last, 1)
    assert grid.model.rowCount() == last + 2
    qtbot.keyClicks(grid.table, "h")
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r5"] == {"code": "INT-7", "status": "held"}


def test_a_new_row_without_its_code_waits_for_it(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    last = grid.model.rowCount() - 1
    grid.model.setData(grid.model.index(last, place(grid, "place")), "Loja")
    assert grid.problem.text() == "A row has no Code. Give each row a code."
    assert grid.model.rowCount() == last + 2
    grid.model.setData(grid.model.index(last, 0), "INT-8")
    assert memory.cells["r5"] == {"place": "Loja", "code": "INT-8"}
    assert not grid.problem.isVisible()
    assert grid.model.rowCount() == last + 2


def test_rows_are_removed_or_it_is_said_why_not(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    select(grid, [1, 2], ["code"])
    key(qtbot, grid, K.Key_Delete, CONTROL)
    assert column(grid, "code") == ["INT-1", "INT-3"]
    go(grid, 0, "code")
    key(qtbot, grid, K.Key_Delete, CONTROL)
    assert column(grid, "code") == ["INT-1", "INT-3"]
    assert grid.problem.text() == "INT-01 was held."


def test_a_name_is_opened_by_enter_and_double_click(grid: Grid, qtbot: QtBot) -> None:
    go(grid, 2, "code")
    with qtbot.waitSignal(grid.opened) as told:
        key(qtbot, grid, K.Key_Return)
    assert told.args == ["r3"]
    cell = grid.table.visualRect(grid.model.index(1, 0)).center()
    with qtbot.waitSignal(grid.opened) as told:
        qtbot.mouseDClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert told.args == ["r2"]
    cell = grid.table.visualRect(grid.model.index(1, place(grid, "place"))).center()
    with qtbot.assertNotEmitted(grid.opened):
        qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
        qtbot.mouseDClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert editor(grid).text() == "Cuenca"


def test_place_and_selection_survive_what_others_change(grid: Grid, memory: Memory) -> None:
    select(grid, [2, 3], ["code", "status"])
    memory.cells = {"r0": {"code": "INT-0"}, **memory.cells}
    memory.cells["r3"]["place"] = "Puyo"
    grid.reload()
    assert column(grid, "code") == ["INT-0", "INT-1", "INT-10", "INT-2", "INT-3"]
    assert sorted({index.row() for index in grid.table.selectedIndexes()}) == [3, 4]
    assert grid.table.currentIndex().row() == 3
    del memory.cells["r3"]
    grid.reload()
    assert grid.table.currentIndex().isValid()


def test_esc_gives_a_refused_cell_its_saved_value_back(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    grid.model.setData(grid.table.currentIndex(), "perhaps")
    assert grid.problem.isVisible()
    key(qtbot, grid, K.Key_Escape)
    assert column(grid, "status")[1] == "planned"
    assert not grid.problem.isVisible()


def test_the_chevron_of_the_current_cell_shows_the_choices(grid: Grid, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    box = grid.table.visualRect(grid.table.currentIndex())
    at = box.center()
    at.setX(box.right() - 6)
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    popup = editor(grid).completer().popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, K.Key_Escape)
    key(qtbot, grid, K.Key_Escape)
    key(qtbot, grid, K.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor(grid).completer().popup().isVisible()  # type: ignore[union-attr]


def test_letters_with_accents_begin_an_edit(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 0, "place")
    event = QInputMethodEvent()
    event.setCommitString("Á")
    QApplication.sendEvent(grid.table, event)
    assert editor(grid).text() == "Á"
    key(qtbot, grid, K.Key_Return)
    assert memory.cells["r1"]["place"] == "Á"


def test_a_click_elsewhere_saves_what_was_typed(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    go(grid, 1, "status")
    qtbot.keyClicks(grid.table, "h")
    popup = editor(grid).completer().popup()
    assert popup is not None
    popup.hide()
    cell = grid.table.visualRect(grid.model.index(3, place(grid, "place"))).center()
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert memory.cells["r2"]["status"] == "held"
    assert grid.table.currentIndex().row() == 3
    assert len(memory.calls) == 1


def test_a_choice_is_picked_with_the_mouse(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    cell = grid.table.visualRect(grid.model.index(1, place(grid, "status"))).center()
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    popup = editor(grid).completer().popup()
    assert popup is not None
    row = popup.visualRect(popup.model().index(2, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=row)
    qtbot.waitUntil(lambda: memory.cells["r2"]["status"] == "no reply")
    assert len(memory.calls) == 1


def test_entries_are_ticked_with_the_mouse(grid: Grid, memory: Memory, qtbot: QtBot) -> None:
    cell = grid.table.visualRect(grid.model.index(0, place(grid, "people"))).center()
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    popup = grid.findChild(TickList)
    assert popup is not None
    for number in (0, 2):
        row = popup.list.visualRect(popup.list.model().index(number, 0)).center()
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    popup.close()
    assert editor(grid).text() == "KII-10"
    elsewhere = grid.table.visualRect(grid.model.index(3, 0)).center()
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=elsewhere)
    assert memory.cells["r1"]["people"] == "KII-10"


def test_a_long_list_is_narrowed_by_typing(grid: Grid, qtbot: QtBot) -> None:
    popup = TickList(grid, [(f"k{n}", f"KII-{n:02d}") for n in range(30)], ["k3"])
    qtbot.addWidget(popup)
    popup.open_at(grid.pos())
    qtbot.keyClicks(popup.list, "1")
    assert popup.list.model().rowCount() == 12
    qtbot.keyClick(popup.field, K.Key_Down)
    qtbot.keyClick(popup.list, K.Key_Space)
    assert popup.chosen() == ["k1", "k3"]
    qtbot.keyClick(popup.list, K.Key_Escape)
    assert not popup.isVisible()


def test_a_long_cell_is_read_whole_in_its_tooltip(grid: Grid, memory: Memory) -> None:
    text = "How did the programme come about, and what was your role in it? " * 4
    memory.cells["r1"]["place"] = text
    grid.reload()
    told = grid.model.index(0, place(grid, "place")).data(Qt.ItemDataRole.ToolTipRole)
    assert told.split() == text.split()
    assert max(map(len, told.splitlines())) <= 80
