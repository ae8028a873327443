"""Two charts: how good suggestions became as more was decided, and how often what was foretold came true."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.calibration import OFF_BY, Reliability
from ...domain.suggestion_measures import Point
from ...i18n import _
from ...services import measure_words as say
from .. import theme
from .interval_rows import LINE, mark

_HEIGHT = 232
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 8, 24
_LEGEND = 24
_APART = 5.0
_SHARES = (0.0, 0.5, 1.0)


class _Chart(QWidget):
    """A plot with shares from none to all at its left; subclasses paint what is in it and below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough to read."""
        return QSize(400, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As high as it is, and not too narrow for its numbers."""
        return QSize(320, _HEIGHT)

    def plot(self) -> QRectF:
        """Where the marks stand."""
        return QRectF(
            _LEFT,
            _TOP,
            max(1, self.width() - _LEFT - _RIGHT),
            _HEIGHT - _TOP - _BOTTOM - _LEGEND,
        )

    def level(self, share: float) -> float:
        """Where a share lies in the plot, none at the bottom."""
        plot = self.plot()
        return plot.bottom() - plot.height() * share

    def paint_frame(self, painter: QPainter) -> None:
        """The lines of none, half and all with what they are."""
        plot = self.plot()
        for share in _SHARES:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(
                QPointF(plot.left(), self.level(share)), QPointF(plot.right(), self.level(share))
            )
            box = QRect(0, round(self.level(share)) - 8, _LEFT - 8, 16)
            self.caption(painter, box, f"{share * 100:.0f} %", Qt.AlignmentFlag.AlignRight)

    def caption(self, painter: QPainter, box: QRect, text: str, align: Qt.AlignmentFlag) -> None:
        """A small text in a box."""
        painter.setFont(theme.sans(theme.CAPTION, tabular=True))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)


class CurveChart(_Chart):
    """Shares of blocks of decisions in their order: accepted as dots, found in blind passages as squares."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.accepted: Sequence[Point] = ()
        self.blind: Sequence[Point] = ()

    def show_curves(self, accepted: Sequence[Point], blind: Sequence[Point]) -> None:
        """Show these points and no others."""
        self.accepted, self.blind = accepted, blind
        told = [_("Accepted of those shown: {points}").format(points=say.curve(accepted))] if accepted else []
        if blind:
            told.append(
                _("First suggestion right in blind passages: {points}").format(points=say.curve(blind))
            )
        self.setAccessibleName(_("Learning curve. {curves}").format(curves=". ".join(told)))
        self.setToolTip("\n".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, both curves, how many decisions, and what the marks are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_frame(painter)
        most = max((one.made for one in (*self.accepted, *self.blind)), default=1)
        both = bool(self.accepted and self.blind)
        self._paint_curve(painter, self.accepted, most, -_APART if both else 0.0, square=False)
        self._paint_curve(painter, self.blind, most, _APART if both else 0.0, square=True)
        self._paint_numbers(painter, most)
        self._paint_legend(painter)
        painter.end()

    def _x(self, made: int, most: int) -> float:
        plot = self.plot().adjusted(12, 0, -12, 0)
        return plot.left() + plot.width() * made / most

    def _paint_curve(
        self, painter: QPainter, points: Sequence[Point], most: int, beside: float, *, square: bool
    ) -> None:
        places = [QPointF(self._x(one.made, most) + beside, self.level(one.hits.share)) for one in points]
        style = Qt.PenStyle.DashLine if square else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("line2"), LINE, style))
        painter.drawPolyline(QPolygonF(places))
        for one, place in zip(points, places, strict=True):
            low, high = (QPointF(place.x(), self.level(end)) for end in one.hits.interval)
            mark(painter, place, low, high, sure=one.hits.tells, square=square)

    def _paint_numbers(self, painter: QPainter, most: int) -> None:
        bottom = round(self.plot().bottom()) + 4
        last = -100.0
        for one in self.accepted or self.blind:
            x = self._x(one.made, most)
            if x - last >= 44:
                box = QRect(round(x) - 24, bottom, 48, 16)
                self.caption(painter, box, str(one.made), Qt.AlignmentFlag.AlignHCenter)
                last = x

    def _paint_legend(self, painter: QPainter) -> None:
        """What the marks are; a line that has none is not named."""
        top = _HEIGHT - _LEGEND
        x = float(_LEFT)
        named = [(False, _("accepted of those shown"))] if self.accepted else []
        named += [(True, _("first one right in blind passages"))] if self.blind else []
        for square, words in named:
            place = QPointF(x + 5, top + _LEGEND / 2)
            mark(painter, place, place, place, sure=True, square=square)
            self.caption(painter, QRect(round(x) + 16, top, 400, _LEGEND), words, Qt.AlignmentFlag.AlignLeft)
            x += 16 + painter.fontMetrics().horizontalAdvance(words) + 24


class ReliabilityChart(_Chart):
    """What was said of decisions not yet made, to the right, and how often it came true, upwards.

    On the slanting line both are the same; in the band beside it a confidence may be shown.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = Reliability((), 0, 0.0)

    def show_reliability(self, found: Reliability) -> None:
        """Show this and nothing else."""
        self.found = found
        told = [
            _("said {said} %: {count}").format(said=round(one.said * 100), count=say.counted(one.came_true))
            for one in found.bins
        ]
        self.setAccessibleName(_("Said and came true. {points}").format(points="; ".join(told)))
        self.setToolTip("\n".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The band, the line, the marks with how many decisions each stands for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self.plot()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.save()
        painter.setClipRect(plot)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(self._x(said), self.level(said + off))
                    for said, off in ((0.0, OFF_BY), (1.0, OFF_BY), (1.0, -OFF_BY), (0.0, -OFF_BY))
                ]
            )
        )
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self.paint_frame(painter)
        painter.setPen(QPen(theme.colour("line2"), LINE))
        painter.drawLine(QPointF(self._x(0), self.level(0)), QPointF(self._x(1), self.level(1)))
        for one in self.found.bins:
            x, came = self._x(one.said), one.came_true
            low, high = (QPointF(x, self.level(end)) for end in came.interval)
            mark(painter, QPointF(x, self.level(came.share)), low, high, sure=came.tells)
            beside = QRect(round(x) + 8, round(self.level(came.share)) - 8, 48, 16)
            self.caption(painter, beside, str(came.of), Qt.AlignmentFlag.AlignLeft)
        bottom = round(plot.bottom()) + 4
        for share in _SHARES:
            box = QRect(round(self._x(share)) - 24, bottom, 48, 16)
            self.caption(painter, box, f"{share * 100:.0f} %", Qt.AlignmentFlag.AlignHCenter)
        legend = QRect(_LEFT, _HEIGHT - _LEGEND, self.width() - _LEFT, _LEGEND)
        self.caption(painter, legend, _("across: said; upwards: came true"), Qt.AlignmentFlag.AlignLeft)
        painter.end()

    def _x(self, said: float) -> float:
        plot = self.plot().adjusted(12, 0, -12, 0)
        return plot.left() + plot.width() * said
