"""From codings to decisions: what each coder did with each unit of a document, for each code, as sums.

A coder who received a document and marked nothing decided no everywhere; one who
did not receive it is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ..agreement import continuum, tally
from ..domain.consistency import CHARACTER, SEGMENT
from ..domain.decision_units import Touched, units_of
from ..domain.documents import Turn
from ..domain.spans import Span

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]


class Mark(NamedTuple):
    """A coding as it counts: for which thing (a number), by which coder (a number)."""

    start: int
    end: int
    thing: int
    coder: int


class Material(NamedTuple):
    """A document to be compared: its text and turns, the marks of the coders who received it (`present`).

    `cluster` is the interview it belongs to, or itself."""

    document_id: str
    name: str
    cluster: str
    text: str
    turns: Sequence[Turn]
    marks: Sequence[Mark]
    present: tuple[int, ...]


class Pattern(NamedTuple):
    """Units alike: for a thing, the coders who marked it (bits), and how many units that is."""

    things: "Ints"
    masks: "Ints"
    counts: "Floats"


@dataclass
class Decided:
    """The sums of all documents: see `agreement.tally` and `agreement.continuum` for the last axes.

    `each`: documents × things × sums of all coders. `marked`: documents × pairs × 3, units that both, the
    first alone, the second alone marked, over all things. `units`: by document, and `shared`: documents ×
    pairs, 1 where both received it. `lengths`: documents × sums on the continuum, None where not asked for.
    `by_coder`: things × coders, how many units each coder marked;
    `outside` is how many marks touch no unit.
    """

    each: "Floats"
    marked: "Floats"
    units: "Floats"
    shared: "Floats"
    lengths: "Floats | None"
    by_coder: "Floats"
    pairs: list[tuple[int, int]] = field(default_factory=list)
    outside: int = 0


def empty(documents: int, things: int, coders: int, on_continuum: bool) -> Decided:
    """Sums of nothing yet."""
    import numpy

    pairs = list(combinations(range(coders), 2))
    return Decided(
        numpy.zeros((documents, things, tally.width(coders, 2))),
        numpy.zeros((documents, len(pairs), 3)),
        numpy.zeros(documents),
        numpy.zeros((documents, len(pairs))),
        numpy.zeros((documents, continuum.width(things))) if on_continuum else None,
        numpy.zeros((things, coders)),
        pairs,
    )


def add(sums: Decided, place: int, material: Material, unit: str, overlap: float) -> None:
    """Add one document, as the one in this place."""
    import numpy

    things, coders = sums.each.shape[1], _coders_of(sums)
    sums.shared[place] = [
        first in material.present and second in material.present for first, second in sums.pairs
    ]
    if sums.lengths is not None:
        _add_lengths(sums, place, material)
    if unit == SEGMENT:
        _add_segments(sums, place, material, overlap)
        return
    if unit == CHARACTER:
        units, found = float(len(material.text)), by_character(material.marks, things)
    else:
        units, found, outside = by_unit(material, unit, things)
        sums.outside += outside
    sums.units[place] = units
    for coder in material.present:
        numpy.add.at(sums.by_coder[:, coder], found.things, found.counts * (found.masks >> coder & 1))
    sums.each[place] = _sums_of(found, units, material.present, coders, things)
    for number, (first, second) in enumerate(sums.pairs):
        if sums.shared[place, number]:
            a, b = found.masks >> first & 1, found.masks >> second & 1
            for column, kind in enumerate((a & b, a & ~b & 1, b & ~a & 1)):
                sums.marked[place, number, column] = float(found.counts[kind == 1].sum())


def by_unit(material: Material, unit: str, things: int) -> tuple[float, Pattern, int]:
    """How many units a document has, which of them are marked how, and how many marks touch none."""
    import numpy

    spans = units_of(material.text, material.turns, unit)
    touched = Touched(material.text, spans)
    keys: set[tuple[int, int]] = set()
    outside = 0
    for start, end, thing, coder in material.marks:
        numbers = touched.by(start, end)
        for number in numbers:
            keys.add((number * things + thing, coder))
        outside += not numbers
    masks: dict[int, int] = {}
    for key, coder in keys:
        masks[key] = masks.get(key, 0) | 1 << coder
    decided = numpy.fromiter(masks, numpy.int64, len(masks)) % max(things, 1)
    bits = numpy.fromiter(masks.values(), numpy.int64, len(masks))
    return float(len(spans)), Pattern(decided, bits, numpy.ones(len(masks))), outside


def by_character(marks: Iterable[Mark], things: int) -> Pattern:
    """Stretches of text by who marked them, for each thing; a count is a length in code points."""
    import numpy

    merged = continuum.segments(list(marks))
    if not len(merged.starts):
        nothing = numpy.zeros(0, dtype=numpy.int64)
        return Pattern(nothing, nothing, numpy.zeros(0))
    bits = numpy.left_shift(1, merged.coders)
    places = numpy.concatenate([merged.starts, merged.ends])
    of = numpy.concatenate([merged.values, merged.values])
    change = numpy.concatenate([bits, -bits])
    order = numpy.lexsort((places, of))
    places, of, masks = places[order], of[order], numpy.cumsum(change[order])
    # between neighbours the same coders mark; after the last end of a thing nobody does
    counts = numpy.diff(places, append=places[-1])
    kept = (counts > 0) & (masks > 0)
    return Pattern(of[kept], masks[kept], counts[kept].astype(float))


def matched(first: Sequence[Span], second: Sequence[Span], overlap: float) -> int:
    """How many passages of two coders are the same: each is paired once, those that share most first.

    Two are the same that have at least `overlap` of the longer one in common.
    """
    likely: list[tuple[float, int, int]] = []
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            shared = one.shared(other)
            longer = max(one.end - one.start, other.end - other.start)
            if shared and shared >= overlap * longer - 1e-9:
                likely.append((-shared / longer, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _share, i, j in sorted(likely):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def _coders_of(sums: Decided) -> int:
    return max((second for _first, second in sums.pairs), default=0) + 1


def _sums_of(found: Pattern, units: float, present: Sequence[int], coders: int, things: int) -> "Floats":
    """The sums of a document by thing: all units as if nobody had marked them, changed by those marked."""
    import numpy

    kinds, which = numpy.unique(numpy.append(found.masks, 0), return_inverse=True)
    ratings = numpy.full((len(kinds), coders), tally.MISSING, dtype=numpy.int64)
    for coder in present:
        ratings[:, coder] = kinds >> coder & 1
    adds = tally.rows(ratings, 2)
    nobody = adds[which[-1]]
    sums = numpy.tile(units * nobody, (things, 1))
    changed = (adds[which[:-1]] - nobody) * found.counts[:, None]
    numpy.add.at(sums, found.things, changed)
    return sums


def _add_lengths(sums: Decided, place: int, material: Material) -> None:
    assert sums.lengths is not None
    numbers = {coder: number for number, coder in enumerate(material.present)}
    found = continuum.segments([(*mark[:3], numbers[mark.coder]) for mark in material.marks])
    sums.lengths[place] = continuum.measure(
        found, len(material.text), len(material.present), sums.each.shape[1]
    )


def _add_segments(sums: Decided, place: int, material: Material, overlap: float) -> None:
    """Passages in place of units: those that match are agreed on; where nobody coded there is no unit."""
    spans: dict[tuple[int, int], list[Span]] = {}
    merged = continuum.segments(list(material.marks))
    for start, end, thing, coder in zip(*(column.tolist() for column in merged)):
        spans.setdefault((thing, coder), []).append(Span(start, end))
    for thing in sorted({thing for thing, _coder in spans}):
        for coder in material.present:
            sums.by_coder[thing, coder] += len(spans.get((thing, coder), ()))
        for number, (first, second) in enumerate(sums.pairs):
            if not sums.shared[place, number]:
                continue
            ours, theirs = spans.get((thing, first), []), spans.get((thing, second), [])
            both = matched(ours, theirs, overlap)
            counts = (both, len(ours) - both, len(theirs) - both)
            sums.marked[place, number] += counts
            sums.each[place, thing] += segment_sums(*counts, coders=_coders_of(sums))


def segment_sums(both: float, first: float, second: float, *, coders: int) -> "Floats":
    """The sums of a tally in which passages stand for units; only percent, Dice and Holsti read them."""
    import numpy

    sums = numpy.zeros(tally.width(coders, 2))
    all_of_them = both + first + second
    sums[0] = sums[3] = all_of_them
    sums[1] = sums[4] = both
    sums[5 + 3 * 2 + 1] = 2 * both  # joint of the marked
    sums[5 + 4 * 2 + 1] = 2 * both + first + second  # chances of the marked
    if coders == 2:
        sums[-6:] = second, first + both, first, second + both, both + first, both + second
    return sums


def pair_sums(marked: "Floats", units: "Floats | float", unit: str) -> "Floats":
    """The sums of two coders' tally (last axis): units both, the first, the second marked, of so many."""
    import numpy

    if unit == SEGMENT:
        basis = numpy.stack([segment_sums(*one, coders=2) for one in numpy.eye(3)])
        return marked @ basis
    adds = tally.rows(numpy.array([[1, 1], [1, 0], [0, 1], [0, 0]]), 2)
    neither = numpy.asarray(units)[..., None] - marked.sum(axis=-1, keepdims=True)
    return numpy.concatenate([marked, neither], axis=-1) @ adds
