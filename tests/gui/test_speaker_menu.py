"""A click on a speaker's label puts right who speaks; the view follows what is saved."""

from pathlib import Path

from coding_fixtures import passage
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT
from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.speaker_menu import speaker_menu
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.grid_popups import NamePopup
from qualcoder_cg.services import guides, revisions, turns


def _entry(menu: QMenu, text: str) -> QAction:
    """An entry by its words, in the menu or one below."""
    for action in menu.actions():
        below = action.menu()
        if action.text() == text and not isinstance(below, QMenu):
            return action
        if isinstance(below, QMenu):
            inside = [one for one in below.actions() if one.text() == text]
            if inside:
                return inside[0]
    raise AssertionError(text)


def _menu(view: CodingView, words: str) -> QMenu:
    menu = speaker_menu(view.session, passage(view.session, words).start, view)
    assert menu
    return menu


def _speakers(session: Session) -> list[str]:
    return [turn.speaker for turn in session.turns]


def test_a_click_on_a_label_opens_the_menu(coding_view: CodingView, qtbot: QtBot) -> None:
    edit = coding_view.transcript.edit
    place = edit.caret(passage(coding_view.session, "KII-01").start + 2).center().toPoint()
    with qtbot.waitSignal(coding_view.transcript.speaker_clicked):
        qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "KII-01, respondent · 2 turns"
    menu.close()


def test_the_key_opens_the_menu_for_the_turn_at_the_caret(coding_view: CodingView, qtbot: QtBot) -> None:
    coding_view.transcript.select(passage(coding_view.session, "The municipality"))
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_T)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text().startswith("KII-01")
    menu.close()


def test_the_interviewer_is_set_in_one_click_for_the_whole_document(coding_view: CodingView) -> None:
    session = coding_view.session
    menu = _menu(coding_view, "We opened")
    _entry(menu, "Is the interviewer").trigger()
    assert [turn.role for turn in session.turns] == [RESPONDENT, INTERVIEWER] * 2
    assert coding_view.transcript.turns == session.turns
    menu.close()


def test_a_speaker_is_renamed_where_the_menu_asks(coding_view: CodingView, qtbot: QtBot) -> None:
    session = coding_view.session
    _entry(_menu(coding_view, "We opened"), "Rename speaker…").trigger()
    (popup,) = coding_view.findChildren(NamePopup)
    popup.field.setText("Ana")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert _speakers(session) == ["Interviewer", "Ana", "Interviewer", "Ana"]
    session.project.undo()
    assert _speakers(session) == ["Interviewer", "KII-01", "Interviewer", "KII-01"]


def test_a_turn_is_split_and_joined(coding_view: CodingView) -> None:
    session = coding_view.session
    _entry(_menu(coding_view, "and most of them"), "Interviewer").trigger()
    assert "Interviewer" in _speakers(session)
    menu = speaker_menu(session, passage(session, "and most of them").start + 1, coding_view)
    assert menu
    before = len(session.turns)
    _entry(menu, "Join with the turn before").trigger()
    assert len(session.turns) == before - 1


def test_an_informant_is_chosen(coding_view: CodingView) -> None:
    session = coding_view.session
    document = session.document
    assert document
    with session.project.step("Register"):
        session.project.informants.put(Informant("i1", "KII-01", "Agency", "", "", "", ""))
    _entry(_menu(coding_view, "We opened"), "KII-01 · Agency").trigger()
    assert session.project.informants.voices(document.id) == [Voice(document.id, "i1", "KII-01")]
    assert _entry(_menu(coding_view, "We opened"), "KII-01 · Agency").isChecked()


def test_the_guide_item_of_a_question_is_chosen(coding_view: CodingView, tmp_path: Path) -> None:
    session = coding_view.session
    table = tmp_path / "guide.csv"
    table.write_text("number,en\n1,How did the office begin?\n2,Who pays?\n", encoding="utf-8")
    guides.import_guide(session.project, table)
    entry = _entry(_menu(coding_view, "How did"), "2  Who pays?")
    entry.trigger()
    assert _entry(_menu(coding_view, "How did"), "2  Who pays?").isChecked()


def test_the_view_follows_a_correction_and_stays_where_it_is_read(coding_view: CodingView) -> None:
    session, transcript = coding_view.session, coding_view.transcript
    document = session.document
    assert document
    long = session.text + "\n".join(f"KII-01: Line number {n} of many." for n in range(300))
    revisions.edit_text(session.project, document.id, long)
    transcript.reveal(passage(session, "Line number 200 "))
    place = transcript.edit.caret(passage(session, "Line number 200 ").start).top()
    transcript.select(passage(session, "Line number 200 "))
    revisions.edit_text(session.project, document.id, "A new first line.\n\nAnother.\n" + session.text)
    assert transcript.edit.text == session.text
    assert abs(transcript.edit.caret(passage(session, "Line number 200 ").start).top() - place) <= 1
    assert transcript.selected_span().start == passage(session, "Line number 200 ").end
    assert session.text[slice(*session.codings[0].span)] == "Seven hundred workers"
    session.project.undo()
    session.project.undo()
    assert transcript.edit.text == session.text == session.project.documents.text(document.id)


def test_turns_that_change_elsewhere_leave_the_view_alone(coding_view: CodingView, qtbot: QtBot) -> None:
    session = coding_view.session
    other = session.project.documents.all()[1]
    with qtbot.assertNotEmitted(session.text_changed):
        turns.rename_speaker(session.project, other.id, "KII-02", "Luz")
