"""Where rows lie when two copies of a text are joined: the text that stands, and each row's place in it.

A place belongs to the text it was chosen on. The later placing by a person wins; of two copies that know the
same one, the copy whose text is later has already taken it along. Who holds the place but not the text that
stands leaves it to be sought anew, from the text on which a person chose it; and so does a row that one side
deleted, because its grave does not tell where it had been taken.
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
    """A row whose place in the text that stands has to be sought, from where a person put it."""

    found: Joined
    origin: Origin
    side: str


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
    taken_along = known.row is not None and found.grave is None
    if both is None or (taken_along and both.of(side).sha256 == both.standing.sha256):
        return None
    origin = found.origin or Origin(both.of(side).sha256, *(known.values[columns[at]] for at in (0, -1)))
    found.origin = origin
    return Wanted(found, origin, side)


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
    one, other = (_rank(found, known, None, PLACES[found.table]) for known in (found.mine, found.theirs))
    return one == other and not (both and both.differ)


def side_of(found: Joined, texts: Mapping[str, Texts]) -> str:
    """Whose place of a row was chosen."""
    assert found.row is not None
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
    texts = (both.mine, both.theirs) if both else (None, None)
    one = _rank(found, found.mine, texts[0], columns)
    other = _rank(found, found.theirs, texts[1], columns)
    side = THEIRS if other > one else MINE
    if vectors and one[-1] != other[-1] and vectors.concurrent(one[0], other[0]):
        found.conflicts.append(
            Conflict(
                found.table, found.row_id, columns[0], list(one[-1]), list(other[-1]), side, one[0], other[0]
            )
        )
    return side


def _rank(
    found: Joined, known: Known, text: Text | None, columns: tuple[str, ...]
) -> tuple[Stamp, tuple[Stamp, str], tuple[int, ...]]:
    assert known.values is not None
    # where a row lay when it was deleted says nothing about the text as it is now
    order = (text.at, text.text) if text and known.row is not None else (NEVER, "")
    return of_field(known.stamps, columns), order, tuple(known.values[name] for name in columns)


def _twin(found: Joined, side: str) -> Origin | None:
    """What the other copy remembers of the same placing, where this one remembers nothing."""
    other = found.theirs if side == MINE else found.mine
    columns = PLACES[found.table]
    if other.values is None or other.origin is None:
        return None
    one = found.mine if side == MINE else found.theirs
    same = of_field(one.stamps, columns) == of_field(other.stamps, columns)
    return other.origin if same else None
