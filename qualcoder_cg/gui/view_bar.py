"""The bar under the menu: tabs of the views, undo and redo, the command field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from ..i18n import _
from . import theme
from .command_field import CommandField, Target

HEIGHT = 40


class ViewBar(QFrame):
    """`chosen(id)` when the person clicks the tab of a view."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, targets: Callable[[], Sequence[Target]]) -> None:
        super().__init__(parent)
        self.setObjectName("view-bar")
        self.setFixedHeight(HEIGHT)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFixedHeight(HEIGHT)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName(_("Views"))
        self.tabs.currentChanged.connect(self._tell)
        self.command_field = CommandField(self, targets)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 12, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.tabs)
        self.row.addStretch(1)
        self.row.addWidget(self.command_field)
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def add_button(self, action: QAction) -> QToolButton:
        """Show an action as an icon before the command field."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", ""))
        self.row.insertWidget(self.row.count() - 1, button)
        return button

    def set_views(self, views: Sequence[tuple[str, str, str]]) -> None:
        """Show tabs: id, title, tooltip of each."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name, title, tip in views:
            place = self.tabs.addTab(title)
            self.tabs.setTabData(place, name)
            self.tabs.setTabToolTip(place, tip)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(views))
        self._give_room()

    def show_chosen(self, name: str) -> None:
        """Mark the tab of the view that is shown."""
        self.tabs.blockSignals(True)
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == name:
                self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)

    def _give_room(self) -> None:
        """As wide as the tabs are when the longest stands in the heavier letters of the chosen one."""
        plain = QFontMetrics(theme.sans(theme.INTERFACE))
        heavy = QFontMetrics(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        titles = [self.tabs.tabText(place) for place in range(self.tabs.count())]
        more = max((heavy.horizontalAdvance(one) - plain.horizontalAdvance(one) for one in titles), default=0)
        self.tabs.setFixedWidth(self.tabs.sizeHint().width() + more)

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self.tabs.tabData(place))

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#view-bar {{ background: {look.win}; border: none; border-bottom: 1px solid {look.line}; }}"
            "QToolButton::menu-indicator { image: none; width: 0; }"
            f"QTabBar::tab {{ min-height: {HEIGHT - 12}px; }}"
        )
