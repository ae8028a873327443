"""Suggestions beside the text: walked through, decided, never applied by themselves."""

import pytest
from coding_fixtures import FakeProcess, code_named, offer, passage, suggested
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import ACCEPTED as SAID_YES
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED, Suggestion
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.suggestion_chips import Chip
from qualcoder_cg.gui.coding.suggestion_list import SuggestionList
from qualcoder_cg.gui.coding.suggestion_rows import following
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding
from qualcoder_cg.services.offered import alternatives, still_open

Key = Qt.Key


@pytest.fixture
def three(session: Session) -> list[Suggestion]:
    """Two suggestions for one passage, one further down."""
    return [
        suggested(session, "Nobody knows who pays the promoters", "Q20", 0.9),
        suggested(session, "We opened in March.", "Q9", 0.6),
        suggested(session, "We opened in March.", "Q14", 0.8),
    ]


@pytest.fixture
def pane(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    three: list[Suggestion],
    qtbot: QtBot,
) -> SuggestionList:
    """The list with three suggestions for the document shown."""
    offer(fake_process, three, qtbot)
    return coding_view.suggestions


def _press(view: CodingView, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.transcript.edit, key, held or Qt.KeyboardModifier.NoModifier)


def _verdicts(session: Session) -> list[str]:
    return [decision.verdict for decision in session.project.decisions.all()]


def test_they_stand_in_the_order_of_the_text_and_change_nothing(
    pane: SuggestionList, session: Session, three: list[Suggestion]
) -> None:
    assert pane.open_suggestions() == [three[2], three[1], three[0]]
    assert session.suggestion is None
    assert session.project.codings.count() == 1
    row = pane.model.index(2, 0)
    assert row.data() == "20 Ownership, budget" or row.data().startswith("20 ")
    assert "Nobody" in row.data(Qt.ItemDataRole.AccessibleTextRole)


def test_walking_shows_each_in_the_text(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    seen = []
    for _number in range(4):
        _press(coding_view, qtbot, Key.Key_G)
        seen.append(session.suggestion)
    assert seen == [three[2], three[1], three[0], three[2]]
    qtbot.waitUntil(
        lambda: (
            [chip.text().split()[0] for chip in coding_view.findChildren(Chip) if chip.isVisible()]
            == ["14", "9"]
        )
    )
    assert coding_view.transcript._suggestion == three[2].span


def test_accepting_codes_the_passage_and_goes_on(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_G)
    _press(coding_view, qtbot, Key.Key_Y)
    (made,) = session.project.codings.of_code(three[2].code_id)
    assert (made.span, made.origin) == (three[2].span, SAID_YES)
    assert _verdicts(session) == [ACCEPTED]
    assert pane.open_suggestions() == [three[1], three[0]]
    assert session.suggestion == three[1]
    session.project.undo()
    assert pane.open_suggestions() == [three[2], three[1], three[0]]
    assert session.project.codings.of_code(three[2].code_id) == []


def test_rejecting_takes_it_away_for_good(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_G)
    _press(coding_view, qtbot, Key.Key_N)
    assert _verdicts(session) == [REJECTED]
    assert session.project.codings.count() == 1
    assert three[2] not in pane.open_suggestions()


def test_what_is_put_off_comes_back_with_the_document(
    coding_view: CodingView,
    pane: SuggestionList,
    session: Session,
    three: list[Suggestion],
    fake_process: FakeProcess,
    qtbot: QtBot,
) -> None:
    _press(coding_view, qtbot, Key.Key_G)
    _press(coding_view, qtbot, Key.Key_L)
    assert _verdicts(session) == [SKIPPED]
    assert three[2] not in pane.open_suggestions()
    session.show_document(three[0].document_id)
    offer(fake_process, three, qtbot)
    assert three[2] in pane.open_suggestions()


def test_correcting_goes_through_the_palette(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_G)
    _press(coding_view, qtbot, Key.Key_X)
    assert coding_view.palette_popup.prompt.text().startswith("Instead of 14")
    qtbot.keyClicks(coding_view.palette_popup.field, "15")
    qtbot.keyClick(coding_view.palette_popup.field, Key.Key_Return)
    (decision,) = session.project.decisions.all()
    assert (decision.verdict, decision.chosen_code_id) == (CORRECTED, code_named(session, "Q15").id)
    (made,) = session.project.codings.of_code(code_named(session, "Q15").id)
    assert made.span == three[2].span


def test_the_second_choice_has_a_key(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_G)
    _press(coding_view, qtbot, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert len(session.project.codings.of_code(three[1].code_id)) == 1
    assert pane.open_suggestions() == [three[2], three[0]]


def test_it_is_told_under_the_text_and_decided_by_the_mouse(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    session.consider(three[2])
    card = coding_view.inspector.suggestion
    assert card.isVisible()
    assert card.reason.text().endswith("Because of: We op")
    reject = next(button for button in card.findChildren(QPushButton) if button.text() == "Reject")
    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)
    assert _verdicts(session) == [REJECTED]
    session.consider(None)
    assert not card.isVisible()


def test_a_click_shows_it_and_leaves_the_keys_with_the_text(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    place = pane.list.visualRect(pane.model.index(1, 0)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.suggestion == three[1]
    assert coding_view.transcript.edit.hasFocus()


def test_coding_by_hand_takes_the_same_suggestion_away(
    coding_view: CodingView, pane: SuggestionList, session: Session, three: list[Suggestion]
) -> None:
    coding.apply_code(
        session.project,
        document_id=three[0].document_id,
        span=passage(session, "knows who pays the promoters"),
        code_id=three[0].code_id,
    )
    assert pane.open_suggestions() == [three[2], three[1]]


def test_what_one_looks_at_stays_when_the_process_finds_others(
    coding_view: CodingView,
    pane: SuggestionList,
    session: Session,
    three: list[Suggestion],
    fake_process: FakeProcess,
    qtbot: QtBot,
) -> None:
    session.consider(three[1])
    new = suggested(session, "Seven hundred", "Q19")
    code_named(session, "Q9")
    coding.apply_code(
        session.project,
        document_id=new.document_id,
        span=passage(session, "the rent"),
        code_id=new.code_id,
    )
    offer(fake_process, [new], qtbot)
    assert pane.open_suggestions() == [three[1], new]
    assert session.suggestion == three[1]


def test_the_process_is_asked_for_the_document_and_learns_again_after_coding(
    coding_view: CodingView, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    assert session.document
    qtbot.waitUntil(lambda: len(fake_process.read_documents()) == 1)
    (lesson,) = fake_process.lessons
    assert len(lesson["profiles"]) == len(session.codes)
    assert [one[1] for one in lesson["examples"]] == ["Seven hundred workers"]
    fake_process.suggest([])
    coding_view.transcript.select(passage(session, "opened in March"))
    coding_view.at_hand.apply(code_named(session, "Q9").id)
    coding_view.transcript.select(passage(session, "the rent"))
    coding_view.at_hand.apply(code_named(session, "Q9").id)
    qtbot.waitUntil(lambda: len(fake_process.read_documents()) == 2)
    more = fake_process.lessons[1:]
    assert {one["op"] for one in more} == {"learn_more"}
    added = [example[1] for one in more for _place, example in one["added"]]
    assert sorted(added) == ["opened in March", "the rent"]


def test_folded_it_asks_for_nothing(
    coding_view: CodingView, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    coding_view.suggestions.set_open(False)
    session.show_document(session.project.documents.all()[1].id)
    assert not coding_view.suggestions._soon.isActive()
    assert fake_process.asked == []
    coding_view.suggestions.set_open(True)
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)


def test_trouble_is_told_with_a_way_on(
    coding_view: CodingView, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    pane = coding_view.suggestions
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)
    fake_process.crash()
    assert pane.again.isVisible()
    assert "safe" in pane.note.text()
    qtbot.mouseClick(pane.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake_process.asked) == 2)
    assert not pane.again.isVisible()
    assert [one["op"] for one in fake_process.lessons] == ["learn", "learn"]


def test_nothing_found_is_said(coding_view: CodingView, fake_process: FakeProcess, qtbot: QtBot) -> None:
    offer(fake_process, [], qtbot)
    assert coding_view.suggestions.note.text() == "Nothing left to suggest in this document."


def test_answers_for_another_document_are_dropped(
    pane: SuggestionList, session: Session, fake_process: FakeProcess, three: list[Suggestion], qtbot: QtBot
) -> None:
    pane._read()
    assert len(fake_process.asked) == 2
    session.show_document(session.project.documents.all()[1].id)
    assert pane.open_suggestions() == []
    fake_process.suggest(three)
    assert pane.open_suggestions() == []


def test_choices_and_order(session: Session, three: list[Suggestion]) -> None:
    q20, q9, q14 = three
    assert alternatives(three, q9) == [q9, q14]
    assert following([], None, 0) is None
    assert following([q14, q9, q20], None, q20.start) == q20
    assert following([q14, q9, q20], q20, 0) == q14
    assert still_open(three, [(q9.start, q9.end, q9.code_id)], session.codes) == [q14, q20]
    assert still_open(three, [], {}) == []


def test_once_the_study_is_closed_nothing_is_asked(
    coding_view: CodingView, fake_process: FakeProcess, session: Session
) -> None:
    pane = coding_view.suggestions
    coding_view.finish()
    session.finish()
    session.project.close()
    pane._read()
    assert fake_process.asked == []
    assert pane.note.text() == ""
