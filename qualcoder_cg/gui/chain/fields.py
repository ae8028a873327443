"""The controls of a form: a text that grows with its words and saves itself, a choice, a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from ..coding.memo_edit import MemoEdit

_MOST = 12
_MARGIN = 6
_ROOM = 2 * _MARGIN + 4

Save = Callable[[str], bool]


class TextField(MemoEdit):
    """A text of at least `least` lines; `left` comes with Esc, `gone` when the keyboard leaves it."""

    gone = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget, least: int = 2) -> None:
        super().__init__(name, hint, parent)
        self._least = least
        self.setToolTip(hint)
        self.document().setDocumentMargin(_MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is written next is a step of its own."""
        super().focusOutEvent(event)
        self.gone.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, unless there is more text than the field shows."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(200, self.height())

    def _fit(self) -> None:
        """Be as high as the lines, within bounds."""
        lines = max(self._least, min(_MOST, int(self.document().size().height())))
        wanted = lines * self.fontMetrics().lineSpacing() + _ROOM
        if wanted != self.height():
            self.setFixedHeight(wanted)


class ChoiceField(QComboBox):
    """One of some stored values; the wheel passes it by, so that scrolling the form changes nothing."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._save: Save | None = None
        self._shown = ""
        self.set_choices(choices)
        self.activated.connect(lambda _index: self._chosen())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these values with the words for them."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)

    def show_value(self, value: str, save: Save) -> None:
        """Show a value; `save(value)` is called for another one, and tells whether it was taken."""
        self._save, self._shown = save, value
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        event.ignore()

    def _chosen(self) -> None:
        value = str(self.currentData())
        if self._save and value != self._shown and not self._save(value):
            self.setCurrentIndex(max(0, self.findData(self._shown)))


class ListField(QLineEdit):
    """Entries with semicolons between, saved with Enter and when the keyboard leaves."""

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(hint)
        self._save: Save | None = None
        self._key, self._shown = "", ""
        self.editingFinished.connect(self.save)

    def show_value(self, key: str, value: str, save: Save) -> None:
        """Show the entries of `key`; what is being typed into the same one is left alone."""
        if key != self._key:
            self.save()
        elif value == self._shown:
            self._save = save
            return
        self._key, self._shown, self._save = key, value, save
        self.setText(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts back what was there."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Save now what is not saved yet."""
        typed = self.text()
        if self._save and typed != self._shown:
            before, self._shown = self._shown, typed
            if not self._save(typed):
                self._shown = before

    def forget(self) -> None:
        """Save nothing any more."""
        self._save = None
