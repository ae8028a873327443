"""Putting the words selected in a transcript, or those of the active coding, into a finding."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ...domain.codings import SUPPORTS
from ...domain.findings import FindingFacts
from ...domain.spans import Span, trimmed
from ...domain.strength import BEARINGS
from ...errors import UserError
from ...i18n import _
from ...services import finding_links
from ...services.asked import questions_of
from ...services.finding_words import bearing_words
from ...services.findings import findings
from ..session import Session
from ..verbs import show_over
from .frame import Dialog, form

if TYPE_CHECKING:
    from ..commands import Commands

_SHOWN, _WIDE = 72, 480


class LinkPassage(Dialog):
    """Asks for the finding and how the passage bears on it."""

    def __init__(
        self, parent: QWidget | None, session: Session, span: Span, known: list[FindingFacts]
    ) -> None:
        super().__init__(parent, _("Link passage to a finding"), _("Link"))
        self._session, self._span = session, span
        self.setMinimumWidth(_WIDE)
        words = QLabel(_("“{quote}”").format(quote=session.text[span.start : span.end][:300]), self)
        words.setWordWrap(True)
        self.finding = QComboBox(self)
        self.finding.setAccessibleName(_("Finding"))
        self.finding.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.finding.setMinimumContentsLength(32)
        for facts in known:
            self.finding.addItem(f"{facts.label}  {facts.statement}"[:_SHOWN], facts.id)
        self.finding.setCurrentIndex(max(0, self._likely(known)))
        self.bearing = QComboBox(self)
        self.bearing.setAccessibleName(_("Bearing"))
        for bearing in BEARINGS:
            self.bearing.addItem(bearing_words(bearing).capitalize(), bearing)
        active = session.active
        if active and active.span == span and active.polarity:
            self.bearing.setCurrentIndex(self.bearing.findData(active.polarity))
        rows = form()
        rows.addRow(_("Finding"), self.finding)
        rows.addRow(_("Bearing"), self.bearing)
        self.body.addWidget(words)
        self.body.addLayout(rows)

    def commit(self) -> None:
        """Link it."""
        document = self._session.document
        if document is None:
            raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
        passage = (document.id, self._span.start, self._span.end)
        bearing = str(self.bearing.currentData() or SUPPORTS)
        linked = finding_links.link_passages(
            self._session.project, str(self.finding.currentData()), {passage: bearing}
        )
        if not linked.links:
            raise UserError(_("This is in the finding already."), _("Choose another finding."))
        self._session.told.emit(
            _("Linked to {finding}.").format(finding=self.finding.currentText().split()[0])
        )

    def _likely(self, known: list[FindingFacts]) -> int:
        """The first finding of a question under which the active coding stands; -1 for none."""
        active = self._session.active
        serving = questions_of(self._session.code_list()) if active else {}
        questions = serving.get(active.code_id, ()) if active else ()
        return next((n for n, facts in enumerate(known) if facts.question.id in questions), -1)


def open_for(commands: "Commands") -> None:
    """Ask for the finding; UserError where nothing is selected, or there is no finding."""
    session = commands.window.session
    if session is None:
        return
    span = trimmed(session.text, session.selection) or (session.active.span if session.active else None)
    if session.document is None or not span:
        raise UserError(_("Select a passage first."), _("Or click the bracket of a coding."))
    known = findings(session.project)
    if not known:
        raise UserError(_("There is no finding yet."), _("Write one in the evidence view."))
    show_over(LinkPassage(commands.window, session, span, known))
