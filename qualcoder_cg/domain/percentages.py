"""Percentages of whole counts: which can be printed, which cannot, and shares that add up to 100."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_PRINTED = re.compile(r"\s*(\d+)(?:[.,](\d+))?\s*%?\s*")
_MOST_DECIMALS = 6


class Printed(NamedTuple):
    """A percentage as it stands in print: 30.6 is 306 units of one decimal."""

    units: int
    decimals: int

    def __str__(self) -> str:
        return _as_text(self.units, self.decimals)


class Share(NamedTuple):
    """A printed share; `adjusted` where plain rounding would have printed another one."""

    text: str
    adjusted: bool


def parse(text: str) -> Printed:
    """A percentage such as "56", "30,6" or "30.6 %"; ValueError for anything else."""
    found = _PRINTED.fullmatch(text)
    if not found or len(found[2] or "") > _MOST_DECIMALS:
        raise ValueError(text)
    decimals = found[2] or ""
    return Printed(int(found[1] + decimals), len(decimals))


def counts_for(printed: Printed, base: int) -> range:
    """The whole counts over `base` that would be printed so; empty where there is none.

    A count that lies exactly half way may have been rounded up or to the even digit: both count.
    """
    if base < 1:
        return range(0)
    whole = 200 * 10**printed.decimals
    low = -(-(2 * printed.units - 1) * base // whole)
    above = (2 * printed.units + 1) * base
    high = above // whole
    if above % whole == 0 and printed.units % 2:
        high -= 1  # a tie that both ways of rounding take up and away from this value
    return range(max(low, 0), min(high, base) + 1)


def possible(printed: Printed, base: int) -> bool:
    """Whether some whole count over `base` gives this percentage."""
    return len(counts_for(printed, base)) > 0


def neighbours(printed: Printed, base: int) -> tuple[int, ...]:
    """The whole counts over `base` whose percentages lie nearest below and above the printed one."""
    if base < 1:
        return ()
    below = printed.units * base // (100 * 10**printed.decimals)
    return tuple(dict.fromkeys(min(count, base) for count in (below, below + 1)))


def percent(count: int, base: int, decimals: int = 0) -> str:
    """A count over a base in per cent, half rounded up; ValueError without a base."""
    if base < 1:
        raise ValueError(base)
    return _as_text(_rounded(count, base, decimals), decimals)


def shares(counts: Sequence[int], decimals: int = 0) -> tuple[Share, ...]:
    """Shares of a whole that add up to 100, by the largest remainders; all 0 where nothing was counted."""
    base = sum(counts)
    if base < 1:
        return tuple(Share(_as_text(0, decimals), False) for _count in counts)
    whole = 100 * 10**decimals
    units = [count * whole // base for count in counts]
    # equal remainders: the larger count can better bear the unit, then the earlier one
    order = sorted(
        range(len(counts)), key=lambda place: (-(counts[place] * whole % base), -counts[place], place)
    )
    for place in order[: whole - sum(units)]:
        units[place] += 1
    return tuple(
        Share(_as_text(unit, decimals), unit != _rounded(count, base, decimals))
        for unit, count in zip(units, counts, strict=True)
    )


def _rounded(count: int, base: int, decimals: int) -> int:
    """Per cent in units of the last decimal, half rounded up."""
    whole: int = 200 * 10**decimals
    return (count * whole + base) // (2 * base)


def _as_text(units: int, decimals: int) -> str:
    """Units of the last decimal as a number with a point."""
    if not decimals:
        return str(units)
    digits = str(units).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}"
