"""The evidence view on the sample study: findings on their board, by keys and by buttons, saved at once."""

from pathlib import Path

import pytest
from evidence_help import choose, dialog, first, focus, settled, stored
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import CONTRADICTS, SUPPORTS
from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.domain.queries import Passage
from qualcoder_cg.domain.strength import INTERVIEWS
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.evidence.add_evidence import AddEvidence
from qualcoder_cg.gui.evidence.board_model import BoardModel, Heading, Shown, heading_counts
from qualcoder_cg.gui.evidence.evidence_view import QUERIES, EvidenceView
from qualcoder_cg.gui.evidence.reason_dialog import ReasonDialog
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import finding_edit, findings, register
from qualcoder_cg.services.question_board import BoardGroup, BoardRow
from qualcoder_cg.services.studies import Project

pytest_plugins = ("conftest_shell", "conftest_evidence")


def test_questions_show_how_many_findings_and_the_weakest_grade(evidence: EvidenceView) -> None:
    shown = {
        item.text(0): (item.text(1), item.text(2)) for item in evidence.findings.questions._items.values()
    }
    assert shown["9"] == ("2", "3") and shown["11"] == ("2", "C") and shown["2"] == ("", "–")
    by_hand: dict[str, list[str]] = {}
    for facts in findings.findings(evidence.findings.project):
        by_hand.setdefault(facts.question.number, []).append(facts.grade)
    assert {number: int(n) for number, (n, _g) in shown.items() if n} == {
        number: len(grades) for number, grades in by_hand.items()
    }


def test_a_board_shows_the_finding_its_sum_and_both_columns(evidence: EvidenceView, qtbot: QtBot) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    assert page.facts and page.facts.label == "F14.1"
    assert page.strength.grade.text() == "C contested"
    assert page.strength.verdict.text() == "3 good once KII-01 is settled."
    assert "Governance worked" in page.finding.statement.accessibleName()
    assert "Contradictions open 1 KII-01, ¶8" in page.strength.sum.accessibleName()
    row = first(page, "against", linked=True)
    assert row.row.bearing == CONTRADICTS and row.notes[0][0] == "warn"
    assert "“Honestly, coordination was smooth." in row.text
    assert row.level == "Level 2" and row.source == "Agency, KII-01, ¶8"
    assert page.side.missing.caption.text() == "1"


def test_settling_by_key_asks_for_a_reason_and_raises_the_grade(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    focus(page, window, "against", qtbot)
    qtbot.keyClick(page.against.list, Qt.Key.Key_T)
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.attempt()
    assert not asked.problem.isHidden()  # a reason is needed
    asked.reason.setPlainText("She speaks of the first year.")
    asked.activateWindow()
    asked.reason.setFocus()
    qtbot.waitUntil(asked.reason.hasFocus)
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.isHidden()
    settled(page, qtbot)
    assert page.strength.grade.text() == "3 good"
    assert page.facts and page.facts.strength.open == 0
    row = first(page, "against", linked=True)
    assert ("ok", "Settled: She speaks of the first year.") in row.notes
    page.project.undo()
    settled(page, qtbot)
    assert page.strength.grade.text() == "C contested"


def test_keys_add_turn_and_take_out_evidence(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "11", qtbot)
    before = len(stored(page, "F11.1").evidence)
    row = first(page, "supporting", linked=False)
    focus(page, window, "supporting", qtbot, row.key)
    qtbot.keyClick(page.supporting.list, Qt.Key.Key_A)
    settled(page, qtbot)
    assert len(stored(page, "F11.1").evidence) == before + 1
    assert page.supporting.list.current() and page.supporting.list.current().key == row.key
    qtbot.keyClick(page.supporting.list, Qt.Key.Key_V)
    settled(page, qtbot)
    assert stored(page, "F11.1").evidence[-1].bearing == "qualifies"
    # the row moved to the other column, and is still the one that keys act on
    assert page.current_row() and page.current_row().key == row.key
    qtbot.keyClick(page.against.list, Qt.Key.Key_Delete)
    settled(page, qtbot)
    assert len(stored(page, "F11.1").evidence) == before


def test_a_finding_is_written_changed_and_counted(evidence: EvidenceView, qtbot: QtBot) -> None:
    page = evidence.findings
    choose(page, "2", qtbot)
    assert page.facts is None and page.finding.nothing.isVisible()
    page.finding.begin()
    page.finding.edit.setPlainText("The three pieces fit: {spoke:count} say so.")
    page.finding.keep()
    settled(page, qtbot)
    assert page.facts and page.facts.label == "F2.1"
    assert page.finding.statement.accessibleName() == "The three pieces fit: 1 of 1 say so."
    page.finding_acts.begin_new()
    page.finding.edit.setPlainText("Another one.")
    page.finding.keep()
    settled(page, qtbot)
    assert page.facts.label == "F2.2" and page.header.place.text() == "2 of 2"
    page.step_finding(-1)
    settled(page, qtbot)
    assert page.facts.label == "F2.1"
    page.finding.begin()
    page.finding.edit.setPlainText("nothing of it")
    page.finding.leave()
    assert stored(page, "F2.1").finding.statement.startswith("The three pieces")
    finding_edit.remove_findings(page.project, [page.facts.id])
    settled(page, qtbot)
    assert page.facts.label == "F2.1" and page.facts.statement == "Another one."


def test_a_new_finding_that_is_given_up_does_not_become_the_next_one(
    evidence: EvidenceView, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    page.finding_acts.begin_new()
    page.finding.leave()
    page.finding.begin()
    page.finding.edit.setPlainText("Changed.")
    page.finding.keep()
    settled(page, qtbot)
    assert [one.label for one in findings.findings(page.project, page.questions.question())] == ["F14.1"]
    assert page.facts and page.facts.statement == "Changed."


def test_confirming_and_overriding(evidence: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    page = evidence.findings
    choose(page, "19", qtbot)
    page.strength.confirm.click()
    settled(page, qtbot)
    assert stored(page, "F19.1").finding.grade == "3" and page.strength.status.text() == "confirmed"
    page.strength.override.click()
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.choice.setCurrentIndex(asked.choice.findData("2"))
    asked.reason.setPlainText("Self-reported.")
    asked.attempt()
    settled(page, qtbot)
    assert page.strength.grade.text() == "2 limited"
    assert "Self-reported." in page.strength.verdict.text()
    page.strength.withdraw.click()
    settled(page, qtbot)
    assert not stored(page, "F19.1").is_confirmed


def test_the_level_of_a_quote_is_decided_with_a_reason(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    focus(page, window, "against", qtbot)
    qtbot.keyClick(page.against.list, Qt.Key.Key_L)
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.choice.setCurrentIndex(asked.choice.findData("none"))
    asked.reason.setPlainText("critical of the client")
    asked.attempt()
    settled(page, qtbot)
    row = first(page, "against", linked=True)
    assert (row.level, row.source) == ("Level 0", "KII-01, ¶8")
    assert page.project.activity(1)[0].words["reason"] == "critical of the client"


@pytest.mark.parametrize("kind", ["page", "survey", "observation", "judgement", "again", "keys"])
def test_evidence_that_is_no_quote_is_added(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot, kind: str
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    before = len(stored(page, "F14.1").evidence)
    page.add_evidence(kind)
    asked = dialog(window, AddEvidence)
    assert isinstance(asked, AddEvidence)
    for field in (asked.said, asked.observed, asked.judged):
        field.setPlainText("It says so.")
    if kind == "survey":  # the one that serves the question is in the finding already
        asked.item.setCurrentIndex(0)
    asked.attempt()
    if kind == "keys":
        assert not asked.problem.isHidden()  # question 14 has no key quotes
        return
    settled(page, qtbot)
    assert len(stored(page, "F14.1").evidence) == before + 1


def test_a_quote_leads_to_its_place_in_the_transcript(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    focus(page, window, "against", qtbot)
    qtbot.keyClick(page.against.list, Qt.Key.Key_Return)
    assert window.view() == "coding" and window.session is not None
    active = window.session.active
    assert active is not None
    assert window.session.text[active.start : active.end].startswith("Honestly, coordination")
    # what is linked and not coded is selected in its document
    window.show_view("evidence")
    choose(page, "9", qtbot)
    row = next(
        row
        for place in range(page.supporting.list.rows.rowCount())
        if isinstance(row := page.supporting.list.rows.row(page.supporting.list.rows.index(place)), Shown)
        and row.row.passage
        and not row.row.coded
    )
    page.open_passage(row.row.passage)
    assert "two thousand nine hundred" in window.session.text[slice(*window.session.selection)]


def test_missing_voices_lead_to_the_turn_and_link_the_result(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "19", qtbot)
    assert page.facts
    page.project.evidence.links.all()
    survey = next(one for one in page.facts.evidence if one.survey_item)
    from qualcoder_cg.services import finding_links

    finding_links.unlink(page.project, [survey.link.id])
    settled(page, qtbot)
    unused = page.side.missing.caption.text()
    page.side._link(survey.survey_item)
    settled(page, qtbot)
    assert int(page.side.missing.caption.text()) == int(unused) - 1
    assert any(one.survey_item for one in stored(page, "F19.1").evidence)


def test_changes_are_read_when_the_view_comes_back_and_what_is_withheld_shows_no_words(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    choose(page, "14", qtbot)
    window.show_view("coding")
    informant = next(one for one in page.project.informants.all() if one.code == "KII-01")
    register.set_cells(page.project, "informant", [(informant.id, "consent", "record")])
    window.show_view("evidence")
    settled(page, qtbot)
    row = first(page, "against", linked=True)
    assert row.excerpt is None and "Honestly" not in row.text and row.text.startswith("Withheld")


def test_the_switch_leads_to_queries_and_back(evidence: EvidenceView, window: MainWindow) -> None:
    evidence.show_page(QUERIES)
    assert evidence.stack.currentWidget() is evidence.queries and evidence.page() == QUERIES
    assert [switch._buttons[QUERIES].isChecked() for switch in evidence._switches()] == [True, True]
    evidence.show_finding(findings.findings(evidence.findings.project)[0].id)
    assert evidence.page() != QUERIES


def test_filtering_the_questions(evidence: EvidenceView) -> None:
    page = evidence.findings
    page.filter.setText("covid")
    shown = [item.text(0) for item in page.questions._items.values() if not item.isHidden()]
    assert shown == ["7", "12"]
    page.filter.clear()
    assert not any(item.isHidden() for item in page.questions._items.values())


def test_long_columns_are_read_in_portions(qtbot: QtBot, qapp: QObject) -> None:
    model = BoardModel(qapp)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[int] = []

    def read(passages: list[Passage]) -> dict[Passage, Excerpt]:
        asked.append(len(passages))
        return {}

    rows = tuple(BoardRow(SUPPORTS, None, Passage("d", n, n + 1), True) for n in range(250))
    group = BoardGroup(INTERVIEWS, "Partner", rows, 3, 250, 1, 0)
    model.fill([group], [], read, lambda _row: "INT-01, ¶1")
    assert model.rowCount() < 20 and sum(asked) < 20
    assert model.row(model.index(0)) == Heading(group)
    assert heading_counts(Heading(group)) == "3 informants · 250 excerpts · not in the finding"
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 251 and sum(asked) == 250


def test_a_study_without_a_matrix_has_an_empty_view(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    from qualcoder_cg.services import studies

    path = tmp_path / "empty.qcg"
    made: Project = studies.new_study(path, coder="Marta R.")
    made.close()
    window.open_study(path)
    window.show_view("evidence")
    page = window.stack.currentWidget()
    assert isinstance(page, EvidenceView)
    settled(page.findings, qtbot)
    assert page.findings.facts is None and not page.findings.header.new.isEnabled()


def test_the_keyboard_goes_along_to_the_quotes_and_back_to_where_it_was(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = evidence.findings
    window.show_view("coding")
    window.activateWindow()
    transcript = window.findChild(CodingView).transcript
    transcript.setFocus()
    qtbot.waitUntil(transcript.hasFocus)
    window.show_view("evidence")
    qtbot.waitUntil(page.supporting.list.hasFocus)
    page.questions.setFocus()
    window.show_view("coding")
    qtbot.waitUntil(transcript.hasFocus)
    window.show_view("evidence")
    qtbot.waitUntil(page.questions.hasFocus)


def test_f2_writes_the_finding_from_the_list_of_questions(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    """The window has F2 too, for the code; here it is the finding's."""
    page = evidence.findings
    window.activateWindow()
    choose(page, "10", qtbot)
    page.questions.setFocus()
    qtbot.waitUntil(page.questions.hasFocus)
    qtbot.keyClick(page.questions, Qt.Key.Key_F2)
    assert page.finding.edit.isVisible() and page.finding.edit.hasFocus()
    qtbot.keyClicks(page.finding.edit, "Radio reached them.")
    qtbot.keyClick(page.finding.edit, Qt.Key.Key_Return)
    settled(page, qtbot)
    assert stored(page, "F10.1").statement == "Radio reached them."
    assert page.supporting.list.hasFocus()
