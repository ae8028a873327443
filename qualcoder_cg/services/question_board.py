"""Everything that bears on a question: what its finding stands on, and what is coded and may be added."""

from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple

from ..domain.codings import QUALIFIES, SUPPORTS, UNDECIDED
from ..domain.findings import FindingFacts, LinkedEvidence
from ..domain.queries import Passage
from ..domain.strength import INTERVIEWS, SOURCE_KINDS
from ..storage.project import Project
from . import known_sources
from . import passages as coded_passages
from .asked import questions_of
from .evidence_facts import source_kind
from .finding_links import bearing_of
from .pieces import Pieces

_PIECE = 2000


class BoardRow(NamedTuple):
    """A piece of evidence of the finding, or a coded passage that is not in it (`linked` is None then).

    `bearing` is UNDECIDED for passages whose codings say nothing; `coded` tells whether the passage is coded
    under the question, `key` whether as a key quote. `people` are ids of those who may have said it.
    """

    bearing: str
    linked: LinkedEvidence | None = None
    passage: Passage | None = None
    coded: bool = False
    key: bool = False
    people: tuple[str, ...] = ()


class BoardGroup(NamedTuple):
    """Rows of one type of informant, or of one kind of other sources ("" for judgements).

    `kind` is of SOURCE_KINDS; `name` is the type of informant, "" where it is not known. `linked` is how many
    of the rows are in the finding, `sources` how many documents, survey results or observers there are.
    """

    kind: str
    name: str
    rows: tuple[BoardRow, ...]
    informants: int
    excerpts: int
    sources: int
    linked: int


class Board(NamedTuple):
    """The two columns of a finding, and passages coded under the question that are undecided.

    `spoken` are the informants (ids) who may have said a coded passage of an interview.
    """

    supporting: tuple[BoardGroup, ...]
    against: tuple[BoardGroup, ...]
    undecided: tuple[BoardGroup, ...]
    spoken: frozenset[str]

    @property
    def more(self) -> int:
        """How many informants are coded as supporting the question and are not in the finding."""
        rows = [row for group in self.supporting for row in group.rows if group.kind == INTERVIEWS]
        inside = {person for row in rows if row.linked for person in row.people}
        return len({person for row in rows for person in row.people} - inside)


def board(project: Project, question_id: str, facts: FindingFacts | None) -> Board:
    """The board of a question for one of its findings, or for none."""
    return reading_board(project, question_id, facts).complete()


def reading_board(project: Project, question_id: str, facts: FindingFacts | None) -> Pieces[Board]:
    """The same, done in pieces."""
    return Pieces(_reading(project, question_id, facts))


def _reading(project: Project, question_id: str, facts: FindingFacts | None) -> Generator[None, None, Board]:
    index = yield from coded_passages.reading(project)
    serving = questions_of(project.codes.all())
    fits = [question_id in serving.get(kind.code_id, ()) for kind in index.kinds]
    linked = {one.passage: one for one in facts.evidence if one.passage} if facts else {}
    documents = known_sources.of(project).documents
    rows: dict[str, list[BoardRow]] = {kind: [] for kind in (*SOURCE_KINDS, "")}
    spoken: set[str] = set()
    met: set[tuple[str, int, int]] = set()
    for found in index.documents():
        here: dict[int, tuple[set[str], bool]] = {}
        for place, number in zip(found.passage, found.coded, strict=True):
            if fits[number]:
                kind = index.kinds[number]
                polarities, key = here.get(place, (set(), False))
                here[place] = (polarities | {kind.polarity}, key or bool(kind.is_key))
        source = source_kind(documents[found.document_id])
        for place in sorted(here):
            polarities, key = here[place]
            passage = Passage(found.document_id, found.starts[place], found.ends[place])
            people = index.people[found.said_by[place]] if source == INTERVIEWS else ()
            spoken.update(people)
            piece = linked.get(passage)
            met.add(passage)
            bearing = piece.bearing if piece else _bearing(polarities)
            rows[source].append(BoardRow(bearing, piece, passage, True, key, people))
        yield
    for one in facts.evidence if facts else ():
        if one.passage not in met:
            words = Passage(*one.passage) if one.passage else None
            people = tuple(person.id for person in one.informants)
            rows[one.source_kind].append(BoardRow(one.bearing, one, words, people=people))
    return (yield from _arranged(project, rows, frozenset(spoken)))


def _bearing(polarities: set[str]) -> str:
    decided = polarities - {UNDECIDED}
    return bearing_of(decided) if decided else UNDECIDED


def _arranged(
    project: Project, rows: dict[str, list[BoardRow]], spoken: frozenset[str]
) -> Generator[None, None, Board]:
    """Rows by column and group: the types of informants as in the register, then the other kinds."""
    types = _types(project)
    order = list(dict.fromkeys(types.values()))
    columns: dict[str, list[BoardGroup]] = {"for": [], "against": [], "undecided": []}
    for kind, found in rows.items():
        groups: dict[tuple[str, str], list[BoardRow]] = {}
        for number, row in enumerate(found):
            name = _type_of(row.people, types) if kind == INTERVIEWS else ""
            groups.setdefault((_column(row), name), []).append(row)
            if number % _PIECE == _PIECE - 1:
                yield
        known = sorted(groups, key=lambda one: order.index(one[1]) if one[1] in order else len(order))
        for column, name in known:
            columns[column].append(_group(kind, name, groups[column, name]))
            yield
    return Board(tuple(columns["for"]), tuple(columns["against"]), tuple(columns["undecided"]), spoken)


def _column(row: BoardRow) -> str:
    if row.bearing == SUPPORTS:
        return "for"
    return "against" if row.bearing else "undecided"


def _types(project: Project) -> dict[str, str]:
    return {person.id: person.type for person in known_sources.of(project).informants.values()}


def _type_of(people: Iterable[str], types: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(types[person] for person in people if types.get(person)))


def _group(kind: str, name: str, rows: Sequence[BoardRow]) -> BoardGroup:
    """A group: contradictions first; then what is in the finding, in its order, before key quotes."""
    ordered = sorted(
        rows,
        key=lambda row: (
            row.bearing == QUALIFIES,
            row.linked is None,
            row.linked.link.position if row.linked else 0,
            not row.key,
        ),
    )
    sources = {row.linked.piece.source for row in rows if row.linked} | {
        row.passage.document_id for row in rows if row.passage
    }
    return BoardGroup(
        kind,
        name,
        tuple(ordered),
        len({person for row in rows for person in row.people}),
        sum(row.passage is not None for row in rows),
        len(sources),
        sum(row.linked is not None for row in rows),
    )
