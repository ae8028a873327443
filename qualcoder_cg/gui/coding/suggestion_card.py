"""The suggestion looked at, under the text: what speaks for it, and buttons to decide."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.i18n import _

from .code_title import CodeTitle
from .pane import PADDING, KeyButton, label
from .segments import TwoLines

_GAP = 8


class SuggestionCard(QWidget):
    """Shows one suggestion; a signal for each button, the same verbs as the keys."""

    accepted = Signal()
    rejected = Signal()
    put_off = Signal()
    nothing_wanted = Signal()
    precedents_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = CodeTitle(self)
        self.reason = TwoLines(self)
        self.right = label("", "caption", self)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        self.buttons: list[KeyButton] = []
        for text, key, signal in (
            (_("Accept"), "Y", self.accepted),
            (_("Reject"), "N", self.rejected),
            (_("Other code"), "X", self.correction_wanted),
            (_("Later"), "L", self.put_off),
            (_("No code here"), "Shift+N", self.nothing_wanted),
            (_("Precedents"), "P", self.precedents_wanted),
        ):
            button = KeyButton(text, key, self)
            button.clicked.connect(signal)
            buttons.addWidget(button)
            self.buttons.append(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 12, PADDING, 10)
        box.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.title, 1)
        top.addWidget(self.right)
        box.addLayout(top)
        box.addWidget(self.reason)
        box.addStretch(1)
        box.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words before keys: where not both have room the keys go, which the tooltips have too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = sum(one.width_with_key() for one in self.buttons) + (len(self.buttons) - 1) * _GAP
        for one in self.buttons:
            one.show_bare(needed > self.width() - 2 * PADDING)

    def show_suggestion(self, suggestion: Suggestion, codes: Mapping[str, Code], right: str = "") -> None:
        """Show what is suggested and why, and how often such ones were right where that is known."""
        self.title.show_code(codes.get(suggestion.code_id))
        because = _("Suggested, not yet decided. Because of: {words}").format(words=suggestion.reason)
        self.reason.setText(because if suggestion.reason else _("Suggested, not yet decided."))
        self.say_right(right)

    def say_right(self, words: str) -> None:
        """Say how often such suggestions were right; "" for nothing."""
        self.right.setText(words)
        self.right.setVisible(bool(words))
