"""Coefficients of agreement, one per file; `ALL` lists them.

They are our own, from the formulas of the papers they cite; see docs/decisions/consistency-measures.md.
"""

from .bar_u_alpha import BarUAlpha
from .brennan_prediger import BrennanPrediger
from .coefficient import Coefficient, Result
from .cohen import Cohen
from .cu_alpha import CuAlpha
from .dice import Dice
from .fleiss import Fleiss
from .fleiss_unequal import FleissUnequal
from .gwet import Gwet
from .holsti import Holsti
from .krippendorff import Krippendorff
from .ku_alpha import KuAlpha
from .pairs import OVER_PAIRS, OverPairs
from .percent import Percent
from .scott import Scott
from .u_alpha import UAlpha
from .unitizing import Unitizing

ON_UNITS: tuple[Coefficient, ...] = (
    Krippendorff(),
    Percent(),
    Dice(),
    Cohen(),
    Scott(),
    Fleiss(),
    FleissUnequal(),
    Gwet(),
    BrennanPrediger(),
    Holsti(),
)
ON_CONTINUUM: tuple[Unitizing, ...] = (UAlpha(), BarUAlpha(), CuAlpha())
OF_A_VALUE = KuAlpha()
ALL: tuple[Coefficient | OverPairs | Unitizing | KuAlpha, ...] = (
    *ON_UNITS,
    *OVER_PAIRS,
    *ON_CONTINUUM,
    OF_A_VALUE,
)

__all__ = (
    "ALL", "OF_A_VALUE", "ON_CONTINUUM", "ON_UNITS", "OVER_PAIRS", "Coefficient", "OverPairs", "Result",
)  # fmt: skip
