"""Memos on words and on codings: by the key, by the mark in the gutter, saved by themselves."""

import pytest
from coding_fixtures import passage
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.inspector import CODING, PASSAGE
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, notes, revisions

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def first(session: Session) -> Coding:
    """The one coding there is."""
    return session.codings[0]


def _press(view: CodingView, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.transcript.edit, key, held or Qt.KeyboardModifier.NoModifier)


def _now(session: Session, one: Coding) -> Coding:
    found = session.project.codings.get(one.id)
    assert found
    return found


def test_shift_m_writes_on_the_words_selected(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    coding_view.transcript.select(passage(session, "most of them stayed"))
    _press(coding_view, qtbot, Key.Key_M, Shift)
    pane = coding_view.inspector
    assert pane.tabs.currentIndex() == PASSAGE
    qtbot.waitUntil(pane.passage.memo.hasFocus)
    qtbot.keyClicks(pane.passage.memo, "who exactly?")
    qtbot.keyClick(pane.passage.memo, Key.Key_Escape)
    qtbot.waitUntil(coding_view.transcript.edit.hasFocus)
    document = session.document
    assert document
    (note,) = notes.visible_notes(session.project, document.id)
    assert (session.text[slice(*note.span)], note.text) == ("most of them stayed", "who exactly?")
    session.project.undo()
    assert session.project.fingerprint() == before


def test_a_memo_in_the_gutter_opens_its_words(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    document = session.document
    assert document
    span = passage(session, "pays the promoters")
    note = notes.add_note(session.project, document_id=document.id, span=span, text="Ask again")
    gutter = coding_view.transcript.gutter
    qtbot.waitUntil(lambda: bool(gutter._notes))
    place = QPoint(8, round(gutter._notes[0].y) - gutter._scrolled)
    with qtbot.waitSignal(gutter.note_hovered, check_params_cb=lambda one: one == note.id):
        qtbot.mouseMove(gutter, place)
    assert span in [line.span for line in coding_view.transcript.edit._lines]
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert session.selection == span
    assert coding_view.inspector.passage.memo.toPlainText() == "Ask again"
    coding_view.inspector.passage.remove.click()
    assert notes.visible_notes(session.project, document.id) == []
    assert not gutter._notes or not coding_view.transcript._notes


def test_memos_of_words_are_shown_whenever_their_document_is(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    document = session.document
    assert document
    span = passage(session, "pays the promoters")
    notes.add_note(session.project, document_id=document.id, span=span, text="Ask again")
    gutter = coding_view.transcript.gutter
    session.show_document(session.project.documents.all()[1].id)
    qtbot.waitUntil(lambda: not gutter._notes)
    session.show_document(document.id)
    qtbot.waitUntil(lambda: len(gutter._notes) == 1)
    revisions.edit_text(session.project, document.id, session.text.replace("We opened", "So we opened"))
    qtbot.waitUntil(
        lambda: (
            [one.span for one in coding_view.transcript._notes] == [passage(session, "pays the promoters")]
        )
    )
    assert len(gutter._notes) == 1


def test_typing_into_a_memo_of_words_keeps_the_caret_and_makes_one_memo(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    document = session.document
    assert document
    coding_view.transcript.select(passage(session, "first month"))
    _press(coding_view, qtbot, Key.Key_M, Shift)
    memo = coding_view.inspector.passage.memo
    qtbot.waitUntil(memo.hasFocus)
    qtbot.keyClicks(memo, "one ")
    memo.save()
    qtbot.keyClicks(memo, "two")
    session.show_document(session.project.documents.all()[1].id)
    (note,) = notes.visible_notes(session.project, document.id)
    assert note.text == "one two"
    assert memo.toPlainText() == "" and not memo.isEnabled()


def test_m_shows_and_writes_the_memo_of_the_coding(
    coding_view: CodingView, session: Session, first: Coding, qtbot: QtBot
) -> None:
    coding.write_memo(session.project, first.id, "before")
    coding_view.chosen.only(first.id)
    _press(coding_view, qtbot, Key.Key_M)
    pane = coding_view.inspector
    assert pane.tabs.currentIndex() == CODING
    qtbot.waitUntil(pane.memo.hasFocus)
    qtbot.keyClicks(pane.memo, " and after")
    pane.memo.save()
    assert _now(session, first).memo == "before and after"
    mark = coding_view.transcript._marks.get(first.id)
    assert mark and mark.memo == "before and after"
