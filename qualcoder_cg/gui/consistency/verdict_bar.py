"""Below the columns: what holds, why, and settling it; or how it was settled, and opening it again."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ...domain import team
from ...i18n import _
from .. import shortcuts
from ..coding.pane import PADDING, KeyButton, label
from ..evidence.chips import Lines
from . import keys

_BUTTON, _NARROW = 28, 760


class Reason(QLineEdit):
    """The reason; while one types, verdicts are chosen with Alt."""

    def event(self, event: QEvent) -> bool:
        """Keys with Alt are for the verdicts here, also where the window has them."""
        return shortcuts.take(self, event) or super().event(event)


class VerdictBar(QWidget):
    """`chosen(verdict)` when one is pressed, `settle_wanted`, `later_wanted`, `reopen_wanted`."""

    chosen = Signal(str)
    settle_wanted = Signal()
    later_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("verdicts")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.verdict = ""
        self._narrow: bool | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.buttons: dict[str, KeyButton] = {}
        for verdict in team.VERDICTS:
            self.buttons[verdict] = self._button(verdict)
        self.later = KeyButton(_("Decide later"), "Right", self, place=keys.PLACE)
        self.later.clicked.connect(lambda _on=False: self.later_wanted.emit())
        self.reason = Reason(self)
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Why this holds; others will read it"))
        self.example = QCheckBox(self)
        self.settle = KeyButton(_("Settle"), "Ctrl+Return", self, place=keys.PLACE)
        self.settle.setProperty("main", True)
        self.settle.clicked.connect(lambda _on=False: self.settle_wanted.emit())
        self.explained = label("", "caption", self)
        self.explained.setWordWrap(True)
        self.settled = label("", "", self)
        self.settled.setWordWrap(True)
        self.reopen = KeyButton(_("Open again"), "R", self, place=keys.PLACE)
        self.reopen.clicked.connect(lambda _on=False: self.reopen_wanted.emit())
        for verdict, act in zip(team.VERDICTS, keys.reason(), strict=True):
            shortcuts.add(self.reason, act, self._choosing(verdict), within=False)
        self._lay_out()
        self.show_verdict("")

    def begin(self, texts: dict[str, str], example: str) -> None:
        """Ask about another: `texts` are the words of the verdicts, `example` of the tick ("" none).

        A verdict without words is not offered.
        """
        self._show_page(asks=True)
        for verdict, button in self.buttons.items():
            self.name(verdict, texts.get(verdict, ""))
            button.setVisible(bool(texts.get(verdict)))
        self.reason.clear()
        self.example.setChecked(False)
        self.example.setText(example)
        self.example.setVisible(bool(example))
        self.show_verdict("")

    def name(self, verdict: str, text: str) -> None:
        """Call a verdict otherwise."""
        button = self.buttons[verdict]
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)
        button.follow_keys()

    def show_settled(self, sentence: str) -> None:
        """Say how it was settled."""
        self.settled.setText(sentence)
        self._show_page(asks=False)

    def show_verdict(self, verdict: str) -> None:
        """Press one of the buttons, or none; without one nothing can be settled."""
        self.verdict = verdict
        for name, button in self.buttons.items():
            button.setChecked(name == verdict)
        self.settle.setEnabled(bool(verdict))
        self.settle.setToolTip("" if verdict else _("Choose what holds first."))

    def _button(self, verdict: str) -> KeyButton:
        button = KeyButton("", keys.letter(verdict), self, place=keys.PLACE)
        button.setCheckable(True)
        button.clicked.connect(lambda _on=False: self.chosen.emit(verdict))
        self._group.addButton(button)
        return button

    def _choosing(self, verdict: str):  # type: ignore[no-untyped-def]
        return lambda: self.chosen.emit(verdict)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the tick goes below the reason."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < _NARROW)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._row.removeWidget(self.example)
        self._column.removeWidget(self.example)
        if narrow:
            self._column.insertWidget(2, self.example)
        else:
            self._row.insertWidget(2, self.example)

    def _lay_out(self) -> None:
        self._asks, self._tells = self._asking(), self._telling()
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 12, PADDING, 12)
        box.addWidget(self._asks)
        box.addWidget(self._tells)
        self._arrange(narrow=False)

    def _asking(self) -> QWidget:
        page = QWidget(self)
        buttons = QWidget(page)
        lines = Lines(buttons, height=_BUTTON, gap=8)
        lines.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            lines.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(buttons, 1)
        top.addWidget(self.later, 0, Qt.AlignmentFlag.AlignTop)
        named = label(_("Reason"), "caption", page)
        named.setBuddy(self.reason)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(named)
        self._row.addWidget(self.reason, 1)
        self._row.addWidget(self.settle)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self._column.addLayout(self._row)
        self._column.addWidget(self.explained)
        return page

    def _telling(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.settled, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _show_page(self, *, asks: bool) -> None:
        self._asks.setVisible(asks)
        self._tells.setVisible(not asks)
