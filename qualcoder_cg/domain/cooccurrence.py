"""Which codes lie on the same words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Together(NamedTuple):
    """Of two codes: pairs of passages under them that overlap, and in how many documents there are any.

    `excerpts` counts distinct passages under the first code that overlap one under the second, `others` those
    under the second that overlap one under the first; `pairs` counts each overlap once.
    """

    pairs: int
    excerpts: int
    others: int
    documents: int


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """Codes (ids) in order, and what pairs of them have in common; the first code of a pair comes before.

    `excerpts` are the distinct passages of each code. A pair that has nothing in common is not in `pairs`.
    """

    codes: tuple[str, ...]
    excerpts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], Together]

    def of(self, first: str, second: str) -> Together:
        """What two codes have in common, seen from the first."""
        if (first, second) in self.pairs:
            return self.pairs[first, second]
        there = self.pairs.get((second, first), Together(0, 0, 0, 0))
        return Together(there.pairs, there.others, there.excerpts, there.documents)
