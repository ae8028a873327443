"""What coefficients are computed from: sums over units, so that the sum of two interviews is that of both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]

MISSING = -1
SINGLE = 5  # sums that are not by category
SHARES = 2  # the place of `shares` among those that are


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over units that `coders` rated with one of `categories` (numbers from 0), or left out.

    Every field has the same leading axes (none for one table, draws, codes …); those that say "by category"
    have one more. Of a unit, r is how many coders rated it and n_k how many of them with category k.

    `paired`: units with r ≥ 2. `agreeing`: of these, the sum of the shares of pairs of coders that agree,
    Σ_k n_k (n_k − 1) / (r (r − 1)). `values` by category: their Σ n_k. `matching` by category: their
    Σ n_k (n_k − 1) / (r − 1), the diagonal of Krippendorff's coincidences.
    `rated`: units with r ≥ 1. `shares` by category: their Σ n_k / r.
    `joint`, `chances` by category: Σ n_k (n_k − 1) and Σ n_k (r − 1).
    `full`, `full_agreeing`, `full_values`: as `paired`, `agreeing`, `values`, of units that nobody left out.
    `said` by coder (two of them) and category: how many full units each put there, None for more coders;
    `decided`: how many units each of the two rated.
    """

    coders: int
    categories: int
    paired: "Floats"
    agreeing: "Floats"
    values: "Floats"
    matching: "Floats"
    rated: "Floats"
    shares: "Floats"
    joint: "Floats"
    chances: "Floats"
    full: "Floats"
    full_agreeing: "Floats"
    full_values: "Floats"
    said: "Floats | None"
    decided: "Floats | None"


def width(coders: int, categories: int) -> int:
    """How many sums a tally is made of."""
    return 5 + 6 * categories + (2 * categories + 2 if coders == 2 else 0)


def width_of_values(width: int, categories: int) -> int:
    """How many of so many sums are single or by category; those by coder come behind."""
    of_two = width > SINGLE + 6 * categories
    return SINGLE + (8 if of_two else 6) * categories


def rows(ratings: "Ints", categories: int) -> "Floats":
    """The sums that each row of ratings (units × coders; MISSING where there is none) adds to a tally."""
    import numpy

    units, coders = ratings.shape
    counts = numpy.zeros((units, categories))
    for coder in range(coders):
        there = numpy.flatnonzero(ratings[:, coder] != MISSING)
        counts[there, ratings[there, coder]] += 1
    r = counts.sum(axis=1)
    paired, rated, full = r >= 2, r >= 1, (r == coders) & (coders >= 2)
    pairs = numpy.where(paired, r * (r - 1), 1.0)
    joint = counts * (counts - 1)
    agreeing = joint.sum(axis=1) / pairs
    matching = joint / numpy.where(paired, r - 1, 1.0)[:, None]
    shares = counts / numpy.where(rated, r, 1.0)[:, None]
    values, chances = counts * paired[:, None], counts * numpy.where(paired, r - 1, 0.0)[:, None]
    single = [one.astype(float)[:, None] for one in (paired, agreeing, rated, full, agreeing * full)]
    parts = [*single, values, matching, shares, joint, chances, counts * full[:, None]]
    if coders == 2:
        said = numpy.zeros((units, 2, categories))
        both = numpy.flatnonzero(full)
        for coder in (0, 1):
            said[both, coder, ratings[both, coder]] = 1
        parts += [said.reshape(units, 2 * categories), (ratings != MISSING).astype(float)]
    return numpy.hstack(parts)


def tally(sums: "Floats", coders: int, categories: int) -> Tally:
    """The tally of sums of `rows` (last axis)."""
    q = categories
    paired, agreeing, rated, full, full_agreeing = (sums[..., place] for place in range(5))
    values, matching, shares, joint, chances, full_values = (
        sums[..., 5 + place * q : 5 + (place + 1) * q] for place in range(6)
    )
    said = decided = None
    if coders == 2:
        end = 5 + 8 * q
        said = sums[..., 5 + 6 * q : end].reshape(*sums.shape[:-1], 2, q)
        decided = sums[..., end : end + 2]
    return Tally(
        coders, q, paired, agreeing, values, matching, rated, shares, joint, chances, full, full_agreeing,
        full_values, said, decided,
    )  # fmt: skip


class Fourfold(NamedTuple):
    """Units that two coders marked: both, one alone, neither. Of two categories the last is the mark."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def prevalence(self) -> float:
        """How far both and neither are from even, 0 to 1 (Byrt, Bishop & Carlin 1993)."""
        return abs(self.both - self.neither) / max(sum(self), 1)

    @property
    def bias(self) -> float:
        """How far the two coders are from marking equally often, 0 to 1 (Byrt, Bishop & Carlin 1993)."""
        return abs(self.first - self.second) / max(sum(self), 1)


def fourfold(found: Tally) -> Fourfold | None:
    """The fourfold table of one tally; None for more coders or categories than two."""
    if found.said is None or found.categories != 2:
        return None
    both = round(float(found.joint[1])) // 2
    first, second = (round(float(one)) - both for one in found.said[:, 1])
    return Fourfold(both, first, second, round(float(found.full)) - both - first - second)


def ratio(above: "Floats", below: "Floats") -> "Floats":
    """One divided by the other; not a number where there is nothing to divide by."""
    import numpy

    none = numpy.abs(below) < 1e-12
    return numpy.where(none, numpy.nan, above / numpy.where(none, 1.0, below))
