"""Where two coders differ: their codings of a document paired one to one, and what is left over named.

Two codings agree that are under the same code and share at least `Sameness.edges` percent of the longer
passage. What is left is, in this order:

- EDGES: the same code on passages that share at least one word, but too little to agree;
- OTHER_QUESTION, OTHER_CRITERION: two codes on the same matter, that is passages sharing at least
  `Sameness.matter` percent of the shorter; the first where the codes have a criterion in common;
- MISSED: nothing on the other side. Where one gave a passage two codes of which the other gave one, the
  second is MISSED.

The pairs that share most are made first. A theme, and a code that is linked to no question, stands for a
criterion of its own, with the codes below it.
"""

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .codes import THEME, Code, deciding
from .consistency import Disagreement
from .spans import Span, covered
from .team import EDGES, KINDS, MISSED, OTHER_CRITERION, OTHER_QUESTION

WEIGHTS = {OTHER_CRITERION: 4, OTHER_QUESTION: 3, MISSED: 2, EDGES: 1}
_WORD = re.compile(r"\w+")
SURELY_A_WORD = 40

Shares = Callable[[int, int], bool]


class Sameness(NamedTuple):
    """From how much in common (percent) two passages are the same: of the longer, and of the shorter."""

    edges: int = 80
    matter: int = 50


USUAL = Sameness()


class Mark(NamedTuple):
    """A coding as far as it matters here; `start`, `end` in code points, half-open."""

    start: int
    end: int
    code_id: str
    id: str

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Difference(NamedTuple):
    """One disagreement of `kind`; of one coder nothing stands there where it was missed."""

    kind: str
    first: tuple[Mark, ...]
    second: tuple[Mark, ...]

    @property
    def span(self) -> Span:
        """The passage that holds all of it."""
        both = (*self.first, *self.second)
        return Span(min(one.start for one in both), max(one.end for one in both))


class Confusion(NamedTuple):
    """Two codes that stand for one another: `n` of `of` disagreements, the `rank`-th most frequent pair."""

    code_a: str
    code_b: str
    n: int
    rank: int = 0
    of: int = 0


class Counts(NamedTuple):
    """How many disagreements there are and how many are settled; `kinds` and `open_kinds` by kind.

    `missed_by` says how often each coder (id) missed what the other coded.
    """

    total: int
    settled: int
    kinds: Mapping[str, int]
    open_kinds: Mapping[str, int]
    missed_by: Mapping[str, int]


def differences(
    first: Sequence[Mark],
    second: Sequence[Mark],
    criteria: Mapping[str, frozenset[str]],
    sameness: Sameness = USUAL,
    shares_word: Shares = lambda start, end: True,
) -> list[Difference]:
    """Where two coders differ in a document, in the order of the text.

    `criteria` are those of each code (see `criteria_of`); `shares_word(start, end)` tells whether a stretch
    of the text holds a word.
    """
    found: list[Difference] = []
    left: list[Mark] = []
    right: list[Mark] = []
    of_first, of_second = _by_code(first), _by_code(second)
    for code_id in dict.fromkeys([*of_first, *of_second]):
        pairing = _SameCode(of_first.get(code_id, []), of_second.get(code_id, []), sameness, shares_word)
        found += pairing.edges
        left += pairing.left
        right += pairing.right
    found += _other_codes(left, right, criteria, sameness, shares_word)
    return sorted(found, key=lambda one: (*one.span, KINDS.index(one.kind), one.first, one.second))


def criteria_of(codes: Sequence[Code], criterion_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What stands for the criteria of each code (id); `criterion_of` gives that of a question (ids)."""
    by_id = {code.id: code for code in codes}
    found = {}
    for code in codes:
        at = deciding(code, by_id)
        if at and at.kind != THEME:
            found[code.id] = frozenset(criterion_of[one] for one in at.questions if one in criterion_of)
        found[code.id] = found.get(code.id) or frozenset([at.id if at else _top(code, by_id)])
    return found


def holds_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text holds a whole word; one of 40 characters or more is taken to."""
    if end - start >= SURELY_A_WORD:
        return True
    for found in _WORD.finditer(text, start, end):
        opens = found.start() > start or start == 0 or not _WORD.match(text[start - 1])
        closes = found.end() < end or end >= len(text) or not _WORD.match(text[end])
        if opens and closes:
            return True
    return False


def identity(kind: str, coders: Iterable[str], codings: Iterable[str]) -> str:
    """What a disagreement is known by as long as its codings stay: the same whoever is named first."""
    parts = "\n".join([kind, *sorted(coders), *sorted(codings)])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def confusions(found: Sequence[Disagreement]) -> list[Confusion]:
    """Pairs of codes that stand for one another, most frequent first; pairs as frequent share a rank."""
    counted = Counter(
        (min(one.code_a, one.code_b), max(one.code_a, one.code_b))
        for one in found
        if one.kind in (OTHER_QUESTION, OTHER_CRITERION)
    )
    rank = {n: place for place, n in reversed(list(enumerate(sorted(counted.values(), reverse=True), 1)))}
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [Confusion(*pair, n, rank[n], len(found)) for pair, n in ordered]


def confusion_of(found: Sequence[Disagreement], one: Disagreement) -> Confusion | None:
    """How often the two codes of a disagreement stand for one another; None where it has not two."""
    wanted = {one.code_a, one.code_b}
    return next((it for it in confusions(found) if {it.code_a, it.code_b} == wanted), None)


def counted(found: Sequence[Disagreement]) -> Counts:
    """How many there are, by kind, and how many are open."""
    kinds = Counter(one.kind for one in found)
    still = Counter(one.kind for one in found if one.is_open)
    return Counts(
        len(found),
        len(found) - still.total(),
        {kind: kinds[kind] for kind in KINDS},
        {kind: still[kind] for kind in KINDS},
        Counter(one.missed_by for one in found if one.missed_by),
    )


def weight_of(kind: str, findings: int) -> int:
    """What hangs on a disagreement: its kind, once for itself and once for each finding that rests on it."""
    return WEIGHTS[kind] * (1 + findings)


class _SameCode:
    """The codings under one code: what agrees falls away, `edges` differ, `left` and `right` stand alone."""

    def __init__(
        self, first: list[Mark], second: list[Mark], sameness: Sameness, shares_word: Shares
    ) -> None:
        self._percent = sameness.edges
        self._shares = shares_word
        self.edges: list[Difference] = []
        rest, other = _not_exact(first, second)
        self.left, self.right = self._not_agreed(rest, other) if rest and other else (rest, other)
        self._join_touching()
        self._look_at_agreed(first, second)

    def _not_agreed(self, first: list[Mark], second: list[Mark]) -> tuple[list[Mark], list[Mark]]:
        """Take away pairs that agree, those that share most first."""
        fitting = [
            (shared / longer, one, other)
            for one, other, shared in _overlaps(first, second)
            if 100 * shared >= self._percent * (longer := max(one.end - one.start, other.end - other.start))
        ]
        return _unpaired(first, second, _greedy(fitting))

    def _join_touching(self) -> None:
        """Those that share words with others lie in groups: each group is one difference, or none where both
        coders chose the same words and only cut them otherwise."""
        groups = _groups([pair for pair in _overlaps(self.left, self.right) if self._touch(*pair[:2])])
        for first, second in groups:
            self._take(first, second)
        taken = {mark.id for pair in groups for marks in pair for mark in marks}
        self.left = [one for one in self.left if one.id not in taken]
        self.right = [one for one in self.right if one.id not in taken]

    def _look_at_agreed(self, first: list[Mark], second: list[Mark]) -> None:
        """What is still alone may lie on words that the other has under the code in a pair that agrees."""
        for mine in (True, False):
            alone, others = (self.left, second) if mine else (self.right, first)
            still = []
            for mark in alone:
                near = [
                    other for _one, other, _shared in _overlaps([mark], others) if self._touch(mark, other)
                ]
                if not near:
                    still.append(mark)
                elif 100 * _shared_by([mark], near) < self._percent * (mark.end - mark.start):
                    pair = ((mark,), tuple(near)) if mine else (tuple(near), (mark,))
                    self.edges.append(Difference(EDGES, *pair))
            if mine:
                self.left = still
            else:
                self.right = still

    def _take(self, first: list[Mark], second: list[Mark]) -> None:
        longer = max(covered(one.span for one in first), covered(one.span for one in second))
        if 100 * _shared_by(first, second) < self._percent * longer:
            self.edges.append(Difference(EDGES, tuple(sorted(first)), tuple(sorted(second))))

    def _touch(self, one: Mark, other: Mark) -> bool:
        return self._shares(max(one.start, other.start), min(one.end, other.end))


def _other_codes(
    left: list[Mark],
    right: list[Mark],
    criteria: Mapping[str, frozenset[str]],
    sameness: Sameness,
    shares_word: Shares,
) -> list[Difference]:
    """What stands alone under its code: paired with another code on the same matter, or missed."""
    left.sort()
    right.sort()
    fitting = [
        (
            shared / max(one.end - one.start, other.end - other.start),
            bool(criteria.get(one.code_id, frozenset()) & criteria.get(other.code_id, frozenset())),
            one,
            other,
        )
        for one, other, shared in _overlaps(left, right)
        if 100 * shared >= sameness.matter * min(one.end - one.start, other.end - other.start)
        and shares_word(max(one.start, other.start), min(one.end, other.end))
    ]
    alike = {(one.id, other.id): same for _share, same, one, other in fitting}
    pairs = _greedy([(share + same / 1e6, one, other) for share, same, one, other in fitting])
    rest, more = _unpaired(left, right, pairs)
    return [
        *(
            Difference(OTHER_QUESTION if alike[one.id, other.id] else OTHER_CRITERION, (one,), (other,))
            for one, other in pairs
        ),
        *(Difference(MISSED, (one,), ()) for one in rest),
        *(Difference(MISSED, (), (one,)) for one in more),
    ]


def _not_exact(first: list[Mark], second: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Those that have no counterpart on exactly the same passage; most have one, and are found quickly."""
    places: dict[tuple[int, int], list[Mark]] = {}
    for mark in second:
        places.setdefault((mark.start, mark.end), []).append(mark)
    rest, matched = [], set()
    for mark in first:
        same = places.get((mark.start, mark.end))
        if same:
            matched.add(same.pop(0).id)
        else:
            rest.append(mark)
    return rest, [mark for mark in second if mark.id not in matched]


def _overlaps(first: Sequence[Mark], second: Sequence[Mark]) -> list[tuple[Mark, Mark, int]]:
    """Pairs that overlap, each with how many code points they share; both sorted by where they start."""
    if not first or not second:
        return []
    longest = max(mark.end - mark.start for mark in second)
    starts = [mark.start for mark in second]
    found = []
    for one in first:
        at = bisect_left(starts, one.start - longest)
        while at < len(second) and starts[at] < one.end:
            other = second[at]
            if other.end > one.start:
                found.append((one, other, min(one.end, other.end) - max(one.start, other.start)))
            at += 1
    return found


def _greedy(fitting: Iterable[tuple[float, Mark, Mark]]) -> list[tuple[Mark, Mark]]:
    """Pairs one to one, those that share most first; the order of the text decides between equals, so that
    it does not matter which coder is named first."""
    pairs, taken = [], set()
    for _share, one, other in sorted(fitting, key=lambda item: (-item[0], *sorted(item[1:]))):
        if one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            pairs.append((one, other))
    return pairs


def _unpaired(
    first: list[Mark], second: list[Mark], pairs: Sequence[tuple[Mark, Mark]]
) -> tuple[list[Mark], list[Mark]]:
    taken = {mark.id for pair in pairs for mark in pair}
    return [one for one in first if one.id not in taken], [one for one in second if one.id not in taken]


def _groups(pairs: Sequence[tuple[Mark, Mark, int]]) -> list[tuple[list[Mark], list[Mark]]]:
    """The marks of both sides that hang together by pairs, each once."""
    near: dict[Mark, list[Mark]] = {}
    firsts = dict.fromkeys(one for one, _other, _shared in pairs)
    for one, other, _shared in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    groups, seen = [], set[Mark]()
    for mark in firsts:
        if mark in seen:
            continue
        group = [mark]
        seen.add(mark)
        for member in group:
            for other in near[member]:
                if other not in seen:
                    seen.add(other)
                    group.append(other)
        groups.append(([one for one in group if one in firsts], [one for one in group if one not in firsts]))
    return groups


def _shared_by(first: Iterable[Mark], second: Iterable[Mark]) -> int:
    """How many code points lie in marks of both sides."""
    one, other = [mark.span for mark in first], [mark.span for mark in second]
    return covered(one) + covered(other) - covered([*one, *other])


def _by_code(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in sorted(marks):
        found.setdefault(mark.code_id, []).append(mark)
    return found


def _top(code: Code, by_id: Mapping[str, Code]) -> str:
    """The id of the code at the top of those above a code."""
    seen = {code.id}
    while (above := by_id.get(code.parent_id or "")) and above.id not in seen:
        seen.add(above.id)
        code = above
    return code.id
