"""A memo that saves itself: after a short pause, and when one leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PAUSE_MS = 600


class MemoEdit(QPlainTextEdit):
    """Shows one memo at a time; keeps its own undo while it has the focus.

    `save(text)` is called with what is to be saved; it gives whether that worked. `left` comes with Esc.
    """

    left = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""
        self._saved = ""
        self._save: Callable[[str], bool] | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.textChanged.connect(self._typed)

    def show_memo(self, key: str, text: str, save: Callable[[str], bool] | None) -> None:
        """Show the memo of `key`; what was typed into another one is saved first.

        The memo already shown is left alone, caret and undo too, unless it became another elsewhere.
        None for `save` shows nothing to write on.
        """
        if key != self._key:
            self.save()
        elif text == self._saved:
            self._save = save
            return
        self._pause.stop()
        self._key, self._saved, self._save = key, text, save
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.setEnabled(save is not None)

    def go_on(self) -> None:
        """Take the keyboard, with the caret after what is written."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Save now what is not saved yet."""
        self._pause.stop()
        text = self.toPlainText()
        if self._save is not None and text != self._saved:
            before, self._saved = self._saved, text
            if not self._save(text):
                self._saved = before

    def forget(self) -> None:
        """Show nothing and save nothing: what the memo belonged to is gone."""
        self._pause.stop()
        self._save, self._saved = None, self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the memo."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when one leaves."""
        self.save()
        super().focusOutEvent(event)

    def _typed(self) -> None:
        if self._save is not None:
            self._pause.start()
