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
_NOTHING = (0,)


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
    starts, ends = found.starts, found.ends
    # each value on a stretch of its own, so that all values are looked at in one go
    apart = found.values * length
    same, pairable = numpy.zeros(len(sizes)), numpy.zeros(len(sizes))
    any_marked, both, united, twice = 0.0, 0.0, 0.0, 0
    mine = [found.coders == coder for coder in range(coders)]
    unions = [_union(starts[one], ends[one]) for one in mine]
    whose = numpy.repeat(numpy.arange(coders), [len(one[0]) for one in unions])
    all_starts, all_ends = (numpy.concatenate([one[side] for one in unions]) for side in (0, 1))
    for coder, union in enumerate(unions):
        pieces = (union[1] - union[0]).astype(float)
        held = float(pieces.sum())
        any_marked += held
        united += float((pieces**2).sum())
        twice += held < sizes[mine[coder]].sum()
        others = ~mine[coder]
        cover = _Cover(*union)
        pairable[others] += cover.shared(starts[others], ends[others])
        both += float(cover.shared(all_starts[whose != coder], all_ends[whose != coder]).sum())
        shift = apart[mine[coder]]
        order = numpy.argsort(starts[mine[coder]] + shift)
        by_values = _Cover((starts[mine[coder]] + shift)[order], (ends[mine[coder]] + shift)[order])
        same[others] += by_values.shared((starts + apart)[others], (ends + apart)[others])
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


def _union(starts: "Ints", ends: "Ints") -> "tuple[Ints, Ints]":
    """What segments cover, as stretches with gaps between them, in order."""
    import numpy

    if not len(starts):
        return starts, ends
    order = numpy.argsort(starts)
    starts, ends = starts[order], numpy.maximum.accumulate(ends[order])
    opens = numpy.flatnonzero(numpy.concatenate([[True], starts[1:] > ends[:-1]]))
    return starts[opens], ends[numpy.append(opens[1:] - 1, len(ends) - 1)]


class _Cover:
    """Stretches in order that do not overlap, and how much of others lies in them."""

    def __init__(self, starts: "Ints", ends: "Ints") -> None:
        import numpy

        self._starts = starts
        sizes = ends - starts
        # what lies before a stretch, and how long it is; nothing lies before the first
        self._before = numpy.concatenate([_NOTHING, numpy.cumsum(sizes) - sizes])
        self._lengths = numpy.concatenate([_NOTHING, sizes])
        self._from = numpy.concatenate([_NOTHING, starts])

    def shared(self, starts: "Ints", ends: "Ints") -> "Floats":
        """How much of each segment lies in the cover."""
        if not len(self._starts):
            return (ends - ends).astype(float)
        found: Floats = (self._below(ends) - self._below(starts)).astype(float)
        return found

    def _below(self, places: "Ints") -> "Ints":
        import numpy

        at = numpy.searchsorted(self._starts, places, side="right")
        found: Ints = self._before[at] + numpy.minimum(places - self._from[at], self._lengths[at])
        return found
