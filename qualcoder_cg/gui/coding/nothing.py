"""An empty state: one sentence and one button, where the content would begin."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from .pane import PADDING, label


def inset(note: QLabel, parent: QWidget) -> QWidget:
    """A sentence where the content would begin, clear of the edges of its pane."""
    holder = QWidget(parent)
    note.setWordWrap(True)
    box = QVBoxLayout(holder)
    box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
    box.addWidget(note)
    box.addStretch(1)
    return holder


class Nothing(QWidget):
    """Says why nothing is shown, and offers the way out; `main` makes the button the filled one."""

    def __init__(
        self, sentence: str, button: str, work: Callable[[], object], parent: QWidget, *, padding: int = 16,
        main: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.sentence = label(sentence, "" if main else "quiet", self)
        self.sentence.setWordWrap(True)
        self.button = QPushButton(button, self)
        self.button.setProperty("main", main)
        self.button.clicked.connect(lambda _on=False: work())
        self.button.setVisible(bool(button))
        box = QVBoxLayout(self)
        box.setContentsMargins(padding, padding, padding, padding)
        box.setSpacing(12)
        box.addWidget(self.sentence)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def say(self, sentence: str) -> None:
        """Say it otherwise."""
        self.sentence.setText(sentence)
