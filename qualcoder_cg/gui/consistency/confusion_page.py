"""Which codes stand for one another: a matrix of how often, and the pairs; a click lists them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.codes import Code
from ...i18n import _, ngettext
from .. import density, theme
from ..coding import painting
from ..coding import words as code_words
from ..coding.nothing import Nothing
from ..coding.pane import PADDING, PaneHeader, hairline, label, panel
from . import words
from .state import State, nothing_to_compare

_PAIR = Qt.ItemDataRole.UserRole + 1
_CELL, _WIDE, _ROW_NAME, _RIGHT, _MOST = 44, 104, 200, 340, 40
_MATRIX, _NOTHING = range(2)


class ConfusionModel(QAbstractTableModel):
    """Codes that are confused with any other, in the order of the codebook, against one another."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.codes: list[Code] = []
        self.counts: Mapping[frozenset[str], int] = {}
        self.most = 1

    def fill(self, codes: Sequence[Code], counts: Mapping[frozenset[str], int]) -> None:
        """Show these codes; `counts` says for two ids how often."""
        self.beginResetModel()
        self.codes, self.counts = list(codes), counts
        self.most = max(counts.values(), default=1)
        self.endResetModel()

    def count(self, index: painting.Index) -> int:
        """How often the two codes of a cell stand for one another."""
        return self.counts.get(frozenset(self.pair(index)), 0)

    def pair(self, index: painting.Index) -> tuple[str, str]:
        """The codes (ids) of a cell."""
        return self.codes[index.row()].id, self.codes[index.column()].id

    def rowCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """One for each code."""
        return 0 if parent.isValid() else len(self.codes)

    def columnCount(self, parent: painting.Index = QModelIndex()) -> int:  # noqa: B008
        """The same."""
        return 0 if parent.isValid() else len(self.codes)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Numbers at the top, names at the left."""
        code = self.codes[section]
        if role == Qt.ItemDataRole.DisplayRole:
            upright = side == Qt.Orientation.Vertical
            return code_words.code_name(code) if upright else words.short(code)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return code.label
        if role == Qt.ItemDataRole.TextAlignmentRole and side == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: painting.Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The count of a cell; nothing where a code meets itself."""
        if not index.isValid():
            return None
        n = self.count(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(n) if n else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.row() == index.column():
                return ""
            first, second = (code_words.code_name(self.codes[at]) for at in (index.row(), index.column()))
            said = ngettext(
                "{first} and {second}: {n} disagreement", "{first} and {second}: {n} disagreements", n
            )
            return said.format(first=first, second=second, n=n)
        return None


class _Cells(QStyledItemDelegate):
    """A number in the middle, on a shade that is darker the larger it is; the diagonal is grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        model = index.model()
        assert isinstance(model, ConfusionModel)
        box = option.rect
        if index.row() == index.column():
            painter.fillRect(box, theme.colour("hover"))
        elif n := model.count(index):
            shade = theme.colour("acc")
            shade.setAlphaF((0.10 if not theme.tokens().dark else 0.14) + 0.28 * n / model.most)
            painter.fillRect(box, shade)
        painting.row_background(painter, option)
        painting.words(
            painter, box, str(index.data() or ""), theme.sans(theme.INTERFACE, tabular=True),
            theme.colour("ink"), Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())


class ConfusionPage(QWidget):
    """`pair_chosen(code id, code id)` when a cell or a pair is entered; `hand_out_wanted()`."""

    pair_chosen = Signal(str, str)
    hand_out_wanted = Signal()

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.model = ConfusionModel(self)
        self.table = QTableView(self)
        self.header = PaneHeader("", self, padding=PADDING)
        self.header.title.hide()
        self.pairs_header = PaneHeader(_("Most often confused"), self, padding=PADDING)
        self.pairs = QListWidget(self)
        self.pairs.setAccessibleName(_("Pairs of codes, most often confused first"))
        self.pairs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pairs.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.pairs.setViewportMargins(8, 0, 8, 8)
        self.nothing = Nothing("", _("Hand out documents…"), self.hand_out_wanted.emit, self, padding=24)
        self.stack = QStackedWidget(self)
        self._dress_table()
        self._lay_out()
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self.pairs.itemClicked.connect(self._choose_item)
        self.pairs.itemActivated.connect(self._choose_item)
        state.listed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        codes = self._state.session.codes
        known = self._state.listing.confusions
        every = [one for one in known if one.code_a in codes and one.code_b in codes]
        counts = {frozenset((one.code_a, one.code_b)): one.n for one in every}
        used = {code for pair in counts for code in pair}
        self.model.fill([code for code in self._state.session.code_list() if code.id in used], counts)
        metrics = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD))
        for column, code in enumerate(self.model.codes):
            name = metrics.horizontalAdvance(words.short(code)) + 12
            self.table.setColumnWidth(column, max(_CELL, min(_WIDE, name)))
        self.pairs.clear()
        for one in every[:_MOST]:
            pair = sorted((codes[one.code_a], codes[one.code_b]), key=lambda code: code.position)
            names = [code_words.code_name(code) for code in pair]
            item = QListWidgetItem(f"{one.n}   {names[0]} / {names[1]}", self.pairs)
            item.setToolTip(_("{n} of {all}: {first} / {second}").format(
                n=one.n, all=one.of, first=names[0], second=names[1]))  # fmt: skip
            item.setData(_PAIR, (one.code_a, one.code_b))
            item.setSizeHint(density.size_hint(density.LIST))
        told = ngettext("{n} pair of codes", "{n} pairs of codes", len(every)).format(n=len(every))
        self.header.caption.setText(told if every else "")
        if not every:
            why = nothing_to_compare(self._state)
            self.nothing.button.setVisible(bool(why) and not self._state.session.who.blind)
            self.nothing.say(why or _("No two codes stand for one another in what both coders have coded."))
        self.stack.setCurrentIndex(_MATRIX if every else _NOTHING)

    def put_first(self, switch: QWidget) -> None:
        """Put the switch of the pages at the head."""
        self.header.put_first(switch)

    def _choose(self, index: QModelIndex) -> None:
        if self.model.count(index):
            self.pair_chosen.emit(*self.model.pair(index))

    def _choose_item(self, item: QListWidgetItem) -> None:
        self.pair_chosen.emit(*item.data(_PAIR))

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(_Cells(table))
        table.setAccessibleName(_("Confused codes"))
        table.setShowGrid(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setMouseTracking(True)
        density.rows_of(table, density.LIST)
        across = table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultSectionSize(_CELL)
        across.setHighlightSections(True)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setStyleSheet("QHeaderView::section { padding: 4px 2px; }")
        table.verticalHeader().setFixedWidth(_ROW_NAME)
        table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        panel(left, "base")
        panel(right)
        explained = label(
            _("How often one coder chose the code of the row and the other that of the column."),
            "caption",
            left,
        )
        explained.setContentsMargins(PADDING, 8, PADDING, 8)
        explained.setWordWrap(True)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        for widget in (self.header, hairline(left), explained, self.stack):
            box.addWidget(widget, 1 if widget is self.stack else 0)
        aside = QVBoxLayout(right)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(0)
        aside.addWidget(self.pairs_header)
        aside.addWidget(hairline(right))
        aside.addWidget(self.pairs, 1)
        splitter = QSplitter(self)
        splitter.setObjectName("confusions")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([1440 - _RIGHT, _RIGHT])
        splitter.setStretchFactor(0, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
