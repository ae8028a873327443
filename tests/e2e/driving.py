"""Driving the real program by mouse and keys: a script of steps that runs inside its event loop."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from qualcoder_cg.gui import app as program
from qualcoder_cg.gui.main_window import MainWindow

Steps = Generator[Callable[[], object], None, None]
AnyWidget = TypeVar("AnyWidget", bound=QWidget)
TICK = 20
PATIENCE = 60.0


class Driver(QObject):
    """Runs steps one after another; a step yields a condition and goes on when it holds."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(QApplication.instance())
        self.error: BaseException | None = None
        self._steps = steps
        self._until: Callable[[], object] = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        try:
            if time.monotonic() - self._since > PATIENCE:
                raise TimeoutError(f"waited in vain at line {_line(self._steps)}")
            if self._until():
                self._until = next(self._steps)
                self._since = time.monotonic()
        except StopIteration:
            self._end()
        except BaseException as error:
            self.error = error
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QApplication.instance().quit()


def _line(steps: Steps) -> int:
    """Where a script stands, in its innermost part."""
    while steps.gi_yieldfrom is not None:
        steps = steps.gi_yieldfrom
    return steps.gi_frame.f_lineno


def in_a_process(script: str, folder: Path) -> None:
    """Run `e2e.SCRIPT FOLDER` in a process of its own: once its event loop has ended, no test could wait."""
    root = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join([str(root), str(root / "tests")])
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if platform == "offscreen":  # whose own screen is 800 by 800, and the program keeps within it
        platform += f":configfile={Path(__file__).with_name('screen.json')}"
    driven = subprocess.run(
        [sys.executable, "-m", f"e2e.{script}", str(folder)],
        env={**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert driven.returncode == 0, driven.stderr


def run(arguments: list[str], steps: Steps) -> None:
    """Start the program as a person does, drive it, and raise what went wrong."""
    driver = Driver(steps)
    code = program.main(arguments)
    driver.deleteLater()
    if driver.error:
        raise driver.error
    assert code == 0


def window() -> MainWindow:
    """The window of the program."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def shown(kind: type[AnyWidget], name: str = "") -> AnyWidget | None:
    """A visible widget of this kind, anywhere in the program."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, kind) and widget.isVisible() and (not name or widget.objectName() == name):
            return widget
    return None


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or window(), key, modifier)


def type_text(text: str) -> None:
    """Letters, to whatever has the focus."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def enter(field: QWidget, text: str) -> Steps:
    """Click a field, and replace what stands in it once it has the focus."""
    click(field)
    yield lambda: QApplication.focusWidget() == field
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(text)


def paste(text: str) -> None:
    """Replace what stands in the focused field from the clipboard."""
    QApplication.clipboard().setText(text)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """The left mouse button on a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def button(inside: QWidget, text: str) -> QPushButton:
    """The button with these words."""
    (found,) = [one for one in inside.findChildren(QPushButton) if one.text() == text and one.isVisible()]
    return found


def later(act: Callable[[], object]) -> None:
    """Do something that does not come back before another dialog closes, beside the script."""
    QTimer.singleShot(0, act)


def in_front() -> bool:
    """Whether the window is the active one; asks for it, as a window manager does when a dialog closes."""
    window().activateWindow()
    return QApplication.activeWindow() is window()
