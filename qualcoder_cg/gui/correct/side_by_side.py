"""Two texts side by side, line by line, with what differs marked; equal lines are folded."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from qualcoder_cg.domain.revisions import LinePair
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.text_positions import Positions
from qualcoder_cg.i18n import ngettext

Index = QModelIndex | QPersistentModelIndex
_AROUND = 1
_PADDING = 8
_MOST = 2000
MARKS = Qt.ItemDataRole.UserRole


class _Row:
    """A pair of lines, or what is folded here."""

    def __init__(self, pair: LinePair | None, fold: str = "") -> None:
        self.pair = pair
        self.fold = fold


class PairModel(QAbstractTableModel):
    """The lines of two texts under two headings."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._headings = ("", "")

    def fill(self, pairs: Sequence[LinePair], left: str, right: str) -> None:
        """Show the lines that differ, with one line around each."""
        self.beginResetModel()
        self._headings = (left, right)
        rows = _folded(pairs)
        rest = len(rows) - _MOST
        if rest > 0:
            said = ngettext("{n} more line that differs", "{n} more lines that differ", rest)
            rows[_MOST:] = [_Row(None, said.format(n=rest))]
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines and folds."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Left and right."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line; its marks under MARKS, None for a fold."""
        row = self._rows[index.row()]
        left = index.column() == 0
        if role == Qt.ItemDataRole.DisplayRole:
            if row.pair is None:
                return row.fold if left else ""
            return (row.pair.left if left else row.pair.right) or ""
        if role == MARKS and row.pair is not None:
            return row.pair.left_marks if left else row.pair.right_marks
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Which text is on which side."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


class SideBySide(QTableView):
    """Shows two texts; lines wrap, rows are as high as the longer side."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs = PairModel(self)
        self.setModel(self.pairs)
        self.setAccessibleName(name)
        self.setItemDelegate(_LineDelegate(self))
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        # The columns get their last width after the view has its own, and again when a scroll bar comes.
        self._wrap = QTimer(self, singleShot=True, interval=0)
        self._wrap.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(lambda *_change: self._wrap.start())

    def fill(self, pairs: Sequence[LinePair], left: str, right: str) -> None:
        """Show two texts under two headings."""
        self.pairs.fill(pairs, left, right)
        self.resizeRowsToContents()


class _LineDelegate(QStyledItemDelegate):
    """Paints a line in the reading font, what differs tinted; folds small and quiet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The wrapped line with its marks."""
        marks = index.data(MARKS)
        painter.save()
        rect = option.rect.adjusted(_PADDING, _PADDING // 2, -_PADDING, 0)
        if marks is None:
            painter.setFont(theme.sans(theme.CAPTION))
            painter.setPen(theme.colour("ink3"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, index.data())
        else:
            painter.setPen(theme.colour("ink"))
            layout = _wrapped(index.data(), marks, rect.width(), index.column() == 0)
            layout.draw(painter, QPointF(rect.topLeft()))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped line."""
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _PADDING
        if index.data(MARKS) is None:
            return QSize(width, 3 * _PADDING)
        layout = _wrapped(index.data(), (), width, True)
        return QSize(width, round(layout.boundingRect().height()) + _PADDING)


def _wrapped(line: str, marks: Sequence[Span], width: int, left: bool) -> QTextLayout:
    """A line laid out in a width, its marks in the colour of what went (left) or came (right)."""
    layout = QTextLayout(line.replace("\t", " "), theme.serif(theme.INTERFACE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    positions = Positions(line)
    formats = []
    for mark in marks:
        made = QTextLayout.FormatRange()
        made.start = positions.to_units(mark.start)
        made.length = positions.to_units(mark.end) - positions.to_units(mark.start)
        text_format = QTextCharFormat()
        text_format.setBackground(theme.colour("errbg" if left else "okbg"))
        text_format.setForeground(theme.colour("err" if left else "ok"))
        made.format = text_format
        formats.append(made)
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(40, width))
        row.setPosition(QPointF(0, height))
        height += row.height()
    layout.endLayout()
    return layout


def _folded(pairs: Sequence[LinePair]) -> list[_Row]:
    """The pairs that differ and those next to them; the others as folds."""
    differing = {place for place, pair in enumerate(pairs) if pair.left != pair.right}
    near = {place + by for place in differing for by in range(-_AROUND, _AROUND + 1)}
    rows: list[_Row] = []
    skipped = 0
    for place, pair in enumerate(pairs):
        if place in near:
            if skipped:
                rows.append(_equal(skipped))
            skipped = 0
            rows.append(_Row(pair))
        else:
            skipped += 1
    return [*rows, _equal(skipped)] if skipped else rows


def _equal(lines: int) -> _Row:
    return _Row(None, ngettext("{n} equal line", "{n} equal lines", lines).format(n=lines))
