"""The window as the pictures of the manual bring it to a state."""

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session

SUGGESTIONS_MS, VIEW_MS = 12_000, 900


class Stage:
    """The window, and waiting for what it does beside itself."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def session(self) -> Session:
        """The open study."""
        assert self.window.session is not None
        return self.window.session

    @property
    def coding(self) -> CodingView:
        """The coding view."""
        view = self.window.findChild(CodingView)
        assert isinstance(view, CodingView)
        return view

    def wait(self, ms: int = VIEW_MS) -> None:
        """Let the window live; its jobs and processes go on meanwhile."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def picture(self) -> QPixmap:
        """The whole window, with the dialog that stands over it."""
        self.wait()
        shown = self.window.grab()
        dialog = next((one for one in self.window.findChildren(QDialog) if one.isVisible()), None)
        return dialog.grab() if dialog else shown

    def command(self, name: str) -> QPixmap:
        """The window after an entry of its menus."""
        self.window.menus.actions[name].trigger()
        return self.picture()

    def clear(self) -> None:
        """Close what stands over the window."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        QApplication.processEvents()
