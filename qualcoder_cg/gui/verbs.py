"""What the verbs of a window share: the window, and how troubles of the world are said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from ..errors import UserError
from . import messages

if TYPE_CHECKING:
    from .main_window import MainWindow


class Verbs(QObject):
    """Some of the verbs of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    def attempt(self, work: Callable[[], object]) -> None:
        """Call `work`, saying a UserError kindly."""
        try:
            work()
        except UserError as error:
            messages.show(self.window, error)


def show_over(dialog: QDialog) -> None:
    """Show a dialog over the window; it goes when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
