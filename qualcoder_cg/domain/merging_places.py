"""Where rows lie when two copies of a text are joined: the text that stands, and each row's place in it.

A place belongs to the text it was chosen on. The later placing by a person wins; of two copies that know the
same one, the copy whose text stands has already taken it along. Who holds the place but not the text that
stands leaves it to be sought anew, from the text on which a person chose it; and so does a row that one side
deleted, because its grave does not tell where it had been taken. Where both have the text that stands and yet
the row at two places, corrections took it there on two ways, or a merge sought it: what was sought gives way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .merging import MINE, NEVER, THEIRS, Conflict, Joined, Known, Origin, Stamp, Vectors, of_field
from .merging_tables import LAYOUT, PLACES


class Text(NamedTuple):
    """A text as one copy has it, ordered by when it was made; `layout` is when its turns last changed."""

    at: Stamp
    text: str
    sha256: str
    layout: Stamp = NEVER


@dataclass(frozen=True, slots=True)
class Texts:
    """A document's text in both copies, None where a copy does not hold it."""

    mine: Text | None
    theirs: Text | None

    @property
    def differ(self) -> bool:
        """Whether both hold it and one of them was corrected."""
        return bool(self.mine and self.theirs and self.mine.sha256 != self.theirs.sha256)

    @property
    def winner(self) -> str:
        """Whose text stands."""
        if self.mine is None or self.theirs is None:
            return MINE if self.theirs is None else THEIRS
        return THEIRS if self.theirs[:2] > self.mine[:2] else MINE

    def of(self, side: str) -> Text:
        """The text of a side that has it."""
        found = self.mine if side == MINE else self.theirs
        assert found is not None
        return found

    @property
    def standing(self) -> Text:
        """The text that stands."""
        return self.of(self.winner)


class Wanted(NamedTuple):
    """A row whose place in the text that stands has to be sought, from where a person put it.

    `rivals` are the two places in that text between which what is found decides, where there are such.
    """

    found: Joined
    origin: Origin
    rivals: tuple[tuple[int, ...], ...] = ()


def place(found: Joined, texts: Mapping[str, Texts], vectors: Vectors) -> Wanted | None:
    """Choose the place of a row that lies in a text; gives what has to be sought, None where it is known."""
    assert found.row is not None
    both = texts.get(found.row["document_id"])
    columns = PLACES[found.table]
    side = _side(found, both, columns, vectors)
    known = found.mine if side == MINE else found.theirs
    assert known.values is not None
    found.row.update({name: known.values[name] for name in columns})
    found.origin = known.origin or _twin(found, side)
    if both is not None and found.origin is not None and (rivals := _rivals(found, both, columns)):
        return Wanted(found, found.origin, rivals)
    taken_along = known.row is not None and found.grave is None
    if both is None or (taken_along and both.of(side).sha256 == both.standing.sha256):
        return None
    origin = found.origin or Origin(both.of(side).sha256, *(known.values[columns[at]] for at in (0, -1)))
    found.origin = origin
    return Wanted(found, origin)


def settled(rivals: tuple[tuple[int, ...], ...], sought: tuple[int, ...]) -> tuple[int, ...]:
    """Of two places that of which it is sure that a correction took the row there; in any order the same."""
    return max(place for place in rivals if place != sought)


def buried_place(found: Joined) -> None:
    """Let a dead row lie where the later placing put it, in the text on which a person did."""
    assert found.row is not None
    columns = PLACES[found.table]
    side = _side(found, None, columns, None)
    known = found.mine if side == MINE else found.theirs
    assert known.values is not None
    found.row.update({name: known.values[name] for name in columns})
    found.origin = known.origin or _twin(found, side)
    if found.origin is not None:
        found.row.update(zip(columns, (found.origin.start, found.origin.end), strict=False))


def same_place(found: Joined, texts: Mapping[str, Texts]) -> bool:
    """Whether both copies know the same place of a row, in the same text."""
    if found.mine.row is None or found.theirs.row is None or found.row is None:
        return False
    both = texts.get(found.row["document_id"])
    one, other = (_rank(known, False, PLACES[found.table]) for known in (found.mine, found.theirs))
    return one == other and not (both and both.differ)


def side_of(found: Joined, texts: Mapping[str, Texts]) -> str:
    """Whose place of a row was chosen."""
    assert found.row is not None
    both, columns = texts.get(found.row["document_id"]), PLACES[found.table]
    if both is not None and _rivals(found, both, columns):
        assert found.mine.values is not None
        return MINE if all(found.mine.values[name] == found.row[name] for name in columns) else THEIRS
    return _side(found, texts.get(found.row["document_id"]), PLACES[found.table], None)


def layout_side(both: Texts, mine: str, theirs: str) -> str:
    """Whose turns and pages of a document stand: those of the text that does, and of these the later ones.

    `mine` and `theirs` are what they are, to be compared where nothing else decides.
    """
    if both.mine is None or both.theirs is None:
        return both.winner
    one = (both.mine.at, both.mine.text, both.mine.layout, mine)
    other = (both.theirs.at, both.theirs.text, both.theirs.layout, theirs)
    return THEIRS if other > one else MINE


def text_of(text: str, sha256: str, stamps: Mapping[str, Stamp], document: Mapping[str, Stamp]) -> Text:
    """A copy's text with its stamps."""
    return Text(stamps.get("text", NEVER), text, sha256, document.get(LAYOUT, NEVER))


def _side(found: Joined, both: Texts | None, columns: tuple[str, ...], vectors: Vectors | None) -> str:
    """Whose place stands; notes the conflict where both sides moved the row."""
    if found.mine.values is None or found.theirs.values is None:
        return MINE if found.theirs.values is None else THEIRS
    one = _rank(found.mine, _stands(found.mine, both, MINE), columns)
    other = _rank(found.theirs, _stands(found.theirs, both, THEIRS), columns)
    side = THEIRS if other > one else MINE
    if vectors and one[-1] != other[-1] and vectors.concurrent(one[0], other[0]):
        found.conflicts.append(
            Conflict(
                found.table, found.row_id, columns[0], list(one[-1]), list(other[-1]), side, one[0], other[0]
            )
        )
    return side


def _rank(known: Known, stands: bool, columns: tuple[str, ...]) -> tuple[Stamp, bool, tuple[int, ...]]:
    return of_field(known.stamps, columns), stands, _at(known, columns)


def _at(known: Known, columns: tuple[str, ...]) -> tuple[int, ...]:
    assert known.values is not None
    return tuple(known.values[name] for name in columns)


def _stands(known: Known, both: Texts | None, side: str) -> bool:
    """Whether a side has the row in the text that stands."""
    # where a row lay when it was deleted says nothing about the text as it is now
    text = (both.mine if side == MINE else both.theirs) if both else None
    return bool(both and text and known.row is not None and text.sha256 == both.standing.sha256)


def _rivals(found: Joined, both: Texts, columns: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """The two places that the sides know, in the text that stands, of one placing by a person."""
    if not (_stands(found.mine, both, MINE) and _stands(found.theirs, both, THEIRS)):
        return ()
    one, other = (_rank(known, True, columns) for known in (found.mine, found.theirs))
    return (one[-1], other[-1]) if one[0] == other[0] and one[-1] != other[-1] else ()


def _twin(found: Joined, side: str) -> Origin | None:
    """What the other copy remembers of the same placing, where this one remembers nothing."""
    other = found.theirs if side == MINE else found.mine
    columns = PLACES[found.table]
    if other.values is None or other.origin is None:
        return None
    one = found.mine if side == MINE else found.theirs
    same = of_field(one.stamps, columns) == of_field(other.stamps, columns)
    return other.origin if same else None
