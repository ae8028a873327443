"""What the marks and figures of the matrix mean, in one line under it."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ...domain.codings import CONTRADICTS, SUPPORTS
from ...domain.triangulation import MIXED, NOT_ASKED, SILENT, UNDECIDED, Triangulation
from ...i18n import _
from ...services.triangulation_words import legend, mark_names
from .. import theme
from .matrix_table import paint_hatch, paint_mark

_MARKS = (SUPPORTS, MIXED, CONTRADICTS, UNDECIDED, SILENT, NOT_ASKED)
_HEIGHT, _GAP = 32, 16


class Legend(QWidget):
    """The marks with their names, and how to read the figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._text = ""
        self.setAccessibleName(_("What the marks mean"))
        theme.notifier().changed.connect(self.update)

    def show_matrix(self, matrix: Triangulation) -> None:
        """Say what the figures of a matrix mean."""
        self._text = " · ".join((legend(matrix), *matrix.notes))
        self.setToolTip(self._text)
        names = mark_names()
        self.setAccessibleDescription(", ".join(names[mark] for mark in _MARKS) + ". " + self._text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks at the left, the words at the right as far as there is room."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(theme.sans(theme.CAPTION))
        painter.setPen(theme.colour("ink2"))
        metrics, x, middle = painter.fontMetrics(), 16, _HEIGHT // 2
        names = mark_names()
        for mark in _MARKS:
            if mark == NOT_ASKED:
                paint_hatch(painter, QRect(x, middle - 6, 20, 12))
                x += 24
            else:
                paint_mark(painter, QPointF(x + 4, middle + 0.5), mark, theme.colour("ink2"))
                x += 14
            painter.setPen(theme.colour("ink2"))
            painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - 1), names[mark])
            x += metrics.horizontalAdvance(names[mark]) + _GAP
        room = self.width() - x - 16
        if room > 80:
            text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
            box = QRect(x, 0, room, _HEIGHT)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
