"""What the pages of the view share: the choice, the figures and the disagreements, read beside the window."""

from bisect import bisect_right
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.changes import Changes
from ...domain.codings import Coder
from ...domain.consistency import Measured
from ...domain.disagreements import Confusion
from ...domain.team import Round
from ...errors import UserError
from ...i18n import _
from ...progress import Progress
from ...services import consistency, disagreements
from ...services.evidence_text import paragraphs
from ...services.studies import Project
from ..session import Session
from .aside import Aside
from .choices import CODES, Choice
from .disagreement_filter import Offered, offered
from .disagreement_rows import Found

_SOON = 250
_COUNTED = (
    "coding", "code", "code_question", "coder", "question", "criterion", "document", "document_text", "turn",
    "finished", "assignment", "setting",
)  # fmt: skip
# What changes weights and decisions, but not who said what.
_WEIGHED_BY = (
    "adjudication", "adjudicated", "consensus", "finding", "evidence_item", "finding_evidence", "quote",
    "quote_coding",
)  # fmt: skip
_MEASURED_BY = (*_COUNTED, "package", "round")


class Listing(NamedTuple):
    """All disagreements, the weightiest first, what their list can be limited to, pairs of codes.

    `compared` are the coders who share documents, `is_shared` whether two received any.
    """

    found: list[Found]
    offered: Offered = Offered()
    confusions: tuple[Confusion, ...] = ()
    compared: tuple[Coder, ...] = ()
    is_shared: bool = False

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.found)


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
        if self.project.codings.count() and not consistency.is_about_questions(self.project):
            self.choice = self.choice.with_rows(CODES)
        self.listing = Listing([])
        self.figures: Measured | None = None
        self.is_listed = False
        self._is_wanted = False
        self._known: dict[Choice, Measured | None] = {}
        self._stale_figures = self._stale_list = True
        self._stale_weights = self._reads_all = False
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
    def found(self) -> list[Found]:
        """All disagreements, whatever limits their list."""
        return self.listing.found

    @property
    def is_measuring(self) -> bool:
        """Whether figures are being computed."""
        return self._measuring.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether anything is read, or soon will be."""
        return self._measuring.is_busy or self._listing.is_busy or self._soon.isActive()

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
        """The coders who can be compared, as far as that was read."""
        return list(self.listing.compared)

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
        if before.asked != choice.asked and choice.asked not in self._known:
            self._show(None)
        self.choice_changed.emit()
        self._read()

    def _read(self) -> None:
        if not self._is_wanted:
            return
        if self._stale_list or self._stale_weights:
            self._list()
        if self._stale_figures:
            self._stale_figures = False
            self._measure()

    def _list(self) -> None:
        """Find the disagreements; where only decisions and findings changed, weigh those that are known."""
        interrupts = self._listing.is_busy and self._reads_all
        self._reads_all = self._stale_list or interrupts or not self.is_listed
        self._stale_list = self._stale_weights = False
        known = None if self._reads_all else self.listing
        coders, documents = self.choice.coders, self._documents()

        def work(study: Project, _progress: Progress) -> Listing:
            return _listed(study, coders, documents) if known is None else _weighed(study, known)

        self._listing.read(self.project, work, self._has_listed)

    def _measure(self) -> None:
        choice = self.choice.asked
        if choice in self._known:
            self._measuring.stop()
            self._show(self._known[choice])
            return

        def work(study: Project, progress: Progress) -> tuple[Choice, Measured | None]:
            compared = () if choice.coders else tuple(one.id for one in consistency.coders_compared(study))
            setup = choice.setup(compared)
            several = len(setup.coders) > 1
            return choice, consistency.measure(study, setup, progress) if several else None

        self._measuring.read(self.project, work, self._has_measured)

    def _has_measured(self, answer: tuple[Choice, Measured | None]) -> None:
        self._known[answer[0]] = answer[1]
        self._show(answer[1])

    def _show(self, found: Measured | None) -> None:
        self.figures = found
        self.measured.emit(found)

    def _has_listed(self, listing: Listing) -> None:
        self.listing, self.is_listed = listing, True
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
        if changes.touched("coder") and self.choice.coders:  # two who were compared may be one now
            there = {one.id for one in self.project.coders.all()}
            if not there.issuperset(self.choice.coders):
                for aside in (self._measuring, self._listing):
                    aside.stop()
                self._take(replace(self.choice, coders=()))
        if changes.touched(*_MEASURED_BY):
            self._known.clear()
            self._stale_figures = True
        self._stale_list = self._stale_list or changes.touched(*_COUNTED)
        self._stale_weights = self._stale_weights or changes.touched(*_WEIGHED_BY)
        stale = self._stale_figures or self._stale_list or self._stale_weights
        if stale and self._is_wanted:
            self._soon.start()

    def _on_whose(self) -> None:
        """Others are seen from now on, or no longer."""
        self._measuring.stop()
        self._listing.stop()
        self._known.clear()
        self.listing, self.is_listed = Listing([]), False
        self._stale_figures = self._stale_list = True
        self.listed.emit()
        self._show(None)
        if self._is_wanted:
            self._soon.start()


def _listed(study: Project, coders: tuple[str, ...], documents: tuple[str, ...]) -> Listing:
    """The disagreements of these coders in these documents, each with where it is; read in any thread."""
    every = disagreements.listed(study, coders=coders, documents=documents)
    codes = {one.id: one.code for one in study.documents.all()}
    starts: dict[str, list[int]] = {}
    found = []
    for one in every:
        if one.document_id not in starts:
            starts[one.document_id] = paragraphs(study.documents.text(one.document_id))
        number = bisect_right(starts[one.document_id], one.start)
        found.append(Found(one, codes.get(one.document_id, ""), number))
    return Listing(
        found,
        offered(found, disagreements.counts(every)),
        tuple(disagreements.confusable(every)),
        tuple(consistency.coders_compared(study)),
        bool(consistency.double_coded(study)),
    )


def _weighed(study: Project, known: Listing) -> Listing:
    """The same disagreements with the decisions about them and what rests on them now; in any thread."""
    places = {row.disagreement.id: row for row in known.found}
    every = disagreements.weighed(study, [row.disagreement for row in known.found])
    found = [places[one.id]._replace(disagreement=one) for one in every]
    return known._replace(found=found, offered=offered(found, disagreements.counts(every)))


def nothing_to_compare(state: State) -> str:
    """Why nothing can be compared yet; "" where something can."""
    if state.session.who.blind:
        return _("You code blind: others’ codings are hidden. End blind coding in the Code menu to compare.")
    if not state.is_listed:
        return ""
    if len(state.project.coders.all()) < 2:
        return _(
            "Nobody else has coded in this study yet. Hand out documents to a second coder, and bring the"
            " copy in when it comes back."
        )
    if not state.listing.is_shared:
        return _(
            "No document is coded by two coders yet. Hand out documents with a share that two of them code."
        )
    return ""
