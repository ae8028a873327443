"""The words for shares of informants: the table that the study owns."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain import counting_words as words
from ...i18n import _
from ...services.findings import report_language
from ...services.rules import change_rules, rules
from ...services.studies import Project
from ..verbs import show_over
from ..widgets.spin_box import SpinBox
from .frame import Dialog, form, hint

if TYPE_CHECKING:
    from ..commands import Commands

_WIDE, _MOST = 440, 999


class CountingWords(Dialog):
    """A field for each share; one left empty has the usual word."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Counting words"), _("Save"))
        self._project = project
        self.setMinimumWidth(_WIDE)
        agreed, usual = rules(project), words.usual(report_language(project))
        chosen = dict(agreed.counting_words)
        rows = form()
        self.fields: dict[str, QLineEdit] = {}
        for name in words.NAMES:
            field = QLineEdit(chosen.get(name, ""), self)
            field.setPlaceholderText(usual[name])
            field.setAccessibleName(words.SHARES[name])
            rows.addRow(words.SHARES[name], field)
            self.fields[name] = field
        self.below = SpinBox(self)
        self.below.setRange(0, _MOST)
        self.below.setValue(agreed.plain_below)
        self.below.setAccessibleName(_("Figures below"))
        rows.addRow(_("Figures below"), self.below)
        self.body.addWidget(
            hint(_("Shares are of the informants asked. What is empty has its usual word."), self)
        )
        self.body.addLayout(rows)
        self.body.addWidget(hint(_("Where fewer were asked, “7 of 9” stands instead of a word."), self))

    def commit(self) -> None:
        """Save the table as one step."""
        chosen = tuple(
            (name, field.text().strip()) for name, field in self.fields.items() if field.text().strip()
        )
        change_rules(self._project, counting_words=chosen, plain_below=self.below.value())


def open_for(commands: "Commands") -> None:
    """Change the words of the open study."""
    session = commands.window.session
    if session:
        show_over(CountingWords(commands.window, session.project))
