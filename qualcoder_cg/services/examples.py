"""The team's own coding as the suggesters learn from it, and passages that tell which words are common."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..domain.around import around
from ..domain.documents import INTERVIEWER, Document, Turn
from ..domain.sentences import sentences
from ..domain.spans import Span
from ..domain.suggestions import CORRECTED, REJECTED, Example
from ..storage.project import Project
from . import nothing_here
from .decisions import of_seen_coders

EXAMPLES = 4_000
EXAMPLES_PER_CODE = 200
# Passages of finished documents that nobody coded: so many teach what belongs nowhere.
UNCODED = 1_000
BACKGROUND = 1_500
_WORDS, _REPEATED = 5, 3
# The study is opened anew, beside the window, after every decision; its texts hardly ever change.
_SAMPLED: dict[object, list[tuple[str, str]]] = {}


class _Place(NamedTuple):
    """A passage that was decided on; without a code ("") it belongs under none."""

    document_id: str
    start: int
    end: int
    code_id: str
    positive: bool


def examples(project: Project) -> list[Example]:
    """The team's own coding to learn from: the newest codings of each code, what was rejected, what belongs
    under no code, and sentences that stayed without a code in documents which a coder finished.

    They come document by document, so that each text is read once. With hundreds of codes there are
    fewer of each: learning takes memory for every example times every code.
    """
    codes = project.codes.all()
    each = min(EXAMPLES_PER_CODE, EXAMPLES // max(1, len(codes)))
    places = [
        _Place(*place, code.id, True) for code in codes for place in project.seen.newest_places(code.id, each)
    ]
    places += [
        _Place(one.document_id, one.start, one.end, one.code_id, False)
        for one in of_seen_coders(project, project.decisions.all())
        if one.verdict in (REJECTED, CORRECTED)
    ]
    places += [
        _Place(one.document_id, one.start, one.end, "", False) for one in nothing_here.everywhere(project)
    ]
    places += _uncoded(project)
    languages = {document.id: document.language for document in project.documents.all()}
    found: list[Example] = []
    for document_id, here in groupby(sorted(set(places)), key=itemgetter(0)):
        text, turns = project.documents.text(document_id), project.documents.turns(document_id)
        language = languages[document_id]
        for _id, start, end, code_id, put in here:
            beside = around(text, turns, Span(start, end))
            found.append(Example(code_id, text[start:end], language, put, beside))
    return found


def background(project: Project) -> list[tuple[str, str]]:
    """Sentences of all documents, coded or not, at even distances, with their languages.

    They only tell which words are common in the study; no coding is looked at.
    """
    documents = [one for one in project.documents.all() if one.characters]
    key = (project.path, *((one.id, one.sha256, one.language) for one in documents))
    if key not in _SAMPLED:
        found = _sampled(project, documents)
        _SAMPLED.clear()
        _SAMPLED[key] = found
    return _SAMPLED[key]


def _sampled(project: Project, documents: Sequence[Document]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    each = max(1, BACKGROUND // max(1, len(documents)))
    step = max(1, -(-len(documents) // BACKGROUND))
    for document in documents[::step]:
        text, turns = project.documents.text(document.id), project.documents.turns(document.id)
        told = [span for part in _parts(text, turns) for span in sentences(text, part)]
        told = [span for span in told if _is_told(text, span)]
        found += [(text[s.start : s.end], document.language) for s in _evenly(told, each)]
    return found


def _uncoded(project: Project) -> Iterator[_Place]:
    """Sentences without a coding in the documents that a coder who may be seen finished.

    At most UNCODED: first what stands there word for word more than once, each wording three times at most,
    then others of every document at even distances.
    """
    coders = project.seen_coders
    if coders is None:
        coders = frozenset(coder.id for coder in project.coders.all())
    finished = sorted({document for coder in coders for document in project.finished.of_coder(coder)})
    free: dict[str, list[Span]] = {}
    wordings: dict[str, list[_Place]] = {}
    for document_id in finished:
        text, turns = project.documents.text(document_id), project.documents.turns(document_id)
        coded = sorted(Span(one.start, one.end) for one in project.shown.in_document(document_id))
        told = [span for part in _parts(text, turns) for span in sentences(text, part)]
        for span in told:
            if _is_told(text, span) and not any(span.overlaps(one) for one in coded):
                free.setdefault(document_id, []).append(span)
                wording = " ".join(text[span.start : span.end].casefold().split())
                wordings.setdefault(wording, []).append(_Place(document_id, span.start, span.end, "", False))
    often = sorted((places for places in wordings.values() if len(places) > 1), key=lambda one: -len(one))
    repeated = [place for places in often for place in places[:_REPEATED]][:UNCODED]
    yield from repeated
    rest = (UNCODED - len(repeated)) // max(1, len(finished))
    for document_id, spans in free.items():
        for span in _evenly(spans, rest):
            yield _Place(document_id, span.start, span.end, "", False)


def _parts(text: str, turns: Sequence[Turn]) -> list[Span]:
    """The words of everybody who is not the interviewer; all words where nobody is told apart."""
    if not turns:
        return [Span(0, len(text))]
    return [Span(turn.start, turn.end) for turn in turns if turn.role != INTERVIEWER]


def _is_told(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) >= _WORDS


def _evenly(spans: Sequence[Span], most: int) -> list[Span]:
    """At most so many of the spans, at even distances."""
    if len(spans) <= most:
        return list(spans)
    return [spans[place * len(spans) // most] for place in range(most)]
