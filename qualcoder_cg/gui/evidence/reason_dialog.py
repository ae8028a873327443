"""A decision that needs a reason: settling a contradiction, another grade, another level."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from ...i18n import _
from ..dialogs.frame import Dialog, form, hint

_HIGH, _WIDE = 96, 440


class ReasonField(QPlainTextEdit):
    """`done()` with Ctrl+Enter."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the filled button; the rest as in any text."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class ReasonDialog(Dialog):
    """Asks for a reason and, where there are `choices` (value, words), for one of them.

    `work(choice, reason)` does it, also with Ctrl+Enter; what it raises as UserError is said in the dialog.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        button: str,
        work: Callable[[str, str], object],
        *,
        choices: Sequence[tuple[str, str]] = (),
        chosen: str = "",
        label: str = "",
        explained: str = "",
    ) -> None:
        super().__init__(parent, title, button)
        self._work = work
        self.setMinimumWidth(_WIDE)
        rows = form()
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(label)
        self.choice.setVisible(bool(choices))
        for value, words in choices:
            self.choice.addItem(words, value)
        if choices:
            self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
            rows.addRow(label, self.choice)
        self.reason = ReasonField(self)
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(_HIGH)
        rows.addRow(_("Reason"), self.reason)
        self.body.addLayout(rows)
        if explained:
            self.body.addWidget(hint(explained, self))
        self.reason.done.connect(self.attempt)
        self.reason.setFocus()

    def commit(self) -> None:
        """Do it."""
        self._work(str(self.choice.currentData() or ""), self.reason.toPlainText())
