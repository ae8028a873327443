"""Charts as plain values: bars that stack up to all answers, and bars beside one another."""

from dataclasses import dataclass
from typing import NamedTuple

from .report_table import ReportTable

# Below this base a percentage pretends to more than the count says: counts are written instead.
SMALLEST_BASE = 30


class Band(NamedTuple):
    """A kind of answer: its name, and whether it stands for no opinion or no answer, which is set in grey."""

    name: str
    is_missing: bool = False


class StackedRow(NamedTuple):
    """A bar: what it is of, how often each kind of answer was given, and of how many (n)."""

    name: str
    counts: tuple[int, ...]
    n: int


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars of 100 %, a kind of answer beside the other in the order of their scale.

    `description` says in a sentence what is to be seen; `data` is the table the chart is drawn from.
    """

    title: str
    bands: tuple[Band, ...]
    rows: tuple[StackedRow, ...]
    source: str
    description: str
    data: ReportTable


class BarRow(NamedTuple):
    """What a line of bars is of, a value for each series, and what stands behind each bar."""

    name: str
    values: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one for each series in every line; `most` ends the axis, 0 for the longest bar."""

    title: str
    series: tuple[str, ...]
    rows: tuple[BarRow, ...]
    source: str
    description: str
    data: ReportTable
    most: float = 0.0


Chart = StackedBars | Bars
