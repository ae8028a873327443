"""A decision changes the codebook from the desk: an example, a counter-example, another definition."""

import pytest
from desk_help import current, press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain import team
from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.consistency import Disagreement
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.consistency import keys
from qualcoder_cg.gui.consistency.consistency_view import VERSIONS, ConsistencyView
from qualcoder_cg.gui.consistency.definition_dialog import DefinitionDialog
from qualcoder_cg.gui.consistency.desk_page import DeskPage
from qualcoder_cg.gui.consistency.disagreement_filter import Limits
from qualcoder_cg.gui.consistency.revision_row import RevisionRow
from qualcoder_cg.gui.consistency.versions_page import VersionsPage
from qualcoder_cg.services import adjudication, codebook_versions

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WHY = "It names the result."


@pytest.fixture
def one(desk: DeskPage) -> Disagreement:
    """Two codes of different criteria on the same matter, as the first of the list."""
    desk.list.filter.use(Limits(kinds=frozenset([team.OTHER_CRITERION])))
    found = desk.table.current()
    assert found is not None
    return found.disagreement


@pytest.fixture
def row(desk: DeskPage, one: Disagreement) -> RevisionRow:
    return desk.desk.verdicts.revision


def _code(study: TwoCoders, code_id: str) -> Code:
    return next(code for code in study.project.codes.all() if code.id == code_id)


def _dialog(desk: DeskPage, qtbot: QtBot) -> DefinitionDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window().findChildren(DefinitionDialog)))
    return next(one for one in desk.window().findChildren(DefinitionDialog) if one.isVisible())


def _settle(desk: DeskPage, qtbot: QtBot) -> None:
    desk.desk.verdicts.reason.setText(WHY)
    desk.window().activateWindow()
    desk.table.setFocus()
    qtbot.waitUntil(desk.table.hasFocus)
    press(qtbot, Key.Key_Return, CTRL)


def test_example_and_counter_example_by_keys_are_one_step(
    desk: DeskPage, one: Disagreement, coded_by_two: TwoCoders, qtbot: QtBot
) -> None:
    project = coded_by_two.project
    words = project.documents.text(one.document_id)[one.start : one.end]
    before = project.codes.all()
    for key in (Key.Key_A, Key.Key_E, Key.Key_C):
        press(qtbot, key)
    _settle(desk, qtbot)
    assert words in _code(coded_by_two, one.code_a).example
    assert words in _code(coded_by_two, one.code_b).when_not
    assert words not in _code(coded_by_two, one.code_b).example
    assert project.team.adjudications.all()[0].reason == WHY
    project.undo()
    assert project.codes.all() == before
    assert not project.team.adjudications.all() and not codebook_versions.versions(project)


@pytest.mark.parametrize(
    ("key", "example", "counter"),
    [
        (Key.Key_A, ["a"], ["b"]),
        (Key.Key_B, ["b"], ["a"]),
        (Key.Key_T, ["a", "b"], None),
        (Key.Key_N, None, ["a", "b"]),
    ],
)
def test_the_codes_offered_follow_the_verdict(
    one: Disagreement,
    row: RevisionRow,
    qtbot: QtBot,
    key: Qt.Key,
    example: list[str] | None,
    counter: list[str] | None,
) -> None:
    ids = {"a": one.code_a, "b": one.code_b}
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_C)
    assert row.example.isChecked() and row.counter.isChecked()
    press(qtbot, key)
    assert row.examples == tuple(ids[side] for side in example or ())
    assert row.counter_examples == tuple(ids[side] for side in counter or ())
    assert (row.example.isEnabled(), row.counter.isEnabled()) == (example is not None, counter is not None)


def test_another_code_takes_the_example_and_both_are_counter_examples(
    desk: DeskPage, one: Disagreement, row: RevisionRow, coded_by_two: TwoCoders, qtbot: QtBot
) -> None:
    another = next(
        code for code in coded_by_two.project.codes.all() if code.id not in (one.code_a, one.code_b)
    )
    desk._take_code(another.id)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_C)
    assert row.examples == (another.id,)
    assert row.counter_examples == (one.code_a, one.code_b)


def test_a_definition_is_written_in_a_dialog_and_saved_with_the_decision(
    desk: DeskPage, one: Disagreement, row: RevisionRow, coded_by_two: TwoCoders, qtbot: QtBot
) -> None:
    project, was = coded_by_two.project, _code(coded_by_two, one.code_b).definition
    press(qtbot, Key.Key_B)
    press(qtbot, Key.Key_D)
    dialog = _dialog(desk, qtbot)
    assert dialog.text.toPlainText() == _code(coded_by_two, one.code_a).definition
    dialog.code.setCurrentIndex(1)
    assert was and dialog.text.toPlainText() == was
    dialog.text.setPlainText("What lasts.")
    qtbot.waitUntil(dialog.text.hasFocus)
    qtbot.keyClick(dialog.text, Key.Key_Return, CTRL)
    qtbot.waitUntil(row.definition.isChecked)
    assert row.definitions == {one.code_b: "What lasts."}
    assert _code(coded_by_two, one.code_b).definition == was
    _settle(desk, qtbot)
    assert _code(coded_by_two, one.code_b).definition == "What lasts."
    project.undo()
    assert _code(coded_by_two, one.code_b).definition == was
    assert not project.team.adjudications.all()


def test_what_was_written_is_shown_again_and_can_be_taken_back(
    desk: DeskPage, one: Disagreement, row: RevisionRow, coded_by_two: TwoCoders, qtbot: QtBot
) -> None:
    row.define({one.code_b: "What lasts."})
    row.press(row.definition)
    dialog = _dialog(desk, qtbot)
    assert (dialog.code.currentData(), dialog.text.toPlainText()) == (one.code_b, "What lasts.")
    dialog.text.setPlainText(" ")
    dialog.attempt()
    assert dialog.isVisible() and dialog.problem.isVisible()
    dialog.text.setPlainText(_code(coded_by_two, one.code_b).definition)
    dialog.attempt()
    assert row.definitions == {} and not row.definition.isChecked()


def test_a_dialog_that_is_cancelled_changes_nothing(desk: DeskPage, row: RevisionRow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_D)
    dialog = _dialog(desk, qtbot)
    dialog.text.setPlainText("Not this.")
    dialog.reject()
    assert row.definitions == {} and not row.definition.isChecked()


def test_alt_chooses_while_the_reason_is_typed(desk: DeskPage, row: RevisionRow, qtbot: QtBot) -> None:
    reason = desk.desk.verdicts.reason
    reason.setFocus()
    qtbot.keyClicks(reason, "ecd")
    assert reason.text() == "ecd" and not row.example.isChecked()
    press(qtbot, Key.Key_E, ALT)
    press(qtbot, Key.Key_C, ALT)
    assert row.example.isChecked() and row.counter.isChecked()
    press(qtbot, Key.Key_D, ALT)
    _dialog(desk, qtbot).reject()
    assert reason.text() == "ecd"


def test_it_is_said_which_codings_want_another_look(
    desk: DeskPage,
    consistency_view: ConsistencyView,
    one: Disagreement,
    row: RevisionRow,
    coded_by_two: TwoCoders,
    qtbot: QtBot,
) -> None:
    project = coded_by_two.project
    press(qtbot, Key.Key_A)
    assert "another look" not in desk.desk.verdicts.explained.text()
    press(qtbot, Key.Key_C)
    n = adjudication.affected(project, [one.code_b])
    assert n and f"{n} coding" in desk.desk.verdicts.explained.text()
    with qtbot.waitSignal(desk.state.session.told) as told:
        _settle(desk, qtbot)
    assert f"{n} coding" in told.args[0] and "Versions" in told.args[0]
    waiting = {coding.id for coding in adjudication.look_again(project)}
    assert len(waiting) == n
    qtbot.waitUntil(lambda: any(not found.is_open for found in desk.state.found))
    desk.list.filter.use(Limits(settled=True))
    assert desk.table.choose(one.id)
    assert f"Codebook {adjudication.version_of(project, project.team.adjudications.all()[0])}" in (
        desk.desk.verdicts.settled.text()
    )
    desk.desk.verdicts.look.click()
    assert consistency_view.page() == VERSIONS
    page = consistency_view.stack.currentWidget()
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: page.older.count() == n)


def test_a_decision_that_changes_nothing_offers_no_other_look(
    desk: DeskPage, one: Disagreement, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_A)
    _settle(desk, qtbot)
    qtbot.waitUntil(lambda: any(not found.is_open for found in desk.state.found))
    desk.list.filter.use(Limits(settled=True))
    assert desk.table.choose(one.id)
    assert desk.desk.verdicts.settled.isVisible() and not desk.desk.verdicts.look.isVisible()


def test_the_next_disagreement_begins_with_nothing_chosen(
    desk: DeskPage, one: Disagreement, row: RevisionRow, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_E)
    row.define({one.code_a: "What lasts."})
    press(qtbot, Key.Key_J)
    assert current(desk) != one.id
    assert not row.example.isChecked() and row.changes() == []


def test_each_key_does_one_thing(desk: DeskPage) -> None:
    for acts in (keys.desk(), keys.reason()):
        pressed = [key for act in acts for key in act.defaults]
        assert len(pressed) == len(set(pressed))
    bound = {act.id for act in shortcuts.bound() if act.place == keys.PLACE}
    assert bound >= {keys.EXAMPLE, keys.COUNTER, keys.DEFINITION}
