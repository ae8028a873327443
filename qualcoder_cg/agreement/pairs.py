"""Coefficients of two coders, taken over all pairs of more than two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import NO_UNITS, NO_VARIATION, ONE_CODER, Coefficient, Result
from .cohen import Cohen
from .holsti import Holsti
from .scott import Scott
from .tally import Tally

if TYPE_CHECKING:
    from .tally import Floats


class OverPairs:
    """The unweighted mean of a coefficient over the pairs of coders for which it has a value.

    Not to be taken for Conger's (1980) or Hubert's generalisations of kappa, which average agreement and
    chance before they divide: other figures.
    """

    citation = "Light, R. J. (1971). Psychological Bulletin 76(5), 365–377."
    accepts = noop("Three or more coders; of each pair the units that both rated.")
    not_for = noop("Hides a pair that is far apart: look at the pairs.")
    two_only = False
    flatters = False

    def __init__(self, of: Coefficient, key: str, name: str) -> None:
        self.of, self.key, self.name = of, key, name
        self.by_chance = of.by_chance

    def values(self, pairs: Sequence[Tally]) -> "Floats":
        """The mean along the leading axes of the tallies of all pairs, of those that have a value."""
        import numpy

        found = numpy.stack([self.of.values(pair) for pair in pairs])
        there = ~numpy.isnan(found)
        n = there.sum(axis=0)
        total = numpy.where(there, found, 0.0).sum(axis=0)
        return numpy.where(n > 0, total / numpy.maximum(n, 1), numpy.nan)

    def result(self, pairs: Sequence[Tally]) -> Result:
        """The mean of one table each, and how many units the pairs have in all; or why there is none."""
        if not pairs:
            return Result(None, 0, ONE_CODER)
        found = [self.of.result(pair) for pair in pairs]
        values = [one.value for one in found if one.value is not None]
        n = sum(one.n for one in found)
        if not values:
            return Result(None, n, NO_VARIATION if n > 1 else NO_UNITS)
        return Result(sum(values) / len(values), n)


OVER_PAIRS: tuple[OverPairs, ...] = (
    OverPairs(Cohen(), "cohen-pairs", noop("Cohen's kappa, mean over pairs (Light)")),
    OverPairs(Scott(), "scott-pairs", noop("Scott's pi, mean over pairs")),
    OverPairs(Holsti(), "holsti-pairs", noop("Holsti's coefficient, mean over pairs")),
)
