"""Figures as rows: name and number of units, the value with its interval among the bands, the reading."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ...domain.consistency import Figure
from ...i18n import _
from .. import theme
from ..coding import painting
from ..suggestions.interval_rows import mark
from . import words

ROW, _AXIS, _HEAD = 36, 20, 20
_GAP, _EDGE = 12, 16
_VALUE = 112
_NAME_SHARE = 0.34
FIGURE = Qt.ItemDataRole.UserRole + 1
_TOP = Qt.AlignmentFlag.AlignTop
_APART, _SHIFT = 5, 18  # between numbers of the axis, and how far one may stand from its line


class FigureRow(NamedTuple):
    """A figure: under its name what it rests on, `reading` is its value in words, `beside` a third line."""

    figure: Figure
    counted: str
    reading: str
    sure: bool
    beside: str = ""

    @property
    def told(self) -> str:
        """The row as one text."""
        one = self.figure
        parts = [
            self.counted,
            words.value(one.value),
            words.interval(one),
            self.reading,
            self.beside,
            one.note,
        ]
        return f"{one.name}: " + ", ".join(part for part in parts if part)


class Scale(NamedTuple):
    """From where to where the axis goes, and the cuts between the bands."""

    low: float
    cuts: Sequence[float]

    def at(self, number: float) -> float:
        """Where a value lies, 0 at the left end and 1 at the right."""
        return (min(1.0, max(self.low, number)) - self.low) / (1.0 - self.low)


def scale_of(rows: Sequence[FigureRow], cuts: Sequence[float]) -> Scale:
    """An axis that has room for all values; it begins at 0 where none lies under it."""
    lowest = min((one.figure.low or one.figure.value or 0.0 for one in rows), default=0.0)
    return Scale(max(-1.0, min(0.0, math.floor(lowest * 10 - 1e-9) / 10)) if lowest < 0 else 0.0, cuts)


class FigureModel(QAbstractListModel):
    """One row for each figure."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[FigureRow] = ()
        self.scale = Scale(0.0, ())

    def fill(self, rows: Sequence[FigureRow], cuts: Sequence[float]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows, self.scale = rows, scale_of(rows, cuts)
        self.endResetModel()

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; the whole row for tooltips and those who hear it; the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.figure.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.told
        return row if role == FIGURE else None


class FigureRows(QStyledItemDelegate):
    """Draws name, count, mark, value and reading; the bands run through all rows."""

    def __init__(self, parent: "FigureList") -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Two lines, or three."""
        return QSize(200, self._list.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        row: FigureRow = index.data(FIGURE)
        box = QRect(option.rect)
        painter.save()
        painting.row_background(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, plot, right = parts(box)
        plain = not painting.is_selected(option)
        paint_bands(painter, plot, self._list.model_of.scale, filled=plain)
        quiet = theme.colour("ink2")
        small = theme.sans(theme.CAPTION, tabular=True)
        _two(painter, left, row.figure.name, theme.sans(theme.INTERFACE), row.counted, small)
        self._paint_mark(painter, plot, row)
        strong = theme.sans(theme.INTERFACE, theme.SEMIBOLD, tabular=True)
        upper = QRect(right.left(), right.top() + 2, right.width(), 16)
        took = painting.words(painter, upper, words.value(row.figure.value), strong, theme.colour("ink"))
        beside = upper.adjusted(took + 6, 0, 0, 0)
        painting.words(painter, beside, words.interval(row.figure), small, quiet)
        lower = upper.translated(0, 16)
        painting.words(painter, lower, row.reading, small, quiet)
        if row.beside:
            third = QRect(left.left(), left.top() + 34, plot.right() - left.left(), 16)
            painting.words(painter, third, row.beside, small, quiet)
        painter.restore()

    def _paint_mark(self, painter: QPainter, plot: QRect, row: FigureRow) -> None:
        figure, scale = row.figure, self._list.model_of.scale
        if figure.value is None:
            return
        middle = plot.top() + ROW / 2 - 0.5

        def at(number: float) -> QPointF:
            return QPointF(plot.left() + plot.width() * scale.at(number), middle)

        low = at(figure.low if figure.low is not None else figure.value)
        high = at(figure.high if figure.high is not None else figure.value)
        mark(painter, at(figure.value), low, high, sure=row.sure)


class FigureList(QListView):
    """The rows; `chosen(key)` when one is clicked or entered."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_of = FigureModel(self)
        self.setModel(self.model_of)
        self.setItemDelegate(FigureRows(self))
        self.setAccessibleName(_("Agreement"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def key(self) -> str:
        """The key of the current row, "" for none."""
        row: FigureRow | None = self.currentIndex().data(FIGURE)
        return row.figure.key if row else ""

    def row_height(self) -> int:
        """As high as its lines."""
        return ROW + (16 if any(row.beside for row in self.model_of.rows) else 0)

    def _choose(self, index: QModelIndex) -> None:
        row: FigureRow | None = index.data(FIGURE)
        if row:
            self.chosen.emit(row.figure.key)


class Axis(QWidget):
    """Under the rows: what the ends and the cuts are."""

    def __init__(self, rows: FigureList, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = rows
        self.setFixedHeight(_AXIS)
        rows.model_of.modelReset.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers under the plot; one that would lie over another is left out."""
        painter = QPainter(self)
        width = self._list.viewport().width()
        _left, plot, _right = parts(QRect(2, 0, width, _AXIS))
        scale = self._list.model_of.scale
        painter.setFont(theme.sans(theme.CAPTION, tabular=True))
        painter.setPen(theme.colour("ink3"))
        last = float("inf")
        ends = [(1.0, "1"), *((one, words.cut(one)) for one in reversed(scale.cuts))]
        ends += [(0.0, "0")] + ([(scale.low, words.value(scale.low)[:-1])] if scale.low else [])
        for number, text in ends:
            x = plot.left() + plot.width() * scale.at(number)
            half = painter.fontMetrics().horizontalAdvance(text) / 2
            middle = min(x, last - half - _APART)
            if x - middle > _SHIFT:
                continue
            box = QRect(round(middle) - 24, 2, 48, _AXIS - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | _TOP, text)
            last = middle - half
        painter.end()


class Heading(QWidget):
    """Over the rows: what stands at the left and at the right."""

    def __init__(self, rows: FigureList, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = rows
        self.left = self.right = ""
        self.setFixedHeight(_HEAD)

    def say(self, left: str, right: str) -> None:
        """Say these."""
        self.left, self.right = left, right
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both, in the type of captions."""
        painter = QPainter(self)
        left, plot, right = parts(QRect(2, 0, self._list.viewport().width(), _HEAD))
        small = theme.sans(theme.CAPTION)
        wide = QRect(left.left(), 0, plot.right() - left.left(), _HEAD)
        painting.words(painter, wide, self.left, small, theme.colour("ink2"))
        painting.words(painter, QRect(right.left(), 0, right.width(), _HEAD), self.right, small,
                       theme.colour("ink2"))  # fmt: skip
        painter.end()


class FigureChart(QWidget):
    """Heading, rows and axis as one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = FigureList(self)
        self.heading = Heading(self.list, self)
        self.axis = Axis(self.list, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.heading)
        box.addWidget(self.list, 1)
        box.addWidget(self.axis)

    def show_rows(self, rows: Sequence[FigureRow], cuts: Sequence[float]) -> None:
        """Show these rows and no others."""
        self.list.model_of.fill(rows, cuts)

    def wanted_height(self) -> int:
        """As high as all rows are."""
        return _HEAD + _AXIS + self.list.row_height() * self.list.model_of.rowCount() + 4


def parts(box: QRect) -> tuple[QRect, QRect, QRect]:
    """Where names, plot and values stand in a row."""
    name = round((box.width() - 2 * _EDGE) * _NAME_SHARE)
    left = QRect(box.left() + _EDGE - 2, box.top(), name, box.height())
    right = QRect(box.right() - _VALUE - 8, box.top(), _VALUE + 4, box.height())
    start = left.right() + _GAP
    return left, QRect(start, box.top(), max(20, right.left() - _GAP - start), box.height()), right


def paint_bands(painter: QPainter, plot: QRect, scale: Scale, *, filled: bool = True) -> None:
    """The bands from the second on, the higher the darker, and the lines of the ends and the cuts."""
    tokens = ("hover", "line")
    cuts = [*scale.cuts[-2:], 1.0]
    for number, token in enumerate(tokens[3 - len(cuts) :]):
        from_x, to_x = (plot.left() + plot.width() * scale.at(one) for one in cuts[number : number + 2])
        if filled:
            box = QRect(round(from_x), plot.top(), round(to_x) - round(from_x), plot.height())
            painter.fillRect(box, theme.colour(token))
    painter.setPen(QPen(theme.colour("line2"), 1))
    for one in dict.fromkeys((scale.low, 0.0, *scale.cuts, 1.0)):
        x = round(plot.left() + plot.width() * scale.at(one))
        painter.drawLine(x, plot.top(), x, plot.bottom())


def _two(painter: QPainter, box: QRect, first: str, font: QFont, second: str, small: QFont) -> None:
    upper = QRect(box.left(), box.top() + 2, box.width(), 16)
    painting.words(painter, upper, first, font, theme.colour("ink"))
    painting.words(painter, upper.translated(0, 16), second, small, theme.colour("ink2"))
