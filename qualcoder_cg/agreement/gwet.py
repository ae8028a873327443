"""Gwet's AC1."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient, chance_corrected
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Gwet(Coefficient):
    """Chance is how often coders who do not know would agree: P_e = Σ π_k (1 − π_k) / (q − 1).

    π_k is the mean over all units rated of the share of ratings that are k. Where everything is in one
    category there is nothing to agree about, and no value, although the formula would give 1.
    """

    key = "ac1"
    name = noop("Gwet's AC1")
    citation = "Gwet, K. L. (2008). British Journal of Mathematical and Statistical Psychology 61(1), 29–48."
    accepts = noop("Any number of coders; missing ratings. It depends on how many categories there are.")
    not_for = noop("Flatters rare codes: two coders who never agree on where a code is may reach .89.")
    flatters = True

    def values(self, tally: Tally) -> "Floats":
        shares = ratio(tally.shares, tally.rated[..., None])
        expected = (shares * (1 - shares)).sum(axis=-1) / max(tally.categories - 1, 1)
        found = chance_corrected(ratio(tally.agreeing, tally.paired), expected)
        return varied(tally, found)


def varied(tally: Tally, found: "Floats") -> "Floats":
    """What was found, and not a number where all ratings are in one category."""
    import numpy

    return numpy.where((tally.shares > 1e-12).sum(axis=-1) > 1, found, numpy.nan)
