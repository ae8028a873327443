"""Passages read: their words, what was asked before, the sentences beside them, who may have said them."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.codings import Coding
from ..domain.documents import INTERVIEWER, Document, Page, Turn, page_at
from ..domain.queries import Excerpted, Passage
from ..domain.sentences import sentences
from ..domain.spans import Span
from ..storage.project import Project
from . import passages as coded_passages
from .evidence_text import paragraphs, quoted
from .voices import Sayings

_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Open:
    """A document whose passages are read."""

    document: Document
    text: str
    turns: list[Turn]
    pages: list[Page]
    paragraphs: list[int]
    said: Sayings
    voiced: frozenset[str]


class Reader:
    """Reads passages one by one; the documents read last stay open. Make a new one after a change."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._index = coded_passages.of(project)
        self._open: OrderedDict[str, _Open] = OrderedDict()

    def read(self, passage: Passage) -> Excerpted:
        """A passage with what stands around it; its codings are those that may be seen and count, or where
        none does those that wait for a person."""
        opened = self._opened(passage.document_id)
        text, turns, start, end = opened.text, opened.turns, passage.start, passage.end
        index = bisect_right(turns, start, key=lambda turn: turn.label_start)
        people = [self._index.informants[person] for person in opened.said.by(start, end)]
        before, after = _beside(opened, start, end)
        return Excerpted(
            passage=passage,
            ref=opened.document.code,
            kind=opened.document.kind,
            paragraph=bisect_right(opened.paragraphs, start),
            page=page_at(opened.pages, start) if opened.pages else "",
            seconds=turns[index - 1].seconds if index else None,
            text=quoted(turns, index, start, end, lambda first, last: text[first:last]),
            asked=_asked(opened, index, start),
            before=before,
            after=after,
            informants=tuple(person.code for person in people),
            types=tuple(dict.fromkeys(person.type for person in people if person.type)),
            institutions=tuple(dict.fromkeys(person.institution for person in people if person.institution)),
            citation=opened.document.citation,
            codings=tuple(_codings(self._project, passage)),
            quotable=all(person.may_be_quoted for person in people),
        )

    def _opened(self, document_id: str) -> _Open:
        if document_id in self._open:
            self._open.move_to_end(document_id)
            return self._open[document_id]
        documents = self._project.documents
        document = documents.get(document_id)
        if document is None:
            raise KeyError(document_id)
        text, turns = documents.text(document_id), documents.turns(document_id)
        heard = self._index.voices.get(document_id, ())
        self._open[document_id] = opened = _Open(
            document,
            text,
            turns,
            documents.pages(document_id),
            paragraphs(text),
            Sayings(turns, heard),
            frozenset(label for label, _person in heard if label),
        )
        if len(self._open) > _KEPT:
            self._open.popitem(last=False)
        return opened


def read(project: Project, passages: Iterable[Passage]) -> list[Excerpted]:
    """Passages with what stands around them, in the order given."""
    reader = Reader(project)
    return [reader.read(passage) for passage in passages]


def first_coding(project: Project, passage: Passage) -> str:
    """The id of a coding of a passage, by which one goes to it; "" where there is none any more."""
    found = _codings(project, passage)
    return found[0].id if found else ""


def _codings(project: Project, passage: Passage) -> list[Coding]:
    return project.seen.on_passage(*passage) or project.shown.on_passage(*passage)


def _asked(opened: _Open, index: int, start: int) -> str:
    """What the interviewer said last before a passage; `index` turns begin at or before it."""
    for turn in reversed(opened.turns[:index]):
        asks = turn.role == INTERVIEWER and turn.speaker.casefold() not in opened.voiced
        if asks and turn.end <= start:
            return opened.text[turn.start : turn.end].strip()
    return ""


def _beside(opened: _Open, start: int, end: int) -> tuple[str, str]:
    """The sentence before a passage and the one after it, of the same speaker.

    Where a passage begins or ends inside a sentence, it is the rest of that sentence.
    """
    text = opened.text
    first, last = _stretch(opened, start), _stretch(opened, end - 1)
    before = [one for one in sentences(text, Span(first.start, max(first.start, start))) if one.start < start]
    after = [one for one in sentences(text, Span(min(end, last.end), last.end)) if one.end > end]
    return (
        text[before[-1].start : before[-1].end] if before else "",
        text[after[0].start : after[0].end] if after else "",
    )


def _stretch(opened: _Open, place: int) -> Span:
    """The turn around a place, or where there is none the lines between the turns beside it."""
    turns = opened.turns
    index = bisect_right(turns, place, key=lambda turn: turn.label_start)
    if index and place < turns[index - 1].end:
        return Span(min(turns[index - 1].start, place), turns[index - 1].end)
    until = turns[index].label_start if index < len(turns) else len(opened.text)
    return Span(turns[index - 1].end if index else 0, until)
