"""A field that takes the next key pressed, whatever it is, instead of acting on it."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ..i18n import _

_ALONE = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown,
)  # fmt: skip


class KeyCatcher(QLineEdit):
    """`caught(key)` tells the key as settings write it; Esc alone gives up and tells `left`."""

    caught = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(_("Press a key"))

    def event(self, event: QEvent) -> bool:
        """Take every key, also those of the window, of dialogs and Tab."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _ALONE:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
            return
        self.caught.emit(name_of(event))


def name_of(event: QKeyEvent) -> str:
    """A key with what is held beside it; Shift goes without saying in a sign that needs it, such as “?”."""
    key, typed, held = Qt.Key(event.key()), event.text(), event.modifiers()
    held &= ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    elif typed.strip() and typed.isprintable() and not typed.isalnum():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
