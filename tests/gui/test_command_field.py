"""The command field finds everything by words in any order and in either language, and shows the keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shell_help import opened

from qualcoder_cg.gui.command_rows import Target, offered, ranked, remember, used
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import whereabouts

pytest_plugins = ("conftest_shell",)


@pytest.fixture
def field_window(window: MainWindow, study: Path, qtbot: QtBot) -> MainWindow:
    """A window on a study with the caret in the command field."""
    project = opened(window, study)
    (document,) = project.documents.all()
    whereabouts.add_bookmark(project, document_id=document.id, place=30, name="Ask again")
    window.activateWindow()
    window.commands.find()
    qtbot.waitUntil(window.command_field.hasFocus)
    return window


def _found(window: MainWindow) -> list[Target]:
    found = window.command_field.found
    return [found.item(row).data(Qt.ItemDataRole.UserRole) for row in range(found.count())]


@pytest.mark.parametrize(
    ("typed", "name", "key"),
    [
        ("last repeat", "Repeat the last code", "R"),
        ("exportar", "Export evidence", "Ctrl+E"),
        ("dark look", "Look: Dark", ""),
        ("governance", "Q14 Governance", ""),
        ("KII", "INT-01 KII-01.txt", ""),
        ("ask again", "Ask again", ""),
        ("history", "History", "Ctrl+Alt+Z"),
        ("bookmark set", "Set or take away a bookmark", "B"),
    ],
)
def test_everything_is_found_with_its_key(
    field_window: MainWindow, qtbot: QtBot, typed: str, name: str, key: str
) -> None:
    qtbot.keyClicks(field_window.command_field, typed)
    first = _found(field_window)[0]
    assert (first.name, first.key) == (name, key)


def test_what_was_used_comes_first_when_nothing_is_typed(field_window: MainWindow, qtbot: QtBot) -> None:
    field = field_window.command_field
    assert field.found.isVisible() and _found(field_window)[0].name == "New study"
    qtbot.keyClicks(field, "ask again")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field_window.session.selection.end == 30
    field_window.commands.find()
    assert _found(field_window)[0].name == "Ask again"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.found.isVisible()


def test_where_nothing_fits_it_is_said(field_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(field_window.command_field, "xyzzyq")
    assert field_window.command_field.found.item(0).text() == "Nothing is called that here."
    qtbot.keyClick(field_window.command_field, Qt.Key.Key_Return)
    assert field_window.command_field.text() == "xyzzyq", "there is nothing to go to"


def test_the_order_of_what_fits_alike_is_that_of_use() -> None:
    targets = [Target(f"Code {n}", "", "code", list, f"code:{n}") for n in range(20)]
    remember(targets[7])
    remember(targets[12])
    remember(targets[7])
    assert used() == ["code:7", "code:12"]
    assert [one.name for one in ranked("code", targets)[:3]] == ["Code 7", "Code 12", "Code 0"]
    assert [one.name for one in offered(targets)[:3]] == ["Code 7", "Code 12", "Code 0"]
    for target in targets:
        remember(target)
    assert len(used()) == 12
