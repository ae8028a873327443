"""Keys are seen in one dialog and changed there; everything that shows or hears them follows at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, trigger

from qualcoder_cg import settings
from qualcoder_cg.gui import panes, shortcuts
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.segments import KeyCap
from qualcoder_cg.gui.dialogs.key_rows import KEYS
from qualcoder_cg.gui.dialogs.keys import KeysDialog
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.shortcuts import TRANSCRIPT, WINDOW, Act

pytest_plugins = ("conftest_shell",)

CONTROL = Qt.KeyboardModifier.ControlModifier
REPEAT = Act("repeat", TRANSCRIPT, "Text", "Repeat", ("F19",))
VIVO = Act("vivo", TRANSCRIPT, "Text", "In vivo", ("F18", "Shift+F18"))
OPEN = Act("open", WINDOW, "File", "Open", ("Ctrl+F19",))
QUOTE = Act("quote", shortcuts.QUOTES, "Quotes", "Next", ("F19",))


@pytest.fixture
def acts(qtbot: QtBot) -> Iterator[dict[str, QAction]]:
    """Some actions that are bound, apart from any window."""
    widget = QWidget()
    qtbot.addWidget(widget)
    made = {act.id: shortcuts.bind(QAction(act.text, widget), act) for act in (REPEAT, VIVO, OPEN, QUOTE)}
    yield made
    shortcuts.reset_all()


def _keys(action: QAction) -> list[str]:
    return [key.toString() for key in action.shortcuts()]


def test_a_key_that_is_given_is_lost_by_who_had_it(acts: dict[str, QAction]) -> None:
    assert shortcuts.choose(VIVO, ["F19"]) == [REPEAT]
    assert (_keys(acts["vivo"]), _keys(acts["repeat"])) == (["F19"], [])
    assert _keys(acts["quote"]) == ["F19"], "another pane's keys are never heard at once"
    assert settings.get("keys") == {"transcript:vivo": ["F19"]}
    assert shortcuts.current("F18") == "F19" and shortcuts.current("F19") == ""
    shortcuts.reset(VIVO)
    assert (_keys(acts["vivo"]), _keys(acts["repeat"])) == (["F18", "Shift+F18"], ["F19"])


def test_keys_of_the_window_are_heard_everywhere(acts: dict[str, QAction]) -> None:
    assert set(shortcuts.choose(OPEN, ["Ctrl+F19", "F19"])) == {REPEAT, QUOTE}
    assert _keys(acts["open"]) == ["Ctrl+F19", "F19"]
    assert shortcuts.choose(REPEAT, ["Ctrl+F19"]) == [OPEN]
    assert _keys(acts["open"]) == ["F19"], "the other of its keys stays"
    shortcuts.reset(REPEAT)
    assert _keys(acts["repeat"]) == [], "R was given to another"
    assert _keys(acts["open"]) == ["F19"]
    shortcuts.reset_all()
    assert _keys(acts["open"]) == ["Ctrl+F19"] and not shortcuts.is_chosen(OPEN)


def test_an_action_made_later_gets_what_was_chosen(acts: dict[str, QAction]) -> None:
    shortcuts.choose(VIVO, ["Ctrl+Alt+V"])
    later = shortcuts.bind(QAction("again", acts["vivo"].parent()), VIVO)
    assert _keys(later) == ["Ctrl+Alt+V"]
    newcomer = Act("new", WINDOW, "File", "New", ("Ctrl+Alt+V", "F9"))
    assert shortcuts.keys_of(newcomer) == ("F9",), "what a person gave away stays given"


def test_a_key_cap_shows_the_key_that_was_chosen(acts: dict[str, QAction]) -> None:
    cap = KeyCap("F18", acts["vivo"].parent())
    shortcuts.choose(VIVO, ["F7"])
    assert cap.key == "F7"
    shortcuts.choose(VIVO, [])
    assert cap.key == "" and cap.width() == 0


@pytest.mark.parametrize(
    ("kept", "keys"),
    [
        ({"transcript:vivo": ["Q"]}, ("Q",)),
        ({"transcript:vivo": "Q"}, ("F18", "Shift+F18")),
        ([1], ("F18", "Shift+F18")),
    ],
)
def test_settings_that_are_not_keys_are_passed_over(kept: object, keys: tuple[str, ...]) -> None:
    settings.put("keys", kept)
    assert shortcuts.keys_of(VIVO) == keys


@pytest.fixture
def dialog(window: MainWindow, study: Path, qtbot: QtBot) -> Iterator[KeysDialog]:
    """The dialog on a study, opened from the transcript."""
    opened(window, study)
    window.activateWindow()
    view = window.findChild(CodingView)
    view.transcript.setFocus()
    qtbot.waitUntil(view.transcript.edit.hasFocus)
    trigger(window, "keys")
    made = dialog_of(window, KeysDialog)
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    for left in window.findChildren(KeysDialog):
        left.reject()
    shortcuts.reset_all()


def _act(name: str) -> Act:
    return next(act for act in shortcuts.bound() if act.id == name)


def _back_to_the_text(dialog: KeysDialog, window: MainWindow, qtbot: QtBot) -> None:
    dialog.reject()
    window.activateWindow()
    window.findChild(CodingView).transcript.setFocus()
    qtbot.waitUntil(window.findChild(CodingView).transcript.edit.hasFocus)


def test_the_dialog_begins_at_the_pane_with_the_focus(dialog: KeysDialog) -> None:
    assert dialog.tree.currentIndex().parent().data() == "In the transcript"


def test_keys_are_changed_by_pressing_them(dialog: KeysDialog, window: MainWindow, qtbot: QtBot) -> None:
    view = window.findChild(CodingView)
    dialog.choose(_act("code_in_vivo"))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.catcher.hasFocus)
    qtbot.keyClick(dialog.catcher, Qt.Key.Key_E)
    assert "It was “Move the edges”, which has no key now." in dialog.said["warning"].text()
    assert dialog.said["warning"].isVisible() and not dialog.catcher.isVisible()
    assert dialog.tree.currentIndex().data(KEYS) == ("E",)
    assert view.inspector.coding.edges.toolTip() == "Edges", "its key is gone from the button too"
    _back_to_the_text(dialog, window, qtbot)
    view.transcript.select(view.transcript.turns[0].span)
    before = len(window.session.codes)
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_E)
    assert len(window.session.codes) == before + 1, "the new key makes a code of these words"


def test_one_more_key_and_none(dialog: KeysDialog, window: MainWindow, qtbot: QtBot) -> None:
    dialog.choose(_act("settings"))
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.catcher.hasFocus)
    qtbot.keyClick(dialog.catcher, Qt.Key.Key_F9, CONTROL)
    assert _keys(window.menus.actions["settings"]) == ["Ctrl+,", "Ctrl+F9"]
    qtbot.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert _keys(window.menus.actions["settings"]) == []
    assert "has no key now" in dialog.said["done"].text()
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert _keys(window.menus.actions["settings"]) == ["Ctrl+,"]
    assert not dialog.reset.isEnabled() and not dialog.reset_all.isEnabled()


def test_tooltips_hints_and_the_page_of_keys_follow(
    dialog: KeysDialog, window: MainWindow, qtbot: QtBot
) -> None:
    shortcuts.choose(_act("find"), ["Ctrl+Alt+K"])
    shortcuts.choose(_act("view-coding"), ["F7"])
    shortcuts.choose(_act("code_passage"), ["Q"])
    assert "Ctrl+Alt+K" in window.status.hints.text()
    assert window.view_bar.tabs.tabToolTip(1) == "Coding (F7)"
    assert window.menus.actions["find"].toolTip().endswith("(Ctrl+Alt+K)")
    assert ("Q",) in [line.keys for line in window.key_lines() if line.text == "Code the selection"]
    _back_to_the_text(dialog, window, qtbot)
    assert ("Q", "apply code") in panes.key_hints(window.findChild(CodingView))


def test_letters_alone_are_not_for_the_whole_window(dialog: KeysDialog, qtbot: QtBot) -> None:
    dialog.choose(_act("settings"))
    dialog.ask()
    qtbot.keyClick(dialog.catcher, Qt.Key.Key_Q)
    assert dialog.said["warning"].text().startswith("Q alone is for typing.")
    assert dialog.catcher.isVisible()
    qtbot.keyClick(dialog.catcher, Qt.Key.Key_Escape)
    assert not dialog.catcher.isVisible() and dialog.isVisible(), "Esc gives up the asking only"


def test_an_action_is_found_by_words_and_by_its_key(dialog: KeysDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "repeat last")
    assert dialog.tree.currentIndex().data() == "Repeat the last code"
    qtbot.mouseClick(dialog.by_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.pressed.hasFocus)
    qtbot.keyClick(dialog.pressed, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert dialog.tree.currentIndex().data() == "Save copy as"
    assert dialog.pressed.text() == "Ctrl+Shift+S"
    qtbot.keyClick(dialog.pressed, Qt.Key.Key_F12)
    assert dialog.found.rowCount() == 0
    qtbot.keyClick(dialog.pressed, Qt.Key.Key_Escape)
    assert not dialog.by_key.isChecked() and dialog.search.isVisible()


def test_actions_without_a_key_are_listed_and_tables_keep_theirs(dialog: KeysDialog) -> None:
    dialog.choose(_act("about"))
    assert dialog.chosen() == _act("about") and not dialog.none.isEnabled()
    group = dialog.model.item(dialog.model.rowCount() - 1)
    assert group.text() == "In the matrix and the guides"
    dialog.tree.setCurrentIndex(dialog.found.mapFromSource(group.child(0).index()))
    assert dialog.chosen() is None and not dialog.change.isEnabled()


def test_a_key_of_the_pane_acts_there_though_the_window_has_it_too(
    window: MainWindow, study: Path, qtbot: QtBot
) -> None:
    opened(window, study)
    heard: list[str] = []
    window.menus.actions["edit-code"].triggered.connect(lambda: heard.append("window"))
    pane = QListWidget(window)
    act = Act("change", "queries", "Queries", "Rename", ("F2",))
    shortcuts.add(pane, act, lambda: heard.append("pane"), within=False)
    pane.show()
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    qtbot.keyClick(pane, Qt.Key.Key_F2)
    assert heard == ["pane"]
