"""A code by its swatch and name, as the title of what follows."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import theme

from . import painting, words


class CodeTitle(QWidget):
    """A swatch with the name of a code."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._code: Code | None = None
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the whole name."""
        name = words.code_name(self._code) if self._code else ""
        font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        return QSize(painting.SWATCH + 12 + QFontMetrics(font).horizontalAdvance(name), 20)

    def show_code(self, code: Code | None) -> None:
        """Show this code."""
        if code == self._code:
            return
        self._code = code
        self.setAccessibleName(words.code_name(code) if code else "")
        self.setToolTip(words.code_name(code) if code else "")
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatch and words."""
        if self._code:
            painter = QPainter(self)
            painting.swatch(painter, 0, self.rect(), self._code.colour)
            font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            room = self.rect().adjusted(painting.SWATCH + 8, 0, 0, 0)
            painting.words(painter, room, words.code_name(self._code), font, theme.colour("ink"))
