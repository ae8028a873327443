"""Krippendorff's (k)u-alpha: one value among the others."""

from math import isnan
from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import NO_VARIATION, NOTHING_SHARED, SEVERAL_VALUES, Result
from .continuum import Lengths
from .tally import ratio
from .unitizing import CITATION

if TYPE_CHECKING:
    from .tally import Floats


class KuAlpha:
    """How reliably a value is told from the others, where two coders marked something; goes with coverage.

    1 − (ε.k / ℓ.k) (ℓ.k − ℓ_kk) / (ε.k − ε_kk), all without gaps, lengths by mean pairable length.
    Coverage is ℓ.k without gaps / ℓ.k: how much of what is marked k another coder marked with anything.
    """

    key = "(k)u-alpha"
    name = noop("Krippendorff's (k)u-alpha (2016)")
    citation = CITATION
    accepts = noop("Any number of coders who cut texts freely; one value at a place for each coder.")
    not_for = noop("Not without its coverage: where that is low, it rests on little of what was marked.")
    two_only = False
    by_chance = True
    flatters = False

    def of_each(self, found: Lengths) -> "Floats":
        """Of each value (last axis)."""
        total = found.pairable.sum(axis=-1)[..., None]
        below = total**2 - found.pairable_squares.sum(axis=-1)[..., None]
        scale = ratio(total, below)
        expected = scale * (found.pairable * total - found.pairable_squares)
        others = scale * found.pairable * (total - found.pairable)
        return 1 - ratio(expected * (found.pairable - found.matching), found.pairable * others)

    def coverage(self, found: Lengths) -> "Floats":
        """Of each value (last axis)."""
        return ratio(found.pairable, found.marks)

    def results(self, found: Lengths) -> list[Result]:
        """Of each value, for one sum of lengths; `n` is the length of it that is pairable."""
        values, n = self.of_each(found), found.pairable
        if float(found.twice) > 0:
            return [Result(None, 0, SEVERAL_VALUES) for _value in n]
        return [_result(float(value), round(float(length))) for value, length in zip(values, n)]


def _result(value: float, n: int) -> Result:
    if isnan(value):
        return Result(None, n, NO_VARIATION if n else NOTHING_SHARED)
    return Result(value, n)
