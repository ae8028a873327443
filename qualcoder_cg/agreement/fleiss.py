"""Fleiss' kappa."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient, chance_corrected
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Fleiss(Coefficient):
    """Scott's pi for any number of coders who all rated each unit; other units are left out.

    Programs after Gwet keep the others: see `fleiss_unequal`.
    """

    key = "fleiss"
    name = noop("Fleiss' kappa")
    citation = "Fleiss, J. L. (1971). Psychological Bulletin 76(5), 378–382."
    accepts = noop(
        "Two or more coders; units with equally many ratings, so those that a coder lacks drop out."
    )
    not_for = noop(
        "Misleads where a code is rare or on nearly everything. Where much is missing, take alpha."
    )

    def values(self, tally: Tally) -> "Floats":
        shares = ratio(tally.full_values, tally.coders * tally.full[..., None])
        return chance_corrected(ratio(tally.full_agreeing, tally.full), (shares**2).sum(axis=-1))

    def units(self, tally: Tally) -> "Floats":
        return tally.full
