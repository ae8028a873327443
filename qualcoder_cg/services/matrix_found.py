"""What a study holds under each evaluation question, by kind of source, beside what was planned."""

from typing import NamedTuple

from ..domain.triangulation import CATEGORY, OBSERVED, SUBTOTAL, SURVEY
from ..storage.project import Project
from .palette import folded
from .triangulation import triangulate

INTERVIEWS, DOCUMENTS, SURVEYS, OBSERVATION = KINDS = ("interviews", "documents", "surveys", "observation")
_KIND_OF = {SUBTOTAL: INTERVIEWS, CATEGORY: DOCUMENTS, SURVEY: SURVEYS, OBSERVED: OBSERVATION}
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


class Found(NamedTuple):
    """What lies under a question, as the triangulation matrix counts it.

    `voices` spoke to it; `excerpts` are distinct coded passages and `sources` documents, items of surveys or
    observations, both by kind of source.
    """

    voices: int
    excerpts: dict[str, int]
    sources: dict[str, int]

    @property
    def kinds(self) -> list[str]:
        """The kinds of sources from which something lies under it."""
        return [kind for kind in KINDS if self.excerpts[kind] or self.sources[kind]]


def found_by_question(project: Project) -> tuple[dict[str, Found], tuple[str, ...]]:
    """What lies under each question (id), of the codings that may be seen; and how voices are counted."""
    matrix = triangulate(project)
    found = {}
    for row in matrix.rows:
        one = Found(
            row.cells[matrix.column(SUBTOTAL)].voices, dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
        )
        for column, cell in zip(matrix.columns, row.cells, strict=False):
            if kind := _KIND_OF.get(column.kind):
                one.excerpts[kind] += cell.excerpts
                one.sources[kind] += cell.sources
        found[row.question_id] = one
    return found, matrix.notes


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
