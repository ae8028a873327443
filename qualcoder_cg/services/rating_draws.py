"""Intervals of a plain table: its units are drawn once, and everything is computed of the same draws."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..agreement import draws, tally
from ..agreement.tally import Tally
from ..agreement.weighing import Weighing

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]

_AT_A_TIME = 1_000_000  # weights or sums
# Where nearly every unit is of its own kind, drawing units is quicker than drawing how often each kind comes.
_MANY_KINDS, _SHARE_OF_KINDS = 500, 0.4


class View(NamedTuple):
    """What is looked at of each unit: some coders; or, where `packed`, so many ratings whoever gave them."""

    coders: tuple[int, ...]
    packed: int = 0

    def of(self, ratings: "Ints") -> "Ints":
        """These ratings of units × coders."""
        import numpy

        if self.packed:
            found: Ints = numpy.sort(ratings, axis=1)[:, ratings.shape[1] - self.packed :]
            return found
        return ratings[:, list(self.coders)]

    @property
    def width(self) -> int:
        """How many ratings a unit can have."""
        return self.packed or len(self.coders)


class Wanted(NamedTuple):
    """A value to draw: of which views, and how it comes from their tallies."""

    views: tuple[View, ...]
    value: "Callable[[Mapping[View, Tally]], Floats]"


def intervals(
    ratings: "Ints", categories: int, number: int, seed: int, wanted: Sequence[Wanted]
) -> list[draws.Interval]:
    """The interval of each value over `number` draws of the units that anybody rated, with replacement."""
    import numpy

    if not wanted:
        return []
    rated = ratings[(ratings != tally.MISSING).any(axis=1)]
    kinds, kind = numpy.unique(rated, axis=0, return_inverse=True)
    views = list(dict.fromkeys(view for one in wanted for view in one.views))
    adds = {view: Weighing(tally.rows(view.of(kinds), categories), categories) for view in views}
    by_unit = len(kinds) > max(_MANY_KINDS, _SHARE_OF_KINDS * len(rated))
    drawn = len(rated) if by_unit else len(kinds)
    at_a_time = max(1, _AT_A_TIME // max(drawn, *(tally.width(view.width, categories) for view in views)))
    parts = []
    some = [min(at_a_time, number - at) for at in range(0, number, at_a_time)]
    for weights in _weights(kind.ravel(), len(kinds), some, seed, by_unit):
        found = {view: tally.tally(adds[view].sums(weights), view.width, categories) for view in views}
        parts.append(numpy.array([one.value(found) for one in wanted]))
    return draws.intervals(numpy.hstack(parts))


def _weights(kind: "Ints", kinds: int, draws: Sequence[int], seed: int, by_unit: bool) -> "Iterator[Floats]":
    """How often each kind is drawn (kinds × draws), so many draws at a time: as many units as there are."""
    import numpy

    dice, units = numpy.random.default_rng(seed), len(kind)
    shares = numpy.bincount(kind, minlength=kinds) / units
    for some in draws:
        if by_unit:
            drawn = kind[dice.integers(0, units, (some, units))]
            drawn += kinds * numpy.arange(some)[:, None]
            found = numpy.bincount(drawn.ravel(), minlength=some * kinds).reshape(some, kinds)
        else:
            found = dice.multinomial(units, shares, some)
        yield numpy.ascontiguousarray(found.T, dtype=float)
