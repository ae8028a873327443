"""Auto-coding in the window: looked at, coded in one step, confirmed or rejected by keys."""

from collections.abc import Iterator

import pytest
from coding_fixtures import FakeProcess, code_named
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import ACCEPTED, SUGGESTED
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggestions.auto_page import CONFIRM, PROPOSE, AutoPage
from qualcoder_cg.gui.suggestions.auto_rows import CODE, DOCUMENT, PASSAGE, SHARE, TICK
from qualcoder_cg.services import coding, waiting, withheld
from qualcoder_cg.suggest.blend import WEIGHTS
from qualcoder_cg.suggest.wire import suggestion_to_json

Key = Qt.Key
WORDS = {
    0: (("The municipality pays the rent.", "Q20", 0.9), ("We opened in March.", "Q9", 0.65)),
    1: (("We opened on Sundays instead.", "Q9", 0.8), ("Women with children", "Q10", 0.3)),
}


def _suggested(session: Session, document_id: str) -> list[Suggestion]:
    text = session.project.documents.text(document_id)
    place = session.project.documents.ids().index(document_id)
    return [
        Suggestion(
            document_id, text.index(words), text.index(words) + len(words), code_named(session, name).id,
            max(share, 0.5), "keywords", words[:5],
            parts=(("keywords", share * WEIGHTS["keywords"]), ("question text", 0.7)),
        )
        for words, name, share in WORDS[place]
    ]  # fmt: skip


def _read(page: AutoPage, process: FakeProcess, qtbot: QtBot) -> None:
    """Read both documents."""
    page.propose.start_or_stop()
    for _count in range(2):
        qtbot.waitUntil(lambda: any(one["id"] not in process.answered_ids for one in process.asked))
        request = next(one for one in process.asked if one["id"] not in process.answered_ids)
        found = _suggested(page._session, request["material"]["document_id"])
        process.answer_to(request, [suggestion_to_json(one) for one in found])
    qtbot.waitUntil(lambda: not page.propose.run.reading.is_busy)


def _wait_for(page: AutoPage, qtbot: QtBot, number: int) -> None:
    qtbot.waitUntil(lambda: page.propose.model.rowCount() == number)


@pytest.fixture
def page(session: Session, fake_process: FakeProcess, qtbot: QtBot, qapp: QApplication) -> Iterator[AutoPage]:
    """The page, shown, before anything was read."""
    withheld.change_every(session.project, 0)
    made = AutoPage(session)
    qtbot.addWidget(made)
    made.resize(1440, 780)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.finish()
    session.finish()


@pytest.fixture
def read(page: AutoPage, fake_process: FakeProcess, qtbot: QtBot) -> AutoPage:
    """The same with what was found in two documents, three passages above 0.60."""
    _read(page, fake_process, qtbot)
    _wait_for(page, qtbot, 3)
    return page


@pytest.fixture
def coded(read: AutoPage, qtbot: QtBot) -> AutoPage:
    """The same with three passages coded, to be confirmed."""
    read.propose.apply()
    qtbot.waitUntil(lambda: read.confirm.model.rowCount() == 3)
    read.activateWindow()
    read.confirm.table.setFocus()
    qtbot.waitUntil(read.confirm.table.hasFocus)
    return read


def test_before_reading_it_says_what_it_is_for(page: AutoPage, session: Session) -> None:
    assert page.propose.nothing.isVisible() and page.propose.nothing.button.text() == "Read documents"
    assert not page.propose.code.isVisible()
    page.show_page(CONFIRM)
    assert page.confirm.note.text() == "Nothing waits to be confirmed."
    assert session.project.codings.count() == 1


def test_the_count_follows_the_threshold(read: AutoPage, qtbot: QtBot) -> None:
    propose = read.propose
    row = propose.model.rows[1]
    assert [row.cell(column) for column in (DOCUMENT, PASSAGE, SHARE)] == [
        "INT-01", "The municipality pays the rent.", "0.90",
    ]  # fmt: skip
    assert row.cell(CODE).startswith("20 ")
    assert propose.code.text() == "Code 3 passages"
    assert propose.caption.text() == "3 passages · 2 documents · 2 codes"
    qtbot.waitUntil(lambda: propose.right.text() == "Keywords: nothing decided yet")
    propose.threshold.setValue(70)
    _wait_for(read, qtbot, 2)
    assert propose.name.text() == "Keywords ≥ 0.70"
    propose.threshold.setValue(20)
    _wait_for(read, qtbot, 4)
    propose.threshold.setValue(95)
    _wait_for(read, qtbot, 0)
    assert "Move the slider" in propose.note.text() and not propose.code.isVisible()


def test_the_suggester_and_the_codes_are_chosen(read: AutoPage, session: Session, qtbot: QtBot) -> None:
    propose = read.propose
    propose.suggester.setCurrentIndex(propose.suggester.findData("question text"))
    _wait_for(read, qtbot, 4)
    assert {row.share for row in propose.model.rows} == {0.7}
    propose.suggester.setCurrentIndex(propose.suggester.findData("own coding"))
    _wait_for(read, qtbot, 0)
    propose.suggester.setCurrentIndex(propose.suggester.findData("keywords"))
    propose.codes.tick([code_named(session, "Q9").id])
    _wait_for(read, qtbot, 2)
    assert propose.codes.text() == "1 code"
    propose.codes.take_all()
    _wait_for(read, qtbot, 3)
    assert propose.codes.text() == "Every code"


def test_only_the_documents_ticked_are_read(page: AutoPage, session: Session, fake_process: FakeProcess,
                                            qtbot: QtBot) -> None:  # fmt: skip
    second = session.project.documents.ids()[1]
    page.propose.documents.tick([second])
    page.propose.start_or_stop()
    qtbot.waitUntil(lambda: fake_process.read_documents() == [second])
    page.propose.start_or_stop()
    qtbot.waitUntil(lambda: not page.propose.run.reading.is_busy)
    assert fake_process.cancelled


def test_a_passage_without_its_tick_is_not_coded(read: AutoPage, session: Session, qtbot: QtBot) -> None:
    propose = read.propose
    propose.table.go_to(1)
    propose.table.setFocus()
    qtbot.keyClick(propose.table, Key.Key_Space)
    assert propose.code.text() == "Code 2 passages"
    qtbot.keyClick(propose.table, Key.Key_K)
    assert propose.table.currentIndex().row() == 0
    qtbot.keyClick(propose.table, Key.Key_J)
    model, index = propose.model, propose.model.index(1, TICK)
    assert model.data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    propose.name.setText("Only two")
    propose.threshold.setValue(61)
    qtbot.waitUntil(lambda: propose.at_least.text() == "0.61")
    assert propose.name.text() == "Only two"
    qtbot.mouseClick(propose.code, Qt.MouseButton.LeftButton)
    assert waiting.number_waiting(session.project) == 2
    done = session.project.undoable()
    assert done is not None and done.words["name"] == "Only two"
    assert read.switch._buttons[CONFIRM].text() == "To confirm (2)"


def test_what_is_coded_meanwhile_is_proposed_no_more(read: AutoPage, session: Session, qtbot: QtBot) -> None:
    one = read.propose.model.rows[1].suggestion
    coding.apply_code(
        session.project, document_id=one.document_id, span=Span(one.start, one.end), code_id=one.code_id
    )
    _wait_for(read, qtbot, 2)


def test_coded_passages_wait_and_are_walked(coded: AutoPage, session: Session, qtbot: QtBot) -> None:
    table = coded.confirm.table
    assert coded.confirm.batch.currentText() == "Keywords ≥ 0.60 (3)"
    assert {one.origin for one in session.project.shown.of_code(code_named(session, "Q9").id)} == {SUGGESTED}
    table.go_to(0)
    qtbot.keyClick(table, Key.Key_J)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Key.Key_K)
    first = coded.confirm.model.rows[0].key
    qtbot.keyClick(table, Key.Key_Y)
    assert [row.key for row in coded.confirm.model.rows].count(first) == 0
    assert session.project.seen.some([first])[0].origin == ACCEPTED
    second = coded.confirm.model.rows[0].key
    qtbot.keyClick(table, Key.Key_N)
    assert not session.project.codings.some([second])
    verdicts = [one.verdict for one in session.project.decisions.all()]
    assert sorted(verdicts) == ["accepted", "rejected"]
    with qtbot.waitSignal(coded.coding_chosen) as opened:
        qtbot.keyClick(table, Key.Key_Return)
    assert opened.args == [coded.confirm.model.rows[0].key]
    session.project.undo()
    qtbot.waitUntil(lambda: coded.confirm.model.rowCount() == 2)
    coded.show_page(PROPOSE)
    wanted = "Keywords: 1 of the last 1 decision said yes"
    qtbot.waitUntil(lambda: coded.propose.right.text() == wanted)


def test_several_are_confirmed_at_once(coded: AutoPage, session: Session, qtbot: QtBot) -> None:
    coded.confirm.table.selectAll()
    assert coded.confirm._buttons[0].text() == "Confirm (3)"
    qtbot.keyClick(coded.confirm.table, Key.Key_Y)
    assert waiting.number_waiting(session.project) == 0
    assert session.project.seen.count() == 4
    assert coded.confirm.note.isVisible()


def test_blind_coding_hides_what_colleagues_have_waiting(
    coded: AutoPage, session: Session, qtbot: QtBot
) -> None:
    session.project.see_only([])
    qtbot.waitUntil(lambda: coded.confirm.model.rowCount() == 0)
    assert coded.switch._buttons[CONFIRM].text() == "To confirm"
    assert coded.propose.model.rowCount() == 0 or not coded.propose.run.has_read
    coded.show_page(PROPOSE)
