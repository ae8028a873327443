"""Agreement along the time: a dot for each window of documents, with its interval among the bands."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.consistency import Figure
from .. import theme
from ..coding import painting
from ..suggestions.interval_rows import LINE, mark
from . import words
from .figure_rows import FigureRow, scale_of

_HEIGHT, _LEFT, _RIGHT, _TOP, _BELOW = 240, 40, 24, 16, 36
_LABEL = 88


class Moment(NamedTuple):
    """A point in time as it is called, with its figure; `sure` where the interval tells."""

    name: str
    under: str
    figure: Figure
    reading: str
    sure: bool


class DriftChart(QWidget):
    """Moments from left to right."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self.moments: Sequence[Moment] = ()
        self._cuts: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_moments(self, moments: Sequence[Moment], cuts: Sequence[float]) -> None:
        """Show these and no others."""
        self.moments, self._cuts = moments, cuts
        told = [
            f"{one.name}: {words.value(one.figure.value)} {words.interval(one.figure)} {one.reading}".strip()
            for one in moments
        ]
        self.setAccessibleName(f"{self._title}. " + "; ".join(told))
        self.setToolTip("\n".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a dozen."""
        return QSize(640, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands, marks with their values, names below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRect(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, _HEIGHT - _TOP - _BELOW)
        scale = scale_of([FigureRow(one.figure, "", "", one.sure) for one in self.moments], self._cuts)

        def level(value: float) -> float:
            return plot.bottom() - plot.height() * scale.at(value)

        self._paint_bands(painter, plot, level, scale.low)
        step = plot.width() / max(1, len(self.moments))
        places = []
        for number, one in enumerate(self.moments):
            x = plot.left() + step * (number + 0.5)
            self._paint_names(painter, one, x, plot.bottom() + 4, step)
            if one.figure.value is not None:
                places.append((one, QPointF(x, level(one.figure.value))))
        painter.setPen(QPen(theme.colour("line2"), LINE))
        painter.drawPolyline(QPolygonF([place for _one, place in places]))
        for one, place in places:
            value = one.figure.value or 0.0
            ends = [value if end is None else end for end in (one.figure.low, one.figure.high)]
            low, high = (QPointF(place.x(), level(end)) for end in ends)
            mark(painter, place, low, high, sure=one.sure)
            box = QRect(round(place.x()) + 8, round(place.y()) - 8, 48, 16)
            strong = theme.sans(theme.CAPTION, theme.SEMIBOLD, tabular=True)
            painting.words(painter, box, words.value(value), strong, theme.colour("ink"))
        painter.end()

    def _paint_bands(self, painter: QPainter, plot: QRect, level, lowest: float) -> None:  # type: ignore[no-untyped-def]
        cuts = [*self._cuts[-2:], 1.0]
        for number, token in enumerate(("hover", "line")[3 - len(cuts) :]):
            upper, lower = level(cuts[number + 1]), level(cuts[number])
            box = QRect(plot.left(), round(upper), plot.width(), round(lower) - round(upper))
            painter.fillRect(box, theme.colour(token))
        small = theme.sans(theme.CAPTION, tabular=True)
        for value, text in ((1.0, "1"), *((one, words.cut(one)) for one in self._cuts), (0.0, "0")):
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.drawLine(QPointF(plot.left(), level(value)), QPointF(plot.right(), level(value)))
            box = QRect(0, round(level(value)) - 8, _LEFT - 8, 16)
            painting.words(painter, box, text, small, theme.colour("ink3"), Qt.AlignmentFlag.AlignRight)

    def _paint_names(self, painter: QPainter, one: Moment, x: float, top: int, step: float) -> None:
        width = round(min(_LABEL, step - 4))
        small = theme.sans(theme.CAPTION, tabular=True)
        box = QRect(round(x - width / 2), top, width, 16)
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.words(painter, box, one.name, small, theme.colour("ink"), middle)
        painting.words(painter, box.translated(0, 16), one.under, small, theme.colour("ink2"), middle)
