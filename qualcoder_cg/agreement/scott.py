"""Scott's pi."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient, chance_corrected
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Scott(Coefficient):
    """Chance is what the two coders' habits taken together would give: P_e = Σ p_k².

    Habits are those on units that both rated; with all that each rated it would be `fleiss_unequal`.
    """

    key = "scott"
    name = noop("Scott's pi")
    citation = "Scott, W. A. (1955). Public Opinion Quarterly 19(3), 321–325."
    accepts = noop("Two coders; units that both rated.")
    not_for = noop("Misleads where a code is rare or on nearly everything; too low where units are few.")
    two_only = True

    def values(self, tally: Tally) -> "Floats":
        shares = ratio(tally.full_values, 2 * tally.full[..., None])
        return chance_corrected(ratio(tally.full_agreeing, tally.full), (shares**2).sum(axis=-1))

    def units(self, tally: Tally) -> "Floats":
        return tally.full
