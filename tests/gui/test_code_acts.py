"""What is done in the code tree by keys, menus and its small popups; each is one step and is told."""

import pytest
from code_tree_help import click, index_named
from coding_fixtures import code_named, passage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding import code_menu
from qualcoder_cg.gui.coding.code_tree import CodeTree
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.dialogs.split_code import SplitCode
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook, studies
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES, siblings

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ALT_SHIFT = ALT | SHIFT
Key = Qt.Key


@pytest.fixture
def pane(coding_view: CodingView, qtbot: QtBot) -> CodeTree:
    """The pane with the keyboard in the tree; Fear, Pay and Nights under question 11."""
    pane = coding_view.codes
    above = code_named(coding_view.session, "Q11").id
    for name in ("Fear", "Pay", "Nights"):
        codebook.add_code(coding_view.session.project, name, parent_id=above)
    pane.tree.setFocus()
    qtbot.waitUntil(pane.tree.hasFocus)
    return pane


@pytest.fixture
def told(session: Session) -> list[str]:
    """What the status line was given to say."""
    said: list[str] = []
    session.told.connect(said.append)
    return said


def under(session: Session, name: str) -> list[str]:
    """The names of the codes directly under a code, or at one of the other places."""
    place = name if name in (THEMES, OTHERS) else code_named(session, name).id
    return [code.name for code in siblings(session.code_list(), place)]


def step(session: Session) -> str:
    """The step that undo would take back, in words."""
    found = session.project.undoable()
    assert found
    return studies.in_words(found.name, found.words)


def choose(pane: CodeTree, *names: str) -> list[str]:
    """Choose codes; their ids."""
    ids = [code_named(pane.session, name).id for name in names]
    pane.choose(ids)
    return ids


def entry(pane: CodeTree, name: str) -> QAction:
    """An entry of the menu of the chosen codes."""
    return next(one for one in code_menu.of_codes(pane).actions() if one.objectName() == name)


def coded(session: Session, words: str, code: str) -> None:
    """Code words of the document shown."""
    session.select(passage(session, words))
    session.apply(code_named(session, code).id)


def type_into(field: QLineEdit | None, text: str) -> None:
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, text)


def test_f2_renames_in_the_row(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_F2)
    field = pane.tree.findChild(QLineEdit)
    assert field and field.text() == field.selectedText() == "Fear"
    type_into(field, "Worry")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: under(session, "Q11") == ["Worry", "Pay", "Nights"])
    assert step(session) == "Rename code Fear to Worry"
    assert pane.tree.current_id() == code_named(session, "Worry").id
    qtbot.waitUntil(pane.tree.hasFocus)


def test_enter_in_a_name_applies_no_code_to_what_is_selected(
    pane: CodeTree, session: Session, coding_view: CodingView, qtbot: QtBot
) -> None:
    coding_view.transcript.select(passage(session, "most of them stayed"))
    pane.tree.setFocus()
    before = session.project.codings.count()
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_F2)
    field = pane.tree.findChild(QLineEdit)
    type_into(field, "Worry")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: under(session, "Q11") == ["Worry", "Pay", "Nights"])
    assert session.project.codings.count() == before


def test_escape_leaves_a_name_as_it_was(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    before = session.project.fingerprint()
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_F2)
    field = pane.tree.findChild(QLineEdit)
    type_into(field, "Worry")
    qtbot.keyClick(field, Key.Key_Escape)
    qtbot.waitUntil(pane.tree.hasFocus)
    assert session.project.fingerprint() == before


def test_a_name_that_is_taken_is_said(
    pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_F2)
    field = pane.tree.findChild(QLineEdit)
    type_into(field, "Pay")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].startswith("A code Pay is already in the study.")


def test_n_makes_a_code_where_the_row_is(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    places = (("Q11", "Q11", "Nearby"), ("Fear", "Q11", "Beside"), ("gender", THEMES, "Trust"))
    for current, place, name in places:
        choose(pane, current)
        qtbot.keyClick(pane.tree, Key.Key_N)
        field = pane.new_code.field
        qtbot.waitUntil(field.hasFocus)
        type_into(field, name)
        qtbot.keyClick(field, Key.Key_Return)
        assert under(session, place)[-1] == name
        qtbot.waitUntil(lambda name=name: pane.tree.current_id() == code_named(session, name).id)
        assert not pane.new_code.isVisible()
        qtbot.waitUntil(pane.tree.hasFocus)


def test_shift_n_makes_a_code_under_the_row(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_N, SHIFT)
    qtbot.waitUntil(pane.new_code.field.hasFocus)
    assert "Under Fear" in pane.new_code.about.text()
    type_into(pane.new_code.field, "Below")
    qtbot.keyClick(pane.new_code.field, Key.Key_Return)
    assert under(session, "Fear") == ["Below"]


def test_a_new_name_that_cannot_be_is_said_in_place(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    before = session.project.fingerprint()
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_N)
    type_into(pane.new_code.field, "Pay")
    qtbot.keyClick(pane.new_code.field, Key.Key_Return)
    assert pane.new_code.isVisible() and "already in the study" in pane.new_code.about.text()
    qtbot.keyClick(pane.new_code.field, Key.Key_Escape)
    assert not pane.new_code.isVisible()
    assert session.project.fingerprint() == before


def test_the_plus_button_works_on_an_empty_codebook(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    pane.tree.setCurrentIndex(pane.tree.rootIndex())
    pane.acts.new_beside()
    assert "Among the other codes" in pane.new_code.about.text()
    type_into(pane.new_code.field, "Alone")
    qtbot.keyClick(pane.new_code.field, Key.Key_Return)
    assert under(session, OTHERS) == ["Alone"]


def test_alt_and_arrows_move_codes(pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]) -> None:
    choose(pane, "Nights")
    qtbot.keyClick(pane.tree, Key.Key_Up, ALT)
    assert under(session, "Q11") == ["Fear", "Nights", "Pay"]
    qtbot.keyClick(pane.tree, Key.Key_Right, ALT_SHIFT)
    assert under(session, "Fear") == ["Nights"]
    assert told[-1] == "1 code moved, with 0 codings. Undo takes it back."
    qtbot.keyClick(pane.tree, Key.Key_Left, ALT_SHIFT)
    assert under(session, "Q11") == ["Fear", "Nights", "Pay"]
    qtbot.keyClick(pane.tree, Key.Key_Down, ALT)
    assert under(session, "Q11") == ["Fear", "Pay", "Nights"]
    qtbot.keyClick(pane.tree, Key.Key_Down, ALT)
    assert under(session, "Q11") == ["Fear", "Pay", "Nights"]
    qtbot.keyClick(pane.tree, Key.Key_Left, ALT_SHIFT)
    assert under(session, OTHERS) == ["Nights"]
    assert pane.tree.current_id() == code_named(session, "Nights").id
    qtbot.keyClick(pane.tree, Key.Key_Left, ALT_SHIFT)
    assert told[-1] == "This code stands under no other."
    qtbot.keyClick(pane.tree, Key.Key_Right, ALT_SHIFT)
    assert told[-1] == "There is no code before it to go under."


def test_questions_stay_where_they_are(
    pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    before = session.project.fingerprint()
    choose(pane, "Q11")
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right):
        qtbot.keyClick(pane.tree, key, ALT if key in (Key.Key_Up, Key.Key_Down) else ALT_SHIFT)
    qtbot.keyClick(pane.tree, Key.Key_Delete)
    assert session.project.fingerprint() == before
    assert told[:4] == ["Questions keep the order of the evaluation matrix."] * 4
    assert "cannot be deleted here" in told[4]
    for name in ("move_code_up", "delete_codes"):
        assert not entry(pane, name).isEnabled()


def test_several_codes_are_chosen_and_act_as_one(
    pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    coded(session, "opened in March", "Fear")
    coded(session, "the rent", "Pay")
    session.select(Span(0, 0))
    click(pane, qtbot, "Fear")
    click(pane, qtbot, "Nights", CONTROL)
    assert pane.tree.selected_ids() == [code_named(session, name).id for name in ("Fear", "Nights")]
    assert len(session.project.codings.of_code(code_named(session, "Nights").id)) == 0
    qtbot.keyClick(pane.tree, Key.Key_Down, ALT)
    assert under(session, "Q11") == ["Pay", "Fear", "Nights"]
    assert told[-1] == "Moved. Undo takes it back."
    qtbot.keyClick(pane.tree, Key.Key_Delete)
    assert under(session, "Q11") == ["Pay"]
    assert step(session) == "Delete codes Fear, Nights with their codings (1)"
    assert told[-1] == "2 codes deleted, with 1 coding. Undo takes it back."
    session.project.undo()
    click(pane, qtbot, "Pay")
    click(pane, qtbot, "Nights", SHIFT)
    assert len(pane.tree.selected_ids()) == 3


def test_merging_by_the_palette(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    coded(session, "opened in March", "Fear")
    coded(session, "the rent", "Nights")
    choose(pane, "Fear", "Nights")
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Key.Key_M, CONTROL)
    popup = coding_view.palette_popup
    qtbot.waitUntil(popup.field.hasFocus)
    assert popup.prompt.text() == "Merge Fear, Nights into"
    type_into(popup.field, "Pay")
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert under(session, "Q11") == ["Pay"]
    assert step(session) == "Merge Fear, Nights into Pay with their codings (2)"
    assert told[-1] == "Merged into Pay, with 2 codings. Undo brings them back."
    assert pane.tree.current_id() == code_named(session, "Pay").id
    session.project.undo()
    assert under(session, "Q11") == ["Fear", "Pay", "Nights"]


def test_a_merged_code_leaves_its_key_to_the_other(
    coding_view: CodingView, pane: CodeTree, session: Session
) -> None:
    fear, pay = (code_named(session, name).id for name in ("Fear", "Pay"))
    coding_view.at_hand.pin(fear, 4)
    session.last_code_id = fear
    pane.acts.merge_into([fear], pay)
    assert coding_view.at_hand.keys.code(4) == pay and session.last_code_id == pay


def test_the_menu_of_a_group_makes_codes_in_it(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    pane.tree.setCurrentIndex(index_named(pane, "Themes"))
    code_menu.of_group(pane).actions()[0].trigger()
    assert "Among the themes" in pane.new_code.about.text()
    type_into(pane.new_code.field, "Trust")
    qtbot.keyClick(pane.new_code.field, Key.Key_Return)
    assert under(session, THEMES)[-1] == "Trust"


def test_colours_are_chosen_in_a_popup(
    pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    choose(pane, "Fear", "Pay")
    entry(pane, "colour_code").trigger()
    popup = pane.colours
    assert popup.isVisible() and popup.swatches.chosen == code_named(session, "Fear").colour
    popup.swatches.choose(9, 0)
    qtbot.keyClick(popup.swatches, Key.Key_Down)
    qtbot.keyClick(popup.swatches, Key.Key_Return)
    assert not popup.isVisible()
    assert {code_named(session, name).colour for name in ("Fear", "Pay")} == {"9-1"}
    assert told[-1] == "2 codes have another colour. Undo takes it back."
    choose(pane, "Q11")
    pane.acts.colour()
    popup.below.setChecked(True)
    qtbot.mouseClick(popup.swatches, Qt.MouseButton.LeftButton, pos=QPoint(14, 14))
    assert {code_named(session, name).colour for name in ("Q11", "Fear", "Nights")} == {"1-0"}


def test_sorting_from_the_menus(pane: CodeTree, session: Session) -> None:
    coded(session, "opened in March", "Pay")
    entries = {action.text(): action for action in code_menu.of_pane(pane).actions()}
    entries["Sort by name"].trigger()
    assert under(session, "Q11") == ["Fear", "Nights", "Pay"]
    choose(pane, "Q11")
    menu = next(
        one.menu() for one in code_menu.of_codes(pane).actions() if one.text() == "Sort the codes under it"
    )
    menu.actions()[1].trigger()
    assert under(session, "Q11") == ["Pay", "Fear", "Nights"]


def test_a_duplicate_stands_beside(pane: CodeTree, session: Session, told: list[str]) -> None:
    choose(pane, "Fear")
    entry(pane, "duplicate_code").trigger()
    assert under(session, "Q11") == ["Fear", "Pay", "Nights", "Fear (2)"]
    assert pane.tree.current_id() == code_named(session, "Fear (2)").id
    assert told[-1].startswith("Duplicated without its codings.")


def split_dialog() -> SplitCode:
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, SplitCode) and one.isVisible()
    )


def test_splitting_takes_what_is_ticked(
    pane: CodeTree, session: Session, qtbot: QtBot, told: list[str]
) -> None:
    for words in ("We opened in March.", "Seven hundred workers", "pays the rent", "Nobody knows"):
        coded(session, words, "Fear")
    choose(pane, "Fear")
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: split_dialog() is not None)
    dialog = split_dialog()
    assert not dialog.main.isEnabled()
    assert [dialog.passages.index(row).data() for row in range(4)][1] == "Seven hundred workers"
    place = dialog.list.visualRect(dialog.passages.index(1)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog.filter.setText("RÉNT")
    qtbot.waitUntil(lambda: dialog.passages.rowCount() == 1)
    dialog.list.setCurrentIndex(dialog.passages.index(0))
    qtbot.keyClick(dialog.list, Key.Key_Space)
    assert dialog.count.text() == "2 passages ticked"
    type_into(dialog.name, "Pay")
    dialog.main.click()
    assert dialog.isVisible() and "already in the study" in dialog.problem.text()
    type_into(dialog.name, "Fear of pay")
    dialog.beside.setChecked(True)
    dialog.main.click()
    assert not dialog.isVisible()
    assert under(session, "Q11")[-1] == "Fear of pay"
    made: Code = code_named(session, "Fear of pay")
    assert len(session.project.codings.of_code(made.id)) == 2
    assert told[-1] == "2 codings went from Fear to Fear of pay. Undo takes it back."
    assert pane.tree.current_id() == made.id
    session.project.undo()
    assert len(session.project.codings.of_code(code_named(session, "Fear").id)) == 4


def test_there_is_nothing_to_split_where_nothing_is_coded(
    pane: CodeTree, qtbot: QtBot, told: list[str]
) -> None:
    choose(pane, "Fear")
    qtbot.keyClick(pane.tree, Key.Key_D, CONTROL)
    assert told == ["Nothing is coded under Fear yet."]


def test_letters_of_the_tree_do_not_reach_the_transcript(
    coding_view: CodingView, pane: CodeTree, qtbot: QtBot
) -> None:
    choose(pane, "Q11")
    qtbot.keyClick(pane.tree, Key.Key_F)
    assert pane.tree.hasFocus()
    assert index_named(pane, "Fear").isValid() and not coding_view.palette_popup.isVisible()
