"""How high rows are: dense, or comfortable for those who want more room; one place for all lists."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from .. import settings

Index = QModelIndex | QPersistentModelIndex
DENSE, COMFORTABLE = DENSITIES = ("dense", "comfortable")
TREE, LIST, TABLE, TALL = "tree", "list", "table", "tall"
_HEIGHTS = {
    DENSE: {TREE: 20, LIST: 24, TABLE: 28, TALL: 44},
    COMFORTABLE: {TREE: 24, LIST: 28, TABLE: 32, TALL: 48},
}
_SETTING = "density"
_PROPERTY = "rows"


@dataclass
class _State:
    """What is in use now."""

    density: str = DENSE


_state = _State()


def chosen() -> str:
    """The density in use."""
    return _state.density


def row_height(kind: str) -> int:
    """The height of a row in pixels: "tree", "list" (matrix too), "table", "tall" (two lines)."""
    return _HEIGHTS[chosen()][kind]


def size_hint(kind: str, width: int = 40) -> QSize:
    """What a delegate says of a row; its width is the view's."""
    return QSize(width, row_height(kind))


def rows_of(table: QTableView, kind: str = TABLE) -> None:
    """Let the rows of a table be as high as the density wants, now and later."""
    table.setProperty(_PROPERTY, kind)
    _set(table)


def use_remembered() -> None:
    """Take the density from the person's settings, when the program starts."""
    kept = settings.get(_SETTING, DENSE)
    _state.density = kept if kept in DENSITIES else DENSE


def use(density: str) -> None:
    """Change the density of everything that is shown, and remember it."""
    settings.put(_SETTING, density)
    _state.density = density
    for widget in QApplication.allWidgets():
        if isinstance(widget, QTableView):
            _set(widget)
        if isinstance(widget, QAbstractItemView):
            widget.doItemsLayout()


class Rows(QStyledItemDelegate):
    """Draws rows as the style does, as high as the density wants."""

    def __init__(self, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kind = kind

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its words."""
        return QSize(super().sizeHint(option, index).width(), row_height(self._kind))


def _set(table: QTableView) -> None:
    kind = table.property(_PROPERTY)
    if kind:
        height, header = row_height(str(kind)), table.verticalHeader()
        before = header.defaultSectionSize()
        header.setMinimumSectionSize(height)
        header.setDefaultSectionSize(height)
        for row in range(header.count()):
            if header.sectionSize(row) == before:
                header.resizeSection(row, height)
