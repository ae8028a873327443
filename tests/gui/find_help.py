"""What the tests of the find panel share: keys, typing, waiting until a search is over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.search.find_panel import FindPanel

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus
    qtbot.keyClick(focus, key, held)


def find(qtbot: QtBot, panel: FindPanel, text: str) -> None:
    """Type, and wait until the search is over."""
    panel.bar.field.clear()
    qtbot.keyClicks(panel.bar.field, text)
    settle(qtbot, panel)


def settle(qtbot: QtBot, panel: FindPanel) -> None:
    qtbot.waitUntil(lambda: not panel.running.is_under_way() and not panel._later.isActive())


def words(panel: FindPanel) -> list[str]:
    return [hit.words for hit in panel.model.hits]


def offer(qtbot: QtBot, panel: FindPanel, text: str) -> None:
    """Click what is offered where there are no hits."""
    (button,) = [one for one in panel.nothing.buttons if one.text() == text and one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
