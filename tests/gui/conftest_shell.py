"""Fixtures of the window's tests: a window that is closed again, and what it would have said."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui import app, messages
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services.studies import Project


@pytest.fixture
def said() -> Iterator[list[messages.Message]]:
    """What would have been said in message boxes."""
    with messages.recording() as found:
        yield found


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, said: list[messages.Message]) -> Iterator[MainWindow]:
    """A window on the welcome page; after the test nothing of it is left, and nothing went unsaid."""
    hook = sys.excepthook
    app.make_application()
    # The test runner's own hook makes a test fail when a slot raises; it stays in place.
    sys.excepthook = hook
    before = set(qapp.topLevelWidgets())
    made = MainWindow()
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    left = [widget for widget in set(qapp.topLevelWidgets()) - before if widget.isVisible()]
    assert left == []


@pytest.fixture
def study(tmp_path: Path, project: Project) -> Path:
    """The small study as a file that nobody holds open."""
    path = project.path
    project.close()
    return path
