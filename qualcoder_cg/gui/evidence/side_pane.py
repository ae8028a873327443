"""The right pane beside a board: voices, missing voices, the disclosure check, where the finding is used."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...domain import attribution
from ...domain.documents import Turn
from ...domain.findings import FindingFacts
from ...domain.surveys import SurveyItem
from ...errors import UserError
from ...i18n import _
from ...services import disclosure, finding_links, missing_voices
from ...services.question_board import Board
from ...services.rules import rules
from ...services.used_in import used_in
from .. import messages
from ..coding.pane import panel
from ..in_pieces import InPieces
from .disclosure_panel import DisclosurePanel
from .missing_panel import MissingPanel
from .used_panel import UsedPanel
from .voices_panel import VoicesPanel

if TYPE_CHECKING:
    from .findings_page import FindingsPage


_PAUSE = 400


class SidePane(QScrollArea):
    """Sections below one another, scrolled together."""

    def __init__(self, page: "FindingsPage") -> None:
        super().__init__(page)
        self._page = page
        self._passages: list[tuple[str, int, int]] = []
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._check)
        self._checking = InPieces(self)
        self._is_due = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(232)
        self.setAccessibleName(_("Beside the finding"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        panel(inside)
        self.voices = VoicesPanel(inside)
        self.missing = MissingPanel(inside, self._read, self._link)
        self.disclosure = DisclosurePanel(inside, self._mend)
        self.used = UsedPanel(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self.voices, self.missing, self.disclosure, self.used):
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(inside)

    def showEvent(self, event: QShowEvent) -> None:
        """Check what was to be checked while the pane was hidden."""
        super().showEvent(event)
        if self._is_due:
            self._is_due = False
            self._later.start()

    def stop(self) -> None:
        """Let go of a check that is under way: something changed."""
        self._later.stop()
        self._checking.stop()

    def show_finding(
        self, facts: FindingFacts | None, here: Sequence[FindingFacts], board: Board, question_id: str
    ) -> None:
        """Show what stands beside a finding of a question."""
        project = self._page.project
        silent = missing_voices.silent_types(project, question_id, board.spoken)
        unused = missing_voices.unused_results(project, question_id, list(here))
        self.missing.show_missing(silent, unused, linkable=facts is not None)
        self.used.show_uses(used_in(project, facts.id) if facts else ())
        self._passages = [one.passage for one in facts.evidence if one.passage] if facts else []
        self._checking.stop()
        self._later.start()

    def _check(self) -> None:
        """Check whom the quotes point at, once nothing else is read: in large studies it takes a while."""
        if not self.isVisible():
            self._is_due = True
            return
        if self._page.reading.is_busy:
            self._later.start()
            return
        project, passages = self._page.project, self._passages
        agreed = rules(project)
        level = agreed.usual_level or attribution.TYPE
        ceiling = agreed.ceiling or level
        rule = _("k = {k} · ceiling level {n}").format(k=agreed.k, n=attribution.LEVELS.index(ceiling))
        self._checking.begin(
            disclosure.checking(project, level, passages),
            lambda risks: self.disclosure.show_risks(risks, len(passages), agreed.k, rule),
        )

    def _read(self, document_id: str, turn: Turn) -> None:
        self._page.passage_chosen.emit(document_id, turn.span)

    def _link(self, item: SurveyItem) -> None:
        facts = self._page.facts
        if facts:
            finding_links.link_survey(self._page.project, facts.id, item.id)
            self._page.tell(_("Result linked to {finding} as supporting.").format(finding=facts.label))

    def _mend(self, risk: disclosure.Risk, mend: disclosure.Mend) -> None:
        try:
            disclosure.apply_mend(self._page.project, risk, mend)
        except UserError as error:
            messages.show(self, error)
