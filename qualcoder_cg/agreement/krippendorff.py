"""Krippendorff's alpha for nominal values."""

from typing import TYPE_CHECKING

from ..i18n import noop
from .coefficient import Coefficient
from .tally import Tally, ratio

if TYPE_CHECKING:
    from .tally import Floats


class Krippendorff(Coefficient):
    """1 − D_o / D_e by coincidences: D_o = 1 − Σ o_kk / n, D_e = (n² − Σ n_k²) / (n (n − 1))."""

    key = "krippendorff"
    name = noop("Krippendorff's alpha")
    citation = (
        "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability; "
        "Hayes, A. F. & Krippendorff, K. (2007). Communication Methods and Measures 1(1), 77–89."
    )
    accepts = noop("Any number of coders; missing ratings; units that at least two coders rated.")
    not_for = noop("Says little of a code that hardly anybody used: look at how wide the interval is.")

    def values(self, tally: Tally) -> "Floats":
        n = tally.values.sum(axis=-1)
        observed = n - tally.matching.sum(axis=-1)
        expected = ratio(n**2 - (tally.values**2).sum(axis=-1), n - 1)
        return 1 - ratio(observed, expected)
