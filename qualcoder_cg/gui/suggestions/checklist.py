"""A button that opens a list to tick: which of many are meant, all of them where none is ticked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget, QWidgetAction

from .. import icons, theme

_WIDE, _HIGH = 320, 320
_ID = Qt.ItemDataRole.UserRole


class Checklist(QPushButton):
    """`changed` when others are ticked; `every` says that all are meant, `some(n)` how many."""

    changed = Signal()

    def __init__(self, name: str, every: str, some: Callable[[int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._every, self._some = name, every, some
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFixedSize(_WIDE, _HIGH)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        menu = QMenu(self)
        menu.setAccessibleName(name)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self.list)
        menu.addAction(holder)
        menu.addSeparator()
        menu.addAction(every).triggered.connect(self.take_all)
        menu.aboutToShow.connect(self.list.setFocus)
        self.setMenu(menu)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.bind(self, "chevron-down")
        self.list.itemChanged.connect(lambda _item: self._follow())
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self._say()

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these (id, words); what was ticked stays ticked while it is among them."""
        if [(self._id(row), self.list.item(row).text()) for row in range(self.list.count())] == list(entries):
            return
        ticked = set(self.ticked())
        self.list.blockSignals(True)
        self.list.clear()
        for name, text in entries:
            item = QListWidgetItem(text, self.list)
            item.setData(_ID, name)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._say()
        if ticked != set(self.ticked()):
            self.changed.emit()

    def ticked(self) -> list[str]:
        """The ids that are ticked; none for all."""
        rows = range(self.list.count())
        return [self._id(row) for row in rows if self.list.item(row).checkState() == Qt.CheckState.Checked]

    def tick(self, ids: Sequence[str]) -> None:
        """Tick these and no others."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            on = self._id(row) in ids
            self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._follow()

    def take_all(self) -> None:
        """Mean all of them."""
        self.tick([])

    def _id(self, row: int) -> str:
        return str(self.list.item(row).data(_ID))

    def _follow(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        n = len(self.ticked())
        self.setText(self._some(n) if n else self._every)
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.setToolTip(self._name)

    def _dress(self) -> None:
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        look = theme.tokens()
        self.list.setStyleSheet(
            f"QListWidget {{ background: {look.base}; border: none; }} QListWidget::item {{ height: 24px; }}"
        )
