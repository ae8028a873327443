"""Positive specific agreement."""

from math import isnan
from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import NOBODY, ONE_CODER, Coefficient, Result, too_few
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Dice(Coefficient):
    """Of what one coder put under the code, how much another did too: 2a / (2a + b + c).

    The last category is the positive one. For more coders it is Σ n (n − 1) / Σ n (r − 1) over units.
    """

    key = "dice"
    name = noop("Positive specific agreement (Dice)")
    citation = (
        "Dice, L. R. (1945). Ecology 26(3), 297–302; Spitzer, R. L. & Fleiss, J. L. (1974). "
        "British Journal of Psychiatry 125, 341–347."
    )
    accepts = noop("Any number of coders; what is coded or not. Units where nobody coded change nothing.")
    not_for = noop("Not corrected for chance: a code that is on nearly everything gets a high value.")
    by_chance = False
    undefined = NOBODY

    def values(self, tally: Tally) -> "Floats":
        return self.specific(tally)[..., -1]

    def specific(self, tally: Tally) -> "Floats":
        """The agreement on each category (last axis)."""
        return ratio(tally.joint, tally.chances)

    def of_one(self, tally: Tally, category: int) -> "Floats":
        """The agreement on one category, without looking at the others."""
        return ratio(tally.joint[..., category], tally.chances[..., category])

    def of_each(self, tally: Tally) -> list[Result]:
        """The agreement on each category, for one table."""
        n = round(float(tally.paired))
        if n < 2:
            why = ONE_CODER if tally.coders < 2 else too_few(n, n)
            return [Result(None, n, why) for _one in range(tally.categories)]
        return [
            Result(None, n, NOBODY) if isnan(one) else Result(float(one), n) for one in self.specific(tally)
        ]
