"""What a step changed, told to everyone who shows the study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables and rows a step touched; `everything` when the file changed from outside."""

    name: str
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    everything: bool = False

    def touched(self, *tables: str) -> bool:
        """Whether any of the tables changed."""
        return self.everything or any(table in self.ids for table in tables)

    def of(self, table: str) -> frozenset[str]:
        """The ids touched in one table."""
        return self.ids.get(table, frozenset())


def merged(several: Sequence[Changes]) -> Changes:
    """Several changes told as one, under the name of the last."""
    if len(several) == 1:
        return several[0]
    ids: dict[str, set[str]] = {}
    for one in several:
        for table, touched in one.ids.items():
            ids.setdefault(table, set()).update(touched)
    found = {table: frozenset(touched) for table, touched in ids.items()}
    return Changes(several[-1].name, found, any(one.everything for one in several))


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step that can be undone or redone: its name as a sentence in English with `words` to fill in."""

    id: int
    name: str
    words: Mapping[str, object]
    at: str
    coder: str
    undone: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the durable log: when, who, what, and how many rows.

    `counts` gives for each table how many rows were added, changed and removed.
    """

    seq: int
    at: str
    coder: str
    what: str
    words: Mapping[str, object]
    counts: Mapping[str, Mapping[str, int]]
