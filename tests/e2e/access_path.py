"""The window without a mouse, in Spanish: `python -m e2e.access_path FOLDER` with sample.qcg in it."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from qualcoder_cg import i18n
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.palette_popup import PalettePopup

from .driving import Steps, press, run, shown, type_text, window

CONTROL = Qt.KeyboardModifier.ControlModifier
VIEWS = ("sources", "coding", "evidence")


def access_path() -> Steps:
    """Look, language, views, panes, documents and codings, by the keyboard alone."""
    yield QApplication.activeWindow
    yield from choose_by_command("dark", lambda: theme.tokens().dark)
    yield from choose_by_command("espa", lambda: i18n.language() == "es")
    yield lambda: window().session and window().view() == "coding"
    assert window().menus.menus["file"].title().replace("&", "") == "Archivo"
    yield from walk_the_views()
    yield from walk_the_panes()
    yield from read_and_code()
    yield from choose_by_command("English", lambda: i18n.language() == "en")
    assert window().menus.menus["file"].title().replace("&", "") == "File"


def choose_by_command(words: str, holds: Callable[[], object]) -> Steps:
    """Run an action from the command field by some of its words."""
    press(Qt.Key.Key_K, CONTROL)
    yield window().command_field.hasFocus
    type_text(words)
    yield window().command_field.found.isVisible
    press(Qt.Key.Key_Return)
    yield holds


def walk_the_views() -> Steps:
    for number, name in enumerate(VIEWS, 1):
        press(getattr(Qt.Key, f"Key_{number}"), CONTROL)
        yield lambda name=name: window().view() == name
    press(Qt.Key.Key_2, CONTROL)
    yield lambda: window().view() == "coding"


def walk_the_panes() -> Steps:
    """F6 goes round all panes; in each, something that can be named has the keyboard."""
    view = window().findChild(CodingView)
    panes = view.findChild(QSplitter)
    met: set[int] = set()
    for _pane in range(panes.count()):
        press(Qt.Key.Key_F6)
        yield QApplication.focusWidget
        focus = QApplication.focusWidget()
        met |= {place for place in range(panes.count()) if panes.widget(place).isAncestorOf(focus)}
        assert _name(focus)
    assert met == set(range(panes.count()))


def read_and_code() -> Steps:
    """To the text, a sentence, a code by some letters; spoken as it is, and taken back."""
    view, session = window().findChild(CodingView), window().session
    for _pane in range(3):
        if view.transcript.edit.hasFocus():
            break
        press(Qt.Key.Key_F6)
        yield QApplication.focusWidget
    assert view.transcript.edit.hasFocus()
    before = len(session.codings)
    for key in "jjs":
        type_text(key)
    yield lambda: session.selection
    type_text("c")
    yield lambda: shown(PalettePopup)
    type_text("11")
    press(Qt.Key.Key_Return)
    yield lambda: len(session.codings) == before + 1
    said = view.transcript.margin.accessibleDescription()
    assert "11" in said
    spoken = QAccessible.queryAccessibleInterface(view.transcript.edit).textInterface()
    assert spoken.characterCount() == view.transcript.edit.positions.units
    press(Qt.Key.Key_Z, CONTROL)
    yield lambda: len(session.codings) == before


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


if __name__ == "__main__":
    application = QApplication([])
    run([str(Path(sys.argv[1]) / "sample.qcg")], access_path())
