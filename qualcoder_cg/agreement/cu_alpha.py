"""Krippendorff's cu-alpha: only where coders agree that something is marked."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import NO_VARIATION, NOTHING_SHARED
from .continuum import Lengths
from .u_alpha import disagreement
from .unitizing import Unitizing

if TYPE_CHECKING:
    from .tally import Floats


class CuAlpha(Unitizing):
    """u-alpha on what two coders marked, whatever with; segments count by their mean pairable length.

    The pairable length of a segment is the mean over the other coders of how much of it they marked. Others
    take the union of these; that gives slightly higher values.
    """

    key = "cu-alpha"
    name = noop("Krippendorff's cu-alpha (2016), by mean pairable length")
    accepts = noop("Any number of coders who cut texts freely; one value at a place for each coder.")
    not_for = noop("Leaves out all that only one coder marked: with it goes |u-alpha.")
    one_value = True

    def values(self, found: Lengths) -> "Floats":
        total = found.pairable.sum(axis=-1)
        kept = (found.pairable**2).sum(axis=-1)
        selfpairs = found.pairable_squares.sum(axis=-1)
        return disagreement(total, found.matching.sum(axis=-1), kept, selfpairs)

    def undefined(self, found: Lengths) -> str:
        return NO_VARIATION if float(found.pairable.sum()) > 0 else NOTHING_SHARED
