"""What a query may be limited by: a tree of conditions, each with its values to check and their counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain.queries import Query
from ...i18n import _
from ...services.query_words import Choice, condition_names
from .. import density, theme

_VALUE = Qt.ItemDataRole.UserRole
_COUNT = 56
_OPEN = ("questions", "types", "polarities")


class Facets(QTreeWidget):
    """Conditions with their values; `changed(Query)` when something else is asked, `opened` to count."""

    changed = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._query = Query()
        self._offered: Mapping[str, Sequence[Choice]] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._filling = False
        self.setAccessibleName(_("Limits"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setItemDelegate(density.Rows(density.TREE, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _COUNT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.itemChanged.connect(self._checked)
        self.itemExpanded.connect(self._open)

    def offer(self, offered: Mapping[str, Sequence[Choice]]) -> None:
        """List what a study has; what is open and how far one scrolled stay."""
        if offered == self._offered:
            return
        place = self.verticalScrollBar().value()
        known = {name for name, group in self._groups.items() if group.isExpanded()} or set(_OPEN)
        self._filling = True
        self.clear()
        self._offered, self._groups, self._items = offered, {}, {}
        names = condition_names()
        for condition, choices in offered.items():
            if not any(choice.value for choice in choices) and condition != "polarities":
                continue
            group = QTreeWidgetItem(self, [names[condition]])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            group.setFont(0, theme.sans(theme.INTERFACE, theme.SEMIBOLD))
            group.setData(0, _VALUE, (condition, None))
            self._groups[condition] = group
            group.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        for condition, group in self._groups.items():
            group.setExpanded(condition in known)
        self._filling = False
        self.show_query(self._query)
        self.verticalScrollBar().setValue(place)

    def _list_values(self, condition: str) -> None:
        """List the values of a condition, when it is first opened: there may be a thousand documents."""
        group = self._groups[condition]
        if group.childCount():
            return
        filling, self._filling = self._filling, True
        figures = theme.sans(theme.INTERFACE, tabular=True)
        ways = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        chosen = self._query.values(condition)
        items = []
        for choice in self._offered[condition]:
            item = QTreeWidgetItem([choice.text])
            item.setFlags(ways)
            item.setData(0, _VALUE, (condition, choice.value))
            item.setToolTip(0, choice.text)
            on = choice.value in chosen
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(1, figures)
            self._items[condition, choice.value] = item
            items.append(item)
        group.addChildren(items)
        self._filling = filling

    def _open(self, item: QTreeWidgetItem) -> None:
        condition, _value = item.data(0, _VALUE)
        self._list_values(condition)
        if not self._filling:
            self.opened.emit()

    def show_query(self, query: Query) -> None:
        """Check what a query asks for."""
        self._filling = True
        self._query = query
        names = condition_names()
        for (condition, value), item in self._items.items():
            on = value in query.values(condition)
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        for condition, group in self._groups.items():
            n = len(query.values(condition))
            name = names[condition]
            if n and condition in query.excluded:
                name = _("{condition}: without").format(condition=name)
            group.setText(0, name)
            group.setText(1, f"✓ {n}" if n else "")
            group.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._filling = False

    def open_conditions(self) -> list[str]:
        """The conditions whose values are seen."""
        return [name for name, group in self._groups.items() if group.isExpanded()]

    def show_counts(self, condition: str, counts: Mapping[str, int]) -> None:
        """Write the numbers of excerpts beside the values of a condition; none is 0, in the weaker ink."""
        self._filling = True
        for choice in self._offered.get(condition, ()):
            item = self._items.get((condition, choice.value))
            if item is not None:
                n = counts.get(choice.value, 0)
                item.setText(1, str(n))
                for column in (0, 1):
                    item.setForeground(column, theme.colour("ink" if n else "ink2"))
                item.setToolTip(1, _("Excerpts"))
        self._filling = False

    def turn_round(self, condition: str) -> None:
        """Leave out what the values of a condition stand for, or no longer."""
        self._ask(replace(self._query, excluded=self._query.excluded ^ {condition}))

    def _checked(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column:
            return
        condition, value = item.data(0, _VALUE)
        if value is None:
            return
        values = self._query.values(condition)
        on = item.checkState(0) == Qt.CheckState.Checked
        values = values | {value} if on else values - {value}
        query = replace(self._query, **{condition: values})  # type: ignore[arg-type]
        if not values:
            query = replace(query, excluded=query.excluded - {condition})
        self._ask(query)

    def _ask(self, query: Query) -> None:
        self.show_query(query)
        self.changed.emit(query)

    def _menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is None:
            return
        condition, _value = item.data(0, _VALUE)
        if not self._query.values(condition):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        turn = menu.addAction(_("Leave these out"))
        turn.setCheckable(True)
        turn.setChecked(condition in self._query.excluded)
        turn.triggered.connect(lambda _on=False: self.turn_round(condition))
        menu.addAction(_("Any of them")).triggered.connect(
            lambda _on=False: self._ask(
                replace(
                    self._query,
                    excluded=self._query.excluded - {condition},
                    **{condition: frozenset()},  # type: ignore[arg-type]
                )
            )
        )
        menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space checks; N turns the condition of the value round."""
        item = self.currentItem()
        if item and event.text().lower() == "n" and not event.modifiers():
            condition, _value = item.data(0, _VALUE)
            if self._query.values(condition):
                self.turn_round(condition)
                return
        super().keyPressEvent(event)
