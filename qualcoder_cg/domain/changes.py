"""What a step changed, told to everyone who shows the study."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step that can be undone or redone: its name as a sentence in English with `words` to fill in."""

    id: int
    name: str
    words: Mapping[str, object]
    at: str
    coder: str


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
