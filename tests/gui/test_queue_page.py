"""What to decide next: found aside in all documents, decided by keys, never what one may not see."""

from collections.abc import Iterator

import pytest
from coding_fixtures import FakeProcess, code_named
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggestions.queue_page import QueuePage
from qualcoder_cg.gui.suggestions.queue_rows import CODE, DOCUMENT, PASSAGE, WHY
from qualcoder_cg.services import coding, withheld

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
WORDS = {
    0: (("The municipality pays the rent.", "Q20", 0.9), ("We opened in March.", "Q9", 0.7)),
    1: (("We opened on Sundays instead.", "Q9", 0.8), ("Women with children", "Q10", 0.6)),
}


def _suggested(session: Session, document_id: str) -> list[Suggestion]:
    documents = [one.id for one in session.project.documents.all()]
    text = session.project.documents.text(document_id)
    return [
        Suggestion(
            document_id,
            text.index(words),
            text.index(words) + len(words),
            code_named(session, name).id,
            score,
            "keywords",
            words[:5],
        )
        for words, name, score in WORDS[documents.index(document_id)]
    ]


def _answer(session: Session, process: FakeProcess, qtbot: QtBot, number: int = 2) -> None:
    """Answer for so many documents what is suggested in them."""
    from qualcoder_cg.suggest.wire import suggestion_to_json

    for _count in range(number):
        qtbot.waitUntil(lambda: any(one["id"] not in process.answered_ids for one in process.asked))
        request = next(one for one in process.asked if one["id"] not in process.answered_ids)
        found = _suggested(session, request["material"]["document_id"])
        process.answer_to(request, [suggestion_to_json(one) for one in found])


@pytest.fixture
def page(
    session: Session, fake_process: FakeProcess, qtbot: QtBot, qapp: QApplication
) -> Iterator[QueuePage]:
    """The page, shown, with the four suggestions of two documents."""
    withheld.change_every(session.project, 0)
    made = QueuePage(session)
    qtbot.addWidget(made)
    made.resize(1440, 780)
    with qtbot.waitExposed(made):
        made.show()
    _answer(session, fake_process, qtbot)
    qtbot.waitUntil(lambda: made.model.rowCount() == 4 and not made.run.is_busy)
    made.activateWindow()
    made.table.setFocus()
    qtbot.waitUntil(made.table.hasFocus)
    yield made
    made.finish()
    session.finish()


def _press(page: QueuePage, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(page.table, key, held)


def _passages(page: QueuePage) -> list[str]:
    return [row.words for row in page.model.rows]


def test_all_documents_are_read_and_the_best_stands_first(page: QueuePage, session: Session) -> None:
    benefits = [row.waiting.benefit for row in page.model.rows]
    assert benefits == sorted(benefits, reverse=True)
    row = page.model.rows[0]
    assert (row.cell(PASSAGE), row.cell(DOCUMENT)) == ("The municipality pays the rent.", "INT-01")
    assert row.cell(CODE).startswith("20 ") and row.cell(WHY) == "Nothing under it yet"
    assert page.caption.text() == "4 to decide"
    assert "And who pays for it now?" in page.passage.toPlainText()
    assert session.project.codings.count() == 1


def test_keys_walk_and_decide_and_what_is_decided_vanishes(
    page: QueuePage, session: Session, qtbot: QtBot
) -> None:
    first, second, *_rest = _passages(page)
    _press(page, qtbot, Key.Key_J)
    assert page.current() == page.model.rows[1].suggestion
    _press(page, qtbot, Key.Key_K)
    _press(page, qtbot, Key.Key_Y)
    assert first not in _passages(page) and len(page.model.rows) == 3
    assert page.current() == page.model.rows[0].suggestion
    assert [one.verdict for one in session.project.decisions.all()] == ["accepted"]
    assert session.project.decisions.predictions.all()[0].outcome == "accepted"
    _press(page, qtbot, Key.Key_N)
    _press(page, qtbot, Key.Key_L)
    _press(page, qtbot, Key.Key_N, SHIFT)
    verdicts = sorted(one.verdict for one in session.project.decisions.all())
    assert verdicts == ["accepted", "rejected", "skipped"]
    assert len(session.project.decisions.nothing.all()) == 1
    assert page.model.rows == [] and page.note.text().startswith("Nothing to decide.")
    assert not page.passage.isVisible() and page.nothing.button.isVisible()
    with qtbot.waitSignal(page.passage_chosen) as gone:
        page.nothing.button.click()
    assert session.project.seen.counts_by_document().get(gone.args[0], 0) == 0
    session.project.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert second not in _passages(page)


def test_another_code_is_chosen_in_the_palette(page: QueuePage, session: Session, qtbot: QtBot) -> None:
    one = page.current()
    assert one
    _press(page, qtbot, Key.Key_X)
    assert page.palette_popup.prompt.text().startswith("Instead of 20")
    qtbot.keyClicks(page.palette_popup.field, "15")
    qtbot.keyClick(page.palette_popup.field, Key.Key_Return)
    (made,) = session.project.codings.of_code(code_named(session, "Q15").id)
    assert made.span == one.span
    assert [row.suggestion for row in page.model.rows].count(one) == 0


def test_enter_opens_the_passage(page: QueuePage, qtbot: QtBot) -> None:
    one = page.current()
    assert one
    with qtbot.waitSignal(page.passage_chosen) as opened:
        _press(page, qtbot, Key.Key_Return)
    assert opened.args == [one.document_id, one.span]


def test_filters_leave_what_is_wanted(page: QueuePage, session: Session) -> None:
    page.filter.code.setCurrentIndex(page.filter.code.findData(code_named(session, "Q9").id))
    assert sorted(_passages(page)) == ["We opened in March.", "We opened on Sundays instead."]
    other = session.project.documents.all()[1].id
    page.filter.document.setCurrentIndex(page.filter.document.findData(other))
    assert _passages(page) == ["We opened on Sundays instead."]
    page.decide("rejected")
    assert page.note.text() == "Nothing to decide with these filters."


def test_coding_elsewhere_takes_the_row_away(page: QueuePage, session: Session, qtbot: QtBot) -> None:
    one = page.current()
    assert one
    coding.apply_code(session.project, document_id=one.document_id, span=one.span, code_id=one.code_id)
    qtbot.waitUntil(lambda: page.model.row_of(one) < 0)
    assert "1 decision since reading" in page.caption.text()


def test_reading_can_be_stopped_and_begun_again(
    page: QueuePage, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    asked = len(fake_process.asked)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake_process.asked) > asked)
    assert page.again.text() == "Stop"
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert not page.run.is_busy and page.again.text() == "Read again"
    assert fake_process.cancelled == [fake_process.asked[-1]["id"]]
    assert page.model.rowCount() == 4


def test_a_crash_is_told_with_a_way_on(
    page: QueuePage, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    asked = len(fake_process.asked)
    page.again.click()
    qtbot.waitUntil(lambda: len(fake_process.asked) > asked)
    with qtbot.waitSignal(session.told) as told:
        fake_process.crash()
    assert "safe" in told.args[0] and not page.run.is_busy
    page.again.click()
    _answer(session, fake_process, qtbot)
    qtbot.waitUntil(lambda: not page.run.is_busy)
    assert page.model.rowCount() == 4


def test_who_goes_blind_keeps_nothing_that_follows_from_colleagues(
    page: QueuePage, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    session.project.coder_name = "Second"
    session.who.act_as("Second")
    session.who.set_blind(True)
    assert page.model.rows == [] and page.passage.toPlainText() == ""
    _answer(session, fake_process, qtbot)
    qtbot.waitUntil(lambda: not page.run.is_busy)
    last = [one for one in fake_process.lessons if one["op"] == "learn"][-1]
    assert last["examples"] == []
    session.who.set_blind(False)


def test_blind_passages_are_kept_back(page: QueuePage, session: Session) -> None:
    every = [row.suggestion for row in page.model.rows]
    withheld.change_every(session.project, 2)
    hidden = [one for one in every if withheld.split(session.project, one.document_id, [one])[1]]
    page.run._take(every[0].document_id, [])
    for document in session.project.documents.all():
        from qualcoder_cg.suggest.wire import suggestion_to_json

        here = [suggestion_to_json(one) for one in _suggested(session, document.id)]
        page.run._take(document.id, here)
    page._show_now()
    shown = [row.suggestion for row in page.model.rows]
    assert not set(hidden) & set(shown)
    assert set(hidden) | set(shown) == set(every)


def test_precedents_are_gone_to(page: QueuePage, session: Session, qtbot: QtBot) -> None:
    one = page.current()
    other = session.project.documents.all()[1].id
    text = session.project.documents.text(other)
    start = text.index("We opened on Sundays")
    assert one
    made = coding.apply_code(
        session.project, document_id=other, span=Span(start, start + 20), code_id=one.code_id
    )
    page.table.setCurrentIndex(page.model.index(page.model.row_of(one), 0))
    _press(page, qtbot, Key.Key_P)
    qtbot.waitUntil(lambda: len(page.precedents.shown()) == 1)
    with qtbot.waitSignal(page.coding_chosen) as chosen:
        qtbot.keyClick(page.precedents.list, Key.Key_Return)
    assert chosen.args == [made.id]


def test_the_keyboard_goes_to_the_table_once_it_has_rows(page: QueuePage, qtbot: QtBot) -> None:
    for elsewhere in (page.nothing, page.filter.findChildren(QComboBox)[0]):
        page._tell("Reading")
        assert not page.passage.isVisible() and not page.nothing.button.isVisible()
        elsewhere.setFocus()
        qtbot.waitUntil(elsewhere.hasFocus)
        page._show_now()
        assert page.table.hasFocus() == (elsewhere is page.nothing)
        assert page.passage.isVisible()


def test_the_best_row_is_looked_at_until_another_is_chosen(page: QueuePage, session: Session) -> None:
    first, second, third, *_rest = page.model.rows
    page.model.fill([second, third])
    page._show_now()
    assert page.table.hasFocus() and page.current() == first.suggestion
    page.table.setCurrentIndex(page.model.index(2, 0))
    page.model.fill([second, third])
    page.table.setCurrentIndex(page.model.index(1, 0))
    page._show_now()
    assert page.current() == third.suggestion
