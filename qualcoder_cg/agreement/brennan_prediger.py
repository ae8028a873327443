"""Brennan and Prediger's kappa."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient
from .gwet import varied
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class BrennanPrediger(Coefficient):
    """Chance is one in as many as there are categories: P_e = 1 / q."""

    key = "brennan-prediger"
    name = noop("Brennan and Prediger's kappa")
    citation = (
        "Brennan, R. L. & Prediger, D. J. (1981). Educational and Psychological Measurement 41(3), 687–699; "
        "for two categories also Bennett's S (1954) and PABAK (Byrt et al. 1993)."
    )
    accepts = noop("Any number of coders; missing ratings. It depends on how many categories there are.")
    not_for = noop("With many categories it is hardly more than percent agreement; it flatters rare codes.")
    flatters = True

    def values(self, tally: Tally) -> "Floats":
        q = max(tally.categories, 2)
        observed = ratio(tally.agreeing, tally.paired)
        return varied(tally, (observed - 1 / q) / (1 - 1 / q))
