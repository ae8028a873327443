"""The pane of codes."""

import pytest
from code_tree_help import click, count, counted, found_under, index_named
from coding_fixtures import code_named, passage
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.guides import ItemSpec
from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.domain.interviews import HELD
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import code_menu
from qualcoder_cg.gui.coding.code_model import COVERAGE, EXCERPTS, INFORMANTS, KEY
from qualcoder_cg.gui.coding.code_tree import CodeTree
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook, coding, guides
from qualcoder_cg.services import register as register_rows


@pytest.fixture
def pane(coding_view: CodingView, qtbot: QtBot) -> CodeTree:
    counted(coding_view.codes, qtbot)
    return coding_view.codes


@pytest.fixture
def register(session: Session) -> None:
    """KII-01 speaks in the first interview and KII-02 in the second; both were asked question 11."""
    project = session.project
    guides.add_guide(
        project, "Guide", types=["Agency"], items=[ItemSpec("1", (("en", "Who came?"),), ("11",))]
    )
    codes = ("KII-01", "KII-02")
    people = register_rows.add_rows(project, "informant", [{"code": one, "type": "Agency"} for one in codes])
    rows = [{"code": f"INT-{one}", "status": HELD, "informants": one, "guide": "Guide"} for one in codes]
    register_rows.add_rows(project, "interview", rows)
    with project.step("Register"):
        for document, person, code in zip(project.documents.all(), people, codes, strict=True):
            project.informants.set_voices(person, [Voice(document.id, person, code)])


def test_the_matrix_is_the_backbone(pane: CodeTree, qtmodeltester: ModelTester) -> None:
    model = pane.tree.model()
    groups = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert groups[-1] == "Themes"
    assert len(groups) == 6
    assert [model.rowCount(model.index(row, 0)) for row in range(5)] == [8, 5, 3, 2, 5]
    assert index_named(pane, "11 ").parent().row() == 1
    assert count(pane, "11 ") == "1"
    qtmodeltester.check(model)


def test_a_click_with_a_selection_saves_a_coding_and_shows_it(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    span = passage(session, "The municipality pays the rent.")
    coding_view.transcript.select(span)
    click(pane, qtbot, "20 ")
    code = code_named(session, "Q20")
    (made,) = session.project.codings.of_code(code.id)
    assert made.span == span
    assert session.active == made
    assert coding_view.transcript.active() == made.id
    assert made.id in coding_view.transcript.codings_here()
    assert coding_view.transcript.edit.hasFocus()
    qtbot.waitUntil(lambda: count(pane, "20 ") == "1")


def test_a_click_without_a_selection_changes_nothing(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    made = session.project.codings.in_document(session.project.documents.all()[0].id)[0]
    session.activate(made.id)
    click(pane, qtbot, "20 ")
    assert session.project.codings.get(made.id) == made
    assert "20 " in coding_view.inspector.card.toPlainText()


def test_enter_applies_the_current_code(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    coding_view.transcript.select(passage(session, "opened in March"))
    pane.select(code_named(session, "Q3").id)
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert len(session.project.codings.of_code(code_named(session, "Q3").id)) == 1


def test_counts_follow_removal_and_undo(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    code = code_named(session, "Q11")
    coding.remove_codings(session.project, [session.project.codings.of_code(code.id)[0].id])
    qtbot.waitUntil(lambda: count(pane, "11 ") == "0")
    session.project.undo()
    qtbot.waitUntil(lambda: count(pane, "11 ") == "1")


def test_groups_count_what_is_in_them(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    total = int(count(pane, "Effectiveness"))
    for words, name in (("opened in March", "Q11"), ("the rent", "Q11"), ("the rent", "Q2")):
        session.select(passage(session, words))
        session.apply(code_named(session, name).id)
    qtbot.waitUntil(lambda: int(count(pane, "Effectiveness")) == total + 2)
    assert count(pane, "11 ") == str(total + 2) and count(pane, "2 ") == "1"
    assert session.active
    coding.remove_codings(session.project, [session.active.id])
    session.project.undo()
    counted(pane, qtbot)
    assert int(count(pane, "Effectiveness")) == total + 2


def test_the_list_stays_where_it_is_unless_the_code_cannot_be_seen(pane: CodeTree, session: Session) -> None:
    bar, codes = pane.tree.verticalScrollBar(), session.code_list()
    pane.tree.setFixedHeight(200)
    pane.select(codes[0].id)
    bar.setValue(0)
    pane.select(codes[2].id)
    assert bar.value() == 0
    pane.select(codes[-1].id)
    assert bar.value() > 0
    assert pane.tree.shows(pane.tree.currentIndex())


def test_the_filter_ignores_accents_and_finds_keywords(pane: CodeTree, session: Session) -> None:
    codebook.add_code(session.project, "Óptica propia", parent_id=code_named(session, "Q2").id)
    pane.filter.setText("optica")
    assert found_under(pane, "Óptica", QModelIndex())
    assert found_under(pane, "11 ", QModelIndex()) is None
    pane.filter.setText("")
    assert found_under(pane, "11 ", QModelIndex())


def test_team_codes_stand_under_their_question_or_at_the_end(pane: CodeTree, session: Session) -> None:
    codebook.add_code(session.project, "Fear", parent_id=code_named(session, "Q11").id)
    codebook.add_code(session.project, "Loose end")
    assert index_named(pane, "Fear").parent().data() == index_named(pane, "11 ").data()
    assert index_named(pane, "Loose end").parent().data() == "Other codes"


def test_a_deleted_code_goes_with_its_codings_and_comes_back(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    code = codebook.add_code(session.project, "Fear")
    coding_view.transcript.select(passage(session, "opened in March"))
    coding_view.at_hand.apply(code.id)
    delete = next(action for action in pane.menu(code.id).actions() if action.objectName() == "delete_codes")
    delete.trigger()
    assert found_under(pane, "Fear", QModelIndex()) is None
    assert session.active is None
    assert coding_view.transcript.codings_here() == []
    session.project.undo()
    qtbot.waitUntil(lambda: count(pane, "Fear") == "1")
    assert len(coding_view.transcript.codings_here()) == 1


def test_questions_cannot_be_deleted(pane: CodeTree, session: Session) -> None:
    menu = pane.menu(code_named(session, "Q1").id)
    assert not next(action for action in menu.actions() if action.objectName() == "delete_codes").isEnabled()


def test_keys_are_pinned_from_the_menu_and_shown(pane: CodeTree, session: Session) -> None:
    code = code_named(session, "Q7")
    keys = next(action.menu() for action in pane.menu(code.id).actions() if action.text() == "Key")
    keys.actions()[2].trigger()
    assert index_named(pane, "7 ").data(KEY) == 3
    assert session.project.undoable()


def test_double_click_and_shift_f2_ask_for_the_form(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    index = index_named(pane, "2 ")
    with qtbot.waitSignal(pane.edit_wanted) as asked:
        qtbot.mouseDClick(
            pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=pane.tree.visualRect(index).center()
        )
    assert asked.args == [code_named(session, "Q2").id]
    pane.select(code_named(session, "Q5").id)
    with qtbot.waitSignal(pane.edit_wanted) as asked:
        qtbot.keyClick(pane.tree, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [code_named(session, "Q5").id]


def test_folded_groups_stay_folded_when_the_codebook_changes(pane: CodeTree, session: Session) -> None:
    pane.tree.setExpanded(index_named(pane, "Effectiveness"), False)
    codebook.add_code(session.project, "Loose end")
    assert not pane.tree.isExpanded(index_named(pane, "Effectiveness"))
    assert pane.tree.isExpanded(index_named(pane, "Themes"))


def test_a_row_tells_the_full_question(pane: CodeTree, session: Session) -> None:
    question = session.project.matrix.questions()[0]
    tip = str(index_named(pane, "1 ").data(Qt.ItemDataRole.ToolTipRole))
    assert question.text.split()[-1] in tip


def test_a_row_is_read_out_with_its_numbers(
    pane: CodeTree, session: Session, qtbot: QtBot, register: None
) -> None:
    counted(pane, qtbot)
    row = index_named(pane, "11 ")
    spoken = Qt.ItemDataRole.AccessibleTextRole
    told = "11 Affiliation, care, 1 excerpt, 1 informant, spoke 1 of 2 asked, 2 interviewed"
    assert row.data(spoken) == told
    assert row.siblingAtColumn(COVERAGE).data(Qt.ItemDataRole.ToolTipRole) == told.split("informant, ")[1]
    assert row.siblingAtColumn(EXCERPTS).data(spoken) == "1 excerpt"
    assert row.siblingAtColumn(INFORMANTS).data(spoken) == "1 informant"
    assert index_named(pane, "Effectiveness").data(spoken) == "Effectiveness, 1 excerpt, 1 informant"
    assert pane.foot.text() == "2 informants: grey asked, colour spoke"
    assert index_named(pane, "2 ").data(spoken).endswith("spoke 0 of 0 asked, 2 interviewed")


def test_those_who_spoke_unasked_are_told_apart(
    pane: CodeTree, session: Session, qtbot: QtBot, register: None
) -> None:
    session.select(passage(session, "opened in March"))
    session.apply(code_named(session, "Q2").id)
    counted(pane, qtbot)
    tip = index_named(pane, "2 ").siblingAtColumn(COVERAGE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "spoke 0 of 0 asked, 2 interviewed; 1 spoke unasked"


def test_the_filter_finds_what_the_definition_says(pane: CodeTree, session: Session) -> None:
    codebook.describe_code(session.project, code_named(session, "Q3").id, definition="Ärger mit Behörden")
    pane.filter.setText("arger behorden")
    assert list(pane.tree.ids()) == [code_named(session, "Q3").id]


def test_codes_without_codings_can_be_hidden(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    pane.tree.setExpanded(index_named(pane, "Themes"), False)
    empty = code_menu.of_pane(pane).actions()[-1]
    assert empty.isChecked()
    empty.trigger()
    assert list(pane.tree.ids()) == [code_named(session, "Q11").id]
    session.select(passage(session, "opened in March"))
    session.apply(code_named(session, "Q2").id)
    counted(pane, qtbot)
    assert list(pane.tree.ids()) == [code_named(session, name).id for name in ("Q2", "Q11")]
    code_menu.of_pane(pane).actions()[-1].trigger()
    assert len(list(pane.tree.ids())) == len(session.codes)
    assert not pane.tree.isExpanded(index_named(pane, "Themes"))


def test_all_can_be_folded_and_unfolded(pane: CodeTree) -> None:
    entries = {action.text(): action for action in code_menu.of_pane(pane).actions()}
    entries["Collapse all"].trigger()
    assert not pane.tree.isExpanded(index_named(pane, "Effectiveness"))
    entries["Expand all"].trigger()
    assert pane.tree.isExpanded(index_named(pane, "Effectiveness"))


def test_counts_of_those_who_are_not_seen_vanish_at_once(
    pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    session.project.see_only([])
    assert count(pane, "11 ") == ""
    qtbot.waitUntil(lambda: count(pane, "11 ") == "0")
    session.project.see_only(None)
    assert count(pane, "11 ") == ""
    pane.refresh_counts()
    qtbot.waitUntil(lambda: count(pane, "11 ") == "1")


@pytest.mark.parametrize(("width", "hidden"), [(304, []), (240, [COVERAGE]), (180, [COVERAGE, INFORMANTS])])
def test_columns_give_way_in_a_narrow_pane(
    pane: CodeTree, qtbot: QtBot, width: int, hidden: list[int]
) -> None:
    pane.tree.setFixedWidth(width)
    header = pane.tree.header()
    qtbot.waitUntil(lambda: pane.tree.width() == width)
    assert [section for section in range(4) if header.isSectionHidden(section)] == hidden
    room = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD))
    assert header.sectionSize(EXCERPTS) > room.horizontalAdvance("Exc.")
    assert header.length() <= pane.tree.viewport().width()


def test_the_list_moves_to_the_code_of_the_active_coding(
    pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    session.select(passage(session, "opened in March"))
    session.apply(code_named(session, "Q23").id)
    session.activate(None)
    pane.tree.setFixedHeight(120)
    pane.select(code_named(session, "Q1").id)
    assert not pane.tree.shows(pane.tree.index_of(code_named(session, "Q23").id))
    (made,) = session.project.codings.of_code(code_named(session, "Q23").id)
    session.activate(made.id)
    qtbot.waitUntil(lambda: pane.tree.current_id() == made.code_id)
    assert pane.tree.shows(pane.tree.currentIndex())
