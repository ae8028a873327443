"""Whether those interviewed are heard in the quotes as much as they are many."""

from dataclasses import dataclass
from typing import NamedTuple

TYPE, SEX, INSTITUTION = GROUPINGS = ("type", "sex", "institution")
FINDINGS, KEY, CODED = QUOTED = ("findings", "key", "coded")
MOST, LEAST = 1.5, 0.67


class Group(NamedTuple):
    """Informants alike in type, sex or institution ("" where that is not noted).

    `people` were interviewed; `asked` and `spoke` are voices, a group interview being one or several by the
    rule of the study; some speak without having been asked. `quotes` are quotes that one of them may have
    said.
    """

    name: str
    people: int
    asked: int
    spoke: int
    quotes: int


@dataclass(frozen=True, slots=True)
class VoiceBalance:
    """Groups with their part in the quotes.

    `by` is of GROUPINGS and `of` of QUOTED: quotes linked to findings, key quotes, all coded passages; each
    counts once. `quotes` are those of known informants, on which shares are computed; `unknown` are quotes of
    interviews whose speaker is not known.
    """

    by: str
    of: str
    groups: tuple[Group, ...]
    people: int
    asked: int
    spoke: int
    quotes: int
    unknown: int = 0

    def ratio(self, group: Group) -> float | None:
        """The share of the quotes against the share of the people; None without quotes or people."""
        if not self.quotes or not group.people:
            return None
        return group.quotes * self.people / (self.quotes * group.people)

    def is_loud(self, group: Group) -> bool:
        """Whether a group has more than 1.5 times its share of the quotes."""
        ratio = self.ratio(group)
        return ratio is not None and ratio > MOST

    def is_quiet(self, group: Group) -> bool:
        """Whether a group has less than 0.67 of its share of the quotes."""
        ratio = self.ratio(group)
        return ratio is not None and ratio < LEAST

    def warns(self, group: Group) -> bool:
        """Whether the share of a group needs a look."""
        return self.is_loud(group) or self.is_quiet(group)
