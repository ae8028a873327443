"""Passages made ready for print one by one, for whoever prints quotes that are not codings."""

from bisect import bisect_right
from collections.abc import Generator, Iterable

from ..domain import attribution
from ..domain.documents import page_at
from ..domain.evidence import Excerpt
from ..storage.project import Project
from . import evidence_text
from .quote_decisions import Decisions
from .quote_words import QuoteWords
from .redactor import Redactor, reading_names
from .rules import check_level, rules
from .sayers import Open, Sayers

Passage = tuple[str, int, int]


def printed(
    project: Project, passages: Iterable[Passage], level: str, *, language: str = ""
) -> dict[Passage, Excerpt]:
    """Each passage (document id, start, end) as it may be printed at a level, by the passage.

    Who may be named is decided, names are taken out, and what is only to be paraphrased is. A passage
    that is withheld, and one of a document that is no longer there, is left out. The excerpts stand for
    no coding: codes, questions and coder are empty, and the id is that of the quote, "" where it is none.
    `language` is that of the translations, the report's unless given.
    """
    return Printing(project, level, language).of(passages)


class Printing:
    """Passages made ready for print again and again; what many share is read once.

    It knows the study as it was when it was made: make a new one after a change.
    """

    def __init__(self, project: Project, level: str, language: str = "") -> None:
        check_level(level)
        self._project = project
        self._language = language or rules(project).report_language
        self._sayers, self._redactor = Sayers(project, level), Redactor(project)
        self._decisions = Decisions(project, self._language)

    @classmethod
    def making(cls, project: Project, level: str) -> Generator[None, None, "Printing"]:
        """Make one in pieces."""
        yield from reading_names(project)
        yield
        return cls(project, level)

    def of(self, passages: Iterable[Passage]) -> dict[Passage, Excerpt]:
        """See `printed`."""
        wanted: dict[str, list[Passage]] = {}
        for passage in dict.fromkeys(passages):
            wanted.setdefault(passage[0], []).append(passage)
        found: dict[Passage, Excerpt] = {}
        for document_id, here in wanted.items():
            self._read(document_id, here, found)
        return found

    def _read(self, document_id: str, here: Iterable[Passage], found: dict[Passage, Excerpt]) -> None:
        documents = self._project.documents
        entry = documents.get(document_id)
        if entry is None:
            return
        heard = self._sayers.voices.get(document_id, ())
        document = Open(entry, documents.turns(document_id), heard, documents.pages(document_id))
        text = documents.text(document_id)
        words = QuoteWords(document, text, self._decisions, self._redactor, self._language)
        paragraphs = evidence_text.paragraphs(text)
        for passage in here:
            excerpt = _excerpt(document, passage, paragraphs, self._sayers, self._decisions, words)
            if excerpt is not None:
                found[passage] = excerpt


def _excerpt(
    document: Open,
    passage: Passage,
    paragraphs: list[int],
    sayers: Sayers,
    decisions: Decisions,
    words: QuoteWords,
) -> Excerpt | None:
    """One passage as an excerpt; None where it is withheld."""
    _document_id, start, end = passage
    decided = decisions.at(document.entry.id, start, end)
    source = sayers.source(document, start, end, decided)
    if source.withheld:
        return None
    seconds = [None, *(turn.seconds for turn in document.turns)]
    said = words.of(start, end, source.level)
    excerpt = Excerpt(
        id=decided.quote.id if decided.quote else "",
        ref=document.entry.code,
        kind=document.entry.kind,
        paragraph=bisect_right(paragraphs, start),
        start=start,
        end=end,
        seconds=seconds[bisect_right(document.labels, start)],
        code="",
        code_label="",
        questions=(),
        theme="",
        text=said.text,
        informant_type=source.type,
        sex=source.sex,
        institution=source.institution,
        informants=source.codes,
        attribution=source.attribution,
        coder="",
        origin="",
        created_at="",
        page=page_at(document.pages, start),
        citation=source.citation,
        level=source.level,
    )
    usual = sayers.source(document, start, end).level
    apart = source.level != usual and attribution.shows(usual, source.level)
    return excerpt._replace(**said._asdict(), apart=int(apart))
