"""Fleiss' kappa for unequal numbers of ratings."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient, chance_corrected
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class FleissUnequal(Coefficient):
    """Fleiss' kappa where units have unequal numbers of ratings, as Gwet generalises it.

    Agreement is taken over units with two ratings or more, the shares of categories over all units rated.
    Fleiss and Cuzick (1979) weigh units by how many ratings they have, which gives other figures.
    """

    key = "fleiss-unequal"
    name = noop("Fleiss' kappa, unequal numbers of ratings")
    citation = "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th ed., ch. 2; after Fleiss (1971)."
    accepts = noop("Two or more coders; all units, also those that some coders lack.")
    not_for = noop(
        "Misleads where a code is rare or on nearly everything. Say that it is the generalised form."
    )

    def values(self, tally: Tally) -> "Floats":
        shares = ratio(tally.shares, tally.rated[..., None])
        return chance_corrected(ratio(tally.agreeing, tally.paired), (shares**2).sum(axis=-1))
