"""Working out what a correction of a text changes, before anything is saved."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..domain.codings import Coding
from ..domain.documents import UNKNOWN, Document, Page, Turn
from ..domain.revisions import Outcome, Review, TextVersion
from ..domain.spans import Span
from ..domain.suggestions import REJECTED, SKIPPED
from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from ..storage.turns import StoredTurn
from . import decided_places, guide_turns
from .anchoring import CHANGED, GONE, KEPT, MOVED, SURE, UNSURE, Anchors, Placed
from .turn_anchoring import added_turns, anchored_pages, anchored_turns, in_order
from .ways import Ways


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that is to take the place of another; without turns and pages, those there are go along."""

    text: str
    turns: tuple[Turn, ...] | None = None
    pages: tuple[Page, ...] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a correction changes, worked out and not yet saved; ids say which rows."""

    document: Document
    old: str
    new: NewText
    version: TextVersion
    codings: Sequence[tuple[Coding, Placed]]
    reviews: Sequence[Review]
    settled: Sequence[str]
    decisions: Sequence[tuple[str, Span]]
    lost_decisions: Sequence[str]
    predictions: Sequence[tuple[str, Span]]
    nothing: Sequence[tuple[str, Span]]
    lost_nothing: Sequence[str]
    turns: Sequence[tuple[str | None, Turn]]
    pages: Sequence[Page]
    notes: Sequence[tuple[str, Span]]
    bookmarks: Sequence[tuple[str, int]]
    quotes: Sequence[tuple[str, Span]]
    redactions: Sequence[tuple[str, Span]]
    decided: decided_places.DecidedPlaces
    outcome: Outcome


def planned(project: Project, document_id: str, new: NewText) -> Plan:
    """The plan for giving a document a new text; UserError for an empty one."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    text = clean(new.text)
    if not text.strip():
        raise UserError(
            _("The new text of {document} is empty.").format(document=document.code),
            _("To take a document out of the study, remove it instead."),
        )
    new = NewText(text, new.turns, new.pages, new.reason)
    old = project.documents.text(document_id)
    ways = Ways(project, document_id, old, text)
    anchors = ways.anchors
    kept = _version(project, document, old, new.reason)
    codings, added, settled = _codings(project, document, ways, kept)
    decisions, lost_decisions = _decisions(project, document_id, ways)
    predictions = [
        (one.id, ways.span("prediction", one.id, Span(one.start, one.end)).span)
        for one in project.decisions.predictions.where("document_id", document_id)
    ]
    nothing, lost_nothing = _nothing(project, document_id, ways)
    turns, lost_turns = _turns(project, document_id, anchors, new.turns)
    pages = (
        new.pages if new.pages is not None else anchored_pages(anchors, project.documents.pages(document_id))
    )
    notes = [
        (one.id, ways.span("note", one.id, one.span).span) for one in project.notes.in_document(document_id)
    ]
    bookmarks = [
        (one.id, ways.position("bookmark", one.id, one.place))
        for one in project.bookmarks.in_document(document_id)
    ]
    quotes, redactions = (
        [
            (one.id, ways.span(name, one.id, Span(one.start, one.end)).span)
            for one in table.where("document_id", document_id)
        ]
        for name, table in (("quote", project.evidence.quotes), ("redaction", project.evidence.redactions))
    )
    decided = decided_places.planned(project, document_id, ways, codings)
    counts = Counter(placed.how for _coding, placed in codings)
    outcome = Outcome(
        document_id,
        kept.number if old != text else 0,
        counts[KEPT],
        counts[MOVED],
        counts[CHANGED],
        counts[UNSURE] + counts[GONE],
        counts[GONE],
        len(lost_decisions),
        lost_turns,
    )
    return Plan(
        document, old, new, kept, codings, added, settled, decisions, lost_decisions, predictions, nothing,
        lost_nothing, turns, pages, notes, bookmarks, quotes, redactions, decided, outcome,
    )  # fmt: skip


def _version(project: Project, document: Document, text: str, reason: str) -> TextVersion:
    """The text as it is now, as the version to keep."""
    kept = project.revisions.of(document.id)
    return TextVersion(
        id=rows.named_id("text_version", document.id, document.sha256)
        if all(one.sha256 != document.sha256 for one in kept)
        else rows.new_id(),
        document_id=document.id,
        number=max((one.number for one in kept), default=0) + 1,
        text=text,
        turns=tuple(project.documents.turns(document.id)),
        pages=tuple(project.documents.pages(document.id)),
        sha256=document.sha256,
        made_at=_after(kept),
        coder=project.coder_name,
        reason=reason,
    )


def _after(kept: Sequence[TextVersion]) -> str:
    """The time now, later than that of any version kept: merged copies number versions by their times."""
    last = max(
        (datetime.fromisoformat(one.made_at) for one in kept), default=datetime.min.replace(tzinfo=UTC)
    )
    return max(datetime.now(UTC), last + timedelta(microseconds=1)).isoformat(timespec="microseconds")


def _codings(
    project: Project, document: Document, ways: Ways, version: TextVersion
) -> tuple[list[tuple[Coding, Placed]], list[Review], list[str]]:
    """Every coding with its new place, new reviews, and ids of reviews that are settled by this."""
    waiting = {review.coding_id: review for review in project.revisions.reviews(document.id)}
    older = _Older(project, ways.anchors.old, ways.anchors.new)
    placed: list[tuple[Coding, Placed]] = []
    added: list[Review] = []
    settled: list[str] = []
    for coding in project.codings.in_document(document.id):
        review = waiting.get(coding.id)
        place = ways.exactly("coding", coding.id) or (older.place(review, coding) if review else None)
        if review and place and place.how in SURE:
            settled.append(review.id)
        place = place or ways.span("coding", coding.id, coding.span)
        placed.append((coding, place))
        if place.how not in SURE and review is None:
            added.append(
                Review(rows.new_id(), document.id, coding.id, version.id, coding.start, coding.end, place.how)
            )
    return placed, added, settled


class _Older:
    """Places of codings still to review, sought from the text in which they were sure."""

    def __init__(self, project: Project, old: str, new: str) -> None:
        self._project = project
        self._old, self._new = old, new
        self._anchors: dict[str, tuple[Anchors, Anchors] | None] = {}

    def place(self, review: Review, coding: Coding) -> Placed | None:
        """The place in the new text; None where somebody has moved the coding since."""
        if review.version_id not in self._anchors:
            version = self._project.revisions.get(review.version_id)
            pair = (Anchors(version.text, self._old), Anchors(version.text, self._new)) if version else None
            self._anchors[review.version_id] = pair
        both = self._anchors[review.version_id]
        span = Span(review.start, review.end)
        if both is None or both[0].span(span).span != coding.span:
            return None
        return both[1].span(span)


def _decisions(project: Project, document_id: str, ways: Ways) -> tuple[list[tuple[str, Span]], list[str]]:
    """Decisions with their new places, and those against words that are gone, which say nothing any more."""
    moved: list[tuple[str, Span]] = []
    lost: list[str] = []
    for decision in project.decisions.in_document(document_id):
        place = ways.span("decision", decision.id, Span(decision.start, decision.end))
        if place.how == GONE and decision.verdict in (REJECTED, SKIPPED):
            lost.append(decision.id)
        else:
            moved.append((decision.id, place.span))
    return moved, lost


def _nothing(project: Project, document_id: str, ways: Ways) -> tuple[list[tuple[str, Span]], list[str]]:
    """Passages under no code with their new places, and those whose words are gone."""
    placed = [
        (one.id, ways.span("nothing_here", one.id, Span(one.start, one.end)))
        for one in project.decisions.nothing.where("document_id", document_id)
    ]
    lost = [row_id for row_id, place in placed if place.how == GONE]
    return [(row_id, place.span) for row_id, place in placed if place.how != GONE], lost


def _turns(
    project: Project, document_id: str, anchors: Anchors, given: Sequence[Turn] | None
) -> tuple[list[tuple[str | None, Turn]], int]:
    """The turns of the new text, each with the row it keeps, and how many old ones are no more."""
    stored = project.turns.of(document_id)
    old = [one.turn for one in stored]
    placed = anchored_turns(anchors, old)
    if given is not None:
        wanted = _given_turns(stored, placed, in_order(anchors.new, given))
        kept = {row for row, _turn in wanted if row}
        return wanted, sum(one.id not in kept for one in stored)
    added = added_turns(anchors, old, placed)
    ids = {turn.label_start: one.id for one, turn in zip(stored, placed, strict=True) if turn}
    whole = in_order(anchors.new, [*filter(None, placed), *added])
    return [(ids.get(turn.label_start), turn) for turn in whole], sum(turn is None for turn in placed)


def _given_turns(
    stored: Sequence[StoredTurn], placed: Sequence[Turn | None], given: Sequence[Turn]
) -> list[tuple[str | None, Turn]]:
    """Turns that came with a text, each with the row of the one it takes the place of.

    Speakers who are known keep their names and roles, turns whose time is not given keep theirs.
    """
    before = _Sharing(placed)
    names = _known_names(placed, given, before)
    roles = {one.turn.speaker: one.turn.role for one in stored if one.turn.role != UNKNOWN}
    wanted: list[tuple[str | None, Turn]] = []
    taken: set[str] = set()
    for turn in given:
        index = before.most(turn)
        one = stored[index] if index is not None else None
        name = names.get(turn.speaker, turn.speaker)
        row = one.id if one and one.id not in taken else None
        taken |= {row} if row else set()
        seconds = one.turn.seconds if one and turn.seconds is None else turn.seconds
        wanted.append((row, turn._replace(speaker=name, role=roles.get(name, turn.role), seconds=seconds)))
    return wanted


def _known_names(placed: Sequence[Turn | None], given: Sequence[Turn], before: "_Sharing") -> dict[str, str]:
    """Under which of the known names speakers go whose label is new, judged by the words they share."""
    known = {turn.speaker for turn in placed if turn}
    present = {turn.speaker for turn in given}
    shared: dict[str, Counter[str]] = {}
    for turn in given:
        index = before.most(turn)
        other = placed[index] if index is not None else None
        if other and turn.speaker and turn.speaker not in known:
            counted = shared.setdefault(turn.speaker, Counter())
            counted[other.speaker] += turn.span.shared(other.span)
    names: dict[str, str] = {}
    for speaker, counted in shared.items():
        name, most = counted.most_common(1)[0]
        if name and name not in present and most > counted.total() / 2 and name not in names.values():
            names[speaker] = name
    return names


class _Sharing:
    """Finds the turn that shares most words with another; the turns do not overlap."""

    def __init__(self, turns: Sequence[Turn | None]) -> None:
        self._order = sorted(
            (turn.start, turn.end, index) for index, turn in enumerate(turns) if turn is not None
        )
        self._ends = [end for _start, end, _index in self._order]

    def most(self, turn: Turn) -> int | None:
        """The index of that turn, None where no words are shared."""
        best, most = None, 0
        for start, end, index in self._order[bisect_right(self._ends, turn.start) :]:
            if start >= turn.end:
                break
            shared = turn.span.shared(Span(start, end))
            if shared > most:
                best, most = index, shared
        return best


def save(project: Project, plan: Plan) -> Outcome:
    """Write a plan, inside a step; gives what it did."""
    if not plan.outcome.version:
        return plan.outcome
    document_id = plan.document.id
    project.revisions.add_version(plan.version)
    project.revisions.put_text(document_id, plan.new.text)
    for coding, placed in plan.codings:
        if placed.span != coding.span:
            project.codings.change(coding.id, start_cp=placed.start, end_cp=placed.end)
    project.revisions.remove_reviews(plan.settled)
    project.revisions.add_reviews(plan.reviews)
    project.revisions.move_decisions(plan.decisions)
    project.revisions.remove_decisions(plan.lost_decisions)
    for row_id, span in plan.predictions:
        project.decisions.predictions.change(row_id, start=span.start, end=span.end)
    for row_id, span in plan.nothing:
        project.decisions.nothing.change(row_id, start=span.start, end=span.end)
    project.decisions.nothing.remove(plan.lost_nothing)
    for note_id, span in plan.notes:
        project.notes.change(note_id, start_cp=span.start, end_cp=span.end)
    for bookmark_id, place in plan.bookmarks:
        project.bookmarks.change(bookmark_id, place_cp=place)
    for quote_id, span in plan.quotes:
        project.evidence.quotes.change(quote_id, start=span.start, end=span.end)
    for redaction_id, span in plan.redactions:
        project.evidence.redactions.change(redaction_id, start=span.start, end=span.end)
    decided_places.save(project, plan.decided)
    project.turns.put(document_id, plan.turns)
    project.revisions.put_pages(document_id, plan.pages)
    guide_turns.follow(project, [document_id])
    return plan.outcome
