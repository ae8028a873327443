"""Starting the program, and what it says when something is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg import settings
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.gui import app, languages, messages
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.memory import fit_screen

pytest_plugins = ("conftest_shell",)

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("spacy", "openpyxl", "docx", "xlsxwriter", "lxml", "yaml", "numpy", "sqlite_utils", "rapidfuzz",
         "markdown_it")  # fmt: skip
PROBE = """
import sys
from qualcoder_cg.gui import app
running = app.make_application()
window = app.make_window({study})
window.show()
running.processEvents()
print(window.view(), *[name for name in {heavy} if name in sys.modules])
window.close()
"""


@pytest.mark.parametrize("with_study", [False, True])
def test_heavy_libraries_are_not_loaded_when_the_window_shows(study: Path, with_study: bool) -> None:
    path = f"__import__('pathlib').Path({str(study)!r})" if with_study else None
    said = _python("-c", PROBE.format(study=path, heavy=HEAVY))
    assert said.stdout.split() == (["coding"] if with_study else [])


def test_without_a_screen_one_sentence_is_said(study: Path) -> None:
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    said = _python("main.py", str(study), check=False, **bare)
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a screen")
    assert said.returncode == 1
    assert said.stderr.strip() == (
        "There is no screen to open a window on; qualcoder-cg --help shows the command line."
    )
    assert said.stdout == ""


@pytest.mark.parametrize(
    ("environment", "platform", "found"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_looked_for_on_linux_only(
    environment: dict[str, str], platform: str, found: bool
) -> None:
    assert app.has_screen(environment, platform) is found


def test_the_last_study_is_opened_again(qtbot: QtBot, study: Path) -> None:
    settings.remember(study)
    window = app.make_window(None)
    assert window.view() == "coding"
    window.close()
    window.deleteLater()


def test_a_window_larger_than_the_screen_fills_it(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    window.resize(room.width() - 20, room.height() - 60)
    fit_screen(window)
    assert not window.isMaximized()
    for width, height in ((room.width() + 1, 500), (720, room.height())):
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(width, height)
        fit_screen(window)
        assert window.isMaximized()


def test_the_language_is_the_chosen_one_or_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    class Spanish:
        @staticmethod
        def system() -> "Spanish":
            return Spanish()

        def uiLanguages(self) -> list[str]:
            return ["es-MX", "es", "en"]

    monkeypatch.setattr(languages, "QLocale", Spanish)
    assert languages.chosen() == "es"
    settings.put("language", "en")
    assert languages.chosen() == "en"


def test_the_report_tells_the_place_but_nothing_of_the_study() -> None:
    error = _failing()
    said = messages.report(error)
    assert "QualCoder CG" in said
    assert "builtins.KeyError" in said
    assert "builtins.ValueError" in said
    assert "test_shell_start.py" in said
    assert "Señora Pérez" not in said
    assert str(ROOT) not in said
    assert "/" not in said.split("test_shell_start.py")[0].splitlines()[-1]


def test_files_of_the_package_are_named_from_the_package_on() -> None:
    assert messages._place("/home/ana/x/qualcoder_cg/gui/app.py") == "qualcoder_cg/gui/app.py"
    assert messages._place("/home/ana/.venv/lib/site-packages/click/core.py") == "click/core.py"
    assert messages._place("/home/ana/Study of Pérez.py") == "Study of Pérez.py"


def test_errors_in_slots_are_said_by_kind(window: MainWindow, said: list[messages.Message]) -> None:
    messages.handle(window, UserError("The disk is full.", "Make room."))
    messages.handle(window, Cancelled())
    messages.handle(window, KeyError("x"))
    assert [(message.text, bool(message.report)) for message in said] == [
        ("The disk is full.", False),
        ("Something went wrong in the program.", True),
    ]


def test_the_hook_says_what_nobody_caught(window: MainWindow, said: list[messages.Message]) -> None:
    error = UserError("This code is no longer in the study.", "Undo may bring it back.")
    messages.catch(UserError, error, None)
    assert said == [messages.Message("This code is no longer in the study.", "Undo may bring it back.")]


def test_a_box_does_not_block_and_closes(window: MainWindow, said: list[messages.Message]) -> None:
    messages._recorders.clear()
    messages.unexpected(window, _failing())
    box = window.findChildren(messages.QMessageBox)[0]
    assert "builtins.KeyError" in box.detailedText()
    box.close()
    assert not box.isVisible()
    messages._recorders.append(said)


def _failing() -> Exception:
    try:
        try:
            raise ValueError("Señora Pérez said")
        except ValueError as cause:
            raise KeyError("Señora Pérez") from cause
    except KeyError as error:
        return error


def _python(*arguments: str, check: bool = True, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=check,
        timeout=60,
    )
