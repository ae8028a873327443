"""Shares as rows: what they are of, a dot with its interval on a line from none to all, the count beside."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...domain.proportions import Proportion
from ...services import measure_words as say
from .. import theme
from ..coding import painting

_ROW = 24
_AXIS = 20
_GAP = 12
_NAME_SHARE = 0.31
_COUNT = 132
_WHERE = 72
_NOTE = 132
_DOT = 4.0
_CAP = 4
LINE = 1.5


class Row(NamedTuple):
    """What the share is of, the share, and what else is to be said of it."""

    words: str
    share: Proportion
    note: str = ""

    @property
    def told(self) -> str:
        """The row as one text."""
        said = f"{self.words}: {say.with_interval(self.share)}"
        return f"{said}. {self.note}" if self.note else said


class IntervalRows(QWidget):
    """Rows of shares; dashed and hollow where there are too few cases to tell."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.rows: Sequence[Row] = ()
        self._last = _WHERE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows and no others."""
        self.rows = rows
        self._last = _NOTE if any(row.note for row in rows) else _WHERE
        self.setAccessibleName(f"{self.title}. " + "; ".join(row.told for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows and the axis."""
        return QSize(480, _ROW * len(self.rows) + (_AXIS if self.rows else 0))

    def minimumSizeHint(self) -> QSize:
        """As high as all rows are, and wide enough for names, marks and numbers."""
        return QSize(400, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show a row as a tooltip: its name may be cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), row.told if row else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each row, and the axis below the last one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.rows:
            self._paint_axis(painter)
        for number, row in enumerate(self.rows):
            place = QRect(0, number * _ROW, self.width(), _ROW)
            self._paint_words(painter, place, row)
            middle = place.top() + _ROW / 2
            plot = self._plot()
            low, high = row.share.interval
            ends = [QPointF(plot.left() + plot.width() * one, middle) for one in (low, high)]
            if row.share.of:
                dot = QPointF(plot.left() + plot.width() * row.share.share, middle)
                mark(painter, dot, ends[0], ends[1], sure=row.share.tells)
        painter.end()

    def _plot(self) -> QRect:
        left = round(self.width() * _NAME_SHARE) + _GAP
        return QRect(
            left, 0, max(0, self.width() - left - 2 * _GAP - _COUNT - self._last), _ROW * len(self.rows)
        )

    def _paint_axis(self, painter: QPainter) -> None:
        plot = self._plot()
        small = theme.sans(theme.CAPTION, tabular=True)
        for share in (0.0, 0.5, 1.0):
            x = plot.left() + plot.width() * share
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, plot.height()))
            box = QRect(round(x) - 20, plot.height() + 2, 40, _AXIS - 4)
            painter.setFont(small)
            painter.setPen(theme.colour("ink3"))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{share * 100:.0f} %"
            )

    def _paint_words(self, painter: QPainter, place: QRect, row: Row) -> None:
        plain: QFont = theme.sans(theme.INTERFACE, tabular=True)
        name = QRect(place.left(), place.top(), round(self.width() * _NAME_SHARE), _ROW)
        painting.words(painter, name, row.words, plain, theme.colour("ink"))
        count = QRect(self._plot().right() + _GAP, place.top(), _COUNT, _ROW)
        colour = theme.colour("ink" if row.share.tells else "ink2")
        painting.words(painter, count, say.counted(row.share), plain, colour)
        where = QRect(count.right() + _GAP, place.top(), self.width() - count.right() - _GAP, _ROW)
        small = theme.sans(theme.CAPTION, tabular=True)
        painting.words(
            painter,
            where,
            row.note if self._last == _NOTE else say.probably(row.share),
            small,
            theme.colour("ink2"),
        )

    def _row_at(self, place: QPoint) -> Row | None:
        number = place.y() // _ROW
        return self.rows[number] if 0 <= number < len(self.rows) else None


def mark(
    painter: QPainter, dot: QPointF, low: QPointF, high: QPointF, *, sure: bool, square: bool = False
) -> None:
    """A dot with the line of its interval, across or upright; dashed and hollow where unsure."""
    ink = theme.colour("ink")
    pen = QPen(ink, LINE)
    painter.setPen(pen)
    across = abs(high.x() - low.x()) >= abs(high.y() - low.y())
    cap = QPointF(0, _CAP) if across else QPointF(_CAP, 0)
    for end in (low, high) if low != high else ():
        painter.drawLine(end - cap, end + cap)
    if not sure:
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
    painter.drawLine(low, high)
    painter.setPen(QPen(ink, LINE))
    painter.setBrush(ink if sure else theme.colour("base"))
    if square:
        painter.drawRect(round(dot.x() - _DOT + 1), round(dot.y() - _DOT + 1), 6, 6)
    else:
        painter.drawEllipse(dot, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
