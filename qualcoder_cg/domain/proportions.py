"""Shares of counted cases with the interval in which the true share probably lies."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

FEWEST = 10
WIDEST = 0.5
# Of a normal distribution 95 % lies within so many standard deviations of its middle.
_Z = 1.959963984540054


class Interval(NamedTuple):
    """From `low` to `high`, shares between 0 and 1."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the ends lie apart."""
        return self.high - self.low


class Proportion(NamedTuple):
    """So many hits `of` so many cases."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """The hits over the cases; 0 without cases, which `tells` nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval, after Wilson."""
        return wilson(self.hits, self.of)

    @property
    def tells(self) -> bool:
        """Whether there are enough cases to say anything: ten, and an interval that leaves half out."""
        return self.of >= FEWEST and self.interval.width <= WIDEST


def wilson(hits: int, cases: int, z: float = _Z) -> Interval:
    """The score interval of a share (Wilson 1927), right for few cases and for shares near 0 and 1 too.

    Without cases it is everything from 0 to 1. ValueError where there are more hits than cases.
    """
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} of {cases}")
    if not cases:
        return Interval(0.0, 1.0)
    spread = z * sqrt(hits * (cases - hits) / cases + z * z / 4)
    low = (hits + z * z / 2 - spread) / (cases + z * z)
    high = (hits + z * z / 2 + spread) / (cases + z * z)
    return Interval(0.0 if hits == 0 else low, 1.0 if hits == cases else high)


def counted(outcomes: Iterable[bool]) -> Proportion:
    """The proportion of those that are true."""
    all_of_them = list(outcomes)
    return Proportion(sum(all_of_them), len(all_of_them))
