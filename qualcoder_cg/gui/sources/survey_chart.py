"""Horizontal bars: how often each answer to a closed question was given."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...domain.charts import SMALLEST_BASE
from ...domain.surveys import Frequencies
from ...i18n import _
from ...services.survey_frequencies import category_words, figure_words, group_words
from .. import theme

_ROW = 24
_HEADING = 28
_BAR = 12
_GAP = 8
_LABEL_SHARE = 0.46
_VALUE = 88


class Bar(NamedTuple):
    """A line of the chart: a group's heading (no base), or an answer with its count of a base."""

    words: str
    n: int = 0
    base: int = 0
    missing: bool = False
    least: int = SMALLEST_BASE

    @property
    def value(self) -> str:
        """The count, and per cent beside it or of how many."""
        return figure_words(self.n, self.base, self.least) if self.base else ""


def bars(found: Frequencies, least: int = SMALLEST_BASE) -> list[Bar]:
    """The lines of the chart in order: all respondents, or group by group under its heading.

    Per cent stands where there are at least `least` respondents.
    """
    lines: list[Bar] = []
    for group in found.groups or (found.total,):
        if found.groups:
            lines.append(Bar(group_words(group)))
        lines += [
            Bar(category_words(category), n, group.respondents, category.missing, least)
            for category, n in zip(found.categories, group.counts, strict=True)
        ]
    return lines


class SurveyChart(QWidget):
    """Bars as long as the share of all respondents; those who gave no answer are grey."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, lines: Sequence[Bar]) -> None:
        """Show these lines and no others."""
        self.lines = lines
        told = [f"{line.words}: {line.value}" if line.base else line.words for line in lines]
        self.setAccessibleName(_("Bars: {lines}").format(lines="; ".join(told)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(320, sum(self._height(line) for line in self.lines))

    def minimumSizeHint(self) -> QSize:
        """As high as all lines are, and wide enough for words and numbers."""
        return QSize(240, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show an answer that is cut as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self._line_at(event.pos())
            QToolTip.showText(event.globalPos(), line.words if line else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words at the left, the bar, its number at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for line in self.lines:
            height = self._height(line)
            place = QRect(0, top, self.width(), height)
            if line.base:
                self._paint_bar(painter, place, line)
            else:
                self._paint_heading(painter, place, line.words)
            top += height
        painter.end()

    def _paint_heading(self, painter: QPainter, place: QRect, words: str) -> None:
        font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fits)

    def _paint_bar(self, painter: QPainter, place: QRect, line: Bar) -> None:
        label_width = round(place.width() * _LABEL_SHARE)
        painter.setFont(theme.sans(theme.INTERFACE, tabular=True))
        painter.setPen(theme.colour("ink2" if line.missing else "ink"))
        label = QRect(place.left(), place.top(), label_width, place.height())
        words = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideRight, label_width)
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        left = label.right() + _GAP
        room = max(0, place.width() - left - _GAP - _VALUE)
        top = place.top() + (place.height() - _BAR) // 2
        track = QRect(left, top, room, _BAR)
        painter.fillRect(track, theme.colour("hover"))
        if line.n:
            filled = QRect(left, top, max(2, round(room * line.n / line.base)), _BAR)
            painter.fillRect(filled, theme.colour("line2" if line.missing else "acc"))
            if line.missing:
                painter.setPen(QPen(theme.colour("ctl"), 1))
                painter.drawRect(filled.adjusted(0, 0, -1, -1))
        painter.setPen(theme.colour("ink2" if line.missing else "ink"))
        value = QRect(place.right() - _VALUE + 1, place.top(), _VALUE, place.height())
        painter.drawText(value, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.value)

    def _height(self, line: Bar) -> int:
        return _ROW if line.base else _HEADING

    def _line_at(self, place: QPoint) -> Bar | None:
        top = 0
        for line in self.lines:
            top += self._height(line)
            if place.y() < top:
                return line
        return None
