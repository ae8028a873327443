"""Whoever cannot see the window or hold a mouse: names, roles, the keyboard, the transcript read aloud."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import messages
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.consistency.consistency_view import CONFUSED, DESK, TIME, VERSIONS, ConsistencyView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.sources.pages import PAGES
from qualcoder_cg.services import sample

pytest_plugins = ("conftest_shell",)
CONTROLS = (
    QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTabBar, QTextEdit,
)  # fmt: skip
OF_QT = ("qt_spinbox_lineedit", "qt_toolbar_ext_button", "ScrollLeftButton", "ScrollRightButton")
LEADS_NOWHERE = ("about", "quit", "close", "open", "save-copy", "full-screen", "sample", "import")


@pytest.fixture
def on_sample(window: MainWindow, tmp_path: object) -> Iterator[MainWindow]:
    """The window on the sample study."""
    path = tmp_path / "sample.qcg"  # type: ignore[operator]
    sample.build_sample(path).close()
    window.open_study(path)
    window.resize(1440, 900)
    yield window


def _controls(root: QWidget) -> list[QWidget]:
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible()]
    # Parts of a control speak through it.
    return [
        one
        for one in found
        if one.objectName() not in OF_QT
        and not isinstance(one.parent(), QComboBox | QLineEdit | QTabBar | QAbstractItemView)
    ]


def _nameless(root: QWidget) -> list[str]:
    found = []
    for control in _controls(root):
        spoken = QAccessible.queryAccessibleInterface(control)
        if not spoken.text(QAccessible.Text.Name).strip():
            found.append(
                f"{type(control).__name__} {control.objectName()} in {type(control.parent()).__name__}"
            )
    return found


def _no_keyboard(root: QWidget) -> list[str]:
    """Buttons that the Tab key passes by and that no menu knows."""
    return [
        f"{type(button).__name__} {button.accessibleName() or button.text()}"
        for button in root.findChildren(QAbstractButton)
        if button.isVisible()
        and button.isEnabled()
        and not button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not getattr(button, "defaultAction", lambda: None)()
        and button in _controls(root)
    ]


def test_every_control_of_every_view_has_a_name_and_can_be_reached(
    on_sample: MainWindow, qtbot: QtBot
) -> None:
    faults = {"coding": _nameless(on_sample) + _no_keyboard(on_sample)}
    on_sample.show_view("evidence")
    qtbot.wait(50)
    faults["evidence"] = _nameless(on_sample) + _no_keyboard(on_sample)
    on_sample.menus.actions["view-queries"].trigger()
    qtbot.wait(50)
    faults["queries"] = _nameless(on_sample) + _no_keyboard(on_sample)
    for name in ("triangulation", "chain"):
        on_sample.show_view(name)
        qtbot.wait(50)
        faults[name] = _nameless(on_sample) + _no_keyboard(on_sample)
    for page in (DESK, TIME, CONFUSED, VERSIONS):
        on_sample.show_view("consistency")
        on_sample.findChildren(ConsistencyView)[0].show_page(page)
        qtbot.wait(600)
        faults[page] = _nameless(on_sample) + _no_keyboard(on_sample)
    for page in PAGES:
        on_sample.show_page(page.id)
        qtbot.wait(20)
        faults[page.id] = _nameless(on_sample) + _no_keyboard(on_sample)
    assert {view: found for view, found in faults.items() if found} == {}


def test_every_dialog_of_the_menus_is_named_and_can_be_left_by_the_keyboard(
    on_sample: MainWindow, said: list[messages.Message]
) -> None:
    faults: dict[str, list[str]] = {}
    session = on_sample.session
    assert session is not None
    session.activate(session.codings[0].id)
    opened = 0
    for entry in on_sample.menus.entries:
        leads = entry.text.endswith("…") or entry.menu == "help"
        if not leads or entry.id in LEADS_NOWHERE or not on_sample.menus.actions[entry.id].isEnabled():
            continue
        if entry.id in (
            "import-informants", "import-guide", "import-survey", "replace-text", "load-matrix", "bring-in",
        ):  # fmt: skip
            continue  # these begin with the system's dialog for files
        on_sample.show_view("coding")
        on_sample.menus.actions[entry.id].trigger()
        QApplication.processEvents()
        for dialog in on_sample.findChildren(QDialog):
            if dialog.isVisible():
                opened += 1
                found = _nameless(dialog) + _no_keyboard(dialog)
                found += [] if dialog.windowTitle() else ["no title"]
                faults.setdefault(entry.id, []).extend(found)
                dialog.reject()
    assert {name: found for name, found in faults.items() if found} == {}
    assert opened >= 5


def test_the_transcript_is_read_by_a_screen_reader(on_sample: MainWindow, qtbot: QtBot) -> None:
    view = on_sample.findChild(CodingView)
    session = on_sample.session
    assert isinstance(view, CodingView) and session is not None
    spoken = QAccessible.queryAccessibleInterface(view.transcript.edit)
    assert spoken.role() in (
        QAccessible.Role.EditableText,
        QAccessible.Role.StaticText,
        QAccessible.Role.Document,
    )
    assert spoken.text(QAccessible.Text.Name)
    text = spoken.textInterface()
    assert text.characterCount() == view.transcript.edit.positions.units
    words = session.codings[0].span
    view.transcript.select(Span(*words))
    first, last = (view.transcript.edit.positions.to_units(point) for point in words)
    assert text.text(first, last) == session.text[words.start : words.end]
    assert text.cursorPosition() == last
    assert text.selectionCount() == 1


def test_a_coding_is_spoken_with_code_and_coder(on_sample: MainWindow) -> None:
    view = on_sample.findChild(CodingView)
    session = on_sample.session
    assert isinstance(view, CodingView) and session is not None
    coding = session.codings[0]
    session.activate(coding.id)
    said = view.transcript.margin.accessibleDescription()
    coder = next(one for one in session.project.coders.all() if one.id == coding.coder_id)
    assert session.codes[coding.code_id].short in said
    assert coder.name in said or coder.initials in said
