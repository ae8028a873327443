"""Cohen's kappa."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient, chance_corrected
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Cohen(Coefficient):
    """Chance is what each coder's own habits would give: P_e = Σ p_Ak p_Bk.

    Habits are those on units that both rated. Programs after Gwet take them from all that each rated, which
    gives other figures where something is missing.
    """

    key = "cohen"
    name = noop("Cohen's kappa")
    citation = "Cohen, J. (1960). Educational and Psychological Measurement 20(1), 37–46."
    accepts = noop("Two coders; units that both rated.")
    not_for = noop(
        "Misleads where a code is rare or on nearly everything (look at the prevalence), and rewards coders "
        "who differ in how often they use it (look at the bias)."
    )
    two_only = True

    def values(self, tally: Tally) -> "Floats":
        return kappa(tally)

    def units(self, tally: Tally) -> "Floats":
        return tally.full


def kappa(tally: Tally) -> "Floats":
    """Cohen's kappa of two coders."""
    assert tally.said is not None
    shares = ratio(tally.said, tally.full[..., None, None])
    expected = shares.prod(axis=-2).sum(axis=-1)
    return chance_corrected(ratio(tally.full_agreeing, tally.full), expected)
