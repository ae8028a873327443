"""The menu bar, made from the table of actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QMenuBar

from .. import settings
from ..i18n import _
from . import actions
from .actions import Entry
from .commands import Commands

HEIGHT = 28
_CORNER = 480


class Menus:
    """The menus of one window, with the actions in them by id."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        self._commands = commands
        self.entries = actions.table()
        self.bar = QMenuBar(window)
        self.bar.setNativeMenuBar(False)
        self.bar.setFixedHeight(HEIGHT)
        self.bar.setObjectName("menu-bar")
        self.actions = {entry.id: actions.build(entry, commands, self.bar) for entry in self.entries}
        self.title = QLabel(self.bar)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMaximumWidth(_CORNER)
        self.title.setFixedHeight(HEIGHT)
        self.title.setContentsMargins(0, 0, 16, 0)
        self.title.setProperty("role", "quiet")
        self.bar.setCornerWidget(self.title)
        titles = actions.menu_titles()
        self.menus = {name: self.bar.addMenu(titles[name]) for name in actions.MENUS}
        for name, menu in self.menus.items():
            self._fill(menu, [entry for entry in self.entries if entry.menu == name], titles)
        self.recent = QMenu(_("Open &recent"), self.menus[actions.FILE])
        self.recent.aboutToShow.connect(self.fill_recent)
        self.menus[actions.FILE].insertMenu(self.actions["sample"], self.recent)
        window.setMenuBar(self.bar)

    def show_title(self, title: str, path: str) -> None:
        """Show the study's title in the corner, shortened where it is long; its file as a tooltip."""
        shown = self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _CORNER - 16)
        self.title.setText(shown)
        # A bar that takes the place of another would leave the corner at the left, over the menus.
        self.bar.setCornerWidget(self.title)
        self.title.setToolTip(path)

    def allow(self, study: bool) -> None:
        """Switch what needs an open study on or off; a tooltip says why."""
        for entry in self.entries:
            action, allowed = self.actions[entry.id], study or not entry.study
            action.setEnabled(allowed)
            said = actions.with_key(entry.text, actions.keys_of(entry))
            action.setToolTip(said if allowed else _("Open a study first."))
        for name in (actions.CODE, actions.EVIDENCE, actions.TEAM):
            self.menus[name].menuAction().setVisible(study)

    def check_choices(self) -> None:
        """Mark what holds now among theme and language."""
        for entry in self.entries:
            if entry.chosen:
                self.actions[entry.id].setChecked(entry.chosen(self._commands))

    def fill_recent(self) -> None:
        """List the studies opened lately."""
        self.recent.clear()
        found = settings.recent()
        for path in found:
            action = self.recent.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(
                lambda _checked=False, path=path: self._commands.attempt(
                    lambda: self._commands.window.open_study(path)
                )
            )
        if not found:
            self.recent.addAction(_("No studies yet")).setEnabled(False)

    def _fill(self, menu: QMenu, entries: Sequence[Entry], titles: dict[str, str]) -> None:
        """Put entries into a menu, with a line between sections and submenus where they first occur."""
        below: dict[str, tuple[QMenu, QActionGroup]] = {}
        section = entries[0].section if entries else 0
        for entry in entries:
            if entry.section != section:
                menu.addSeparator()
                section = entry.section
            target = menu
            if entry.submenu:
                if entry.submenu not in below:
                    inner = QMenu(titles[entry.submenu], menu)
                    menu.addMenu(inner)
                    below[entry.submenu] = (inner, QActionGroup(inner))
                target, group = below[entry.submenu]
                if entry.chosen:
                    group.addAction(self.actions[entry.id])
            target.addAction(self.actions[entry.id])
