"""What two copies of a study know of a row, joined: in any order and any number of times the same.

Every field is a register: the larger stamp wins, and where neither has one (rows named by what is in them,
copies made by hand) the larger value. A row is gone when its graves knew every change made to it.
Copies are joined by `joined`; `merging_places` joins where rows lie, `merging_plan` what hangs together.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .merging_tables import ARRANGED, LIVES, NAMED, PLACES, field_of, in_order

Stamp = tuple[int, str]
Row = dict[str, Any]
NEVER: Stamp = (0, "")
MINE, THEIRS = SIDES = ("mine", "theirs")
BOTH = "both"


class Grave(NamedTuple):
    """Who deleted a row and when, the row as it was (JSON), and the stamps that the deletion knew."""

    at: str
    coder: str
    image: str
    seen: Mapping[str, Stamp]

    def covers(self, stamps: Mapping[str, Stamp]) -> bool:
        """Whether the deletion knew all these changes."""
        return all(stamp <= self.seen.get(name, NEVER) for name, stamp in stamps.items())


class Origin(NamedTuple):
    """The text (its hash) on which a person put a row, and where; of a code, the code it was put under."""

    sha256: str
    start: int
    end: int


class Known(NamedTuple):
    """What one copy knows of a row: the row where it is in the study, else what lies in its grave.

    `laid` says of a turn or page that it is one of the document's, or was when that was deleted.
    """

    row: Row | None = None
    stamps: Mapping[str, Stamp] = {}
    grave: Grave | None = None
    origin: Origin | None = None
    buried: Row | None = None
    laid: bool = False

    @property
    def values(self) -> Row | None:
        """The row as it is, or as it was."""
        return self.buried if self.row is None else self.row


class Conflict(NamedTuple):
    """A field that both sides changed since they parted, and whose value stands; `field` "" for a deletion.

    The values are those of the first column of the field; None on the side that deleted the row.
    """

    table: str
    row_id: str
    field: str
    mine: Any
    theirs: Any
    winner: str
    mine_stamp: Stamp
    theirs_stamp: Stamp

    @property
    def key(self) -> str:
        """How a person names it."""
        return f"{self.table}/{self.row_id}/{self.field}"


@dataclass(slots=True)
class Joined:
    """A row of two copies made one; `row` is None where neither holds it, `alive` whether it is in the study.

    `kept` says that it is only there because something that is there refers to it.
    """

    table: str
    row_id: str
    mine: Known
    theirs: Known
    row: Row | None
    stamps: dict[str, Stamp]
    grave: Grave | None
    origin: Origin | None = None
    alive: bool = False
    kept: bool = False
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Up to which time each copy has read each writer."""

    mine: Mapping[str, int]
    theirs: Mapping[str, int]

    def concurrent(self, mine: Stamp, theirs: Stamp) -> bool:
        """Whether two changes were made without knowing of one another."""
        return mine[0] > self.theirs.get(mine[1], 0) and theirs[0] > self.mine.get(theirs[1], 0)


def joined(table: str, row_id: str, mine: Known, theirs: Known, vectors: Vectors) -> Joined:
    """What two copies know of a row as one; where it lies in a text is left to `merging_places`."""
    grave = _graves(mine.grave, theirs.grave)
    stamps = latest(_stamps(mine), _stamps(theirs))
    found = Joined(table, row_id, mine, theirs, None, stamps, grave)
    one, other = _meant(table, mine), _meant(table, theirs)
    if one is None or other is None or one == other:
        row = other if one is None else one
        found.row = dict(row) if row is not None else None
    else:
        found.row = _registers(found, one, other, vectors)
    found.alive = found.row is not None and (grave is None or not grave.covers(stamps))
    if grave is not None:
        _deletion(found, vectors)
    return found


def latest(first: Mapping[str, Stamp], second: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The later stamp of each field."""
    if not second:
        return dict(first)
    both = dict(first)
    for name, stamp in second.items():
        if stamp > both.get(name, NEVER):
            both[name] = stamp
    return both


def canonical(value: Any) -> str:
    """A value as text, the same in every copy."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def weight(table: str, row: Row, columns: Iterable[str]) -> str:
    """What a field of a row says, as text: where no stamp tells which came later, the larger one stands."""
    return canonical([row[name] for name in in_order(table, columns)])


def of_field(stamps: Mapping[str, Stamp], names: Iterable[str]) -> Stamp:
    """The stamp of columns that are one field."""
    return max((stamps[name] for name in names if name in stamps), default=NEVER)


def _meant(table: str, known: Known) -> Row | None:
    """A row as persons made it: a code that a merge put at the top stands where it was put before."""
    if table == "code" and known.values is not None and known.origin is not None:
        return {**known.values, "parent_id": known.origin.sha256}
    return known.values


def _stamps(known: Known) -> Mapping[str, Stamp]:
    """The stamps of a row that a copy holds or has buried; others are leftovers of what was undone."""
    return known.stamps if known.values is not None or known.grave is not None else {}


def _graves(first: Grave | None, second: Grave | None) -> Grave | None:
    if first is None or second is None or first == second:
        return first or second
    last = max(first, second, key=lambda grave: (grave.at, grave.coder, grave.image))
    return last._replace(seen=latest(first.seen, second.seen))


def _registers(found: Joined, mine: Row, theirs: Row, vectors: Vectors) -> Row:
    """Of each field the value that stands; notes the conflicts."""
    table = found.table
    names = field_of(table)
    fields: dict[str, list[str]] = {}
    for name in mine:
        fields.setdefault(names.get(name, name), []).append(name)
    places = PLACES.get(table, ())
    row = dict(mine)
    for first, columns in fields.items():
        if first in places or all(mine[name] == theirs[name] for name in columns):
            continue
        one, other = (_said(table, side.stamps, columns) for side in (found.mine, found.theirs))
        values = [weight(table, side, columns) for side in (mine, theirs)]
        winner = THEIRS if (other, values[1]) > (one, values[0]) else MINE
        if winner == THEIRS:
            row.update({name: theirs[name] for name in columns})
        # of copies that parted before changes were stamped nobody knows which came later
        unknowing = vectors.concurrent(one, other) or one == other == NEVER
        if unknowing and not (first in ARRANGED and _just_added(found, columns)):
            found.conflicts.append(
                Conflict(table, found.row_id, first, mine[first], theirs[first], winner, one, other)
            )
    return row


def _said(table: str, stamps: Mapping[str, Stamp], columns: Iterable[str]) -> Stamp:
    """When a field was said: of rows that two copies may add alike, also with the row itself.

    A field that was blanked for whoever got the copy was said by nobody.
    """
    own = of_field(stamps, columns)
    return max(own, stamps.get(LIVES, NEVER)) if table in NAMED and own >= NEVER else own


def _just_added(found: Joined, columns: Iterable[str]) -> bool:
    """Whether neither side changed these columns since the row was added."""
    return all(of_field(side.stamps, columns) == NEVER for side in (found.mine, found.theirs))


def _deletion(found: Joined, vectors: Vectors) -> None:
    """Note that one side deleted the row and the other changed it meanwhile."""
    if not found.alive or (found.mine.row is None) == (found.theirs.row is None):
        return
    there, gone = (found.mine, found.theirs) if found.theirs.row is None else (found.theirs, found.mine)
    if gone.grave is None:
        return
    unseen = {name: stamp for name, stamp in there.stamps.items() if stamp > gone.grave.seen.get(name, NEVER)}
    if not unseen or there.grave is not None:
        return
    by_gone = vectors.mine if gone is found.mine else vectors.theirs
    last = max(unseen.values())
    if last[0] <= by_gone.get(last[1], 0):
        return
    here = there is found.mine
    found.conflicts.append(
        Conflict(
            found.table, found.row_id, "", canonical(found.row) if here else None,
            None if here else canonical(found.row), MINE if here else THEIRS,
            last if here else NEVER, NEVER if here else last,
        )
    )  # fmt: skip
