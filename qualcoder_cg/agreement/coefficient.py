"""What every coefficient is: its name and source, what it takes, when it should not be used, its value."""

from abc import ABC, abstractmethod
from math import isnan
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from .tally import Tally

if TYPE_CHECKING:
    from .tally import Floats

# Why a coefficient has no value.
NO_UNITS = "no units"
ONE_UNIT = "one unit"
NO_VARIATION = "no variation"
NOBODY = "nobody"
TWO_CODERS = "two coders"
ONE_CODER = "one coder"
NOT_ALL = "not all"
SEVERAL_VALUES = "several values"
NOTHING_SHARED = "nothing shared"
ANONYMOUS = "anonymous"
REASONS = (
    NO_UNITS, ONE_UNIT, NO_VARIATION, NOBODY, TWO_CODERS, ONE_CODER, NOT_ALL, SEVERAL_VALUES, NOTHING_SHARED,
    ANONYMOUS,
)  # fmt: skip


class Result(NamedTuple):
    """A value, or None and the reason (of REASONS); `n` is how many units it rests on."""

    value: float | None
    n: int
    reason: str = ""


class Coefficient(ABC):
    """A coefficient on units that coders rated; its texts are English messages, translated where shown.

    `two_only` tells that it is of two coders; `by_chance` that it takes off what chance would give, which is
    what the rules for reading a value are made for; `flatters` that it is high for rare codes all the same.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    citation: ClassVar[str]
    accepts: ClassVar[str]
    not_for: ClassVar[str]
    two_only: ClassVar[bool] = False
    by_chance: ClassVar[bool] = True
    flatters: ClassVar[bool] = False
    undefined: ClassVar[str] = NO_VARIATION

    @abstractmethod
    def values(self, tally: Tally) -> "Floats":
        """Its value along the leading axes of a tally; not a number where there is none."""

    def units(self, tally: Tally) -> "Floats":
        """How many units it rests on."""
        return tally.paired

    def result(self, tally: Tally) -> Result:
        """Its value for one table (no leading axes), or why there is none."""
        if tally.coders < 2:
            return Result(None, 0, ONE_CODER)
        if self.two_only and tally.coders != 2:
            return Result(None, 0, TWO_CODERS)
        n = round(float(self.units(tally)))
        if n < 2:
            return Result(None, n, too_few(n, round(float(tally.paired))))
        value = float(self.values(tally))
        return Result(None, n, self.undefined) if isnan(value) else Result(value, n)


def too_few(n: int, paired: int) -> str:
    """Why fewer than two units that count are no basis, where so many have two ratings or more."""
    if paired > n:
        return NOT_ALL
    return ONE_UNIT if n else NO_UNITS


def chance_corrected(observed: "Floats", expected: "Floats") -> "Floats":
    """(observed − expected) / (1 − expected), where chance alone does not give full agreement."""
    from .tally import ratio

    return ratio(observed - expected, 1.0 - expected)
