"""Converts between code points, which a study counts in, and UTF-16 units, which Qt counts in."""

import re
from bisect import bisect_left

from qualcoder_cg.domain.spans import Span

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The two ways of counting one text; a conversion is one bisection, whatever the text's length."""

    def __init__(self, text: str) -> None:
        self._points = [found.start() for found in _TWO_UNITS.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]
        self.points = len(text)
        self.units = len(text) + len(self._points)

    def to_units(self, point: int) -> int:
        """UTF-16 units before the code point `point`."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """Code points before `unit`; the middle of a surrogate pair counts as its beginning."""
        unit = self.snapped(unit)
        return unit - bisect_left(self._units, unit)

    def snapped(self, unit: int) -> int:
        """`unit`, or the beginning of the surrogate pair it would cut in two."""
        pair = bisect_left(self._units, unit) - 1
        return unit - 1 if pair >= 0 and self._units[pair] == unit - 1 else unit

    def span(self, first_unit: int, second_unit: int) -> Span:
        """The code points between two units given in either order."""
        low, high = sorted((first_unit, second_unit))
        return Span(self.to_points(low), self.to_points(high))
