"""What hangs together when two copies are joined: what is referred to is there, no code is its own parent."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .merging import Joined, Origin, of_field
from .merging_tables import GROUPS, PARTS

Key = tuple[str, str]
Found = Mapping[str, Mapping[str, Joined]]


class Reference(NamedTuple):
    """A column that names a row of another table."""

    table: str
    column: str
    target: str


class Links:
    """What refers to what among the rows of two copies."""

    def __init__(self, found: Found, references: Sequence[Reference]) -> None:
        self._found = found
        self._of: dict[str, list[Reference]] = {}
        for one in references:
            self._of.setdefault(one.table, []).append(one)
        self._dead_parts = self._parts()

    def keep(self, held: Callable[[str, Sequence[str]], Iterable[str]]) -> list[Joined]:
        """Let dead rows be there to which living ones refer, and what died with them; gives these.

        `held(table, ids)` tells which of these rows of the study other rows of it refer to that both copies
        have alike and that are therefore not among those found.
        """
        kept: list[Joined] = []
        work: list[Joined] = []
        for table, rows in self._found.items():
            work += [one for one in rows.values() if one.alive]
            dead = [one.row_id for one in rows.values() if not one.alive and one.mine.row is not None]
            if dead:
                work += [
                    self._revive(rows[row_id], kept) for row_id in held(table, dead) if not rows[row_id].alive
                ]
        while work:
            one = work.pop()
            needed = [*self._targets(one), *self._parts_of(one)]
            work += [self._revive(other, kept) for other in needed if not other.alive]
        return kept

    def _revive(self, one: Joined, kept: list[Joined]) -> Joined:
        one.alive = one.kept = True
        kept.append(one)
        return one

    def _targets(self, one: Joined) -> Iterable[Joined]:
        """The dead rows that a row refers to."""
        assert one.row is not None
        for reference in self._of.get(one.table, ()):
            yield from self._dead(reference.target, one.row[reference.column])

    def _dead(self, table: str, row_id: str | None) -> Iterable[Joined]:
        found = self._found.get(table, {}).get(row_id or "")
        if found is not None and not found.alive and found.row is not None:
            yield found

    def _parts_of(self, one: Joined) -> Iterable[Joined]:
        """What died with a row that is there in spite of its grave."""
        if one.grave is None:
            return
        for table, column in PARTS.get(one.table, ()):
            for part in self._dead_parts.get((table, column, one.row_id), ()):
                if part.grave and part.grave[:2] == one.grave[:2] and not part.alive:
                    yield part

    def _parts(self) -> dict[tuple[str, str, str], list[Joined]]:
        columns = {(table, column) for parts in PARTS.values() for table, column in parts}
        gathered: dict[tuple[str, str, str], list[Joined]] = {}
        for table, column in columns:
            for one in self._found.get(table, {}).values():
                if not one.alive and one.row is not None and one.row[column]:
                    gathered.setdefault((table, column, one.row[column]), []).append(one)
        return gathered


def cut_circles(codes: Mapping[str, Joined]) -> list[Joined]:
    """Put codes at the top that would lie below themselves; gives these.

    Of each circle the move that was made first gives way. Where a person had put the code is remembered: it
    counts again as soon as another copy resolves the circle.
    """
    living = {one.row_id: one for one in codes.values() if one.alive and one.row is not None}
    wanted: dict[str, str | None] = {}
    for row_id, one in living.items():
        assert one.row is not None
        wanted[row_id] = one.row["parent_id"]
    cut: list[Joined] = []
    for circle in _circles(wanted):
        first = min(circle, key=lambda row_id: (of_field(living[row_id].stamps, GROUPS["code"][0]), row_id))
        one = living[first]
        assert one.row is not None
        one.origin = Origin(one.row["parent_id"], 0, 0)
        one.row["parent_id"] = None
        cut.append(one)
    return cut


def _circles(parents: Mapping[str, str | None]) -> list[list[str]]:
    """The circles among codes and their parents; no code is in two."""
    circles: list[list[str]] = []
    seen: dict[str, int] = {}
    for number, start in enumerate(parents):
        path: list[str] = []
        here: str | None = start
        while here is not None and here in parents and here not in seen:
            seen[here] = number
            path.append(here)
            here = parents[here]
        if here is not None and seen.get(here) == number and here in path:
            circles.append(path[path.index(here) :])
    return circles
