"""Below the columns: what holds, why, and settling it; or how it was settled, and opening it again."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...domain import team
from ...i18n import _
from .. import shortcuts
from ..coding.pane import PADDING, KeyButton, label
from ..evidence.chips import Lines
from . import keys
from .revision_row import RevisionRow

_BUTTON = 28


class Reason(QLineEdit):
    """The reason; while one types, verdicts are chosen with Alt."""

    def event(self, event: QEvent) -> bool:
        """Keys with Alt are for the verdicts here, also where the window has them."""
        return shortcuts.take(self, event) or super().event(event)


class VerdictBar(QWidget):
    """`chosen(verdict)` when one is pressed, `settle_wanted`, `later_wanted`, `reopen_wanted`.

    `look_wanted` asks for the codings that want another look after the decision shown.
    """

    chosen = Signal(str)
    settle_wanted = Signal()
    later_wanted = Signal()
    reopen_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("verdicts")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.verdict = ""
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
        self.revision = RevisionRow(self)
        self.settle = KeyButton(_("Settle"), "Ctrl+Return", self, place=keys.PLACE)
        self.settle.setProperty("main", True)
        self.settle.clicked.connect(lambda _on=False: self.settle_wanted.emit())
        self.explained = label("", "caption", self)
        self.explained.setWordWrap(True)
        self.settled = label("", "", self)
        self.settled.setWordWrap(True)
        self.reopen = KeyButton(_("Open again"), "R", self, place=keys.PLACE)
        self.reopen.clicked.connect(lambda _on=False: self.reopen_wanted.emit())
        self.look = QPushButton(_("For another look"), self)
        self.look.setToolTip(_("Codings made before the guidance of their code changed"))
        self.look.clicked.connect(lambda _on=False: self.look_wanted.emit())
        works = {keys.chosen_by(verdict): self._choosing(verdict) for verdict in team.VERDICTS}
        works |= {name: self._pressing(button) for button, name in self.revision.buttons().items()}
        keys.add(self.reason, keys.reason(), works, within=False)
        self._lay_out()
        self.show_verdict("")

    def begin(self, texts: dict[str, str], reason: str = "") -> None:
        """Ask about another: `texts` are the words of the verdicts; one without words is not offered.

        A `reason` that was given before stands there to be kept or changed.
        """
        self._show_page(asks=True)
        for verdict, button in self.buttons.items():
            self.name(verdict, texts.get(verdict, ""))
            button.setVisible(bool(texts.get(verdict)))
        self.reason.setText(reason)
        self.show_verdict("")

    def begin_revision(self, version: int, *, offered: bool) -> None:
        """Offer to change the codebook, which is kept in that version."""
        self.revision.begin(version, offered=offered)
        names = (self.revision.title, self._named)
        for one in names:
            one.setMinimumWidth(max(each.sizeHint().width() for each in names if offered or each is one))

    def name(self, verdict: str, text: str) -> None:
        """Call a verdict otherwise."""
        button = self.buttons[verdict]
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)
        button.follow_keys()

    def show_settled(self, sentence: str, *, revised: bool = False) -> None:
        """Say how it was settled, and whether that changed the codebook."""
        self.settled.setText(sentence)
        self.look.setVisible(revised)
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

    def _pressing(self, button: KeyButton):  # type: ignore[no-untyped-def]
        return lambda: self.revision.press(button)

    def _lay_out(self) -> None:
        self._asks, self._tells = self._asking(), self._telling()
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 12, PADDING, 12)
        box.addWidget(self._asks)
        box.addWidget(self._tells)

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
        self._named = label(_("Reason"), "caption", page)
        self._named.setBuddy(self.reason)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._named)
        row.addWidget(self.reason, 1)
        row.addWidget(self.settle)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.revision)
        column.addLayout(row)
        column.addWidget(self.explained)
        return page

    def _telling(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.settled, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _show_page(self, *, asks: bool) -> None:
        self._asks.setVisible(asks)
        self._tells.setVisible(not asks)
