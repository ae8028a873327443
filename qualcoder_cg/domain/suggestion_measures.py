"""How good suggestions are, from what coders decided: plain counts, each with the cases it rests on.

Acceptance is not accuracy: who is shown a suggestion is inclined to take it. So what was decided with
suggestions shown, coded by hand beside them, and coded in blind passages is never added up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .calibration import Reliability
from .predictions import from_text, same_passage
from .proportions import FEWEST, Proportion, counted
from .spans import Span
from .suggestions import (
    ACCEPTED,
    CODED,
    CORRECTED,
    NOTHING,
    REJECTED,
    SHOWN,
    SKIPPED,
    WITHHELD,
    Decision,
    Prediction,
)

LAST = 200
BLOCK = 25
BLIND_BLOCK = 10
MOST_POINTS = 16
FIRST_FEW = 3


class Shown(NamedTuple):
    """A suggestion that was shown and decided on; `chosen` is the code put instead, if one was."""

    code_id: str
    suggester: str
    score: float
    outcome: str
    chosen: str | None
    at: str

    @property
    def right(self) -> bool:
        """Whether the coder took it as it was."""
        return self.outcome == ACCEPTED


class Unaided(NamedTuple):
    """A passage that was coded, or read and not coded, without deciding on a suggestion.

    `blind` tells whether suggestions were kept back there; `predicted` are the codes (ids) suggested for it,
    best first; `code_id` is the code it was put under, None where none.
    """

    document_id: str
    coder_id: str
    span: Span
    blind: bool
    code_id: str | None
    predicted: tuple[str, ...]
    at: str

    def among(self, first: int) -> bool:
        """Whether its code was among the first so many predicted."""
        return self.code_id is not None and self.code_id in self.predicted[:first]


class Ranking(NamedTuple):
    """Of passages coded without a suggestion: how often their code was the first predicted, or among three.

    `silent` is for how many of them nothing at all was predicted; they count as not found.
    """

    first: Proportion
    first_three: Proportion
    silent: int


class Rejected(NamedTuple):
    """How often a code was suggested and not taken, and the code most often put instead, with how often."""

    code_id: str
    times: Proportion
    instead: str | None
    instead_times: int


class Point(NamedTuple):
    """A block of cases on a learning curve: how many decisions had been made at its end, and its hits."""

    made: int
    hits: Proportion


class Measures(NamedTuple):
    """All there is to say about the suggestions of a study; `since` and `until` are ISO 8601, "" if nothing.

    All but the curves and the calibration are of the last so many of each kind; skips are no decisions.
    """

    last: int
    since: str
    until: str
    accepted: Proportion
    outcomes: dict[str, int]
    skipped: int
    by_code: tuple[tuple[str, Proportion], ...]
    by_suggester: tuple[tuple[str, Proportion], ...]
    by_hand: Ranking
    blind: Ranking
    found_anyway: Proportion
    accepted_curve: tuple[Point, ...]
    blind_curve: tuple[Point, ...]
    reliability: Reliability
    rejected: tuple[Rejected, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was decided, and nothing coded of which something was predicted."""
        return not (self.accepted.of or self.by_hand.first.of or self.blind.first.of or self.found_anyway.of)


def shown(decisions: Iterable[Decision], predictions: Iterable[Prediction]) -> list[Shown]:
    """Suggestions that were decided on, oldest first.

    Where a coder said that a passage belongs under no code, each code shown for it was rejected.
    """
    found = [
        Shown(one.code_id, one.suggester, one.score, one.verdict, one.chosen_code_id, one.created_at)
        for one in decisions
        if one.verdict != SKIPPED
    ]
    found += [
        Shown(code.code_id, code.suggester, code.score, NOTHING, None, one.made_at)
        for one in predictions
        if (one.how, one.outcome) == (SHOWN, NOTHING)
        for code in from_text(one.ranked)[:FIRST_FEW]
    ]
    return sorted(found, key=lambda one: one.at)


def unaided(predictions: Iterable[Prediction]) -> list[Unaided]:
    """Passages coded by hand, and what became of blind passages, oldest first."""
    return [
        Unaided(
            one.document_id,
            one.coder_id,
            Span(one.start, one.end),
            one.how == WITHHELD,
            one.code_id if one.outcome == CODED else None,
            tuple(code.code_id for code in from_text(one.ranked)),
            one.made_at,
        )
        for one in sorted(predictions, key=lambda one: one.made_at)
        if one.how != SHOWN and (one.outcome == CODED or one.how == WITHHELD)
    ]


def measure(
    shown: Sequence[Shown],
    unaided: Sequence[Unaided],
    reliability: Reliability,
    *,
    skipped: int = 0,
    last: int = LAST,
) -> Measures:
    """The measures of these cases, oldest first: of the last so many of each kind, 0 for all."""
    recent = shown[-last:]
    by_hand = [one for one in unaided if not one.blind and one.code_id][-last:]
    blind = [one for one in unaided if one.blind]
    coded_blind = [one for one in blind if one.code_id][-last:]
    times = [one.at for one in recent] + [one.at for one in by_hand + blind[-last:]]
    at = sorted([one.at for one in shown] + [one.at for one in unaided])
    return Measures(
        last=last,
        since=min(times, default=""),
        until=max(times, default=""),
        accepted=counted(one.right for one in recent),
        outcomes=_outcomes(recent),
        skipped=skipped,
        by_code=_grouped(recent, lambda one: one.code_id),
        by_suggester=_grouped(recent, lambda one: one.suggester),
        by_hand=ranking(by_hand),
        blind=ranking(coded_blind),
        found_anyway=counted(_found_anyway(blind)[-last:]),
        accepted_curve=curve([(one.at, one.right) for one in shown], at, BLOCK),
        blind_curve=curve([(one.at, one.among(1)) for one in blind if one.code_id], at, BLIND_BLOCK),
        reliability=reliability,
        rejected=_rejected(recent),
    )


def ranking(cases: Sequence[Unaided]) -> Ranking:
    """How high the codes that coders chose were predicted."""
    return Ranking(
        counted(one.among(1) for one in cases),
        counted(one.among(FIRST_FEW) for one in cases),
        sum(not one.predicted for one in cases),
    )


def curve(outcomes: Sequence[tuple[str, bool]], made_at: Sequence[str], block: int) -> tuple[Point, ...]:
    """Outcomes (time, hit), oldest first, in blocks; `made_at` are the times of all decisions, in order.

    Blocks are so large, a multiple of `block`, that there are not too many; the last one may be shorter, and
    what is left when it would be too short to tell goes to the one before.
    """
    size = block * max(1, -(-len(outcomes) // (block * MOST_POINTS)))
    starts = list(range(0, len(outcomes), size))
    if len(starts) > 1 and len(outcomes) - starts[-1] < FEWEST:
        starts.pop()
    points = []
    for number, start in enumerate(starts):
        here = outcomes[start : starts[number + 1] if number + 1 < len(starts) else None]
        made = sum(time <= here[-1][0] for time in made_at)
        points.append(Point(made, counted(hit for _time, hit in here)))
    return tuple(points)


def _outcomes(cases: Sequence[Shown]) -> dict[str, int]:
    counts = Counter(one.outcome for one in cases)
    return {outcome: counts[outcome] for outcome in (ACCEPTED, CORRECTED, REJECTED, NOTHING)}


def _grouped(cases: Sequence[Shown], key: Callable[[Shown], str]) -> tuple[tuple[str, Proportion], ...]:
    """Hits by group, the one with most cases first."""
    groups: dict[str, list[bool]] = {}
    for one in cases:
        groups.setdefault(key(one), []).append(one.right)
    found = [(name, counted(hits)) for name, hits in groups.items()]
    return tuple(sorted(found, key=lambda group: (-group[1].of, -group[1].hits, group[0])))


def _rejected(cases: Sequence[Shown]) -> tuple[Rejected, ...]:
    """Codes that were suggested and not taken, most often first."""
    found = []
    for code_id, taken in _grouped(cases, lambda one: one.code_id):
        refused = taken.of - taken.hits
        if refused:
            instead = Counter(one.chosen for one in cases if one.code_id == code_id and one.chosen)
            chosen, times = next(iter(instead.most_common(1)), (None, 0))
            found.append(Rejected(code_id, Proportion(refused, taken.of), chosen, times))
    return tuple(sorted(found, key=lambda one: (-one.times.hits, one.times.of, one.code_id)))


def _found_anyway(blind: Sequence[Unaided]) -> list[bool]:
    """Of blind passages for which something was suggested, whether the coder coded the first so, unaided.

    A passage that was coded several times, or read past too, is one; the one noted first comes first.
    """
    placed = sorted(enumerate(blind), key=lambda one: (one[1].document_id, one[1].coder_id, one[1].span))
    passages: list[list[tuple[int, Unaided]]] = []
    near: list[list[tuple[int, Unaided]]] = []
    for number, one in placed:
        if not one.predicted:
            continue
        near = [cases for cases in near if _may_share(cases[0][1], one)]
        here = next((cases for cases in near if same_passage(cases[0][1].span, one.span)), None)
        if here is None:
            here = []
            passages.append(here)
            near.append(here)
        here.append((number, one))
    found = []
    for cases in passages:
        first_number, first = min(cases)
        found.append((first_number, any(one.code_id == first.predicted[0] for _number, one in cases)))
    return [hit for _number, hit in sorted(found)]


def _may_share(earlier: Unaided, later: Unaided) -> bool:
    """Whether what begins later in a text, or at the same place, may lie on the same words."""
    whose = earlier.document_id, earlier.coder_id
    return whose == (later.document_id, later.coder_id) and earlier.span.end > later.span.start
