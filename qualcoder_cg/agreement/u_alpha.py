"""Krippendorff's u-alpha: all of a continuum, gaps included."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .continuum import Lengths
from .tally import ratio
from .unitizing import Unitizing

if TYPE_CHECKING:
    from .tally import Floats

# Squares of lengths are beyond what a float holds exactly.
_EXACT = 1e-13


class UAlpha(Unitizing):
    """1 − observed / expected disagreement between values, and between values and gaps."""

    key = "u-alpha"
    name = noop("Krippendorff's u-alpha (2016)")
    accepts = noop("Any number of coders who cut texts freely; one value at a place for each coder.")
    not_for = noop("Mixes where coders cut and what they meant; the others of its family tell these apart.")
    one_value = True

    def values(self, found: Lengths) -> "Floats":
        gaps = found.total - found.marked
        # matter that neither of two coders marked
        agreed = found.matching.sum(axis=-1) + found.total - 2 * found.marked + found.both_marked
        kept = (found.marks**2).sum(axis=-1) + gaps**2
        return disagreement(found.total, agreed, kept, found.squares.sum(axis=-1) + gaps)


def of_one(total: "Floats", marks: "Floats", matching: "Floats", squares: "Floats") -> "Floats":
    """u-alpha of one value by itself, marked with it or not; the arguments are as in `Lengths`."""
    gaps = total - marks
    return disagreement(total, total - 2 * marks + 2 * matching, marks**2 + gaps**2, squares + gaps)


def disagreement(total: "Floats", agreed: "Floats", kept: "Floats", selfpairs: "Floats") -> "Floats":
    """1 − Σ ℓ_ck / Σ ε_ck over c ≠ k; `kept` is Σ ℓ_c², `selfpairs` T, what segments pair with themselves."""
    import numpy

    all_pairs = total**2
    one_kind = kept >= all_pairs * (1 - _EXACT)
    expected = numpy.where(one_kind, 0.0, ratio(total * (all_pairs - kept), all_pairs - selfpairs))
    return 1 - ratio(total - agreed, expected)
