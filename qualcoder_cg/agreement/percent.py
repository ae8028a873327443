"""Percent agreement."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Percent(Coefficient):
    """The mean over units of the share of pairs of coders that agree."""

    key = "percent"
    name = noop("Percent agreement")
    citation = "Osgood, C. E. (1959). The representational model and relevant research methods."
    accepts = noop("Any number of coders; units that at least two coders rated.")
    not_for = noop("Not to be reported alone: where most units are uncoded, it is high whatever coders do.")
    by_chance = False

    def values(self, tally: Tally) -> "Floats":
        return ratio(tally.agreeing, tally.paired)
