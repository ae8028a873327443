"""What a study holds under each evaluation question, by kind of source, beside what was planned."""

from collections import defaultdict
from dataclasses import dataclass, field

from ..domain.documents import SPOKEN
from ..storage.project import Project
from . import asked, voices
from .palette import folded

INTERVIEWS, DOCUMENTS, SURVEYS, OBSERVATION = KINDS = ("interviews", "documents", "surveys", "observation")
_KIND_OF = {"interview": INTERVIEWS, "group": INTERVIEWS, "document": DOCUMENTS, "survey": SURVEYS,
            "observation": OBSERVATION}  # fmt: skip
# Beginnings of words that say which kind of source a team planned, in English and Spanish.
_WORDS = {
    INTERVIEWS: ("interview", "entrevista", "kii", "focus", "focal", "grupo", "informant", "stakeholder",
                 "actores", "fgd"),
    DOCUMENTS: ("document", "report", "informe", "review", "revision", "record", "registro", "minutes",
                "acta", "plan", "budget", "presupuesto", "literature", "literatura", "desk", "gabinete",
                "data", "datos", "estadistic", "statistic", "policy", "polic", "politica", "law", "norma",
                "marco", "monitoring", "monitoreo", "archiv"),
    SURVEYS: ("survey", "encuesta", "questionnaire", "cuestionario"),
    OBSERVATION: ("observation", "observacion", "visit", "visita", "observed"),
}  # fmt: skip


@dataclass
class Found:
    """What lies under a question: informants who spoke to it, distinct coded passages and documents by kind
    of source, and the closed questions of surveys that serve it."""

    informants: set[str] = field(default_factory=set)
    excerpts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    documents: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    survey_items: int = 0

    @property
    def kinds(self) -> list[str]:
        """The kinds of sources from which something lies under it."""
        return [kind for kind in KINDS if self.excerpts[kind] or (kind == SURVEYS and self.survey_items)]


def found_by_question(project: Project) -> dict[str, Found]:
    """What lies under each question (id), of the codings that may be seen."""
    found: defaultdict[str, Found] = defaultdict(Found)
    serves = asked.questions_of(project.codes.all())
    kinds = {document.id: document.kind for document in project.documents.all()}
    everyone = {person.id: person for person in project.informants.all()}
    heard = voices.of_documents(project, everyone)
    for document_id, coded in project.seen.walk_places():
        kind = _KIND_OF[kinds[document_id]]
        people = heard.get(document_id) if kinds[document_id] in SPOKEN else None
        said = voices.Sayings(project.documents.turns(document_id), people) if people else None
        passages: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for start, end, code_id in coded:
            for question_id in serves.get(code_id, ()):
                passages[question_id].add((start, end))
        for question_id, places in passages.items():
            one = found[question_id]
            one.excerpts[kind] += len(places)
            one.documents[kind].add(document_id)
            for start, end in places if said else ():
                assert said
                one.informants.update(said.by(start, end))
    for survey in project.surveys.all():
        for item in project.surveys.items(survey.id):
            for question_id in item.questions if item.kind == "closed" else ():
                found[question_id].survey_items += 1
    return {question.id: found[question.id] for question in project.matrix.questions()}


def planned_kinds(project: Project, texts: list[str]) -> list[str]:
    """The kinds of sources that planned ones name, by their words or the types and names of the register."""
    people = {folded(person.type) for person in project.informants.all() if person.type}
    people |= {folded(one.name) for one in project.informants.institutions()}
    named = set()
    for text in map(folded, texts):
        words = text.replace("/", " ").replace("-", " ").split()
        for kind, beginnings in _WORDS.items():
            if any(word.strip("(.,;:").startswith(beginnings) for word in words):
                named.add(kind)
        if text in people:
            named.add(INTERVIEWS)
    return [kind for kind in KINDS if kind in named]
