"""What was suggested in the window is kept with what is coded there; blind passages show nothing."""

import pytest
from coding_fixtures import FakeProcess, code_named, offer, passage, suggested
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.predictions import from_text
from qualcoder_cg.domain.suggestions import ACCEPTED, BY_HAND, CODED, PASSED, SHOWN, WITHHELD, Suggestion
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.known import Known
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import withheld
from qualcoder_cg.services.whereabouts import finish_documents

FIRST, LATER = "We opened in March.", "Nobody knows who pays the promoters"


@pytest.fixture
def found(session: Session) -> list[Suggestion]:
    """Two suggestions for one passage, one further down."""
    return [
        suggested(session, FIRST, "Q14", 0.8),
        suggested(session, FIRST, "Q9", 0.6),
        suggested(session, LATER, "Q20", 0.9),
    ]


def _kept(session: Session) -> list[tuple[str, str, list[str]]]:
    names = {code.id: code.name for code in session.code_list()}
    return [
        (one.how, one.outcome, [names[code.code_id] for code in from_text(one.ranked)])
        for one in sorted(session.project.decisions.predictions.all(), key=lambda one: (one.start, one.how))
    ]


def test_coding_by_hand_keeps_what_was_suggested(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    found: list[Suggestion],
    qtbot: QtBot,
) -> None:
    assert session.known_for(passage(session, FIRST)) is None
    session.select(passage(session, LATER))
    session.apply(code_named(session, "Q3").id)
    assert _kept(session) == [], "nothing was read for suggestions yet"
    offer(fake_process, found, qtbot)
    assert session.known_for(passage(session, FIRST)) == found[:2]
    session.select(passage(session, FIRST))
    session.apply(code_named(session, "Q3").id)
    assert _kept(session) == [(BY_HAND, CODED, ["Q14", "Q9"])]
    session.project.undo()
    assert _kept(session) == []


def test_accepting_keeps_what_was_suggested(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    found: list[Suggestion],
    qtbot: QtBot,
) -> None:
    offer(fake_process, found, qtbot)
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_G)
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_Y)
    assert _kept(session) == [(SHOWN, ACCEPTED, ["Q14", "Q9"])]


@pytest.fixture
def first_is_blind(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer with the first passage is blind, and no other."""
    monkeypatch.setattr(withheld, "EVERY", 10)
    monkeypatch.setattr(withheld, "_chosen", lambda words, _one_in: FIRST in words)


@pytest.mark.usefixtures("first_is_blind")
def test_in_a_blind_passage_nothing_is_suggested(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    found: list[Suggestion],
    qtbot: QtBot,
) -> None:
    offer(fake_process, found, qtbot)
    assert coding_view.suggestions.open_suggestions() == [found[2]]
    for _time in range(2):
        qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_G)
        assert session.suggestion == found[2]
    session.select(passage(session, FIRST))
    session.apply(code_named(session, "Q9").id)
    assert _kept(session) == [(WITHHELD, CODED, ["Q14", "Q9"])]


@pytest.mark.usefixtures("first_is_blind")
def test_what_was_read_past_is_kept_and_then_shown(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    found: list[Suggestion],
    qtbot: QtBot,
) -> None:
    offer(fake_process, found, qtbot)
    session.select(passage(session, LATER))
    session.apply(code_named(session, "Q3").id)
    assert _kept(session) == [(WITHHELD, PASSED, ["Q14", "Q9"]), (BY_HAND, CODED, ["Q20"])]
    offer(fake_process, found, qtbot)
    assert found[0] in coding_view.suggestions.open_suggestions()


@pytest.mark.usefixtures("first_is_blind")
def test_finishing_the_document_keeps_what_was_not_coded(
    coding_view: CodingView,
    fake_process: FakeProcess,
    session: Session,
    found: list[Suggestion],
    qtbot: QtBot,
) -> None:
    offer(fake_process, found, qtbot)
    coding_view.documents.finish_current()
    assert _kept(session) == [(WITHHELD, PASSED, ["Q14", "Q9"])]
    session.project.undo()
    assert _kept(session) == []


def test_what_was_found_in_another_text_is_forgotten(session: Session, found: list[Suggestion]) -> None:
    document = session.document
    assert document
    known = Known()
    known.put(document.id, found)
    assert known.among([document.id, "other"]) == {document.id: tuple(found)}
    known.follow(Changes("Apply code", {"coding": frozenset({"x"})}))
    assert known.of(document.id) == tuple(found)
    known.follow(Changes("Correct", {"document_text": frozenset({document.id})}))
    assert known.of(document.id) is None and known.about(document.id, found[0].span) is None
    known.put(document.id, found)
    known.follow(Changes("who is seen", everything=True))
    assert known.of(document.id) is None


def test_documents_never_read_are_finished_all_the_same(session: Session) -> None:
    document = session.document
    assert document
    finish_documents(session.project, [document.id], known=session.known.among([document.id]))
    assert _kept(session) == []
