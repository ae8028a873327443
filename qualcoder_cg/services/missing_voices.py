"""Who was asked a question and is not heard, and which surveys ask it and are not used."""

from typing import NamedTuple

from ..domain.documents import SPOKEN, Turn
from ..domain.findings import FindingFacts
from ..domain.surveys import SurveyItem
from ..storage.project import Project
from . import known_sources
from .survey_results import respondents, results_for


class SilentType(NamedTuple):
    """A type of informant that was asked and said nothing that is coded.

    `voices` is how many of them were asked (a group interview is one or several, by the rule of the study);
    `places` are where an interviewer asks them: document id, its code, the turn, the place as it is printed.
    """

    type: str
    voices: int
    groups: int
    places: tuple[tuple[str, str, Turn, str], ...]


class UnusedResult(NamedTuple):
    """A survey question that asks what the evaluation question does, and how many answered it."""

    item: SurveyItem
    survey: str
    answers: int


def silent_types(project: Project, question_id: str, spoken: frozenset[str]) -> list[SilentType]:
    """The types of informants that were asked and of whom nobody is in `spoken` (ids)."""
    sources = known_sources.of(project)
    asked = sources.asked.asked(question_id)
    by_type: dict[str, set[str]] = {}
    for person in asked:
        by_type.setdefault(sources.informants[person].type, set()).add(person)
    order = list(dict.fromkeys(person.type for person in sources.informants.values()))
    heard = {sources.informants[person].type for person in spoken}
    found = []
    for kind in sorted(by_type, key=order.index):
        people = by_type[kind]
        if kind not in heard:
            voices = sources.voices_of(people)
            groups = sum(voice.startswith("group:") for voice in voices)
            places = _asking(project, question_id, people)
            found.append(SilentType(kind, len(voices), groups, tuple(places)))
    return found


def unused_results(project: Project, question_id: str, findings: list[FindingFacts]) -> list[UnusedResult]:
    """The survey results that serve a question and are evidence of none of its findings."""
    used = {one.item.survey_item_id for facts in findings for one in facts.evidence}
    names = {survey.id: survey.name for survey in project.surveys.all()}
    return [
        UnusedResult(item, names[item.survey_id], respondents(project, item))
        for item in results_for(project, question_id)
        if item.id not in used
    ]


def _asking(project: Project, question_id: str, people: set[str]) -> list[tuple[str, str, Turn, str]]:
    """Where these people are asked, in the transcripts in which they are heard."""
    sources = known_sources.of(project)
    serving = {
        item.id for guide in project.guides.all() for item in guide.items if question_id in item.questions
    }
    found = []
    for document_id, heard in sources.heard.items():
        document = sources.documents[document_id]
        if document.kind not in SPOKEN or not any(person.id in people for _label, person in heard):
            continue
        starts = {one.start for one in project.guides.put_in(document_id) if serving.intersection(one.items)}
        for turn in project.documents.turns(document_id) if starts else ():
            if turn.start in starts:
                found.append((document_id, document.code, turn, sources.place(document_id, turn.start)))
    return found
