"""The bar under the menu: tabs of the views, undo and redo, the command field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from ..i18n import _
from . import theme
from .command_field import WIDTH, CommandField, Target

HEIGHT = 40
_PADDING, _TIGHT = 12, 4
_NARROWEST = 96


class ViewBar(QFrame):
    """`chosen(id)` when the person clicks the tab of a view.

    In a narrow window the command field gives way first, then the space between tabs, then their words.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, targets: Callable[[], Sequence[Target]]) -> None:
        super().__init__(parent)
        self.setObjectName("view-bar")
        self.setFixedHeight(HEIGHT)
        self._tight = False
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
        self._give_room()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Share the room between tabs and command field."""
        if not self.tabs.count():
            self.command_field.setFixedWidth(WIDTH)
            return
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        room = self.width() - self._beside()
        wanted = self._wanted()
        saved = self.tabs.count() * 2 * (_PADDING - _TIGHT)
        usual = wanted + (saved if self._tight else 0)
        if self._tight != (room - usual < _NARROWEST):
            self._tight = not self._tight
            self._dress()
            wanted = self._wanted()
        if wanted > room - _NARROWEST:
            wanted = max(0, room - _NARROWEST)
            self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setFixedWidth(wanted)
        self.command_field.setFixedWidth(min(WIDTH, max(_NARROWEST, room - wanted)))

    def _wanted(self) -> int:
        """As wide as the tabs are when the longest stands in the heavier letters of the chosen one."""
        plain = QFontMetrics(theme.sans(theme.INTERFACE))
        heavy = QFontMetrics(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        titles = [self.tabs.tabText(place) for place in range(self.tabs.count())]
        more = max((heavy.horizontalAdvance(one) - plain.horizontalAdvance(one) for one in titles), default=0)
        return self.tabs.sizeHint().width() + more

    def _beside(self) -> int:
        """What the buttons, the margins and the spaces between take."""
        buttons = self.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        margins = self.row.contentsMargins()
        gaps = self.row.spacing() * (len(buttons) + 2)
        return margins.left() + margins.right() + gaps + sum(one.sizeHint().width() for one in buttons)

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self.tabs.tabData(place))

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#view-bar {{ background: {look.win}; border: none; border-bottom: 1px solid {look.line}; }}"
            "QToolButton::menu-indicator { image: none; width: 0; }"
            f"QTabBar::tab {{ min-height: {HEIGHT - 12}px; padding: 4px {self._side()}px; }}"
            f"QTabBar::tab:focus {{ padding: 2px {self._side() - 2}px; }}"
        )

    def _side(self) -> int:
        """How much room is at each side of a tab's words."""
        return _TIGHT if self._tight else _PADDING
