"""The codings a query finds, for whoever prints or counts them coding by coding."""

from collections.abc import Collection, Sequence
from typing import Any

from ..domain.queries import Passage, Query
from ..storage.project import Project
from . import passages as coded_passages
from .passages import CodedAs
from .pieces import Pieces
from .query_limits import limits
from .retrieval import Hits, finding


class QueryCodings:
    """What a query finds of the codings that may be seen; `waiting` tells that it asks for those that wait.

    A passage that fits may be coded in ways that the query did not ask for: only those of its codings count
    that do what is asked of a coding. `people` are the informants (ids) who fit what is asked of people,
    None where nothing is.
    """

    def __init__(
        self,
        hits: Hits,
        coded: Collection[CodedAs] | None,
        people: frozenset[str] | None = None,
        *,
        waiting: bool = False,
    ) -> None:
        self.people = people
        self.waiting = waiting
        self._coded = coded
        self._places = {
            found.document_id: {(found.starts[at], found.ends[at]) for at in places}
            for found, places in hits
            if places
        }

    @property
    def documents(self) -> Collection[str]:
        """The documents (ids) that passages were found in."""
        return self._places.keys()

    def passages(self) -> list[Passage]:
        """The passages that fit."""
        return [Passage(name, *place) for name, places in self._places.items() for place in sorted(places)]

    def among(self, document_id: str, rows: Sequence[Any]) -> list[Any]:
        """Those of the codings of a document that were found; rows of `project.seen.walk()`."""
        places = self._places.get(document_id, set())
        found = [row for row in rows if (row[0], row[1]) in places]
        if self._coded is None:
            return found
        # start, end, code_id, id, coder_id, origin, created_at, polarity, is_key
        return [row for row in found if CodedAs(row[2], row[4], row[5], row[7], row[8]) in self._coded]


def codings_of(project: Project, query: Query) -> QueryCodings:
    """The codings that a query finds."""
    hits = Pieces(finding(project, query)).complete()
    passages = Pieces(coded_passages.reading(project, waiting=query.asks_for_waiting)).complete()
    decided = limits(project, passages, query)
    coded = None
    if decided.coded is not None:
        coded = {kind for kind, fits in zip(passages.kinds, decided.coded, strict=True) if fits}
    people = None
    if decided.said is not None:
        people = frozenset(person for group in decided.people for person in group)
    return QueryCodings(hits, coded, people, waiting=query.asks_for_waiting)
