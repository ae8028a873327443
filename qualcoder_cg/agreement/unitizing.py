"""What the unitizing coefficients have in common."""

from abc import ABC, abstractmethod
from math import isnan
from typing import TYPE_CHECKING, ClassVar

from .coefficient import NO_UNITS, NO_VARIATION, SEVERAL_VALUES, Result
from .continuum import Lengths

if TYPE_CHECKING:
    from .tally import Floats

CITATION = (
    "Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). Quality & Quantity 50, 2347–2364; "
    "Krippendorff, K. (2019). Content Analysis, 4th ed., § 12.6."
)


class Unitizing(ABC):
    """A coefficient on a continuum; `n` of its results is the length that coders share, in code points.

    `one_value` tells that a coder may put only one value on a place.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    citation: ClassVar[str] = CITATION
    accepts: ClassVar[str]
    not_for: ClassVar[str]
    two_only: ClassVar[bool] = False
    by_chance: ClassVar[bool] = True
    flatters: ClassVar[bool] = False
    one_value: ClassVar[bool] = False

    @abstractmethod
    def values(self, found: Lengths) -> "Floats":
        """Its value along the leading axes; not a number where there is none."""

    def result(self, found: Lengths, n: int) -> Result:
        """Its value for one sum of lengths (no leading axes), or why there is none."""
        if self.one_value and float(found.twice) > 0:
            return Result(None, n, SEVERAL_VALUES)
        if n < 1:
            return Result(None, n, NO_UNITS)
        value = float(self.values(found))
        return Result(None, n, self.undefined(found)) if isnan(value) else Result(value, n)

    def undefined(self, found: Lengths) -> str:
        """Why lengths give no value."""
        return NO_VARIATION
