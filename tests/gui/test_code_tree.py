"""The pane of codes."""

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.code_model import KEY
from qualcoder_cg.gui.coding.code_tree import CodeTree
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook, coding


@pytest.fixture
def pane(coding_view: CodingView) -> CodeTree:
    return coding_view.codes


def _index(pane: CodeTree, name: str, parent: QModelIndex | None = None) -> QModelIndex:
    """The row whose text begins with `name`, wherever it is."""
    found = _search(pane, name, parent or QModelIndex())
    assert found is not None, name
    return found


def _search(pane: CodeTree, name: str, parent: QModelIndex) -> QModelIndex | None:
    model = pane.tree.model()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        if str(index.data()).startswith(name):
            return index
        below = _search(pane, name, index)
        if below:
            return below
    return None


def _count(pane: CodeTree, name: str) -> str:
    return str(_index(pane, name).siblingAtColumn(1).data())


def _click(pane: CodeTree, qtbot: QtBot, name: str) -> None:
    index = _index(pane, name)
    pane.tree.scrollTo(index)
    qtbot.mouseClick(
        pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=pane.tree.visualRect(index).center()
    )


def test_the_matrix_is_the_backbone(pane: CodeTree, qtmodeltester: ModelTester) -> None:
    model = pane.tree.model()
    groups = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert groups[-1] == "Themes"
    assert len(groups) == 6
    assert [model.rowCount(model.index(row, 0)) for row in range(5)] == [8, 5, 3, 2, 5]
    assert _index(pane, "11 ").parent().row() == 1
    assert _count(pane, "11 ") == "1"
    qtmodeltester.check(model)


def test_a_click_with_a_selection_saves_a_coding_and_shows_it(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    span = passage(session, "The municipality pays the rent.")
    coding_view.transcript.select(span)
    _click(pane, qtbot, "20 ")
    code = code_named(session, "Q20")
    (made,) = session.project.codings.of_code(code.id)
    assert made.span == span
    assert session.active == made
    assert coding_view.transcript.active() == made.id
    assert made.id in coding_view.transcript.codings_here()
    assert _count(pane, "20 ") == "1"
    assert coding_view.transcript.edit.hasFocus()


def test_a_click_without_a_selection_changes_nothing(
    coding_view: CodingView, pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    made = session.project.codings.in_document(session.project.documents.all()[0].id)[0]
    session.activate(made.id)
    _click(pane, qtbot, "20 ")
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
    qtbot.waitUntil(lambda: _count(pane, "11 ") == "0")
    session.project.undo()
    assert _count(pane, "11 ") == "1"


def test_groups_count_what_is_in_them(pane: CodeTree, session: Session) -> None:
    group = _index(pane, "11 ").parent()
    total = int(group.siblingAtColumn(1).data())
    for words, name in (("opened in March", "Q11"), ("the rent", "Q11"), ("the rent", "Q2")):
        session.select(passage(session, words))
        session.apply(code_named(session, name).id)
    assert int(group.siblingAtColumn(1).data()) == total + 2
    session.remove_active()
    session.project.undo()
    pane._count()
    assert int(group.siblingAtColumn(1).data()) == total + 2


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
    assert _search(pane, "Óptica", QModelIndex())
    assert _search(pane, "11 ", QModelIndex()) is None
    pane.filter.setText("")
    assert _search(pane, "11 ", QModelIndex())


def test_team_codes_stand_under_their_question_or_at_the_end(pane: CodeTree, session: Session) -> None:
    codebook.add_code(session.project, "Fear", parent_id=code_named(session, "Q11").id)
    codebook.add_code(session.project, "Loose end")
    assert _index(pane, "Fear").parent().data() == _index(pane, "11 ").data()
    assert _index(pane, "Loose end").parent().data() == "Other codes"


def test_a_deleted_code_goes_with_its_codings_and_comes_back(
    coding_view: CodingView, pane: CodeTree, session: Session
) -> None:
    code = codebook.add_code(session.project, "Fear")
    coding_view.transcript.select(passage(session, "opened in March"))
    coding_view.at_hand.apply(code.id)
    delete = next(action for action in pane.menu(code.id).actions() if action.text() == "Delete")
    delete.trigger()
    assert _search(pane, "Fear", QModelIndex()) is None
    assert session.active is None
    assert coding_view.transcript.codings_here() == []
    session.project.undo()
    assert _count(pane, "Fear") == "1"
    assert len(coding_view.transcript.codings_here()) == 1


def test_questions_cannot_be_deleted(pane: CodeTree, session: Session) -> None:
    menu = pane.menu(code_named(session, "Q1").id)
    assert not next(action for action in menu.actions() if action.text() == "Delete").isEnabled()


def test_keys_are_pinned_from_the_menu_and_shown(pane: CodeTree, session: Session) -> None:
    code = code_named(session, "Q7")
    keys = next(action.menu() for action in pane.menu(code.id).actions() if action.text() == "Key")
    keys.actions()[2].trigger()
    assert _index(pane, "7 ").data(KEY) == 3
    assert session.project.undoable()


def test_double_click_and_f2_ask_for_the_form(pane: CodeTree, session: Session, qtbot: QtBot) -> None:
    index = _index(pane, "2 ")
    with qtbot.waitSignal(pane.edit_wanted) as asked:
        qtbot.mouseDClick(
            pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=pane.tree.visualRect(index).center()
        )
    assert asked.args == [code_named(session, "Q2").id]
    pane.select(code_named(session, "Q5").id)
    with qtbot.waitSignal(pane.edit_wanted) as asked:
        qtbot.keyClick(pane.tree, Qt.Key.Key_F2)
    assert asked.args == [code_named(session, "Q5").id]


def test_folded_groups_stay_folded_when_the_codebook_changes(pane: CodeTree, session: Session) -> None:
    pane.tree.setExpanded(_index(pane, "Effectiveness"), False)
    codebook.add_code(session.project, "Loose end")
    assert not pane.tree.isExpanded(_index(pane, "Effectiveness"))
    assert pane.tree.isExpanded(_index(pane, "Themes"))


def test_a_row_tells_the_full_question(pane: CodeTree, session: Session) -> None:
    question = session.project.matrix.questions()[0]
    tip = str(_index(pane, "1 ").data(Qt.ItemDataRole.ToolTipRole))
    assert question.text.split()[-1] in tip
