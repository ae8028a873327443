"""Everything the window says goes through the translations: in a made-up language, every word is marked."""

import gettext
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qualcoder_cg import i18n
from qualcoder_cg.gui import messages
from qualcoder_cg.gui.consistency.consistency_view import CONFUSED, DESK, TIME, VERSIONS, ConsistencyView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.sources.pages import PAGES
from qualcoder_cg.services import sample

pytest_plugins = ("conftest_shell",)

MARK = "¤"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Names that are the same in every language, and keys, which Qt words.
SAME = (
    "QualCoder CG",
    "English",
    "Español",
    "CSV",
    "DOCX",
    "XLSX",
    "HTML",
    "JSON",
    "Markdown",
    "Ctrl",
    "Alt",
)


class Marked(gettext.NullTranslations):
    """Says every message with a mark before it."""

    def gettext(self, message: str) -> str:
        return MARK + message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return MARK + (msgid1 if n == 1 else msgid2)


@pytest.fixture
def strange(window: MainWindow, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window in the made-up language, on the sample study."""
    path = tmp_path / "sample.qcg"  # type: ignore[operator]
    sample.build_sample(path).close()
    monkeypatch.setattr(i18n, "_current", Marked())
    window.rebuild()
    window.open_study(path)
    window.resize(1440, 900)
    yield window


def _said(root: QWidget) -> Iterator[tuple[str, str]]:
    """Everything a tree of widgets says, with where it says it."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget.parent(), QTabBar):
            continue  # the buttons that scroll it are worded by Qt
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        yield where, widget.toolTip()
        yield where, widget.accessibleName()
        yield where, widget.windowTitle()
        if isinstance(widget, QAbstractButton | QLabel):
            yield where, widget.text()
        if isinstance(widget, QGroupBox):
            yield where, widget.title()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            yield where, widget.placeholderText()
        if isinstance(widget, QTabBar):
            yield from ((where, widget.tabText(place)) for place in range(widget.count()))
        if isinstance(widget, QComboBox):
            yield from ((where, widget.itemText(place)) for place in range(widget.count()))
        if isinstance(widget, QHeaderView) and widget.model():
            yield from ((where, str(said)) for said in _headings(widget))
    for action in root.findChildren(QAction):
        yield "QAction", action.text()
        yield "QAction", action.toolTip()


def _headings(header: QHeaderView) -> Iterator[object]:
    if isinstance(header.parent(), QAbstractItemView) and header.orientation() == Qt.Orientation.Horizontal:
        for section in range(header.count()):
            yield header.model().headerData(section, header.orientation()) or ""


def _of_the_study(window: MainWindow) -> str:
    """Everything that stands in the study, which is not for us to translate."""
    assert window.session is not None
    project = window.session.project
    rows = [
        str(value)
        for table in project._columns
        for row in project.connection.execute(f'SELECT * FROM "{table}"')
        for value in row
    ]
    return " ".join(" ".join(rows).split()).casefold() + str(project.path).casefold()


def _bare(window: MainWindow, root: QWidget, known: str) -> set[str]:
    """What is said without having been translated."""
    found = set()
    for where, text in _said(root):
        plain = re.sub(r"<[^>]*>|&\w+;", " ", text).replace("&", "")
        left = plain
        for same in SAME:
            left = left.replace(same, "")
        words = " ".join(left.split()).casefold().rstrip("…. ")
        if MARK not in text and _LETTERS.search(left) and words not in known:
            parts = re.split(r"[·\n(),:;/–]|\s{2,}", words)
            if not all(part.strip() in known or not _LETTERS.search(part) for part in parts):
                found.add(f"{where}: {plain.strip()[:80]}")
    return found


def test_no_word_of_the_views_stands_outside_the_translations(strange: MainWindow, qtbot: QtBot) -> None:
    known = _of_the_study(strange)
    found = _bare(strange, strange, known)
    strange.show_view("evidence")
    qtbot.wait(50)
    found |= _bare(strange, strange, known)
    for page in PAGES:
        strange.show_page(page.id)
        qtbot.wait(20)
        found |= _bare(strange, strange, known)
    strange.show_view("consistency")
    for name in (DESK, TIME, CONFUSED, VERSIONS):
        strange.findChildren(ConsistencyView)[0].show_page(name)
        qtbot.wait(600)
        found |= _bare(strange, strange, known)
    assert "\n".join(sorted(found)) == ""


def test_no_word_of_the_dialogs_stands_outside_the_translations(
    strange: MainWindow, said: list[messages.Message]
) -> None:
    known = _of_the_study(strange)
    session = strange.session
    assert session is not None
    session.activate(session.codings[0].id)
    found: set[str] = set()
    named = ("new", "settings", "edit-code", "new-code", "export", "keys", "activity", "versions")
    for name in (*named, "hand-out", "rounds", "coders", "rules"):
        strange.show_view("coding")
        strange.menus.actions[name].trigger()
        QApplication.processEvents()
        for dialog in strange.findChildren(QDialog):
            if dialog.isVisible():
                found |= _bare(strange, dialog, known)
                dialog.reject()
    strange.menus.actions["about"].trigger()
    assert all(one.text.startswith(MARK) for one in said)
    assert "\n".join(sorted(found)) == ""


def test_a_word_outside_the_translations_would_be_found(strange: MainWindow) -> None:
    QLabel("Forgotten words", strange)
    assert any("Forgotten words" in one for one in _bare(strange, strange, _of_the_study(strange)))
