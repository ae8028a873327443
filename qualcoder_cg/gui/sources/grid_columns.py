"""The menu of a grid's column: sorting, filtering, hiding, and columns of the study's own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ... import paths, settings
from ...errors import UserError
from ...i18n import _
from ...services.register_table import CHOICE, DATE, FIXED
from ..coding.painting import Index
from .grid_model import GridModel
from .grid_popups import NamePopup, TickList
from .grid_table import GridTable

_USUAL, _MOST, _SAMPLE = 96, 264, 200
_LEAST = {DATE: 104, FIXED: 72}
_MARGIN = 28
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Columns(QObject):
    """What can be done with the columns of one table; hidden ones and widths are remembered under `key`."""

    def __init__(self, table: GridTable, model: GridModel, key: str) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._key = f"grid {key}"
        self._laid: set[str] = set()
        self._guessed: set[str] = set()
        self._widths: dict[str, int] = {}
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setMinimumSectionSize(40)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setStyleSheet(_arrows())
        header.setToolTip(_("Click to sort; right click for more"))
        header.sectionClicked.connect(self.sort_next)
        header.customContextMenuRequested.connect(self._open_menu)
        model.columnsAboutToBeRemoved.connect(self._keep_widths)

    def lay_out(self) -> None:
        """Give columns that are new here their width, and hide those that were hidden last time."""
        kept = settings.get(self._key, {})
        widths = kept.get("widths", {}) if isinstance(kept, dict) else {}
        hidden = kept.get("hidden", []) if isinstance(kept, dict) else []
        some = bool(self._model.rows.saved)
        for place, column in enumerate(self._model.columns):
            if column.id not in self._laid:
                self._laid.add(column.id)
                width = self._widths.get(column.id) or widths.get(column.id)
                self._table.setColumnWidth(place, int(width or self._fitting(place)))
                self._table.setColumnHidden(place, column.id in hidden)
                if not width and not some:
                    self._guessed.add(column.id)
            elif some and column.id in self._guessed and not self._table.isColumnHidden(place):
                self._table.setColumnWidth(place, self._fitting(place))
        if some:
            self._guessed.clear()

    def remember(self) -> None:
        """Keep widths and what is hidden for the next time."""
        shown = self._model.columns
        if shown:
            table = self._table
            hidden = [column.id for n, column in enumerate(shown) if table.isColumnHidden(n)]
            widths = {
                column.id: table.columnWidth(n) for n, column in enumerate(shown) if column.id not in hidden
            }
            settings.put(self._key, {"hidden": hidden, "widths": widths})

    def sort_next(self, column: int) -> None:
        """Sort by a column: upwards, then downwards, then as in the study."""
        name = self._model.columns[column].id
        now = self._model.rows.sorted_by
        if now == (name, False):
            self.sort(column, _DESCENDING)
        elif now == (name, True):
            self.sort(-1)
        else:
            self.sort(column)

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column, -1 for the order of the study, and show it in the header."""
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        if column >= 0:
            header.setSortIndicator(column, order)
        self._model.sort(column, order)

    def filter(self, column: int) -> TickList:
        """Show what stands in a column, to tick what should be seen."""
        name = self._model.columns[column].id
        texts = self._model.rows.texts(name)
        entries = [(text, text or _("(empty)")) for text in texts]
        allowed = self._model.rows.allowed.get(name)
        popup = TickList(self._table, entries, texts if allowed is None else list(allowed))
        popup.add_buttons()

        def apply() -> None:
            chosen = frozenset(popup.chosen())
            self._model.allow(column, None if chosen == frozenset(texts) else chosen)

        popup.accepted.connect(apply)
        popup.open_at(self._below(column))
        return popup

    def hide(self, column: int) -> None:
        """Hide a column, unless it is the last one to be seen."""
        if len(self._table.visible_columns()) > 1:
            self._table.setColumnHidden(column, True)

    def ask_new(self) -> NamePopup:
        """Ask for the name of a new column."""
        return self._ask(_("Name of the new column"), "", self._model.source.add_column, -1)

    def ask_name(self, column: int) -> NamePopup:
        """Ask for another name of an own column."""
        one = self._model.columns[column]
        return self._ask(
            _("Name of the column"),
            one.title,
            lambda name: self._model.source.rename_column(one.id, name),
            column,
        )

    def remove(self, column: int) -> None:
        """Remove an own column; undo brings it back."""
        try:
            self._model.source.remove_column(self._model.columns[column].id)
        except UserError as error:
            self._model.refuse(str(error))

    def menu(self, column: int) -> QMenu:
        """What can be done with a column (-1: with none in particular)."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if column >= 0:
            self._add_own(menu, column)
            menu.addSeparator()
        listed = menu.addMenu(_("Columns shown"))
        for place, one in enumerate(self._model.columns):
            action = listed.addAction(one.title)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.toggled.connect(lambda on, place=place: self._table.setColumnHidden(place, not on))
        if self._model.source.own_columns:
            _add(menu, _("Add column…"), self.ask_new)
        return menu

    def _keep_widths(self, _parent: Index, first: int, last: int) -> None:
        """A column that goes may come back."""
        for place in range(first, last + 1):
            name = self._model.columns[place].id
            if name in self._laid and not self._table.isColumnHidden(place):
                self._widths[name] = self._table.columnWidth(place)
            self._laid.discard(name)

    def _add_own(self, menu: QMenu, column: int) -> None:
        one = self._model.columns[column]
        _add(menu, _("Sort upwards"), lambda: self.sort(column))
        _add(menu, _("Sort downwards"), lambda: self.sort(column, _DESCENDING))
        as_it_was = _add(menu, _("Order of the study"), lambda: self.sort(-1))
        as_it_was.setEnabled(self._model.rows.sorted_by is not None)
        menu.addSeparator()
        _add(menu, _("Filter…"), lambda: self.filter(column))
        everything = _add(menu, _("Show all rows"), lambda: self._model.allow(column, None))
        everything.setEnabled(one.id in self._model.rows.allowed)
        menu.addSeparator()
        _add(menu, _("Hide column"), lambda: self.hide(column))
        if one.own:
            _add(menu, _("Rename column…"), lambda: self.ask_name(column))
            _add(menu, _("Remove column"), lambda: self.remove(column))

    def _open_menu(self, place: QPoint) -> None:
        header = self._table.horizontalHeader()
        self.menu(header.logicalIndexAt(place)).popup(header.mapToGlobal(place))

    def _ask(self, asked: str, text: str, take: Callable[[str], object], column: int) -> NamePopup:
        popup = NamePopup(self._table, asked, text, take)
        popup.open_at(self._below(column))
        return popup

    def _below(self, column: int) -> QPoint:
        header = self._table.horizontalHeader()
        left = header.sectionViewportPosition(column) if column >= 0 else header.width() - _MOST - _MARGIN
        return header.mapToGlobal(QPoint(max(0, left), header.height()))

    def _fitting(self, column: int) -> int:
        """A width for the title, for what can be chosen, and for most of what stands below."""
        metrics, one = self._table.fontMetrics(), self._model.columns[column]
        rows = range(min(self._model.rowCount(), _SAMPLE))
        texts = [str(self._model.index(row, column).data() or "") for row in rows]
        if one.kind == CHOICE:
            texts += [words for _stored, words in one.choices]
        if column == 0:
            texts.append(self._model.new_row_hint)
        title = metrics.horizontalAdvance(one.title) + _MARGIN
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + _MARGIN
        return max(_LEAST.get(one.kind, _USUAL), title, min(widest, _MOST))


def _arrows() -> str:
    """The mark of the sorted column: up where what is small comes first."""
    look = (paths.resources() / "look").as_posix()
    return "".join(
        f'QHeaderView::{way}-arrow {{ image: url("{look}/arrow-{way}.svg"); width: 12px; height: 12px; }}'
        for way in ("up", "down")
    )


def _add(menu: QMenu, words: str, work: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked=False: work())
    return action


def column_of(index: Index) -> int:
    """The column of a cell, -1 for none."""
    return index.column() if index.isValid() else -1
