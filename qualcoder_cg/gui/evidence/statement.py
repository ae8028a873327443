"""A finding's statement as it reads now, its counting words underlined with dots."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.counting_words import Part
from .. import theme

_LINE = 24


class Statement(QWidget):
    """Shows the parts of a statement; as high as its words need at its width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: Sequence[Part] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show another statement."""
        self._parts = parts
        self.setAccessibleName("".join(part.text for part in parts))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        return self._laid_out(width)[1]

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def sizeHint(self) -> QSize:
        """At the width it has now."""
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words."""
        painter = QPainter(self)
        painter.setPen(theme.colour("ink"))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(
            "".join(part.text for part in self._parts), theme.sans(theme.READING, theme.MEDIUM)
        )
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats, at = [], 0
        for part in self._parts:
            length = len(part.text.encode("utf-16-le")) // 2
            if part.who:
                one = QTextLayout.FormatRange()
                dotted = QTextCharFormat()
                dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                dotted.setUnderlineColor(theme.colour("ink2"))
                one.start, one.length, one.format = at, length, dotted
                formats.append(one)
            at += length
        layout.setFormats(formats)
        layout.beginLayout()
        height = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(80, width))
            line.setPosition(QPointF(0, height + (_LINE - line.height()) / 2))
            height += _LINE
        layout.endLayout()
        return layout, height
