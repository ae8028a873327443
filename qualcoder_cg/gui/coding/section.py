"""The header of a part of a pane that folds."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualcoder_cg.gui import theme

from . import painting

_HEIGHT = 32


class SectionHeader(QAbstractButton):
    """A chevron, a title, and a caption at the right; checked means open."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)

    def set_caption(self, text: str) -> None:
        """Show this at the right."""
        self._caption = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above, the chevron, the words."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 1, 0, 0), theme.colour("hover"))
        box = self.rect().adjusted(8, 1, -12, 0)
        painting.chevron(painter, box.left(), box, is_open=self.isChecked())
        box.setLeft(box.left() + 16)
        bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        took = painting.words(painter, box, self.text(), bold, theme.colour("ink"))
        box.setLeft(box.left() + took + 8)
        small, right = theme.sans(theme.CAPTION), Qt.AlignmentFlag.AlignRight
        painting.words(painter, box, self._caption, small, theme.colour("ink2"), right)
        if self.hasFocus():
            painter.setPen(theme.colour("acc"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
