"""The evidence view on the sample study: findings on their board, by keys and by buttons, saved at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import CONTRADICTS, SUPPORTS
from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.domain.queries import Passage
from qualcoder_cg.domain.strength import INTERVIEWS
from qualcoder_cg.gui.dialogs.counting_words import CountingWords
from qualcoder_cg.gui.dialogs.link_passage import LinkPassage
from qualcoder_cg.gui.dialogs.reused_quotes import ReusedQuotes
from qualcoder_cg.gui.dialogs.voice_shares import VoiceShares
from qualcoder_cg.gui.evidence.add_evidence import AddEvidence
from qualcoder_cg.gui.evidence.board_model import BoardModel, Heading, Shown, heading_counts
from qualcoder_cg.gui.evidence.evidence_view import QUERIES, EvidenceView
from qualcoder_cg.gui.evidence.findings_page import FindingsPage
from qualcoder_cg.gui.evidence.reason_dialog import ReasonDialog
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import coding, finding_edit, findings, register, sample
from qualcoder_cg.services.question_board import BoardGroup, BoardRow
from qualcoder_cg.services.studies import Project

pytest_plugins = ("conftest_shell",)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path


@pytest.fixture
def view(window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[EvidenceView]:
    """The evidence view on a copy of the sample study."""
    copy = tmp_path / "copy.qcg"
    copy.write_bytes(sample_file.read_bytes())
    window.resize(1440, 900)
    window.open_study(copy)
    window.show_view("evidence")
    made = window.stack.currentWidget()
    assert isinstance(made, EvidenceView)
    settled(made.findings, qtbot)
    yield made


def settled(page: FindingsPage, qtbot: QtBot) -> None:
    """Wait until everything that changed was read."""
    qtbot.waitUntil(lambda: page.all_known and not page.reading.is_busy and not page._again.isActive())


def choose(page: FindingsPage, number: str, qtbot: QtBot) -> None:
    """Pick a question."""
    found = next(one.id for one in page.project.matrix.questions() if one.number == number)
    page.questions.choose(found)
    settled(page, qtbot)


def focus(page: FindingsPage, window: MainWindow, column: str, qtbot: QtBot, key: object = None) -> None:
    """Give the keyboard to a column, and choose a row."""
    window.activateWindow()
    used = getattr(page, column).list
    used.setFocus()
    qtbot.waitUntil(used.hasFocus)
    if key is None:
        used.step(1)
    else:
        assert used.choose(key)


def dialog(window: MainWindow, kind: type) -> QDialog:
    """The dialog that stands open."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def first(page: FindingsPage, column: str, *, linked: bool) -> Shown:
    """The first row of a column that is in the finding, or is not."""
    rows = getattr(page, column).list.rows
    found = [rows.row(rows.index(place)) for place in range(rows.rowCount())]
    return next(one for one in found if isinstance(one, Shown) and (one.row.linked is not None) == linked)


def stored(page: FindingsPage, label: str) -> findings.FindingFacts:
    return findings.finding_named(page.project, label)


def test_questions_show_how_many_findings_and_the_weakest_grade(view: EvidenceView) -> None:
    shown = {item.text(0): (item.text(1), item.text(2)) for item in view.findings.questions._items.values()}
    assert shown["9"] == ("2", "3") and shown["11"] == ("2", "C") and shown["2"] == ("", "–")
    by_hand: dict[str, list[str]] = {}
    for facts in findings.findings(view.findings.project):
        by_hand.setdefault(facts.question.number, []).append(facts.grade)
    assert {number: int(n) for number, (n, _g) in shown.items() if n} == {
        number: len(grades) for number, grades in by_hand.items()
    }


def test_a_board_shows_the_finding_its_sum_and_both_columns(view: EvidenceView, qtbot: QtBot) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = view.findings
    choose(page, "14", qtbot)
    focus(page, window, "against", qtbot)
    qtbot.keyClick(page.against.list, Qt.Key.Key_T)
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.attempt()
    assert not asked.problem.isHidden()  # a reason is needed
    asked.reason.setPlainText("She speaks of the first year.")
    asked.attempt()
    settled(page, qtbot)
    assert page.strength.grade.text() == "3 good"
    assert page.facts and page.facts.strength.open == 0
    row = first(page, "against", linked=True)
    assert ("ok", "Settled: She speaks of the first year.") in row.notes
    page.project.undo()
    settled(page, qtbot)
    assert page.strength.grade.text() == "C contested"


def test_keys_add_turn_and_take_out_evidence(view: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    page = view.findings
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


def test_a_finding_is_written_changed_and_counted(view: EvidenceView, qtbot: QtBot) -> None:
    page = view.findings
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
    view: EvidenceView, qtbot: QtBot
) -> None:
    page = view.findings
    choose(page, "14", qtbot)
    page.finding_acts.begin_new()
    page.finding.leave()
    page.finding.begin()
    page.finding.edit.setPlainText("Changed.")
    page.finding.keep()
    settled(page, qtbot)
    assert [one.label for one in findings.findings(page.project, page.questions.question())] == ["F14.1"]
    assert page.facts and page.facts.statement == "Changed."


def test_confirming_and_overriding(view: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot, kind: str
) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = view.findings
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
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    page = view.findings
    choose(page, "14", qtbot)
    window.show_view("coding")
    informant = next(one for one in page.project.informants.all() if one.code == "KII-01")
    register.set_cells(page.project, "informant", [(informant.id, "consent", "record")])
    window.show_view("evidence")
    settled(page, qtbot)
    row = first(page, "against", linked=True)
    assert row.excerpt is None and "Honestly" not in row.text and row.text.startswith("Withheld")


def test_the_switch_leads_to_queries_and_back(view: EvidenceView, window: MainWindow) -> None:
    view.show_page(QUERIES)
    assert view.stack.currentWidget() is view.queries and view.page() == QUERIES
    assert [switch._buttons[QUERIES].isChecked() for switch in view._switches()] == [True, True]
    view.show_finding(findings.findings(view.findings.project)[0].id)
    assert view.page() != QUERIES


def test_filtering_the_questions(view: EvidenceView) -> None:
    page = view.findings
    page.filter.setText("covid")
    shown = [item.text(0) for item in page.questions._items.values() if not item.isHidden()]
    assert shown == ["7", "12"]
    page.filter.clear()
    assert not any(item.isHidden() for item in page.questions._items.values())


def test_a_passage_is_linked_from_its_transcript(
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    window.show_view("coding")
    passage = next(one for one in session.codings if one.polarity == SUPPORTS)
    session.activate(passage.id)
    window.menus.actions["link-passage"].trigger()
    asked = dialog(window, LinkPassage)
    assert isinstance(asked, LinkPassage)
    asked.finding.setCurrentIndex(2)
    before = len(findings.findings(session.project)[2].evidence)
    asked.attempt()
    found = findings.findings(session.project)[2]
    assert len(found.evidence) == before + 1
    # taking the coding away says that the words stay
    told: list[str] = []
    session.told.connect(told.append)
    coded = session.project.seen.on_passage(passage.document_id, passage.start, passage.end)
    coding.remove_codings(session.project, [one.id for one in coded])
    assert len(findings.findings(session.project)[2].evidence) == before + 1


def test_dialogs_of_the_menu_show_the_study(view: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    window.menus.actions["reused-quotes"].trigger()
    reused = dialog(window, ReusedQuotes)
    assert isinstance(reused, ReusedQuotes)
    qtbot.waitUntil(lambda: reused.table.rowCount() == 2)
    reused.reject()
    window.menus.actions["voices"].trigger()
    voices = dialog(window, VoiceShares)
    assert isinstance(voices, VoiceShares)
    voices.by.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "woman" in voices.table.accessibleName())
    voices.reject()
    window.menus.actions["counting-words"].trigger()
    words = dialog(window, CountingWords)
    assert isinstance(words, CountingWords)
    words.fields["most"].setText("a majority")
    words.attempt()
    project = view.findings.project
    from qualcoder_cg.services.rules import rules

    assert rules(project).counting_words == (("most", "a majority"),)


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
