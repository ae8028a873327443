"""The list of actions with their keys: groups that fold, key caps at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ...i18n import _
from ...services.palette import folded
from .. import density, shortcuts, theme
from ..actions import KeyLine
from ..coding import painting
from ..coding.row_tree import ID, SEARCHED
from ..keys import shown
from ..shortcuts import Act

ACT = Qt.ItemDataRole.UserRole + 10
KEYS = Qt.ItemDataRole.UserRole + 11
CHANGED = Qt.ItemDataRole.UserRole + 12
_LEFT = 20
_GAP = 4


class KeyModel(QStandardItemModel):
    """Groups of actions; a row holds its action and its keys."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: dict[str, QStandardItem] = {}

    def fill(self, acts: Sequence[Act], fixed: Sequence[KeyLine]) -> None:
        """Show these actions, and keys that stay as they are."""
        self.clear()
        self.setColumnCount(1)
        self._rows = {}
        groups: dict[str, QStandardItem] = {}
        for act in acts:
            self._rows[act.key] = item = QStandardItem(act.text)
            item.setData(act.key, ID)
            item.setData(act, ACT)
            self._group(groups, act.group).appendRow(item)
        for line in fixed:
            item = QStandardItem(line.text)
            item.setToolTip(_("The keys of tables are the same in every program and stay."))
            item.setData("-", ID)
            self._group(groups, line.group).appendRow(item)
            _show(item, line.keys, line.group)
        self.read_keys()

    def read_keys(self) -> None:
        """Show the keys as they are now."""
        for item in self._rows.values():
            act: Act = item.data(ACT)
            item.setData(shortcuts.is_chosen(act), CHANGED)
            _show(item, shortcuts.keys_of(act), act.group)

    def item_of(self, key: str) -> QStandardItem | None:
        """The row of an action."""
        return self._rows.get(key)

    def _group(self, groups: dict[str, QStandardItem], title: str) -> QStandardItem:
        if title not in groups:
            groups[title] = QStandardItem(title)
            groups[title].setSelectable(False)
            self.appendRow(groups[title])
        return groups[title]


def _show(item: QStandardItem, keys: Sequence[str], group: str) -> None:
    names = [shown(key) for key in keys]
    item.setData(tuple(names), KEYS)
    # The words stand apart from the keys, so that one can look for either.
    item.setData(folded(" ".join([item.text(), group, *(f"<{key}>" for key in keys)])), SEARCHED)
    item.setAccessibleText(", ".join([item.text(), *(names or [_("no key")])]))


class KeyRows(QStyledItemDelegate):
    """Draws groups bold, actions with their key caps; what a person changed has a dot before it."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Every row is as high."""
        return density.size_hint(density.LIST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        painting.row_background(painter, option)
        box = QRect(option.rect)
        if not index.data(ID):
            painting.chevron(painter, box.left() + 6, box, is_open=self._tree.isExpanded(index))
            box.setLeft(box.left() + _LEFT)
            bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, box, str(index.data()), bold, theme.colour("ink"))
            return
        if index.data(CHANGED):
            painter.setPen(theme.colour("ink"))
            painter.drawText(
                QRect(box.left() + 8, box.top(), 12, box.height()), Qt.AlignmentFlag.AlignVCenter, "•"
            )
        right = box.right() - 8
        for key in reversed(index.data(KEYS) or ()):
            right -= painting.key_cap(painter, right, box, key) + _GAP
        box.setLeft(box.left() + _LEFT)
        box.setRight(right - _GAP)
        ink = theme.colour("ink" if index.data(ACT) else "ink2")
        painting.words(painter, box, str(index.data()), theme.sans(theme.INTERFACE), ink)
