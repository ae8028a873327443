"""The codes at the left of the page of keywords, in the order of the codebook, with how many each has."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain.codes import QUESTION, THEME, Code, below
from ...i18n import _, ngettext
from ...services.palette import folded, label_of, number_of
from .. import density, theme
from ..coding import painting
from ..coding.painting import Index

_ID = Qt.ItemDataRole.UserRole
_COLOUR = Qt.ItemDataRole.UserRole + 1
_DEPTH = Qt.ItemDataRole.UserRole + 2
_NUMBER = Qt.ItemDataRole.UserRole + 3
_WORDS = Qt.ItemDataRole.UserRole + 4
_COUNT = 40
_SWATCH, _OF_NUMBER, _STEP = 12, 28, 12


class KeywordCodes(QTreeWidget):
    """A code a row; `chosen(id)` when one is picked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Codes"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _COUNT)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._tell)

    def code_id(self) -> str:
        """The id of the code that is picked; "" for none."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item else ""

    def choose(self, code_id: str) -> None:
        """Pick a code."""
        if code_id in self._items:
            self.setCurrentItem(self._items[code_id])

    def show_codes(self, codes: Sequence[Code], criteria: Sequence[str]) -> None:
        """List the codes, keeping what is picked; `criteria` are ids in the order of the matrix."""
        kept, top = self.code_id(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for code, depth in _in_order(codes, criteria):
            self._add(code, depth)
        self.blockSignals(False)
        self.choose(kept if kept in self._items else next(iter(self._items), ""))
        self.verticalScrollBar().setValue(top)

    def narrow(self, typed: str) -> None:
        """Show only codes that hold what is typed, in number, name or keywords."""
        wanted = folded(typed).split()
        for item in self._items.values():
            item.setHidden(not all(word in str(item.data(0, _WORDS)) for word in wanted))

    def _add(self, code: Code, depth: int) -> None:
        n = sum(map(len, code.keywords.values()))
        number, label = number_of(code), label_of(code)
        item = QTreeWidgetItem(self, [label, str(n) if n else ""])
        terms = " ".join(term for some in code.keywords.values() for term in some)
        for role, value in (
            (_ID, code.id),
            (_COLOUR, code.colour),
            (_DEPTH, depth),
            (_NUMBER, number),
            (_WORDS, folded(f"{number} {code.name} {code.short} {terms}")),
        ):
            item.setData(0, role, value)
        said = ngettext("{n} keyword", "{n} keywords", n).format(n=n)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{number} {label}, {said}".strip())
        item.setToolTip(0, code.name if code.kind != QUESTION else f"{code.name} {code.short}".strip())
        item.setToolTip(1, said)
        self._items[code.id] = item

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(0, _ID)))


def _in_order(codes: Sequence[Code], criteria: Sequence[str]) -> list[tuple[Code, int]]:
    """Codes with how deep they lie: questions by criterion, themes, others, each before those below it."""
    place = {criterion: number for number, criterion in enumerate(criteria)}
    under: Mapping[str, Sequence[Code]] = below(codes)
    asked = sorted(
        (code for code in codes if code.kind == QUESTION),
        key=lambda one: place.get(one.criterion_id or "", 0),
    )
    found: list[tuple[Code, int]] = []

    def add(members: Sequence[Code], depth: int) -> None:
        for code in members:
            found.append((code, depth))
            add(under.get(code.id, ()), depth + 1)

    add(asked, 0)
    add([code for code in codes if code.kind == THEME], 0)
    add(under.get("", ()), 0)
    return found


class _Rows(density.Rows):
    """Swatch, number and name, and at the right how many keywords."""

    def __init__(self, parent: KeywordCodes) -> None:
        super().__init__(density.TREE, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell of a row."""
        painting.row_background(painter, option)
        box = QRect(option.rect)
        font = theme.sans(theme.INTERFACE, tabular=True)
        if index.column() == 1:
            right = Qt.AlignmentFlag.AlignRight
            painting.words(
                painter,
                box.adjusted(0, 0, -12, 0),
                str(index.data() or ""),
                font,
                theme.colour("ink2"),
                right,
            )
            return
        left = box.left() + 12 + _STEP * int(index.data(_DEPTH) or 0)
        painting.swatch(painter, left, box, str(index.data(_COLOUR)), selected=painting.is_selected(option))
        left += _SWATCH + 8
        number = str(index.data(_NUMBER) or "")
        ink = theme.colour("ink")
        if number:
            painting.words(painter, QRect(left, box.top(), _OF_NUMBER, box.height()), number, font, ink)
            left += _OF_NUMBER
        painting.words(
            painter,
            QRect(left, box.top(), box.right() - left - 4, box.height()),
            str(index.data()),
            font,
            ink,
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("acc"), 2))
            x = box.left() + 1
            painter.drawLine(QPoint(x, box.top()), QPoint(x, box.bottom()))
