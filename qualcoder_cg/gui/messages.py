"""The only opener of message boxes: the world's troubles said kindly, our own with a report to copy."""

import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from .. import __version__
from ..errors import Cancelled, UserError
from ..i18n import _


class Message(NamedTuple):
    """What a box says: a sentence, what to do next, and a report that is folded away."""

    text: str
    hint: str = ""
    report: str = ""


_recorders: list[list[Message]] = []


@contextmanager
def recording() -> Iterator[list[Message]]:
    """Collect messages instead of opening boxes, for tests."""
    said: list[Message] = []
    _recorders.append(said)
    try:
        yield said
    finally:
        _recorders.remove(said)


def show(parent: QWidget | None, error: UserError) -> None:
    """Say what is wrong in the world and what to do about it."""
    _open(parent, Message(error.message, error.hint))


def tell(parent: QWidget | None, text: str, hint: str = "") -> None:
    """Say something that is no trouble."""
    _open(parent, Message(text, hint), QMessageBox.Icon.Information)


def unexpected(parent: QWidget | None, error: BaseException) -> None:
    """Say that the program itself is at fault, with a report the person can copy; nothing is sent."""
    _open(
        parent,
        Message(
            _("Something went wrong in the program."),
            _("What was saved is safe. Copy the report and send it to those who look after the program."),
            report(error),
        ),
        QMessageBox.Icon.Warning,
    )


def handle(parent: QWidget | None, error: BaseException) -> None:
    """Say an error of either kind; a cancelled job is no error."""
    if isinstance(error, UserError):
        show(parent, error)
    elif not isinstance(error, Cancelled):
        unexpected(parent, error)


def catch(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What Python calls with an error that nobody caught, wherever it happened."""
    if not isinstance(error, UserError):
        sys.__excepthook__(kind, error, trace)
    if issubclass(kind, Exception) and QApplication.instance():
        handle(QApplication.activeWindow(), error)


def report(error: BaseException) -> str:
    """Where in the program an error happened, without the study's text, names or folders.

    The error's own words are left out, since they may quote the study; files are named from the
    package or library they belong to.
    """
    lines = [
        f"QualCoder CG {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.system()} "
        f"{platform.release()} {platform.machine()}",
    ]
    at: BaseException | None = error
    while at is not None:
        lines.append(f"{type(at).__module__}.{type(at).__qualname__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(at.__traceback__)
        ]
        at = at.__cause__ or at.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    """A source file from its package on; only its own name where that is unknown."""
    parts = Path(filename).parts
    for anchor in ("site-packages", "qualcoder_cg"):
        if anchor in parts:
            start = len(parts) - parts[::-1].index(anchor) - (0 if anchor == "site-packages" else 1)
            return "/".join(parts[start:])
    return parts[-1] if parts else ""


def _reporting() -> bool:
    """Whether a report is shown already: what fails while drawing fails again and again."""
    return any(
        isinstance(widget, QMessageBox) and widget.isVisible() and widget.detailedText()
        for widget in QApplication.topLevelWidgets()
    )


def _open(parent: QWidget | None, message: Message, icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon) -> None:
    if _recorders:
        _recorders[-1].append(message)
        return
    if message.report and _reporting():
        return
    box = QMessageBox(icon, _("QualCoder CG"), message.text, QMessageBox.StandardButton.NoButton, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(message.hint)
    close = box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    close.setProperty("main", True)
    # The box dressed its button before it knew that it is the main one.
    close.style().polish(close)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    if message.report:
        box.setDetailedText(message.report)
        copy = box.addButton(_("Copy report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(message.report))
    box.open()
