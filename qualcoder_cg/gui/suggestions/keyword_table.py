"""The keywords of one code, language by language: how many passages each hits, how often it was right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from ...i18n import _, ngettext
from ...services.keywords import Counts, Key, right_at_length, right_in_words
from .. import density, shortcuts, theme
from ..coding import painting
from ..coding.painting import Index
from ..coding.words import language_name
from . import keyword_acts

_KEY = Qt.ItemDataRole.UserRole
_HITS, _RIGHT = 104, 128
_PADDING = 16
_UNKNOWN = "–"


class KeywordTable(QTreeWidget):
    """A keyword a row under its language.

    `picked(Key or None)` follows the current row; `changing(Key)`, `removed(Key)` and `entered()` are asked
    for by keys.
    """

    picked = Signal(object)
    changing = Signal(object)
    removed = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Keywords of the code"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("Keyword"), _("Passages"), _("Right so far")])
        self.headerItem().setToolTip(1, _("Passages of the study in which it stands"))
        self.headerItem().setToolTip(2, _("Of those decided on, how many were coded so"))
        for column in (1, 2):
            self.headerItem().setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, _HITS), (2, _RIGHT)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, max(width, QFontMetrics(self.font()).horizontalAdvance(
                self.headerItem().text(column)) + 2 * _PADDING))  # fmt: skip
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self._items: dict[Key, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda _new, _old: self.picked.emit(self.key()))
        self.itemDoubleClicked.connect(lambda _item, _column: self._ask(self.changing))
        works = {
            "keyword_change": lambda: self._ask(self.changing),
            "keyword_remove": lambda: self._ask(self.removed),
            "keyword_passages": self.entered.emit,
        }
        for act in keyword_acts.table():
            shortcuts.add(self, act, works[act.id], within=False)

    def key(self) -> Key | None:
        """The keyword that is picked."""
        item = self.currentItem()
        found = item.data(0, _KEY) if item else None
        return Key(*found) if found else None

    def choose(self, key: Key | None) -> None:
        """Pick a keyword, or none."""
        self.setCurrentItem(self._items.get(key) if key else None)  # type: ignore[arg-type]

    def show_keys(self, keys: Sequence[Key]) -> None:
        """List keywords, keeping what is picked, or the row where it was."""
        kept, row = self.key(), self._row()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for language in dict.fromkeys(key.language for key in keys):
            group = QTreeWidgetItem(self, [language_name(language)])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            for key in keys:
                if key.language == language:
                    item = QTreeWidgetItem(group, [key.text, "", ""])
                    item.setData(0, _KEY, tuple(key))
                    item.setToolTip(0, key.text)
                    self._items[key] = item
        self.expandAll()
        self.blockSignals(False)
        still = kept if kept in self._items else None
        if still is None and kept is not None and keys:
            still = list(self._items)[min(row, len(self._items) - 1)]
        self.choose(still)

    def show_counts(self, counts: Mapping[Key, Counts], *, under_way: bool) -> None:
        """Write what is known of each keyword; what may grow yet has an ellipsis."""
        for key, item in self._items.items():
            here = counts.get(key, Counts())
            hits, right = f"{here.passages}{'…' if under_way else ''}", right_in_words(here) or _UNKNOWN
            if (item.text(1), item.text(2)) == (hits, right):
                continue
            item.setText(1, hits)
            item.setText(2, right)
            passages = ngettext("{n} passage", "{n} passages", here.passages).format(n=here.passages)
            item.setToolTip(2, right_at_length(here))
            item.setData(
                0, Qt.ItemDataRole.AccessibleTextRole, f"{key.text}, {passages}, {right_at_length(here)}"
            )

    def _dress(self) -> None:
        self.setStyleSheet(
            f"QTreeWidget {{ background: {theme.tokens().base}; }}"
            f"QHeaderView::section {{ padding-left: {_PADDING}px; padding-right: {_PADDING}px; }}"
        )

    def _row(self) -> int:
        key = self.key()
        return list(self._items).index(key) if key in self._items else 0

    def _ask(self, signal: object) -> None:
        key = self.key()
        if key:
            signal.emit(key)  # type: ignore[attr-defined]


class _Rows(density.Rows):
    """A language as a group row, a keyword with its figures right-aligned."""

    def __init__(self, parent: KeywordTable) -> None:
        super().__init__(density.TABLE, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell of a row."""
        box = QRect(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        first = painting.named_by(index)
        if not first.data(_KEY):
            painter.fillRect(option.rect, theme.colour("alt"))
            small = theme.sans(theme.CAPTION, theme.SEMIBOLD)
            painting.words(painter, box, str(index.data() or ""), small, theme.colour("ink2"))
            return
        painting.row_background(painter, option)
        font = theme.sans(theme.INTERFACE, tabular=True)
        text = str(index.data() or "")
        ink = theme.colour("ink2" if text in (_UNKNOWN, "0") else "ink")
        side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
        painting.words(painter, box, text, font, ink, side)
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
