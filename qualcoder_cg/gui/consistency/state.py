"""What the pages of the consistency view share: the choice, the figures and the disagreements, read beside."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ...domain.changes import Changes
from ...domain.codings import Coder
from ...domain.consistency import Measured, Setup
from ...domain.team import Round
from ...errors import UserError
from ...i18n import _, language, speaking
from ...progress import Progress
from ...services import consistency, disagreements
from ...services.beside import Beside, beside
from ...services.evidence_text import paragraphs
from ...services.studies import Project
from ..background import Job
from ..session import Session
from .choices import Choice
from .disagreement_rows import Found

_SOON, _END = 250, 5000
_LISTED_BY = (
    "coding", "code", "code_question", "coder", "question", "criterion", "document", "document_text", "turn",
    "finished", "assignment", "adjudication", "adjudicated", "consensus", "finding", "evidence_item",
    "finding_evidence", "quote", "quote_coding", "setting",
)  # fmt: skip
_MEASURED_BY = (
    "coding", "code", "code_question", "coder", "question", "criterion", "document", "document_text", "turn",
    "finished", "assignment", "package", "round",
)  # fmt: skip


class State(QObject):
    """Reads nothing while `is_wanted` is off.

    `measured(Measured or None)`, `listed()` when figures or disagreements are there; `choice_changed()`;
    `working(done, total, words)` while figures are computed, `failed(error)`.
    """

    measured = Signal(object)
    listed = Signal()
    choice_changed = Signal()
    working = Signal(int, int, str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.choice = Choice()
        self.found: list[Found] = []
        self.figures: Measured | None = None
        self.is_listed = False
        self._is_wanted = self._over = False
        self._known: dict[Setup, Measured] = {}
        self._measuring: Job | None = None
        self._listing: Job | None = None
        self._number = 0
        self._stale = {"measure", "list"}
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
        return self._measuring is not None

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
        if self._measuring:
            self._measuring.cancel()

    def finish(self) -> None:
        """Read no more."""
        self._over = True
        self._soon.stop()
        for job in (self._measuring, self._listing):
            if job:
                job.cancel()
        if self._measuring or self._listing:
            QThreadPool.globalInstance().waitForDone(_END)

    def _take(self, choice: Choice) -> None:
        before, self.choice = self.choice, choice
        if choice == before:
            return
        self._stale.add("measure")
        if (before.coders, before.round_id) != (choice.coders, choice.round_id):
            self._stale.add("list")
        self.choice_changed.emit()
        self._read()

    def _read(self) -> None:
        if not self._is_wanted or self._over:
            return
        if "list" in self._stale:
            self._list()
        if "measure" in self._stale:
            self._measure()

    def _measure(self) -> None:
        compared = tuple(one.id for one in self.coders())
        setup = self.choice.setup(compared)
        if self._measuring:
            self._measuring.cancel()
        if len(setup.coders) < 2 or setup in self._known:
            self._stale.discard("measure")
            self._show(self._known.get(setup))
            return
        self._stale.discard("measure")
        self._number += 1
        place, tongue, number = beside(self.project), language(), self._number

        def work(progress: Progress) -> tuple[int, Measured]:
            with speaking(tongue), place.opened() as study:
                return number, consistency.measure(study, setup, progress)

        job = self._measuring = self._job(work, self._has_measured)
        job.progressed.connect(self.working)
        job.start()

    def _has_measured(self, answer: tuple[int, Measured]) -> None:
        number, found = answer
        if number == self._number:
            self._known[found.setup] = found
            self._show(found)

    def _show(self, found: Measured | None) -> None:
        self.figures = found
        self.measured.emit(found)

    def _list(self) -> None:
        if self._listing:
            return
        self._stale.discard("list")
        place, coders, documents = beside(self.project), self.choice.coders, self._documents()

        def work(_progress: Progress) -> list[Found]:
            return _listed(place, coders, documents)

        self._listing = self._job(work, self._has_listed)
        self._listing.start()

    def _has_listed(self, found: list[Found]) -> None:
        self.found, self.is_listed = found, True
        self.listed.emit()

    def _documents(self) -> tuple[str, ...]:
        """Those of the round chosen."""
        chosen = self.choice.round_id
        if chosen is None:
            return ()
        return tuple(one.document_id for one in self.project.team.assignments.where("round_id", chosen))

    def _job(self, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> Job:
        job = Job(work, self)
        job.succeeded.connect(then)
        job.failed.connect(self._on_failed)
        job.finished.connect(lambda: self._ended(job))
        job.finished.connect(job.deleteLater)
        return job

    def _ended(self, job: Job) -> None:
        if job is self._measuring:
            self._measuring = None
            self.measured.emit(self.figures)
        if job is self._listing:
            self._listing = None
        if self._stale and self._is_wanted and not self._over:
            self._soon.start()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.session.told.emit(str(error))
        self.failed.emit(error)
        if not isinstance(error, UserError):
            raise error

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_MEASURED_BY):
            self._known.clear()
            self._stale.add("measure")
        if changes.touched(*_LISTED_BY):
            self._stale.add("list")
        if self._stale and self._is_wanted:
            self._soon.start()

    def _on_whose(self) -> None:
        """Others are seen from now on, or no longer."""
        self._known.clear()
        self.found, self.figures, self.is_listed = [], None, False
        self._stale = {"measure", "list"}
        self.listed.emit()
        self.measured.emit(None)
        if self._is_wanted:
            self._soon.start()


def _listed(place: Beside, coders: tuple[str, ...], documents: tuple[str, ...]) -> list[Found]:
    """The disagreements of these coders in these documents, each with where it is; read in any thread."""
    with place.opened() as study:
        rows = disagreements.listed(study, coders=coders, documents=documents)
        codes = {one.id: one.code for one in study.documents.all()}
        starts: dict[str, list[int]] = {}
        found = []
        for one in rows:
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
