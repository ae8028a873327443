"""The quotes of a study walked in order, each with no more said of it than may be printed."""

from bisect import bisect_right
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from ..domain import attribution
from ..domain.codes import QUESTION, THEME, Code, deciding
from ..domain.documents import page_at
from ..domain.evidence import Excerpt
from ..i18n import _
from ..storage.project import Project
from . import evidence_text
from .query_codings import QueryCodings
from .quote_decisions import Decisions
from .quote_words import QuoteWords
from .redactor import Redactor
from .sayers import Open, Sayers, Source


class Placed(NamedTuple):
    """What a code means for the annex."""

    name: str
    label: str
    questions: tuple[int, ...]
    theme: str


class Walk:
    """Everything needed to walk the quotes of a study quickly, or those of `only`, read once."""

    def __init__(
        self, project: Project, level: str, language: str = "", only: QueryCodings | None = None
    ) -> None:
        self.project = project
        self.only = only
        self.sayers = Sayers(project, level)
        self.level = self.sayers.level
        self.codes = project.codes.all()
        places = {question.id: place for place, question in enumerate(project.matrix.questions())}
        by_id = {code.id: code for code in self.codes}
        self.placed = {code.id: _placed(code, by_id, places) for code in self.codes}
        self.language = language
        self._coders = {coder.id: coder.initials for coder in project.coders.all()}
        self._entries = {document.id: document for document in project.documents.all()}
        self._decisions = Decisions(project, language)

    def documents(self, coded: Iterator[tuple[str, list[Any]]]) -> Iterator[tuple[Open, list[Any]]]:
        """Coded documents, each with its codings."""
        for document_id, rows in coded:
            turns = self.project.documents.turns(document_id)
            pages = self.project.documents.pages(document_id)
            heard = self.sayers.voices.get(document_id, ())
            yield Open(self._entries[document_id], turns, heard, pages), rows

    def places(self) -> Iterator[tuple[Open, list[tuple[int, int, Placed, Source]]]]:
        """Coded documents, each with start, end, code and source of its codings."""
        for document, rows in self.documents(self._coded_places()):
            found = [
                (row[0], row[1], self.placed[row[2]], self.source(document, row[0], row[1])) for row in rows
            ]
            yield document, found

    def _coded(self) -> Iterator[tuple[str, list[Any]]]:
        """Coded documents (ids), each with its codings."""
        if self.only is None:
            yield from self.project.seen.walk()
            return
        reader = self.project.shown if self.only.waiting else self.project.seen
        for document_id, rows in reader.walk(self.only.documents):
            if found := self.only.among(document_id, rows):
                yield document_id, found

    def _coded_places(self, among: Container[str] | None = None) -> Iterator[tuple[str, list[Any]]]:
        """The same, of some documents or all; of each coding at least start, end and code are given."""
        if self.only is None:
            yield from self.project.seen.walk_places(among)
            return
        yield from ((name, rows) for name, rows in self._coded() if among is None or name in among)

    def source(self, document: Open, start: int, end: int) -> Source:
        """Who may have said a passage, as far as its level allows."""
        return self.sayers.source(document, start, end, self._decisions.at(document.entry.id, start, end))

    def apart(self, document: Open, start: int, end: int, level: str) -> bool:
        """Whether a passage is told, at its level, less closely than its source usually is."""
        usual = self.sayers.source(document, start, end).level
        return level != usual and attribution.shows(usual, level)

    def paraphrased(self, document: Open, start: int, end: int) -> bool:
        """Whether a passage is printed in other words only."""
        over = self._decisions.paraphrased(document.entry.id)
        return any(one.start <= start and end <= one.end for one in over)

    def withheld(self) -> int:
        """How many excerpts are withheld; only documents where that can be are read."""
        silent = {
            document_id
            for document_id, heard in self.sayers.voices.items()
            if not all(person.may_be_quoted for _label, person in heard)
        }
        if not silent:
            return 0
        return sum(
            len({row[:2] for row in rows if self.source(document, row[0], row[1]).withheld})
            for document, rows in self.documents(self._coded_places(silent))
        )

    def notes(self) -> Iterator[str]:
        """What the reader must know of terms that hold names back."""
        if any(attribution.lowest(self.level, [most]) != self.level for most in self.sayers.ceilings):
            yield _("Informants who asked for it are named less closely than that.")

    def excerpts(self) -> Iterator[Excerpt]:
        """The quotes, document by document in order."""
        redactor = Redactor(self.project)
        for document, rows in self.documents(self._coded()):
            text = self.project.documents.text(document.entry.id)
            words = QuoteWords(document, text, self._decisions, redactor, self.language)
            paragraphs = evidence_text.paragraphs(text)
            ref, kind, pages = document.entry.code, document.entry.kind, document.pages
            seconds = [None, *(turn.seconds for turn in document.turns)]
            for start, end, code_id, coding_id, coder_id, origin, created_at, polarity, is_key in rows:
                name, label, questions, theme = self.placed[code_id]
                source = self.source(document, start, end)
                if source.withheld:
                    continue
                said = words.of(start, end, source.level)
                yield Excerpt(
                    coding_id,
                    ref,
                    kind,
                    bisect_right(paragraphs, start),
                    start,
                    end,
                    seconds[bisect_right(document.labels, start)],
                    name,
                    label,
                    questions,
                    theme,
                    said.text,
                    source.type,
                    source.sex,
                    source.institution,
                    source.codes,
                    source.attribution,
                    self._coders.get(coder_id, ""),
                    origin,
                    created_at,
                    page_at(pages, start) if pages else "",
                    source.citation,
                    polarity,
                    is_key,
                    source.level,
                    *said[1:],
                    int(self.apart(document, start, end, source.level)),
                )


def _placed(code: Code, by_id: dict[str, Code], places: dict[str, int]) -> Placed:
    """The questions a code is evidence for, or the theme it belongs to, its parents' where it has none."""
    at = deciding(code, by_id)
    if at and at.kind != THEME:
        found = tuple(sorted(places[question] for question in at.questions if question in places))
        return Placed(code.name, "" if code.kind == QUESTION else code.label, found, "")
    return Placed(code.name, code.label, (), at.name if at else "")
