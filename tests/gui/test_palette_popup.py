"""The quick palette in the coding window."""

import pytest
from coding_fixtures import FakeProcess, code_named, offer, passage, suggested
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.session import Session


@pytest.fixture
def popup(coding_view: CodingView, session: Session, qtbot: QtBot) -> PalettePopup:
    """Opened by its key for four selected words."""
    coding_view.transcript.select(passage(session, "The municipality pays the rent"))
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_C)
    popup = coding_view.palette_popup
    qtbot.waitUntil(popup.field.hasFocus)
    return popup


def _names(popup: PalettePopup) -> list[str]:
    model = popup.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_says_what_it_is_for_and_offers_all_codes(popup: PalettePopup, session: Session) -> None:
    assert popup.prompt.text() == "Code 5 words"
    assert len(_names(popup)) == len(session.codes)


def test_typing_ranks_and_enter_applies(
    popup: PalettePopup, coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(popup.field, "11")
    assert _names(popup)[0] == "11 Affiliation, care"
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert session.active
    assert session.active.code_id == code_named(session, "Q11").id
    assert session.active.span == passage(session, "The municipality pays the rent")
    assert coding_view.transcript.edit.hasFocus()
    assert coding_view.at_hand.keys.recent == [session.active.code_id]


def test_arrows_choose_another(popup: PalettePopup, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(popup.field, "gender")
    second = popup.list.model().index(1, 0).data()
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    assert popup.list.currentIndex().data() == second
    qtbot.keyClick(popup.field, Qt.Key.Key_Up)
    qtbot.keyClick(popup.field, Qt.Key.Key_Up)
    assert popup.list.currentIndex().row() == 0


def test_the_line_below_tells_about_the_code(popup: PalettePopup, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(popup.field, "1")
    assert popup.about.text()[:30] == session.project.matrix.questions()[0].text[:30]


def test_escape_changes_nothing(
    popup: PalettePopup, coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    before = session.project.codings.count()
    qtbot.keyClicks(popup.field, "11")
    qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert coding_view.transcript.edit.hasFocus()
    assert session.project.codings.count() == before


def test_ctrl_enter_makes_a_code_under_the_question_highlighted_in_one_step(
    popup: PalettePopup, session: Session, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    qtbot.keyClicks(popup.field, "Budget")
    parent = popup._parent_for_new()
    qtbot.keyClick(popup.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = code_named(session, "Budget")
    assert made.parent_id == parent
    assert session.active
    assert session.active.code_id == made.id
    session.project.undo()
    assert session.project.fingerprint() == before


def test_a_name_no_code_has_is_offered_as_a_new_one(
    popup: PalettePopup, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(popup.field, "zzyzx")
    assert _names(popup) == ["New code “zzyzx”"]
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert code_named(session, "zzyzx").parent_id is None


def test_what_is_suggested_here_comes_first(
    coding_view: CodingView, fake_process: FakeProcess, session: Session, qtbot: QtBot
) -> None:
    one = suggested(session, "The municipality pays", "Q20")
    offer(fake_process, [one], qtbot)
    coding_view.transcript.select(passage(session, "municipality pays the rent"))
    coding_view.acts.code_passage()
    assert _names(coding_view.palette_popup)[0].startswith("20 ")


def test_without_a_selection_the_key_says_what_to_do(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_C)
    assert "Select a passage" in told.args[0]
    assert not coding_view.palette_popup.isVisible()


def test_the_active_coding_moves_to_another_code(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    made = session.project.codings.of_code(code_named(session, "Q11").id)[0]
    session.activate(made.id)
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_X)
    popup = coding_view.palette_popup
    assert popup.prompt.text() == "Move from 11 Affiliation, care"
    qtbot.keyClicks(popup.field, "9")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    moved = session.project.codings.get(made.id)
    assert moved
    assert moved.code_id == code_named(session, "Q9").id


def test_it_closes_when_the_focus_goes_elsewhere(
    popup: PalettePopup, coding_view: CodingView, qtbot: QtBot
) -> None:
    coding_view.codes.filter.setFocus()
    qtbot.waitUntil(lambda: not popup.isVisible())
    assert isinstance(QApplication.focusWidget(), QLineEdit)
