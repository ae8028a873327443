"""The coded passages that fit a query, counted in each of their units."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import overload

from ..domain import quick_words, word_patterns
from ..domain.documents import DOCUMENT, SPOKEN
from ..domain.queries import Passage, Query, Retrieved, RetrievedCounts
from ..domain.word_patterns import Exactness
from ..storage import text_index
from ..storage.project import Project
from . import known_sources, query_words
from . import passages as coded_passages
from .passages import DocumentPassages, Passages
from .pieces import Pieces
from .query_limits import Limits, limits

Hits = list[tuple[DocumentPassages, Sequence[int]]]


class FoundPassages(Sequence[Passage]):
    """Passages that were found, made when they are asked for: there may be hundreds of thousands."""

    def __init__(self, hits: Hits) -> None:
        self._hits = hits
        self._ends = list(accumulate(len(places) for _document, places in hits))

    @property
    def hits(self) -> Hits:
        """What was found, document by document."""
        return self._hits

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> list[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | list[Passage]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        number = bisect_right(self._ends, place)
        document, places = self._hits[number]
        one = places[place - (self._ends[number - 1] if number else 0)]
        return Passage(document.document_id, document.starts[one], document.ends[one])

    def __iter__(self) -> Iterator[Passage]:
        for document, places in self._hits:
            for one in places:
                yield Passage(document.document_id, document.starts[one], document.ends[one])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def retrieve(project: Project, query: Query) -> Retrieved:
    """The passages that fit a query, of the codings that may be seen, in the order of documents and texts.

    Codings that wait for a person are found only where the query asks for that origin.

    An excerpt is a passage: one that is coded several times is found once. The informants that are counted
    are those who may have said a passage and fit what the query asks of people.
    """
    return retrieving(project, query).complete()


def retrieving(project: Project, query: Query) -> Pieces[Retrieved]:
    """The same, done in pieces."""
    return Pieces(_retrieving(project, query))


def finding(project: Project, query: Query, *, waiting: bool = False) -> Generator[None, None, Hits]:
    """What fits, as places in the documents of `Passages`, in pieces.

    Codings that wait for a person are among it where the query asks for them, or with `waiting`.
    """
    passages = yield from coded_passages.reading(project, waiting=waiting or query.asks_for_waiting)
    return (yield from _hits(project, passages, limits(project, passages, query), query))


def counting(project: Project, query: Query) -> Generator[None, None, int]:
    """How many excerpts fit, in pieces."""
    hits = yield from finding(project, query)
    return sum(len(places) for _document, places in hits)


def _retrieving(project: Project, query: Query) -> Generator[None, None, Retrieved]:
    passages = yield from coded_passages.reading(project, waiting=query.asks_for_waiting)
    decided = limits(project, passages, query)
    yield
    hits = yield from _hits(project, passages, decided, query)
    yield
    return Retrieved(
        query,
        FoundPassages(hits),
        _counted(project, passages, decided, hits),
        tuple(query_words.missing(project, query)),
    )


def _hits(project: Project, passages: Passages, decided: Limits, query: Query) -> Generator[None, None, Hits]:
    """What fits, document by document."""
    keep, holding = _words(project, query.words)
    found: Hits = []
    for document in passages.documents():
        if document.document_id not in decided.documents:
            continue
        if holding is not None and document.document_id not in holding:
            continue
        places = _in_document(document, decided)
        if places and keep:
            places = keep(project.documents.text(document.document_id), document, places)
        if places:
            found.append((document, places))
        yield
    return found


def _in_document(document: DocumentPassages, decided: Limits) -> Sequence[int]:
    """Which passages of a document fit, in order."""
    pairs = (document.passage, document.coded)
    places: Sequence[int]
    if decided.coded is None:
        places = range(len(document.starts))
    else:
        fits = decided.coded
        places = sorted({place for place, kind in zip(*pairs, strict=True) if fits[kind]})
    if decided.uncoded is not None and places:
        unfit = decided.uncoded
        out = {place for place, kind in zip(*pairs, strict=True) if unfit[kind]}
        places = [place for place in places if place not in out]
    if decided.said is not None and places:
        said, by = decided.said, document.said_by
        places = [place for place in places if said[by[place]]]
    for wanted in decided.beside if places else ():
        touches = _touching(document, wanted)
        places = [place for place in places if touches(place)]
    for unwanted in decided.apart if places else ():
        touches = _touching(document, unwanted)
        places = [place for place in places if not touches(place)]
    return places


def _touching(document: DocumentPassages, fits: Sequence[bool]) -> Callable[[int], bool]:
    """Tells of a passage of a document whether it overlaps one with a coding that fits, itself included."""
    with_it = sorted(
        {place for place, kind in zip(document.passage, document.coded, strict=True) if fits[kind]}
    )
    starts = [document.starts[place] for place in with_it]
    furthest = list(accumulate((document.ends[place] for place in with_it), max))

    def touches(place: int) -> bool:
        before = bisect_left(starts, document.ends[place])
        return before > 0 and furthest[before - 1] > document.starts[place]

    return touches


_Keep = Callable[[str, DocumentPassages, Sequence[int]], Sequence[int]]


def _words(project: Project, words: str) -> tuple[_Keep | None, frozenset[str] | None]:
    """How to keep the passages of a text that hold the words, and which documents may (None: any)."""
    tokens = word_patterns.tokens(words)
    if not tokens:
        return None, None
    patterns = [word_patterns.word(token, Exactness()) for token in tokens]
    wanted = quick_words.needles(tokens)
    in_index = chain.from_iterable(word_patterns.in_index(one, Exactness()) for one in tokens)
    known = [[one] for one in dict.fromkeys(in_index)]
    holding = frozenset(text_index.documents_holding(project.connection, known)) if known else None

    def keep(text: str, document: DocumentPassages, places: Sequence[int]) -> Sequence[int]:
        starts, ends = document.starts, document.ends
        ready = quick_words.plain(text) if wanted else None
        if wanted and ready is not None:
            for one in wanted:
                places = quick_words.holding(ready, one, starts, ends, places)
        else:
            for pattern in patterns:
                places = [at for at in places if pattern.search(text, starts[at], ends[at])]
        return places

    return keep, holding


def _counted(project: Project, passages: Passages, decided: Limits, hits: Hits) -> RetrievedCounts:
    """The counts of what was found, each in its unit."""
    documents, groups = known_sources.of(project).documents, known_sources.of(project).groups
    people: set[str] = set()
    voices: set[str] = set()
    interviews: set[str] = set()
    secondary = 0
    for found, places in hits:
        by = found.said_by
        here = _people(decided.people, (by[place] for place in places))
        people |= here
        one = groups.get(found.document_id)
        voices |= {one} if one and here else here
        document = documents[found.document_id]
        if document.kind in SPOKEN:
            interviews.add(document.interview_id or document.id)
        secondary += document.kind == DOCUMENT
    institutions = {passages.informants[person].institution for person in people} - {""}
    return RetrievedCounts(
        sum(len(places) for _document, places in hits),
        len(people),
        len(voices),
        len(institutions),
        len(interviews),
        secondary,
    )


def _people(groups: Sequence[tuple[str, ...]], numbers: Iterable[int]) -> set[str]:
    return set(chain.from_iterable(groups[number] for number in set(numbers)))
