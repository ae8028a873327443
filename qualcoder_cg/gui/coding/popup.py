"""A box over the window in which one types: it takes the keyboard, and gives it back when it closes."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QWidget


class Popup(QFrame):
    """Lies over the widget it is a child of; hidden at first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._back: QWidget | None = None

    def close_quietly(self) -> None:
        """Close and give the keyboard back to where it was."""
        if self.isVisible():
            self.hide()
            if self._back is not None:
                self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _begin(self) -> None:
        """Remember who has the keyboard: before anything in here is made ready to take it."""
        self._back = QApplication.focusWidget()

    def _appear(self, field: QWidget) -> None:
        """Show over everything else, with the caret in a field."""
        self.show()
        self.raise_()
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _close_when_left(self) -> None:
        """Close once the keyboard has gone elsewhere in the window."""
        QTimer.singleShot(0, self, self._close_if_left)

    def _close_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.hide()
