"""Disagreements as a table: type, passage, the code of either coder, weight."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...domain.codes import Code
from ...domain.consistency import Disagreement
from ...i18n import _
from ...services.palette import label_of, number_of
from .. import density, theme
from ..coding import painting
from ..widgets import row_table
from . import words

FOUND = Qt.ItemDataRole.UserRole + 1
KIND, PASSAGE, FIRST, SECOND, WEIGHT = range(5)
_WEIGHT, _LEAST, _PLACE = 60, 44, 150  # pixels: of the weights, at least of a code, at most of a passage
_EDGE, _SIDE, _LINE = 8, 8, 18
_RIGHT = (FIRST, SECOND, WEIGHT)
_MOST = 0.5  # of the rows may need two lines before all have them
NOTHING, _TICK = "–", "✓ "


class Found(NamedTuple):
    """A disagreement with the code of its document and the paragraph it begins in."""

    disagreement: Disagreement
    document: str
    paragraph: int

    @property
    def place(self) -> str:
        """Where it is, as it is cited."""
        return f"{self.document} ¶{self.paragraph}"

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.disagreement.is_open


class DisagreementModel(QAbstractTableModel):
    """One row for each, the weightiest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Found] = []
        self._codes: Mapping[str, Code] = {}
        self._initials: Mapping[str, str] = {}
        self._kinds = words.kinds()
        self._headings = self._named()

    def fill(self, rows: Sequence[Found], codes: Mapping[str, Code], initials: Mapping[str, str]) -> None:
        """Show these; `initials` of coders by id."""
        self.beginResetModel()
        self.rows, self._codes, self._initials = list(rows), codes, initials
        self._kinds, self._headings = words.kinds(), self._named()
        self.endResetModel()

    def row_of(self, disagreement_id: str) -> int:
        """The row of a disagreement, -1 for none."""
        return next((n for n, row in enumerate(self.rows) if row.disagreement.id == disagreement_id), -1)

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """Type, passage, code of the first coder, of the second, weight."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings; the coders' initials where all rows are of the same two."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(section)
        return None

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and the row behind it."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            settled = "" if row.is_open else ", " + _("settled")
            told = f"{self._headings[column]}: {self._spoken(row, column)}"
            return told + (f", {row.place}{settled}" if column == KIND else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(column)
        return row if role == FOUND else None

    def cell(self, row: Found, column: int) -> str:
        """The words of a cell."""
        one = row.disagreement
        return {
            KIND: self._kinds.get(one.kind, one.kind),
            PASSAGE: row.place,
            FIRST: self.number(one.code_a),
            SECOND: self.number(one.code_b),
            WEIGHT: str(one.weight),
        }[column]

    def _spoken(self, row: Found, column: int) -> str:
        if column in (FIRST, SECOND):
            code_id = row.disagreement.code_a if column == FIRST else row.disagreement.code_b
            return self._label(code_id)
        return self.cell(row, column)

    def _told(self, row: Found) -> str:
        one = row.disagreement
        lines = [f"{words.kind_at_length(one.kind)}, {row.place}"]
        for coder, code in ((one.coder_a, one.code_a), (one.coder_b, one.code_b)):
            lines.append(f"{self._initials.get(coder, '')}: {self._label(code)}")
        return "\n".join(lines)

    def _label(self, code_id: str) -> str:
        code = self._codes.get(code_id)
        return f"{number_of(code)} {label_of(code)}".strip() if code else _("nothing marked")

    def number(self, code_id: str) -> str:
        """The number of a question, else the beginning of the code's name."""
        code = self._codes.get(code_id)
        return (number_of(code) or label_of(code)) if code else NOTHING

    def _named(self) -> tuple[str, ...]:
        """The headings of these rows."""
        pairs = {(one.disagreement.coder_a, one.disagreement.coder_b) for one in self.rows}
        first, second = next(iter(pairs)) if len(pairs) == 1 else ("", "")
        return (
            _("Type"),
            _("Passage"),
            self._initials.get(first, _("First")),
            self._initials.get(second, _("Second")),
            _("Weight"),
        )


class DisagreementRows(QStyledItemDelegate):
    """One line a cell, or two in tall rows; what is settled is quiet and has a tick in front.

    All rows `are_tall`, or those whose codes do not fit: `widths` are those of codes (ids) with what is round
    them, `room` the widths of their columns.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.are_tall = False
        self.widths: Mapping[str, int] = {}
        self.room = (_LEAST, _LEAST)

    def is_tall(self, row: Found) -> bool:
        """Whether a row has two lines."""
        return self.are_tall or self.are_cut(row.disagreement.code_a, row.disagreement.code_b)

    def are_cut(self, first: str, second: str) -> bool:
        """Whether one of two codes (ids) does not fit in its column."""
        return self.widths[first] > self.room[0] or self.widths[second] > self.room[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return density.size_hint(density.TABLE, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell; in tall rows the passage stands below the type, and a code takes two lines.

        Where the passages have a column, the first code goes on into it in a tall row.
        """
        painting.row_background(painter, option)
        row: Found = index.data(FOUND)
        column, rect, text = index.column(), QRect(option.rect), str(index.data())
        goes_on = not self.are_tall and column in (PASSAGE, FIRST) and self.is_tall(row)
        painter.save()
        if goes_on:
            painter.setClipRect(option.rect)
            whole = self._both(option, index)
            column, rect, text = FIRST, whole, str(index.sibling(index.row(), FIRST).data())
        self._words(painter, rect, row, column, text)
        painter.restore()
        painter.setPen(theme.colour("line"))
        left = option.rect.left() + (_EDGE if column == KIND else 0)
        right = option.rect.right() - (_EDGE if column == WEIGHT else 0)
        painter.drawLine(left, option.rect.bottom(), right, option.rect.bottom())

    def _both(self, option: QStyleOptionViewItem, index: painting.Index) -> QRect:
        """The cells of passage and first code together."""
        table = option.widget
        assert isinstance(table, QTableView)
        cells = (table.visualRect(index.sibling(index.row(), column)) for column in (PASSAGE, FIRST))
        return next(cells).united(next(cells))

    def _words(self, painter: QPainter, rect: QRect, row: Found, column: int, text: str) -> None:
        box = rect.adjusted(_EDGE if column == KIND else _SIDE, 0, -_SIDE, 0)
        font, ink = theme.sans(theme.INTERFACE, tabular=True), theme.colour("ink" if row.is_open else "ink2")
        side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
        said = self._lines(row, column, text, QFontMetrics(font), box.width())
        cut = Qt.TextElideMode.ElideMiddle if column in (FIRST, SECOND) else Qt.TextElideMode.ElideRight
        line = _LINE if len(said) > 1 else box.height()
        top = box.center().y() - line * len(said) // 2 + 1 if len(said) > 1 else box.top()
        for number, part in enumerate(said):
            colour = theme.colour("ink2") if column == KIND and number else ink
            place = QRect(box.left(), top + number * line, box.width(), line)
            painting.words(painter, place, part, font, colour, side, cut)

    def _lines(self, row: Found, column: int, text: str, metrics: QFontMetrics, width: int) -> list[str]:
        """The lines of a cell."""
        if column == KIND and not row.is_open:
            text = _TICK + text
        if not self.is_tall(row):
            return [text]
        if column == KIND:
            return [text, row.place]
        return two_lines(text, metrics, width) if column in (FIRST, SECOND) else [text]


class DisagreementTable(QTableView):
    """The table; one row is current."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_of = DisagreementModel(self)
        self._density = density.chosen()
        self._has_tall = False
        self._pairs: dict[tuple[str, str], list[int]] = {}
        self._wants = dict.fromkeys((KIND, PASSAGE, FIRST, SECOND), _LEAST)
        self.setModel(self.model_of)
        self.rows_drawn = DisagreementRows(self)
        self.setItemDelegate(self.rows_drawn)
        row_table.dress(self, _("Disagreements"))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(PASSAGE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(WEIGHT, _WEIGHT)
        self.model_of.modelReset.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_room()

    def _measure(self) -> None:
        """How wide the words of each column are, then share the width."""
        model, rows = self.model_of, self.model_of.rows
        wide = QFontMetrics(theme.sans(theme.INTERFACE, tabular=True)).horizontalAdvance
        bold = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD)).horizontalAdvance
        kinds, places, tick = dict[str, Found](), dict[tuple[str, int], Found](), ""
        self._pairs.clear()
        for n, row in enumerate(rows):
            one = row.disagreement
            kinds[one.kind] = row
            # figures are of one width: a document's passages differ by how many they have
            places[row.document, len(str(row.paragraph))] = row
            self._pairs.setdefault((one.code_a, one.code_b), []).append(n)
            if one.adjudication_id is not None and not one.is_stale:
                tick = _TICK
        codes = {code for pair in self._pairs for code in pair}
        names = self.rows_drawn.widths = {code: wide(model.number(code)) + 2 * _SIDE for code in codes}
        said = {
            KIND: max((wide(tick + model.cell(row, KIND)) for row in kinds.values()), default=0) + 2 * _SIDE,
            PASSAGE: max((wide(row.place) for row in places.values()), default=0) + 2 * _SIDE,
            FIRST: max((names[first] for first, _second in self._pairs), default=0),
            SECOND: max((names[second] for _first, second in self._pairs), default=0),
        }
        for column, widest in said.items():
            heading = bold(str(model.headerData(column, Qt.Orientation.Horizontal))) + 2 * _SIDE
            self._wants[column] = max(heading, widest)
        self._share_room()

    def _share_room(self) -> None:
        """Types and passages are as wide as their words; a row whose codes do not fit in the rest is tall.

        Where that is most rows all of them are, and the passages have no column.
        """
        wants, width, drawn = self._wants, self.viewport().width() - _WEIGHT, self.rows_drawn
        kind, place = wants[KIND], min(wants[PASSAGE], _PLACE)
        first, second = max(_LEAST, wants[FIRST]), max(_LEAST, wants[SECOND])
        room = width - kind - place
        # in a tall row the first code has the column of the passage too
        spare = max(_LEAST, min(second, room - _LEAST))
        given = (first, second) if first + second <= room else (max(_LEAST, room - spare), spare)
        drawn.are_tall, drawn.room = False, given
        tall = {n for pair, rows in self._pairs.items() if drawn.are_cut(*pair) for n in rows}
        self._make_tall(sum(given) > room or len(tall) > _MOST * self.model_of.rowCount())
        if drawn.are_tall:
            kind = max(kind, place)
            given = drawn.room = shares(first, second, width - kind)
            kind = max(kind, width - sum(given))
        for column, size in ((KIND, kind), (FIRST, given[0]), (SECOND, given[1])):
            self.setColumnWidth(column, size)
        self._give_heights(tall)

    def _make_tall(self, tall: bool) -> None:
        """Give all rows two lines, the passage below the type, or those that need them."""
        self.rows_drawn.are_tall = tall
        if tall != self.isColumnHidden(PASSAGE):
            self.setColumnHidden(PASSAGE, tall)
            density.rows_of(self, density.TALL if tall else density.TABLE)

    def _give_heights(self, tall: Collection[int]) -> None:
        """Give these rows two lines; those that are as high as they should be are left."""
        self._density, had, self._has_tall = density.chosen(), self._has_tall, bool(tall)
        if self.rows_drawn.are_tall or not (had or tall):
            return
        header, low, high = self.verticalHeader(), *map(density.row_height, (density.TABLE, density.TALL))
        for row in range(self.model_of.rowCount()):
            height = high if row in tall else low
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def doItemsLayout(self) -> None:
        """Rows have the heights of another density when that was chosen."""
        super().doItemsLayout()
        if self._density != density.chosen():
            self._share_room()

    def current(self) -> Found | None:
        """The disagreement of the current row."""
        found: Found | None = self.currentIndex().data(FOUND)
        return found

    def choose(self, disagreement_id: str) -> bool:
        """Make a disagreement current; gives whether it is among the rows."""
        row = self.model_of.row_of(disagreement_id)
        if row >= 0:
            self.setCurrentIndex(self.model_of.index(row, 0))
        return row >= 0

    def step(self, by: int) -> None:
        """Make the next one current, or one before."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.model_of.rowCount():
            self.setCurrentIndex(self.model_of.index(row, 0))


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A text broken between words so that its first line fits; one line where it fits, or has one word."""
    parts = text.split(" ")
    fit = len(parts)
    while fit > 1 and metrics.horizontalAdvance(" ".join(parts[:fit])) > width:
        fit -= 1
    return [" ".join(part) for part in (parts[:fit], parts[fit:]) if part]


def shares(first: int, second: int, room: int) -> tuple[int, int]:
    """The widths of two columns that want so much: what one does not need is for the other."""
    if first + second <= room:
        return first, second
    given = max(_LEAST, min(first, max(room // 2, room - second)))
    return given, max(_LEAST, room - given)


def _align(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
