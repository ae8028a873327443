"""The controls of the find panel: what is looked for, how, where, and in whose words."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from qualcoder_cg.domain.search import FUZZY, LEMMA, NEAR, NEAR_WORDS, REGEX, Filter, Query
from qualcoder_cg.gui import icons
from qualcoder_cg.gui.coding.pane import add_icon, icon_button
from qualcoder_cg.i18n import _

from ..widgets.spin_box import SpinBox
from . import find_words
from .recent import Wanted

HERE, ALL, CODED = range(3)
_MOST_APART = 50
_FORMS = (FUZZY, LEMMA)


class Field(QLineEdit):
    """Where one types; `down` and `entered(steps)` are the keys that go to the hits."""

    down = Signal()
    entered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next hit, with Shift to the one before; the arrow down into the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """`changed` says that something else is looked for.

    `code_wanted` asks for a code whose passages are to be searched; `use_code` answers.
    """

    changed = Signal()
    code_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code_id = ""
        self.only: frozenset[Filter] = frozenset()
        self.interviewer = False
        self._scope = HERE
        self.field = Field(self)
        self.field.setPlaceholderText(_("Find"))
        self.field.setAccessibleName(_("Find in the texts"))
        self.field.setMinimumWidth(80)
        add_icon(self.field, "search", QLineEdit.ActionPosition.LeadingPosition)
        self.mode = _choice(_("How to search"), find_words.modes(), self)
        self.distance = SpinBox(self)
        self.distance.setRange(1, _MOST_APART)
        self.distance.setValue(NEAR_WORDS)
        self.distance.setSuffix(" " + _("words"))
        self.distance.lineEdit().setTextMargins(6, 0, 0, 0)
        self.distance.setAccessibleName(_("At most so many words apart"))
        self.distance.setToolTip(_("At most so many words apart"))
        self.accents = _toggle("accent", _("Accents make a difference"), self)
        self.case = _toggle("case", _("Capitals make a difference"), self)
        self.whole = _toggle("whole-word", _("Whole words only"), self)
        self.scope = QComboBox(self)
        self.scope.addItems([_("This document"), _("All documents"), _("Passages coded …")])
        self.scope.setAccessibleName(_("Where to search"))
        self.scope.setToolTip(_("Where to search"))
        self.filter = QPushButton(find_words.filters(0), self)
        self.filter.setToolTip(_("Search only the words of some speakers or informants"))
        self.close_button = icon_button("close", _("Close (Esc)"), lambda: None, self)
        self._connect()
        self._show_mode()

    def first_row(self) -> QHBoxLayout:
        """What is looked for, and how."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.mode)
        row.addWidget(self.distance)
        toggles = QHBoxLayout()
        toggles.setSpacing(0)
        for button in (self.accents, self.case, self.whole):
            toggles.addWidget(button)
        row.addLayout(toggles)
        row.addWidget(self.close_button)
        return row

    def query(self, document_id: str) -> Query:
        """What is looked for; `document_id` is the document shown."""
        return Query(
            self.field.text(),
            mode=str(self.mode.currentData()),
            distance=self.distance.value(),
            accents=self.accents.isChecked(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            documents=(document_id,) if self._scope == HERE else None,
            code_id=self.code_id if self._scope == CODED else "",
            interviewer=self.interviewer,
            only=self.only,
        )

    def searched(self) -> int:
        """Where is searched: HERE, ALL or CODED."""
        return self._scope

    def search_in(self, scope: int) -> None:
        """Search elsewhere."""
        self._scope = scope
        with QSignalBlocker(self.scope):
            self.scope.setCurrentIndex(scope)
        self.changed.emit()

    def use_code(self, code_id: str, name: str) -> None:
        """Search the passages under a code."""
        self.code_id = code_id
        self.scope.setItemText(CODED, _("Coded: {code}").format(code=name))
        self.search_in(CODED)

    def use_mode(self, mode: str) -> None:
        """Search in another way."""
        self.mode.setCurrentIndex(self.mode.findData(mode))

    def use_filters(self, only: frozenset[Filter], interviewer: bool) -> None:
        """Search the words of others."""
        self.only, self.interviewer = only, interviewer
        self.filter.setText(find_words.filters(len(only) + interviewer))
        names = [find_words.value(one) for one in sorted(only)]
        if interviewer:
            names.append(_("interviewers’ words too"))
        told = _("Search only the words of some speakers or informants")
        self.filter.setToolTip(", ".join(names) or told)
        self.changed.emit()

    def use(self, wanted: Wanted) -> None:
        """Search again for what was searched lately."""
        mode, text = wanted
        with QSignalBlocker(self.field):
            self.field.setText(text)
        if self.mode.currentData() == mode:
            self.changed.emit()
        else:
            self.use_mode(mode)

    def offer(self, wanted: list[Wanted]) -> QMenu:
        """Let the person choose among what was searched lately."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = {mode: name for mode, name, _told in find_words.modes()}
        for one in wanted:
            mode, text = one
            action = QAction(text.replace("&", "&&") + f"\t{names[mode]}", menu)
            action.triggered.connect(lambda _on=False, one=one: self.use(one))
            menu.addAction(action)
        menu.setMinimumWidth(min(400, self.field.width()))
        menu.popup(self.field.mapToGlobal(self.field.rect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return menu

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.mode.currentIndexChanged.connect(self._show_mode)
        self.mode.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.distance.valueChanged.connect(lambda _value: self.changed.emit())
        for button in (self.accents, self.case, self.whole):
            button.toggled.connect(lambda _on: self.changed.emit())
        self.scope.activated.connect(self._choose_scope)

    def _show_mode(self, _place: int = 0) -> None:
        """Offer only what makes a difference in this way of searching."""
        mode = self.mode.currentData()
        self.distance.setVisible(mode == NEAR)
        self.accents.setEnabled(mode not in (*_FORMS, REGEX))
        self.whole.setEnabled(mode not in (*_FORMS, REGEX))
        self.case.setEnabled(mode not in _FORMS)
        self.mode.setToolTip(str(self.mode.currentData(Qt.ItemDataRole.ToolTipRole)))

    def _choose_scope(self, scope: int) -> None:
        if scope == CODED:
            with QSignalBlocker(self.scope):
                self.scope.setCurrentIndex(self._scope)
            self.code_wanted.emit()
        else:
            self.search_in(scope)


def _choice(name: str, entries: list[tuple[str, str, str]], parent: QWidget) -> QComboBox:
    """A choice among entries (id, name, what it means)."""
    made = QComboBox(parent)
    made.setAccessibleName(name)
    for place, (key, text, told) in enumerate(entries):
        made.addItem(text, key)
        made.setItemData(place, told, Qt.ItemDataRole.ToolTipRole)
    return made


def growth_choice(parent: QWidget) -> QComboBox:
    """How much of the text around a hit is coded."""
    return _choice(_("How much to code"), find_words.growths(), parent)


def _toggle(icon: str, told: str, parent: QWidget) -> QToolButton:
    """A button that stays down, with an icon."""
    button = QToolButton(parent)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    icons.bind(button, icon)
    button.setAccessibleName(told)
    button.setToolTip(told)
    return button
