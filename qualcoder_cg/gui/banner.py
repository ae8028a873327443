"""A line under the view bar for what the person should know but need not answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ..i18n import _
from . import icons, theme


class Banner(QFrame):
    """Hidden until it has something to say; a cross hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        # what it says may come from a file of somebody else
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton(self)
        icons.bind(close, "close")
        close.setToolTip(_("Hide"))
        close.setAccessibleName(_("Hide"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.label, 1)
        row.addWidget(close)
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.hide()

    def warn(self, text: str) -> None:
        """Say something that needs a look."""
        self.label.setText(text)
        self.show()

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#banner {{ background: {look.warnbg}; border-bottom: 1px solid {look.line}; }}"
            f"#banner QLabel {{ color: {look.warn}; }}"
        )
