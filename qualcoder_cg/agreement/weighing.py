"""Sums of a tally over drawn units, where most units have few of many categories."""

from typing import TYPE_CHECKING

from .tally import SHARES, SINGLE, width_of_values

if TYPE_CHECKING:
    from .tally import Floats


_SMALL = 200_000  # multiplications


class Weighing:
    """Rows of `tally.rows`, to be added up as often as draws took them.

    A category is looked for only in the rows that have it. Products stay small: a library that spreads large
    ones over processors loses more than it wins where these are busy.
    """

    def __init__(self, rows: "Floats", categories: int) -> None:
        import numpy

        self._width, q = rows.shape[1], categories
        end = width_of_values(self._width, q)
        self._single = [*range(SINGLE), *range(end, self._width)]
        self._of_single = numpy.ascontiguousarray(rows[:, self._single].T)
        self._parts = []
        for category in range(q):
            there = numpy.flatnonzero(rows[:, SINGLE + SHARES * q + category])
            places = slice(SINGLE + category, end, q)
            self._parts.append((there, places, numpy.ascontiguousarray(rows[there, places].T)))

    def sums(self, weights: "Floats") -> "Floats":
        """The sums (draws × sums) for weights (rows × draws)."""
        import numpy

        sums = numpy.zeros((self._width, weights.shape[1]))
        sums[self._single] = numpy.einsum("sk,kd->sd", self._of_single, weights)
        for there, places, some in self._parts:
            at_a_time = max(1, _SMALL // max(some.size, 1))
            for at in range(0, weights.shape[1], at_a_time):
                drawn = slice(at, at + at_a_time)
                sums[places, drawn] = some @ weights[there, drawn]
        return sums.T
