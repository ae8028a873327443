"""Several codes ticked in the quick palette."""

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.coding.palette_rows import CODE
from qualcoder_cg.gui.session import Session

Key = Qt.Key


@pytest.fixture
def popup(coding_view: CodingView, session: Session, qtbot: QtBot) -> PalettePopup:
    coding_view.transcript.select(passage(session, "The municipality pays the rent"))
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_C)
    popup = coding_view.palette_popup
    qtbot.waitUntil(popup.field.hasFocus)
    return popup


def _codes(session: Session) -> list[str]:
    span = passage(session, "The municipality pays the rent")
    return sorted(session.codes[one.code_id].name for one in session.codings if one.span == span)


def test_space_ticks_and_enter_applies_all_in_one_step(
    popup: PalettePopup, coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    for number in ("14", "20"):
        qtbot.keyClicks(popup.field, number)
        qtbot.keyClick(popup.field, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert popup.prompt.text() == "Code 5 words · 2 codes"
    assert popup.field.selectedText() == "20"
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert not popup.isVisible()
    assert _codes(session) == ["Q14", "Q20"]
    assert len(coding_view.chosen.ids) == 2
    assert coding_view.at_hand.keys.recent[:2] == [code_named(session, name).id for name in ("Q20", "Q14")]
    session.project.undo()
    assert session.project.fingerprint() == before


def test_space_ticks_where_nothing_is_typed_and_after_an_arrow(
    popup: PalettePopup, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(popup.field, Key.Key_Space)
    first = popup.list.model().index(0, 0).data(CODE).id
    assert popup.ticked == [first] and popup.field.text() == ""
    qtbot.keyClicks(popup.field, "gen")
    qtbot.keyClick(popup.field, Key.Key_Down)
    second = popup.list.currentIndex().data(CODE).id
    qtbot.keyClick(popup.field, Key.Key_Space)
    assert popup.ticked == [first, second]
    qtbot.keyClick(popup.field, Key.Key_Space)
    assert popup.ticked == [first]


def test_space_within_a_name_is_a_space(popup: PalettePopup, session: Session, qtbot: QtBot) -> None:
    assert "Space several" in popup.keys.accessibleName()
    qtbot.keyClicks(popup.field, "fit with pol")
    assert popup.field.text() == "fit with pol"
    assert popup.ticked == []
    assert "Ctrl Space several" in popup.keys.accessibleName()
    assert popup.list.currentIndex().data(CODE).name == "Q1"


def test_what_is_typed_after_a_tick_looks_anew(popup: PalettePopup, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(popup.field, "14")
    qtbot.keyClick(popup.field, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(popup.field, "20")
    assert popup.field.text() == "20"


def test_a_new_code_beside_those_ticked_is_one_step(
    popup: PalettePopup, session: Session, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    qtbot.keyClicks(popup.field, "14")
    qtbot.keyClick(popup.field, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(popup.field, "Zyzzyva budget")
    qtbot.keyClick(popup.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _codes(session) == ["Q14", "Zyzzyva budget"]
    session.project.undo()
    assert session.project.fingerprint() == before


def test_ctrl_and_a_click_tick(popup: PalettePopup, session: Session, qtbot: QtBot) -> None:
    index = popup.list.model().index(2, 0)
    place = popup.list.visualRect(index).center()
    qtbot.mouseClick(
        popup.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert popup.isVisible() and popup.ticked == [index.data(CODE).id]
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _codes(session) == [session.codes[popup.ticked[0]].name]


def test_where_one_code_is_taken_nothing_is_ticked(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    coding_view.chosen.only(session.codings[0].id)
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_X)
    popup = coding_view.palette_popup
    qtbot.keyClick(popup.field, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert popup.ticked == []
    assert "several" not in popup.keys.accessibleName()


def test_ticks_are_forgotten_when_it_opens_again(
    popup: PalettePopup, coding_view: CodingView, qtbot: QtBot
) -> None:
    qtbot.keyClick(popup.field, Key.Key_Space)
    qtbot.keyClick(popup.field, Key.Key_Escape)
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_C)
    assert popup.ticked == []
    assert popup.prompt.text() == "Code 5 words"
