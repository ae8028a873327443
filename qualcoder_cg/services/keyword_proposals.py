"""New keywords out of what was coded: what is compared, and what is told of each proposal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..domain import codings
from ..domain.documents import INTERVIEWER
from ..domain.quotes import INSTITUTION, PERSON, PLACE
from ..domain.spans import Span
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from .codebook import get_code
from .names import looking_up
from .pieces import Pieces

MOST_OWN, MOST_OTHERS, MOST_REST = 600, 3000, 300_000
LEAST_PASSAGES, LEAST_DOCUMENTS = 3, 2  # as the suggester has them


# Who speaks, where a text is not divided into turns: "MODERATOR: " at the beginning of a line.
_LABEL = re.compile(r"^[^\W\d_a-z][^\n:.,;!?]{0,30}:(?=\s)", re.MULTILINE)


class Place(NamedTuple):
    """A passage under the code in which a proposal stands."""

    document_id: str
    start: int
    end: int


class Proposal(NamedTuple):
    """A keyword that may be added, with its evidence.

    It stands in the passages `places` of the `own` under the code that were read, and in `elsewhere` of the
    `others` under other codes.
    """

    language: str
    text: str
    places: tuple[Place, ...]
    own: int
    elsewhere: int
    others: int


class Asking(NamedTuple):
    """What is compared in one language: the request to the suggester, and where the code's passages lie."""

    language: str
    places: tuple[Place, ...]
    request: dict[str, Any]


def gathered(project: Project, code_id: str, progress: Progress = silent) -> list[Asking]:
    """What there is to compare for a code, by language: its newest passages, those of others, and answers
    that nobody coded. What was coded by a suggester and waits for a person is left out.

    Raises `Cancelled` out of `progress`.
    """
    code = get_code(project, code_id)
    people, named = _names(project)
    own_of: dict[str, list[Place]] = {}
    for document_id, start, end in sorted(project.seen.newest_places(code_id, MOST_OWN)):
        own_of.setdefault(document_id, []).append(Place(document_id, start, end))
    languages: dict[str, _Texts] = {}
    documents = sorted(project.documents.all(), key=lambda one: one.id not in own_of)
    for number, document in enumerate(documents):
        progress(number, len(documents), _("Gathering what was coded"))
        texts = languages.setdefault(document.language[:2].lower(), _Texts())
        if document.id in own_of or not texts.is_full:
            texts.add(project, document.id, own_of.get(document.id, ()), code_id)
    return [
        Asking(
            language,
            tuple(texts.places),
            {
                "language": language,
                "own": texts.own,
                "others": texts.others,
                "rest": texts.rest,
                "keywords": {name: list(terms) for name, terms in code.keywords.items()},
                "people": people,
                "named": named,
            },
        )
        for language, texts in sorted(languages.items())
        if texts.own
    ]


def told(asking: Asking, result: Sequence[Sequence[Any]]) -> list[Proposal]:
    """What the suggester answered, in terms of the study."""
    return [
        Proposal(
            asking.language,
            text,
            tuple(asking.places[place] for place in own),
            len(asking.places),
            others,
            len(asking.request["others"]),
        )
        for text, own, others, _z in result
    ]


def propose(project: Project, code_id: str, progress: Progress = silent) -> list[Proposal]:
    """Keywords that may be added to a code, the surest first in each language; reads in this process."""
    from ..suggest.keyword_proposals import coded_from_json, proposals

    found: list[Proposal] = []
    for asking in gathered(project, code_id, progress):
        found += told(asking, proposals(coded_from_json(asking.request), progress))
    return found


def none_yet(project: Project, code_id: str) -> str:
    """Why nothing is proposed for a code."""
    places = set(project.seen.places_of(code_id))
    if len(places) < LEAST_PASSAGES or len({place[0] for place in places}) < LEAST_DOCUMENTS:
        return _("New keywords are proposed once three passages in two documents are coded so.")
    return _("No word sets the passages of this code apart that is not a keyword already.")


class _Texts:
    """The texts in one language."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.own: list[tuple[str, str]] = []
        self.others: list[str] = []
        self.rest: list[str] = []
        self._rest = 0

    @property
    def is_full(self) -> bool:
        """Whether more texts would tell little more."""
        return len(self.others) >= MOST_OTHERS and self._rest >= MOST_REST

    def add(self, project: Project, document_id: str, own: Sequence[Place], code_id: str) -> None:
        """Add the passages of a document, each stretch once."""
        text = project.documents.text(document_id)
        coded = project.seen.coded_in(document_id)
        waiting = {
            (start, end) for start, end, code, _coder, origin, *_more in coded
            if code == code_id and origin == codings.SUGGESTED
        }  # fmt: skip
        answers = list(_answers(project, document_id, len(text)))
        for place in dict.fromkeys(own):
            words = _said(text, answers, Span(place.start, place.end))
            if place[1:] not in waiting and words:
                self.places.append(place)
                self.own.append((document_id, words))
        spans = list(dict.fromkeys(Span(start, end) for start, end, *_more in coded))
        under = [Span(start, end) for start, end, code, *_more in coded if code == code_id]
        for span in spans:
            if len(self.others) < MOST_OTHERS and not any(map(span.overlaps, under)):
                self.others += filter(None, [_said(text, answers, span)])
        for answer in answers:
            if self._rest < MOST_REST and not any(map(answer.overlaps, spans)):
                self.rest.append(_said(text, [answer], Span(answer.start, answer.start + MOST_REST)))
                self._rest += answer.end - answer.start


def _said(text: str, answers: Sequence[Span], span: Span) -> str:
    """What is said in a span by those who answer, without the labels of speakers."""
    parts = (Span(max(one.start, span.start), min(one.end, span.end)) for one in answers)
    return "\n".join(_LABEL.sub("", text[one.start : one.end]) for one in parts if one.start < one.end)


def _answers(project: Project, document_id: str, length: int) -> Iterator[Span]:
    turns = project.documents.turns(document_id)
    if not turns:
        yield Span(0, length)
    for turn in turns:
        if turn.role != INTERVIEWER:
            yield turn.span


def _names(project: Project) -> tuple[list[str], list[str]]:
    """Folded words that name people, and those that name institutions and places."""
    words: Mapping[str, set[str]] = {PERSON: set(), INSTITUTION: set(), PLACE: set()}
    for name in Pieces(looking_up(project)).complete():
        if name.kind in words:
            words[name.kind].update(name.words)
    return sorted(words[PERSON]), sorted((words[INSTITUTION] | words[PLACE]) - words[PERSON])
