"""Who was asked what: the number of informants behind every "most interviewees"."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.codes import THEME, Code, deciding
from ..domain.documents import SPOKEN, Document, Turn
from ..domain.guides import Guide, TurnItems
from ..domain.informants import Informant
from ..storage.project import Project
from . import voices
from .register_counts import held_interviews

SPOKE, SILENT, UNASKED, NOT_ASKED = STATES = ("spoke", "silent", "unasked", "not asked")


class Counts(NamedTuple):
    """Informants of one question: of the `interviewed`, those asked, and how that is known.

    `asked` is `in_transcript` and `by_guide` together, and `spoke` and `silent` together; `unasked` are
    those who spoke without being asked.
    """

    interviewed: int
    asked: int
    in_transcript: int
    by_guide: int
    spoke: int
    silent: int
    unasked: int


@dataclass(frozen=True, slots=True)
class Asked:
    """For each question (id) the informants (ids) who were asked it, and those who spoke to it.

    `informants` are those interviewed, in the order of the register. Nobody is in both `in_transcript`
    and `by_guide`.
    """

    informants: Mapping[str, Informant]
    in_transcript: Mapping[str, frozenset[str]]
    by_guide: Mapping[str, frozenset[str]]
    spoken: Mapping[str, frozenset[str]]

    def asked(self, question_id: str) -> frozenset[str]:
        """Everyone who was asked a question."""
        nobody: frozenset[str] = frozenset()
        return self.in_transcript.get(question_id, nobody) | self.by_guide.get(question_id, nobody)

    def denominator(self, question_id: str) -> int:
        """How many informants were asked a question: what "9 of 14" is of."""
        return len(self.asked(question_id))

    def state(self, question_id: str, informant_id: str) -> str:
        """Whether an informant was asked and spoke, was asked and kept silent, spoke unasked, or neither."""
        spoke = informant_id in self.spoken.get(question_id, ())
        if informant_id in self.asked(question_id):
            return SPOKE if spoke else SILENT
        return UNASKED if spoke else NOT_ASKED

    def counts(self, question_id: str) -> Counts:
        """The numbers of a question."""
        states = Counter(self.state(question_id, person) for person in self.informants)
        return Counts(
            len(self.informants),
            self.denominator(question_id),
            len(self.in_transcript.get(question_id, ())),
            len(self.by_guide.get(question_id, ())),
            states[SPOKE],
            states[SILENT],
            states[UNASKED],
        )

    def by_type(self, question_id: str) -> dict[str, dict[str, int]]:
        """How many informants of each type are in each state, types in the order of the register."""
        found: dict[str, dict[str, int]] = {}
        for informant in self.informants.values():
            states = found.setdefault(informant.type, dict.fromkeys(STATES, 0))
            states[self.state(question_id, informant.id)] += 1
        return found


class Asking(NamedTuple):
    """A turn of an interviewer that puts an item (by its number) of a guide."""

    document: Document
    turn: Turn
    guide: Guide
    item: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which items of which guide ask each question: numbers by question id and guide id."""

    guides: tuple[Guide, ...]
    items: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, question_id: str, guide_id: str) -> tuple[str, ...]:
        """The numbers of the items of a guide that ask a question; () where none does."""
        return self.items.get((question_id, guide_id), ())


class _Talk(NamedTuple):
    """An interview that was held: who took part, the questions put in it, and how that is known."""

    people: frozenset[str]
    questions: frozenset[str]
    in_transcript: bool


def who_was_asked(project: Project) -> Asked:
    """Who was asked and who spoke, for every question.

    An informant is asked a question in an interview that was held, by a turn of its transcripts that is
    matched to an item which serves the question; where none of its turns is matched to any item, by the
    guide that the interview used. In a group interview everyone is asked. A transcript that is linked to
    no interview counts as an interview of those who have a voice in it. An informant speaks to a
    question where a passage coded under it is hers.
    """
    everyone = {informant.id: informant for informant in project.informants.all()}
    heard = voices.of_documents(project, everyone)
    return asked_in(project, everyone, heard, project.guides.put(), _spoken(project, heard))


def asked_in(
    project: Project,
    everyone: Mapping[str, Informant],
    heard: voices.Voices,
    put: Mapping[str, Sequence[TurnItems]],
    spoken: Mapping[str, frozenset[str]],
) -> Asked:
    """`who_was_asked` for those who have read the register already.

    `everyone` are the informants by id, `heard` who speaks in which document, `put` what interviewers'
    turns put by document, `spoken` who spoke to which question.
    """
    in_transcript: dict[str, set[str]] = {}
    by_guide: dict[str, set[str]] = {}
    met: set[str] = set()
    for talk in _talks(project, heard, put):
        met |= talk.people
        for question in talk.questions:
            (in_transcript if talk.in_transcript else by_guide).setdefault(question, set()).update(
                talk.people
            )
    return Asked(
        {informant_id: informant for informant_id, informant in everyone.items() if informant_id in met},
        {question: frozenset(people) for question, people in in_transcript.items()},
        {
            question: frozenset(people - in_transcript.get(question, set()))
            for question, people in by_guide.items()
        },
        spoken,
    )


def turns_that_ask(project: Project, question_id: str) -> list[Asking]:
    """Where interviewers put an item that serves a question, in the order of documents and of their text."""
    serving = {
        item.id: (guide, item.number)
        for guide in project.guides.all()
        for item in guide.items
        if question_id in item.questions
    }
    put = project.guides.put()
    found = []
    for document in project.documents.all():
        wanted = {
            one.start: [serving[item] for item in one.items if item in serving]
            for one in put.get(document.id, ())
        }
        for turn in project.documents.turns(document.id) if any(wanted.values()) else ():
            found += [Asking(document, turn, *item) for item in wanted.get(turn.start, ())]
    return found


def denominator(project: Project, question_id: str) -> int:
    """How many informants were asked a question; see `who_was_asked`."""
    return who_was_asked(project).denominator(question_id)


def coverage(project: Project) -> Coverage:
    """The table of guides and questions: which items ask what."""
    guides = tuple(project.guides.all())
    found: dict[tuple[str, str], list[str]] = {}
    for guide in guides:
        for item in guide.items:
            for question in item.questions:
                found.setdefault((question, guide.id), []).append(item.number)
    return Coverage(guides, {key: tuple(numbers) for key, numbers in found.items()})


def _talks(project: Project, heard: voices.Voices, put: Mapping[str, Sequence[TurnItems]]) -> Iterator[_Talk]:
    guides = project.guides.all()
    serves = {item.id: item.questions for guide in guides for item in guide.items}
    of_guide = {
        guide.id: frozenset(question for item in guide.items for question in item.questions)
        for guide in guides
    }
    recorded: dict[str, list[str]] = {}
    alone: list[str] = []
    for document_id, kind, interview_id in project.documents.recordings():
        if interview_id:
            recorded.setdefault(interview_id, []).append(document_id)
        elif kind in SPOKEN:
            alone.append(document_id)

    def talk(documents: Sequence[str], people: Sequence[str], guide_id: str | None) -> _Talk:
        everyone = {*people, *(person.id for one in documents for _label, person in heard.get(one, ()))}
        items = [item for one in documents for turn in put.get(one, ()) for item in turn.items]
        if items:
            return _Talk(frozenset(everyone), frozenset(q for item in items for q in serves[item]), True)
        return _Talk(frozenset(everyone), of_guide.get(guide_id or "", frozenset()), False)

    for interview in held_interviews(project):
        yield talk(recorded.get(interview.id, ()), interview.informants, interview.guide_id)
    for document_id in alone:
        yield talk([document_id], (), None)


def _spoken(project: Project, heard: voices.Voices) -> dict[str, frozenset[str]]:
    """By question, whose words are coded under it; everyone's where a label is nobody's in particular."""
    serving = questions_of(project.codes.all())
    found: dict[str, set[str]] = {}
    for document_id, coded in project.seen.walk_places():
        if document_id not in heard:
            continue
        said = voices.Sayings(project.documents.turns(document_id), heard[document_id])
        for start, end, code_id in coded:
            people = said.by(start, end)
            for question in serving[code_id] if people else ():
                found.setdefault(question, set()).update(people)
    return {question: frozenset(people) for question, people in found.items()}


def questions_of(codes: Sequence[Code]) -> dict[str, tuple[str, ...]]:
    """The questions each code is evidence for: its own, or those of the code it stands under."""
    by_id = {code.id: code for code in codes}
    places = {code.id: deciding(code, by_id) for code in codes}
    return {name: at.questions if at and at.kind != THEME else () for name, at in places.items()}
