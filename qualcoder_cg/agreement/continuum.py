"""What the unitizing coefficients are computed from: lengths on a continuum that coders cut into segments.

After Krippendorff, Mathet, Bouvry & Widlöcher (2016) and Krippendorff (2019), § 12.6. All are sums over
documents, so that the sum of two documents is that of both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]

FIXED = 5  # sums that are not by value


class Segments(NamedTuple):
    """Segments of coders, as arrays of one length: half-open stretches, a value and a coder (from 0).

    Those of one coder under one value do not overlap.
    """

    starts: "Ints"
    ends: "Ints"
    values: "Ints"
    coders: "Ints"


@dataclass(frozen=True, slots=True)
class Lengths:
    """Sums over documents; every field has the same leading axes, those that say "by value" one more.

    ℓ counts matter once for each coder: `total` is ℓ.., the length times the coders. `marks` by value: ℓ_k,
    what is marked k. `matching` by value: ℓ_kk, marked k by two, the mean over the other coders.
    `squares` by value: Σ |S|² of the segments. `marked` is ℓ of all that is marked, `both_marked` where two
    marked something, `united` Σ |S|² where what one coder marked without a gap is one segment.
    `pairable`, `pairable_squares` by value: Σ and Σ of squares of the segments' pairable lengths, that is the
    mean over the other coders of how much of the segment they marked with something.
    `twice` counts coders who put two values on the same matter, where the values have to be taken one by one.
    """

    total: "Floats"
    marked: "Floats"
    both_marked: "Floats"
    united: "Floats"
    twice: "Floats"
    marks: "Floats"
    matching: "Floats"
    squares: "Floats"
    pairable: "Floats"
    pairable_squares: "Floats"


def width(values: int) -> int:
    """How many sums `Lengths` are made of."""
    return FIXED + 5 * values


def lengths(sums: "Floats", values: int) -> Lengths:
    """The lengths of sums of `measure` (last axis)."""
    single = [sums[..., place] for place in range(FIXED)]
    by_value = [sums[..., FIXED + n * values : FIXED + (n + 1) * values] for n in range(5)]
    return Lengths(*single, *by_value)


def measure(found: Segments, length: int, coders: int, values: int) -> "Floats":
    """The sums of one document of `length` that `coders` (at least two) cut into segments."""
    import numpy

    sizes = (found.ends - found.starts).astype(float)
    sums = numpy.zeros(width(values))
    by_value = sums[FIXED:].reshape(5, values)
    by_value[0] = numpy.bincount(found.values, sizes, values)
    by_value[2] = numpy.bincount(found.values, sizes**2, values)
    shift = found.values * length
    same, pairable = numpy.zeros(len(sizes)), numpy.zeros(len(sizes))
    any_marked, both, united, twice = 0.0, 0.0, 0.0, 0
    unions = [_union(found.starts[mine], found.ends[mine]) for mine in _each(found.coders, coders)]
    for coder, mine in enumerate(_each(found.coders, coders)):
        starts, ends = unions[coder]
        held = float((ends - starts).sum())
        any_marked += held
        united += float(((ends - starts).astype(float) ** 2).sum())
        twice += held < sizes[mine].sum()
        others = found.coders != coder
        pairable[others] += _shared(found.starts[others], found.ends[others], starts, ends)
        order = numpy.argsort(found.starts[mine] + shift[mine])
        cover = (found.starts + shift)[mine][order], (found.ends + shift)[mine][order]
        same[others] += _shared((found.starts + shift)[others], (found.ends + shift)[others], *cover)
        both += sum(
            float(_shared(*unions[other], starts, ends).sum()) for other in range(coders) if other != coder
        )
    pairable /= coders - 1
    by_value[1] = numpy.bincount(found.values, same / (coders - 1), values)
    by_value[3] = numpy.bincount(found.values, pairable, values)
    by_value[4] = numpy.bincount(found.values, pairable**2, values)
    sums[:FIXED] = coders * length, any_marked, both / (coders - 1), united, twice
    return sums


def segments(coded: Sequence[tuple[int, int, int, int]]) -> Segments:
    """Segments of (start, end, value, coder); those of a coder that overlap under one value become one."""
    import numpy

    merged: list[tuple[int, int, int, int]] = []
    for start, end, value, coder in sorted(coded, key=lambda one: (one[3], one[2], one[0], one[1])):
        last = merged[-1] if merged else None
        if last and last[2:] == (value, coder) and start < last[1]:
            merged[-1] = (last[0], max(last[1], end), value, coder)
        elif end > start:
            merged.append((start, end, value, coder))
    columns = numpy.array(merged, dtype=numpy.int64).reshape(-1, 4).T
    return Segments(*columns)


def _each(coders: "Ints", n: int) -> "list[NDArray[numpy.bool_]]":
    return [coders == coder for coder in range(n)]


def _union(starts: "Ints", ends: "Ints") -> "tuple[Ints, Ints]":
    """What segments cover, as stretches with gaps between them, in order."""
    import numpy

    if not len(starts):
        return starts, ends
    order = numpy.argsort(starts)
    starts, ends = starts[order], numpy.maximum.accumulate(ends[order])
    opens = numpy.flatnonzero(numpy.r_[True, starts[1:] > ends[:-1]])
    return starts[opens], ends[numpy.r_[opens[1:] - 1, len(ends) - 1]]


def _shared(starts: "Ints", ends: "Ints", cover_starts: "Ints", cover_ends: "Ints") -> "Floats":
    """How much of each segment lies in the cover, whose stretches are in order and do not overlap."""
    import numpy

    if not len(cover_starts):
        return numpy.zeros(len(starts))
    before = numpy.r_[0, numpy.cumsum(cover_ends - cover_starts)]

    def below(places: "Ints") -> "Floats":
        at = numpy.searchsorted(cover_starts, places, side="right")
        last = numpy.maximum(at - 1, 0)
        inside = numpy.minimum(places, cover_ends[last]) - cover_starts[last]
        found: Floats = before[last] + numpy.where(at > 0, inside, 0.0)
        return found

    return below(ends) - below(starts)
