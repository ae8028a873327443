"""All actions with their keys, and how to give them others: what F1 shows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import _
from .. import icons, shortcuts
from ..actions import KeyLine
from ..coding.pane import filter_field
from ..coding.row_tree import RowTree, WordsFilter
from ..key_catcher import KeyCatcher
from ..keys import shown
from ..shortcuts import Act
from .frame import Viewer
from .key_rows import ACT, KeyModel, KeyRows

_SEARCH, _PRESS = range(2)


class KeysDialog(Viewer):
    """Every action of the window and its panes; choose one and press the keys it shall have.

    A change holds at once, everywhere; a key taken from another action is told.
    """

    def __init__(
        self, parent: QWidget | None, acts: Sequence[Act], fixed: Sequence[KeyLine] = (), group: str = ""
    ) -> None:
        super().__init__(parent, _("Keys"))
        self.resize(640, 680)
        self._adds = False
        self.search = filter_field(_("Find an action"), _("Find an action"), self)
        self.pressed = KeyCatcher(self)
        self.pressed.setPlaceholderText(_("Press a key to see what it does"))
        self.by_key = QToolButton(self)
        icons.bind(self.by_key, "keyboard")
        self.by_key.setCheckable(True)
        self.by_key.setToolTip(_("Find by pressing the key"))
        self.by_key.setAccessibleName(_("Find by pressing the key"))
        self.tree = RowTree(self)
        self.tree.setAccessibleName(_("Actions and their keys"))
        self.tree.setHeaderHidden(True)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.model = KeyModel(self)
        self.model.fill(acts, fixed)
        self.found = WordsFilter(self)
        self.found.setSourceModel(self.model)
        self.tree.setModel(self.found)
        self.tree.setItemDelegate(KeyRows(self.tree))
        self.said = {role: _said(role, self) for role in ("", "warning", "done")}
        self.catcher = KeyCatcher(self)
        self._lay_out()
        self._connect()
        self.tree.expandAll()
        self._go_to(group)
        self._show_chosen()
        self.search.setFocus()

    def chosen(self) -> Act | None:
        """The action of the current row; None for a group and for keys that stay."""
        act = self.tree.currentIndex().data(ACT)
        return act if isinstance(act, Act) else None

    def choose(self, act: Act) -> None:
        """Let the row of an action be the current one."""
        item = self.model.item_of(act.key)
        if item:
            self.tree.setCurrentIndex(self.found.mapFromSource(item.index()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the search to the list, and closes the dialog only from its button."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not entered or self.main.hasFocus():
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.fields = QStackedWidget(self)
        self.fields.addWidget(self.search)
        self.fields.addWidget(self.pressed)
        self.fields.setFixedHeight(28)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.fields, 1)
        top.addWidget(self.by_key)
        self.change = _button(_("Change key…"), self)
        self.more = _button(_("Add key…"), self)
        self.none = _button(_("No key"), self)
        self.reset = _button(_("Reset"), self)
        self.reset_all = _button(_("Reset all"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.change, self.more, self.none, self.reset):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        self.catcher.hide()
        column = QVBoxLayout()
        column.setSpacing(8)
        for label in self.said.values():
            column.addWidget(label)
        column.addWidget(self.catcher)
        column.addLayout(row)
        self.body.addLayout(top)
        self.body.addWidget(self.tree, 1)
        self.body.addLayout(column)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._to_first)
        self.by_key.toggled.connect(self._search_by_key)
        self.pressed.caught.connect(self._find_key)
        self.pressed.left.connect(lambda: self.by_key.setChecked(False))
        self.tree.selectionModel().currentChanged.connect(self._show_chosen)
        self.tree.chosen.connect(lambda _id: self.ask())
        self.change.clicked.connect(lambda _on=False: self.ask())
        self.more.clicked.connect(lambda: self.ask(adds=True))
        self.none.clicked.connect(lambda: self._take([]))
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.catcher.caught.connect(self._caught)
        self.catcher.left.connect(self._stop_asking)
        shortcuts.notifier().changed.connect(self._follow)

    def ask(self, *, adds: bool = False) -> None:
        """Wait for the key that the chosen action shall have, instead of its own or besides."""
        act = self.chosen()
        if act is None:
            return
        self._adds = adds
        self._say(_("Press the key for “{action}”. Esc leaves it as it is.").format(action=act.text))
        self.catcher.show()
        self.catcher.clear()
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caught(self, key: str) -> None:
        act = self.chosen()
        if act is None:
            return
        if shortcuts.needs_modifier(key, act.place):
            said = _("{key} alone is for typing. Hold Ctrl or Alt as well, or press another key.")
            self._say(said.format(key=shown(key)), "warning")
            return
        self._take([*(shortcuts.keys_of(act) if self._adds else ()), key])

    def _take(self, keys: Sequence[str]) -> None:
        act = self.chosen()
        if act is None:
            return
        lost = shortcuts.choose(act, keys)
        names = ", ".join(shown(key) for key in shortcuts.keys_of(act))
        said = _("“{action}” has {keys} now.") if names else _("“{action}” has no key now.")
        parts = [said.format(action=act.text, keys=names)]
        parts += [_lost(one) for one in lost]
        self._stop_asking()
        self._say(" ".join(parts), "warning" if lost else "done")

    def _reset(self) -> None:
        act = self.chosen()
        if act:
            shortcuts.reset(act)
            kept = [key for key in act.defaults if key not in shortcuts.keys_of(act)]
            other = [one for key in kept for one in shortcuts.holders(key, act, shortcuts.bound())]
            said = _("“{action}” has its usual keys again.").format(action=act.text)
            if other:
                said = _("{key} stays with “{action}”, which was given it.").format(
                    key=shown(kept[0]), action=other[0].text
                )
            self._say(said, "warning" if other else "done")

    def _reset_all(self) -> None:
        shortcuts.reset_all()
        self._say(_("All actions have their usual keys again."), "done")

    def _stop_asking(self) -> None:
        self.catcher.hide()
        self._say("")
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str, role: str = "") -> None:
        for name, label in self.said.items():
            label.setText(text)
            label.setVisible(bool(text) and name == role)

    def _follow(self) -> None:
        """Show the keys as they are now, where they were changed."""
        self.model.read_keys()
        self._show_chosen()

    def _filter(self, typed: str) -> None:
        self.found.set_words(typed)
        self.tree.expandAll()
        self._to_first(focus=False)

    def _search_by_key(self, on: bool) -> None:
        self.fields.setCurrentIndex(_PRESS if on else _SEARCH)
        self.pressed.clear()
        self._filter("" if on else self.search.text())
        (self.pressed if on else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_key(self, key: str) -> None:
        self.pressed.setText(shown(key))
        self._filter(f"<{key}>")

    def _to_first(self, *, focus: bool = True) -> None:
        """Choose the first action that is shown."""
        index = self.found.index(0, 0)
        while index.isValid() and not index.data(ACT):
            index = self.found.index(0, 0, index)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            if focus:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, group: str) -> None:
        """Begin at the actions of a pane."""
        self._to_first(focus=False)
        for row in range(self.found.rowCount()):
            index = self.found.index(row, 0)
            if index.data() == group:
                self.tree.setCurrentIndex(self.found.index(0, 0, index))
                self.tree.scrollTo(index, RowTree.ScrollHint.PositionAtTop)

    def _show_chosen(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        act = self.chosen()
        if self.catcher.isVisible():
            self._stop_asking()
        for button in (self.change, self.more):
            button.setEnabled(act is not None)
        self.none.setEnabled(act is not None and bool(shortcuts.keys_of(act)))
        self.reset.setEnabled(act is not None and shortcuts.is_chosen(act))
        self.reset_all.setEnabled(any(shortcuts.is_chosen(one) for one in shortcuts.bound()))


def _lost(act: Act) -> str:
    left = shortcuts.keys_of(act)
    if left:
        return _("It was “{action}”, which keeps {keys}.").format(
            action=act.text, keys=", ".join(shown(key) for key in left)
        )
    return _("It was “{action}”, which has no key now.").format(action=act.text)


def _said(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.hide()
    return label


def _button(text: str, parent: QWidget) -> QPushButton:
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    return made
