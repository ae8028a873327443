"""A field into which links are typed, "C10, BP2–3", with a list of what could be meant below it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_BETWEEN = ",;"
_SHOWN = 90


class LinkField(QLineEdit):
    """`entered(text)` with Enter; the field is emptied by whoever took the text."""

    entered = Signal(str)

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._offered: Callable[[], Sequence[tuple[str, str]]] = tuple
        self._choices = QStringListModel(self)
        self._completer = _Completer(self._choices, self)
        self.setCompleter(self._completer)
        # Enter in the list reaches the field first, and only then sets what was picked.
        self.returnPressed.connect(lambda: QTimer.singleShot(0, self, self._enter))

    def offer(self, choices: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Offer these, number and text; they are asked for when somebody comes to type."""
        self._offered = choices
        if self.hasFocus():
            self._list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """List what could be meant."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list()

    def _list(self) -> None:
        self._choices.setStringList([f"{number} {text}"[:_SHOWN] for number, text in self._offered()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down in an empty field lists everything; Esc empties it."""
        if event.key() == Qt.Key.Key_Down and not self._completer.is_open():
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.text().strip():
            self.entered.emit(self.text())


class _Completer(QCompleter):
    """Completes the last of several numbers, by number or by words of the text."""

    def __init__(self, model: QStringListModel, field: LinkField) -> None:
        super().__init__(model, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(10)
        popup = self.popup()
        if popup:
            popup.setAccessibleName(field.accessibleName())

    def is_open(self) -> bool:
        """Whether the list is shown."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def splitPath(self, path: str) -> list[str]:
        """What is typed after the last comma."""
        return [path[_last(path) :].strip()]

    def pathFromIndex(self, index: object) -> str:
        """What stands before it, with the number that was picked."""
        typed = self._field.text()
        before = typed[: _last(typed)]
        number = str(super().pathFromIndex(index)).partition(" ")[0]  # type: ignore[arg-type]
        return f"{before}{' ' if before else ''}{number}"


def _last(text: str) -> int:
    """Where the last of several numbers begins."""
    return max(text.rfind(sign) for sign in _BETWEEN) + 1
