"""What the pages of the view share: the choice, the figures and the disagreements, read beside the window."""

from bisect import bisect_right
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.changes import Changes
from ...domain.codings import Coder
from ...domain.consistency import Measured, Setup
from ...domain.team import Round
from ...errors import UserError
from ...i18n import _
from ...progress import Progress
from ...services import consistency, disagreements
from ...services.evidence_text import paragraphs
from ...services.studies import Project
from ..session import Session
from .aside import Aside
from .choices import Choice
from .disagreement_rows import Found

_SOON = 250
_COUNTED = (
    "coding", "code", "code_question", "coder", "question", "criterion", "document", "document_text", "turn",
    "finished", "assignment", "setting",
)  # fmt: skip
_LISTED_BY = (
    *_COUNTED, "adjudication", "adjudicated", "consensus", "finding", "evidence_item", "finding_evidence",
    "quote", "quote_coding",
)  # fmt: skip
_MEASURED_BY = (*_COUNTED, "package", "round")


class State(QObject):
    """Reads nothing while nobody wants it.

    `measured(Measured or None)` and `listed()` when figures or disagreements are there; `choice_changed()`;
    `working(done, total, words)` while figures are computed.
    """

    measured = Signal(object)
    listed = Signal()
    choice_changed = Signal()
    working = Signal(int, int, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.choice = Choice()
        self.found: list[Found] = []
        self.figures: Measured | None = None
        self.is_listed = False
        self._is_wanted = False
        self._known: dict[Setup, Measured] = {}
        self._stale_figures = self._stale_list = True
        self._measuring, self._listing = Aside(self), Aside(self)
        self._measuring.progressed.connect(self.working)
        for aside in (self._measuring, self._listing):
            aside.failed.connect(self._on_failed)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._read)
        session.changed.connect(self._on_changed)
        session.whose_changed.connect(self._on_whose)

    @property
    def project(self) -> Project:
        """The study."""
        return self.session.project

    @property
    def is_measuring(self) -> bool:
        """Whether figures are being computed."""
        return self._measuring.is_busy

    def want(self, wanted: bool) -> None:
        """Read what is stale from now on, or nothing any more."""
        self._is_wanted = wanted
        if wanted:
            self._read()

    def choose(self, **values: Any) -> None:
        """Choose otherwise."""
        self._take(replace(self.choice, **values))

    def choose_rows(self, rows: str) -> None:
        """Choose what each row of the figures is."""
        self._take(self.choice.with_rows(rows))

    def coders(self) -> list[Coder]:
        """The coders who can be compared."""
        return consistency.coders_compared(self.project)

    def rounds(self) -> list[Round]:
        """The rounds of the study."""
        return self.project.team.rounds.all()

    def coders_shown(self) -> list[Coder]:
        """Those who are compared now."""
        chosen = self.choice.coders
        return [one for one in self.coders() if not chosen or one.id in chosen]

    def cancel(self) -> None:
        """Compute no further; what was shown before stays."""
        self._measuring.stop()
        self.measured.emit(self.figures)

    def finish(self) -> None:
        """Read no more."""
        self._is_wanted = False
        self._soon.stop()
        self._measuring.finish()
        self._listing.finish()

    def _take(self, choice: Choice) -> None:
        before, self.choice = self.choice, choice
        if choice == before:
            return
        self._stale_figures = True
        if (before.coders, before.round_id) != (choice.coders, choice.round_id):
            self._stale_list = True
        self.choice_changed.emit()
        self._read()

    def _read(self) -> None:
        if not self._is_wanted:
            return
        if self._stale_list:
            self._stale_list = False
            coders, documents = self.choice.coders, self._documents()
            self._listing.read(
                self.project, lambda study, _progress: _listed(study, coders, documents), self._has_listed
            )
        if self._stale_figures:
            self._stale_figures = False
            self._measure()

    def _measure(self) -> None:
        setup = self.choice.setup(tuple(one.id for one in self.coders()))
        if len(setup.coders) < 2 or setup in self._known:
            self._measuring.stop()
            self._show(self._known.get(setup))
            return

        def work(study: Project, progress: Progress) -> Measured:
            return consistency.measure(study, setup, progress)

        self._measuring.read(self.project, work, self._has_measured)

    def _has_measured(self, found: Measured) -> None:
        self._known[found.setup] = found
        self._show(found)

    def _show(self, found: Measured | None) -> None:
        self.figures = found
        self.measured.emit(found)

    def _has_listed(self, found: list[Found]) -> None:
        self.found, self.is_listed = found, True
        self.listed.emit()

    def _documents(self) -> tuple[str, ...]:
        """Those of the round chosen."""
        chosen = self.choice.round_id
        if chosen is None:
            return ()
        return tuple(one.document_id for one in self.project.team.assignments.where("round_id", chosen))

    def _on_failed(self, error: UserError) -> None:
        self.session.told.emit(str(error))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_MEASURED_BY):
            self._known.clear()
            self._stale_figures = True
        if changes.touched(*_LISTED_BY):
            self._stale_list = True
        if (self._stale_figures or self._stale_list) and self._is_wanted:
            self._soon.start()

    def _on_whose(self) -> None:
        """Others are seen from now on, or no longer."""
        self._measuring.stop()
        self._listing.stop()
        self._known.clear()
        self.found, self.is_listed = [], False
        self._stale_figures = self._stale_list = True
        self.listed.emit()
        self._show(None)
        if self._is_wanted:
            self._soon.start()


def _listed(study: Project, coders: tuple[str, ...], documents: tuple[str, ...]) -> list[Found]:
    """The disagreements of these coders in these documents, each with where it is; read in any thread."""
    codes = {one.id: one.code for one in study.documents.all()}
    starts: dict[str, list[int]] = {}
    found = []
    for one in disagreements.listed(study, coders=coders, documents=documents):
        if one.document_id not in starts:
            starts[one.document_id] = paragraphs(study.documents.text(one.document_id))
        number = bisect_right(starts[one.document_id], one.start)
        found.append(Found(one, codes.get(one.document_id, ""), number))
    return found


def nothing_to_compare(state: State) -> str:
    """Why nothing can be compared yet; "" where something can."""
    if state.session.who.blind:
        return _("You code blind: others’ codings are hidden. End blind coding in the Code menu to compare.")
    if len(state.coders()) < 2:
        return _(
            "Nobody else has coded in this study yet. Hand out documents to a second coder, and bring the"
            " copy in when it comes back."
        )
    if not consistency.double_coded(state.project):
        return _(
            "No document is coded by two coders yet. Hand out documents with a share that two of them code."
        )
    return ""
