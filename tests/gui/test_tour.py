"""The tour: six steps beside what they speak of, offered once, never in the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from pytestqt.qtbot import QtBot
from shell_help import opened, trigger

from qualcoder_cg import paths, settings
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.tour import Card, beside, stops
from qualcoder_cg.services import sample
from qualcoder_cg.services.studies import new_study

pytest_plugins = ("conftest_shell",)


def _cards(window: MainWindow) -> list[Card]:
    return [card for card in window.findChildren(Card) if card.isVisible()]


@pytest.fixture
def touring(window: MainWindow, study: Path, qtbot: QtBot) -> Card:
    """The tour, begun from the menu with the keyboard in the text."""
    opened(window, study)
    window.activateWindow()
    edit = window.findChild(CodingView).transcript.edit
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    trigger(window, "tour")
    (card,) = _cards(window)
    qtbot.waitUntil(card.next.hasFocus)
    return card


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (800, 600)])
def test_no_step_points_at_what_is_hidden_or_covers_it(
    touring: Card, window: MainWindow, size: tuple[int, int], qtbot: QtBot
) -> None:
    window.resize(*size)
    margin = window.findChild(CodingView).transcript.margin
    qtbot.waitUntil(lambda: not margin.visibleRegion().isEmpty())
    for place, stop in enumerate(stops()):
        touring.go(place)
        target = stop.target(window)
        assert target and target.isVisible() and not target.visibleRegion().isEmpty(), stop.title
        assert touring.title.text() == stop.title and touring.count.text() == f"{place + 1} of 6"
        assert window.rect().contains(touring.geometry()), stop.title
        box = QRect(target.mapTo(window, QPoint()), target.size())
        if touring._tip:
            assert not box.intersects(touring.geometry().adjusted(10, 10, -10, -10)), stop.title
    assert touring.next.text() == "Done"


def test_keys_walk_it_and_give_the_keyboard_back(touring: Card, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(touring.next, Qt.Key.Key_Space)
    assert touring.place() == 1
    qtbot.keyClick(touring, Qt.Key.Key_Right)
    qtbot.keyClick(touring, Qt.Key.Key_Left)
    assert touring.place() == 1
    edit = window.findChild(CodingView).transcript.edit
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClick(edit, Qt.Key.Key_J)
    assert touring.isVisible(), "one works on beside the card"
    trigger(window, "tour")
    qtbot.waitUntil(touring.next.hasFocus)
    assert touring.place() == 1 and _cards(window) == [touring]
    qtbot.keyClick(touring.next, Qt.Key.Key_Escape)
    assert _cards(window) == []
    qtbot.waitUntil(edit.hasFocus)


def test_the_last_step_ends_it(touring: Card, window: MainWindow, qtbot: QtBot) -> None:
    for _step in range(6):
        qtbot.mouseClick(touring.next, Qt.MouseButton.LeftButton)
    assert _cards(window) == []


def test_it_is_offered_once_on_the_sample_study(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    opened(window, study)
    assert _cards(window) == [], "any other study is opened without it"
    own = paths.person_data() / sample.FILE_NAME
    own.parent.mkdir(parents=True, exist_ok=True)
    new_study(own, matrix="closing-gaps", coder="Marta R.").close()
    window.open_study(own)
    qtbot.waitUntil(lambda: len(_cards(window)) == 1)
    (card,) = _cards(window)
    assert card.place() == -1 and settings.get("tour offered") is True
    qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)
    assert card.place() == 0
    qtbot.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    trigger(window, "close")
    window.open_study(own)
    qtbot.wait(1)
    assert _cards(window) == []


def test_where_a_card_goes() -> None:
    size, room = QSize(300, 150), QRect(0, 0, 1000, 700)
    corner, tip = beside(QRect(700, 100, 300, 500), size, room)
    assert corner == QPoint(400, 124) and tip and tip.x() == 300
    corner, tip = beside(QRect(600, 10, 300, 28), size, room)
    assert corner == QPoint(599, 37) and tip and tip.y() == 0, "below what is low"
    corner, tip = beside(QRect(0, 0, 1000, 700), size, room)
    assert room.contains(QRect(corner, size)) and tip is None, "inside what fills the window"
