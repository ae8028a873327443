"""Krippendorff's |u-alpha: marked or not."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .continuum import Lengths
from .u_alpha import disagreement
from .unitizing import Unitizing

if TYPE_CHECKING:
    from .tally import Floats


class BarUAlpha(Unitizing):
    """u-alpha where every value is the same: whether coders find the same matter worth a code."""

    key = "|u-alpha"
    name = noop("Krippendorff's |u-alpha (2016)")
    accepts = noop("Any number of coders who cut texts freely; looks at where they cut, not at the codes.")
    not_for = noop("Says nothing of the codes: with it goes cu-alpha.")
    one_value = True

    def values(self, found: Lengths) -> "Floats":
        gaps = found.total - found.marked
        agreed = found.total - 2 * found.marked + 2 * found.both_marked
        selfpairs = found.squares.sum(axis=-1) + gaps
        return disagreement(found.total, agreed, found.marked**2 + gaps**2, selfpairs)
