"""Counts of the evidence: excerpts and distinct people, by question and type of informant."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..domain.documents import DOCUMENT, SPOKEN
from ..domain.evidence import Cell
from ..domain.informants import Informant
from .evidence_walk import Placed
from .sayers import Open, Source


class Tally:
    """Counts of excerpts and of distinct people, by question and type of informant.

    An excerpt is a passage: what two coders put under the same question alike counts once. Of people only
    `among` (ids) count, where they are given.
    """

    def __init__(self, among: frozenset[str] | None = None) -> None:
        self._among = among
        self._excerpts: Counter[tuple[int, str]] = Counter()
        self._people: dict[tuple[int, str], set[str]] = {}
        self._documents: dict[tuple[int, str], set[str]] = {}
        self.people: set[Informant] = set()
        self.documents: set[str] = set()
        self.interviews: set[str] = set()
        self.passages = 0
        self.withheld = 0

    def add_document(self, document: Open, found: Sequence[tuple[int, int, Placed, Source]]) -> None:
        """Count the codings of one document: start, end, code and source of each."""
        if any(source.withheld for source in document.sources.values()):
            every, found = found, [entry for entry in found if not entry[3].withheld]
            self.withheld += len({entry[:2] for entry in every}) - len({entry[:2] for entry in found})
        if not found:
            return
        under = {
            (question, start, end): source
            for start, end, code, source in found
            for question in code.questions
        }
        sources = {id(source): source for source in document.sources.values() if not source.withheld}
        counted = Counter((question, id(source)) for (question, _start, _end), source in under.items())
        for (question, key), n in counted.items():
            source = sources[key]
            self._excerpts[question, source.type] += n
            people = self._people.setdefault((question, source.type), set())
            people.update(person.id for person in self._counting(source))
            if document.entry.kind == DOCUMENT:
                self._documents.setdefault((question, source.type), set()).add(document.entry.id)
        for source in sources.values():
            self.people.update(self._counting(source))
        self.passages += len({(start, end) for start, end, _code, _source in found})
        if document.entry.kind in SPOKEN:
            self.interviews.add(document.entry.interview_id or document.entry.id)
        elif document.entry.kind == DOCUMENT:
            self.documents.add(document.entry.id)

    def _counting(self, source: Source) -> Iterator[Informant]:
        """Who of a source counts."""
        return (person for person in source.people if self._among is None or person.id in self._among)

    def types(self) -> set[str]:
        """The types met."""
        return {kind for _question, kind in self._excerpts}

    def document_types(self) -> frozenset[str]:
        """The types that are kinds of documents."""
        return frozenset(kind for _question, kind in self._documents)

    def cells(self) -> dict[tuple[int, str], Cell]:
        """Counts by question and type."""
        return {
            key: Cell(n, len(self._people[key]), len(self._documents.get(key, ())))
            for key, n in self._excerpts.items()
        }

    def totals(self) -> dict[int, Cell]:
        """Counts by question; a person counts once however many types the excerpts were filed under."""
        totals: dict[int, Cell] = {}
        for question in {question for question, _kind in self._excerpts}:
            keys = [key for key in self._excerpts if key[0] == question]
            people = set().union(*(self._people[key] for key in keys))
            sources = set().union(*(self._documents.get(key, ()) for key in keys))
            totals[question] = Cell(sum(self._excerpts[key] for key in keys), len(people), len(sources))
        return totals
