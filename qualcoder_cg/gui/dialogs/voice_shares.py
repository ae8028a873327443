"""The share of quotes against the share of informants, over the whole study."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ...domain.voice_balance import CODED, FINDINGS, INSTITUTION, KEY, SEX, TYPE, VoiceBalance
from ...i18n import _
from ...services.studies import Project
from ...services.voice_balance import balancing, questions_without_quote
from ..evidence.voices_panel import VoicesTable
from ..in_pieces import InPieces
from ..verbs import show_over
from .frame import Viewer, form

if TYPE_CHECKING:
    from ..commands import Commands

_WIDE = 520


class VoiceShares(Viewer):
    """Two choices and the table; below, the questions that have no quote of an interview."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Voices"))
        self._project = project
        self.setMinimumWidth(_WIDE)
        self.by, self.of = QComboBox(self), QComboBox(self)
        for box, name, choices in (
            (self.by, _("By"), ((TYPE, _("type")), (SEX, _("sex")), (INSTITUTION, _("institution")))),
            (
                self.of,
                _("Quotes"),
                ((FINDINGS, _("in findings")), (KEY, _("key quotes")), (CODED, _("all coded passages"))),
            ),
        ):
            box.setAccessibleName(name)
            for value, text in choices:
                box.addItem(text, value)
            box.currentIndexChanged.connect(lambda _index: self._read())
        rows = form()
        rows.addRow(_("By"), self.by)
        rows.addRow(_("Quotes"), self.of)
        self.table = VoicesTable(self)
        self.without = QLabel(self)
        self.without.setWordWrap(True)
        self.without.setProperty("role", "caption")
        self.body.addLayout(rows)
        self.body.addWidget(self.table)
        self.body.addWidget(self.without)
        self.work = InPieces(self)
        self._read()

    def _read(self) -> None:
        by, of = str(self.by.currentData()), str(self.of.currentData())
        self.work.begin(balancing(self._project, by=by, of=of), self._show)

    def _show(self, found: VoiceBalance) -> None:
        self.table.show_balance(found)
        numbers = ", ".join(one.number for one in questions_without_quote(self._project, found.of))
        self.without.setText(
            _("Questions without a quote of an interview: {numbers}").format(numbers=numbers or "–")
        )
        self.adjustSize()


def open_for(commands: "Commands") -> None:
    """Show the voices of the open study."""
    session = commands.window.session
    if session:
        show_over(VoiceShares(commands.window, session.project))
