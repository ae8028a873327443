"""The bar under the menu in a narrow window, and the keys the status line tells in the Suggestions view."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from qualcoder_cg import i18n
from qualcoder_cg.gui import panes, shortcuts
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.suggestions import hints, keyword_acts, queue_keys
from qualcoder_cg.gui.suggestions.suggestions_view import MEASURES, SuggestionsView

pytest_plugins = ("conftest_shell",)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [720, 860, 1000, 1024, 1280, 1440])
def test_nothing_in_the_bar_lies_under_another(
    window: MainWindow, study: Path, qtbot: QtBot, width: int, language: str
) -> None:
    i18n.use_language(language)
    window.open_study(study)
    window.resize(width, 700)
    window.show()
    qtbot.waitUntil(lambda: window.view_bar.width() == width)
    bar = window.view_bar
    parts = [bar.tabs, *bar.findChildren(QToolButton), bar.command_field]
    inside = [part for part in parts if part.isVisible() and part.parentWidget() is bar]
    assert len(inside) == 6

    def places() -> list[tuple[int, int]]:
        return sorted((part.x(), part.x() + part.width()) for part in inside)

    qtbot.waitUntil(lambda: all(end <= start for (_, end), (start, _) in pairwise(places())))
    assert places()[-1][1] <= width
    last = bar.tabs.tabRect(bar.tabs.count() - 1)
    assert last.right() <= bar.tabs.width()
    if width >= 860:
        words = bar.tabs.fontMetrics().horizontalAdvance(bar.tabs.tabText(bar.tabs.count() - 1))
        assert last.width() >= words


def test_every_page_of_suggestions_tells_its_keys(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    window.open_study(study)
    window.show_view("suggestions")
    window.show()
    view = window.stack.currentWidget()
    assert isinstance(view, SuggestionsView)
    view.show_page(MEASURES)
    assert panes.key_hints(view) == [("F6", "next pane")]
    for place in {act.place for act in hints.acts()}:
        told = hints.key_hints(place)
        assert len(told) > (0 if place == keyword_acts.PAGE else 2)
    accept = next(act for act in queue_keys.acts() if act.id == "accept_queued")
    queue = view.show_page("queue")
    assert accept.key in {act.key for act in shortcuts.bound()} and queue is not None
    shortcuts.choose(accept, ["Z"])
    assert ("Z", "accept") in hints.key_hints(queue_keys.PLACE)


def test_telling_keys_loads_no_view() -> None:
    script = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "application = QApplication([])\n"
        "from qualcoder_cg.gui import panes\n"
        "view = QWidget()\n"
        "for name in ('suggestions', 'reports', 'triangulation', 'chain'):\n"
        "    view.setObjectName(name)\n"
        "    panes.key_hints(view)\n"
        "views = ('evidence_view', 'queue_page', 'auto_page')\n"
        "loaded = [one for one in sys.modules if one.endswith(views)]\n"
        "assert loaded == [], loaded\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
