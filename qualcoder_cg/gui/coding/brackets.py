"""Where the brackets beside a text stand: lanes, names and what is folded into “+2”; no Qt here.

y grows downwards. The rules make crossings impossible: brackets are placed from top to bottom, each to
the right of all that are still open, and its line to the name leaves to the right at its very top.
"""

from collections.abc import Sequence
from typing import NamedTuple

LANES = 4
STRANDS = 3  # more would reach into the next lane
NAME_GAP = 20.0
STACK_OVERHANG = 12.0


class Item(NamedTuple):
    """A passage to bracket: `start`, `end` order it; its cap wants to be at `top`, its foot at `bottom`."""

    key: str
    start: int
    end: int
    top: float
    bottom: float


class Bracket(NamedTuple):
    """A placed bracket, its name at `top`.

    Passages with equal ends share a lane as parallel strands, counted from 0. `more` are the keys of
    passages that found no room and are named by their number after this bracket's name.
    """

    key: str
    lane: int
    strand: int
    top: float
    bottom: float
    more: tuple[str, ...] = ()


class _Builder:
    """Brackets placed so far, and which lanes are taken down to where."""

    def __init__(self, lanes: int, gap: float) -> None:
        self.placed: list[Bracket] = []
        self._gap = gap
        self._reach = [float("-inf")] * lanes
        self._last_name = float("-inf")

    def place(self, group: Sequence[Item]) -> None:
        """Place passages with equal ends in one lane, or fold those that do not fit."""
        lane = self._free_lane(self._next_name(group[0].top))
        for strand, item in enumerate(group):
            top = self._next_name(item.top)
            lowest = item.bottom + (STACK_OVERHANG if strand else 0.0)
            if lane is None or strand == STRANDS or top > lowest:
                self._fold(group[strand:])
                return
            self.placed.append(Bracket(item.key, lane, strand, top, item.bottom))
            self._last_name = top
            self._reach[lane] = max(self._reach[lane], top, item.bottom)

    def _next_name(self, wanted: float) -> float:
        return max(wanted, self._last_name + self._gap)

    def _free_lane(self, y: float) -> int | None:
        """The lane right of all brackets open at `y`; None when there is none."""
        taken = [lane for lane, reach in enumerate(self._reach) if reach >= y]
        lane = max(taken, default=-1) + 1
        return lane if lane < len(self._reach) else None

    def _fold(self, items: Sequence[Item]) -> None:
        if self.placed:
            above = self.placed[-1]
            keys = tuple(item.key for item in items)
            self.placed[-1] = above._replace(more=above.more + keys)


def lay_out(items: Sequence[Item], lanes: int = LANES, gap: float = NAME_GAP) -> list[Bracket]:
    """Brackets for the items, from top to bottom; the same items in any order give the same brackets."""
    builder = _Builder(lanes, gap)
    group: list[Item] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end, item.key)):
        if group and (item.start, item.end) != (group[0].start, group[0].end):
            builder.place(group)
            group = []
        group.append(item)
    if group:
        builder.place(group)
    return builder.placed
