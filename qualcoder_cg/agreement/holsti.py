"""Holsti's coefficient of reliability."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import NOBODY, Coefficient
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Holsti(Coefficient):
    """2 M / (N_A + N_B): of the decisions of both coders, those that are alike.

    N counts the units that a coder decided about, also those that the other lacks.
    """

    key = "holsti"
    name = noop("Holsti's coefficient")
    citation = "Holsti, O. R. (1969). Content Analysis for the Social Sciences and Humanities, p. 140."
    accepts = noop("Two coders. Where both decided about the same units, it is percent agreement.")
    not_for = noop(
        "Not corrected for chance; a glance at how far coders are apart, not to be reported alone."
    )
    two_only = True
    by_chance = False
    undefined = NOBODY

    def values(self, tally: Tally) -> "Floats":
        assert tally.decided is not None
        return ratio(2 * tally.full_agreeing, tally.decided.sum(axis=-1))

    def units(self, tally: Tally) -> "Floats":
        return tally.full
