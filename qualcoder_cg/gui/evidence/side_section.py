"""Sections of the right pane of the evidence view: a title with a caption, and lines or links below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from .. import theme
from ..coding.pane import PADDING, ElidedButton, ElidedLabel, hairline, label


class SideSection(QWidget):
    """A title, a caption at its right, a hairline above (not for the first), and what is put below."""

    def __init__(self, title: str, parent: QWidget, *, first: bool = False) -> None:
        super().__init__(parent)
        self.title = label(title, "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.caption = ElidedLabel(self)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.caption, 1)
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)
        inside = QVBoxLayout()
        inside.setContentsMargins(PADDING, 12, PADDING, 12)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addLayout(self.lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not first:
            column.addWidget(hairline(self))
        column.addLayout(inside)

    def clear(self) -> None:
        """Take all lines away."""
        while (item := self.lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def say(self, text: str, role: str = "", *, told: str = "") -> None:
        """A line of words, with more in its tooltip."""
        line = label(text, role, self)
        line.setToolTip(told)
        line.setWordWrap(True)
        self.lines.addWidget(line)

    def offer(self, text: str, work: Callable[[], object]) -> None:
        """A line that does something when it is clicked."""
        button = link_button(text, work, self)
        self.lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def link_button(text: str, work: Callable[[], object], parent: QWidget) -> QPushButton:
    """A button that looks like a link."""
    look = theme.tokens()
    button = ElidedButton(text, parent)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setStyleSheet(
        f"QPushButton {{ border: none; background: transparent; color: {look.acc}; padding: 0;"
        " min-height: 24px; text-align: left; }"
        f"QPushButton:focus {{ border: 2px solid {look.acc}; padding: 0; min-height: 20px; }}"
    )
    button.clicked.connect(lambda _on=False: work())
    return button
