"""The upper edge of the find panel, by which it is made higher or lower."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

HEIGHT = 6


class Edge(QWidget):
    """`pulled(pixels)` says how far up (negative: down) it was pulled since it was taken hold of."""

    taken = Signal()
    pulled = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._from = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(_("Drag to make the list higher or lower"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._from = event.globalPosition().y()
        self.taken.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pulled.emit(round(self._from - event.globalPosition().y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline, in the accent while the pointer is over it."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("acc" if self.underMouse() else "line"))
