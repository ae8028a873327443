"""Disagreements as a table: type, passage, the code of either coder, weight."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from . import words

FOUND = Qt.ItemDataRole.UserRole + 1
KIND, PASSAGE, FIRST, SECOND, WEIGHT = range(5)
_WEIGHT, _LEAST, _PLACE = 60, 44, 150  # pixels: of the weights, at least of a code, at most of a passage
_EDGE, _SIDE = 8, 8
_RIGHT = (FIRST, SECOND, WEIGHT)
NOTHING = "–"


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

    def fill(self, rows: Sequence[Found], codes: Mapping[str, Code], initials: Mapping[str, str]) -> None:
        """Show these; `initials` of coders by id."""
        self.beginResetModel()
        self.rows, self._codes, self._initials = list(rows), codes, initials
        self.endResetModel()

    def row_of(self, disagreement_id: str) -> int:
        """The row of a disagreement, -1 for none."""
        return next((n for n, row in enumerate(self.rows) if row.disagreement.id == disagreement_id), -1)

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """How many are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """Type, passage, code of the first coder, of the second, weight."""
        return 0 if parent.isValid() else len(self._headings())

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings; the coders' initials where all rows are of the same two."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section]
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
            return f"{self._headings()[column]}: {self._spoken(row, column)}{settled if column == 0 else ''}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(column)
        return row if role == FOUND else None

    def cell(self, row: Found, column: int) -> str:
        """The words of a cell."""
        one = row.disagreement
        return {
            KIND: words.kinds().get(one.kind, one.kind),
            PASSAGE: row.place,
            FIRST: self._number(one.code_a),
            SECOND: self._number(one.code_b),
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

    def _number(self, code_id: str) -> str:
        """The number of a question, else the beginning of the code's name."""
        code = self._codes.get(code_id)
        return (number_of(code) or label_of(code)) if code else NOTHING

    def _headings(self) -> tuple[str, ...]:
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
    """One line a cell; what is settled is quiet and has a tick in front."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """One line."""
        return density.size_hint(density.TABLE, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        row: Found = index.data(FOUND)
        column = index.column()
        box = QRect(option.rect).adjusted(_EDGE if column == KIND else _SIDE, 0, -_SIDE, 0)
        ink = theme.colour("ink" if row.is_open else "ink2")
        text = str(index.data())
        if column == KIND and not row.is_open:
            text = f"✓ {text}"
        side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
        cut = Qt.TextElideMode.ElideMiddle if column in (FIRST, SECOND) else Qt.TextElideMode.ElideRight
        painting.words(painter, box, text, theme.sans(theme.INTERFACE, tabular=True), ink, side, cut)
        painter.setPen(theme.colour("line"))
        left = option.rect.left() + (_EDGE if column == KIND else 0)
        right = option.rect.right() - (_EDGE if column == WEIGHT else 0)
        painter.drawLine(left, option.rect.bottom(), right, option.rect.bottom())


class DisagreementTable(QTableView):
    """The table; one row is current."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_of = DisagreementModel(self)
        self._wants = dict.fromkeys((KIND, PASSAGE, FIRST, SECOND), _LEAST)
        self.setModel(self.model_of)
        self.setItemDelegate(DisagreementRows(self))
        self.setAccessibleName(_("Disagreements"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        density.rows_of(self)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(PASSAGE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(WEIGHT, _WEIGHT)
        self.model_of.modelReset.connect(self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_room()

    def _measure(self) -> None:
        """How wide the words of each column are, then share the width."""
        rows, metrics = self.model_of.rows, QFontMetrics(theme.sans(theme.INTERFACE, tabular=True))
        for column in (KIND, PASSAGE, FIRST, SECOND):
            said = {self.model_of.cell(row, column) for row in rows}
            self._wants[column] = max(map(metrics.horizontalAdvance, said), default=0) + 2 * _SIDE
        if any(not row.is_open for row in rows):
            self._wants[KIND] += metrics.horizontalAdvance("✓ ")
        self._share_room()

    def _share_room(self) -> None:
        """Types and passages as wide as their words; what is left is for the codes, whose names are long."""
        wants = self._wants
        room = self.viewport().width() - wants[KIND] - min(wants[PASSAGE], _PLACE) - _WEIGHT
        first, second = shares(max(_LEAST, wants[FIRST]), max(_LEAST, wants[SECOND]), room)
        for column, width in ((KIND, wants[KIND]), (FIRST, first), (SECOND, second)):
            self.setColumnWidth(column, width)

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


def shares(first: int, second: int, room: int) -> tuple[int, int]:
    """The widths of two columns that want so much: what one does not need is for the other."""
    if first + second <= room:
        return first, second
    given = max(_LEAST, min(first, max(room // 2, room - second)))
    return given, max(_LEAST, room - given)


def _align(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
