"""The letters that are underlined in menus: each leads to one entry, in both languages."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from qualcoder_cg import i18n
from qualcoder_cg.gui.main_window import MainWindow

pytest_plugins = ("conftest_shell",)
LANGUAGES = ("en", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_underlined_letter_leads_to_one_entry(
    qtbot: QtBot, request: pytest.FixtureRequest, language: str
) -> None:
    i18n.use_language(language)
    window = request.getfixturevalue("window")
    assert isinstance(window, MainWindow)
    bar = window.findChild(QMenuBar)
    assert isinstance(bar, QMenuBar)
    menus = [bar.actions(), *(menu.actions() for menu in bar.findChildren(QMenu))]
    assert len(menus) > 7 and sum(map(len, menus)) > 60
    assert [twice for actions in menus if (twice := _twice(actions))] == []


def _twice(actions: Iterable[QAction]) -> dict[str, list[str]]:
    """The letters that several entries have, with these."""
    texts = [action.text() for action in actions]
    letters = {text: found[1].casefold() for text in texts if (found := re.search(r"&([^&])", text))}
    n = Counter(letters.values())
    return {letter: [text for text in letters if letters[text] == letter] for letter in n if n[letter] > 1}
