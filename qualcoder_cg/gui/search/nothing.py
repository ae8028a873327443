"""What stands where the hits would be: what to do next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qualcoder_cg.gui.coding.pane import PADDING, label

Offer = tuple[str, Callable[[], object]]
_MOST = 4


class Nothing(QWidget):
    """A sentence, and up to four buttons with what may help; `taken` comes before the help."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.said = label("", "quiet", self)
        self.said.setWordWrap(True)
        self.buttons = [QPushButton(self) for _place in range(_MOST)]
        self._offers: Sequence[Offer] = ()
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, button in enumerate(self.buttons):
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, place=place: self._take(place))
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 12, PADDING, 12)
        box.setSpacing(12)
        box.addWidget(self.said)
        box.addLayout(row)
        box.addStretch(1)

    def say(self, text: str, offers: Sequence[Offer] = ()) -> None:
        """Say this, and offer these."""
        self.said.setText(text)
        self._offers = offers[:_MOST]
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._offers))
            if place < len(self._offers):
                button.setText(self._offers[place][0])

    def _take(self, place: int) -> None:
        self.taken.emit()
        self._offers[place][1]()
