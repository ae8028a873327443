"""Putting an evaluation matrix and its codebook into a study."""

from collections import defaultdict
from typing import Any, NamedTuple

from ..domain import palette
from ..domain.codes import QUESTION, TEAM, THEME, Code
from ..domain.matrix import (
    CodeSpec,
    Criterion,
    Guidance,
    JudgementCriterion,
    MatrixSpec,
    Question,
    QuestionSpec,
    ThemeSpec,
)
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project


def load_matrix(project: Project, spec: MatrixSpec) -> None:
    """Add a matrix with its themes and codes to a study that has no matrix yet, in one step."""
    if project.matrix.criteria():
        raise UserError(
            _("This study already has an evaluation matrix."),
            _("Make a new study for another matrix, or add codes to this one."),
        )
    with project.step("Load matrix {title}", title=spec.title):
        if spec.title and not project.settings.get("matrix_title"):
            project.settings.put("matrix_title", spec.title)
        questions = _add_criteria(project, spec)
        _add_themes(project, spec.themes, spec.questions, questions)
        add_codes(project, spec.codes)


def add_codes(project: Project, specs: tuple[CodeSpec, ...]) -> None:
    """Add team codes as a file describes them; their questions and parents are named, not identified."""
    if not specs:
        return
    by_number = {question.number: question for question in project.matrix.questions()}
    ids = {code.name: code.id for code in project.codes.all()}
    with project.step("Add codes ({n})", n=len(specs)):
        for spec in _parents_first(specs):
            if spec.name in ids:
                raise UserError(
                    _("A code {name} is already in the study.").format(name=spec.name),
                    _("Give the new one another name."),
                )
            missing = [number for number in spec.questions if number not in by_number]
            if missing or (spec.parent and spec.parent not in ids):
                raise UserError(
                    _("The code {name} refers to {what}, which is not in the study.").format(
                        name=spec.name, what=", ".join(missing) or spec.parent
                    ),
                    _("Load the matrix it belongs to first."),
                )
            linked = tuple(by_number[number].id for number in spec.questions)
            parent = ids.get(spec.parent) or next(
                (ids[f"Q{number}"] for number in spec.questions if f"Q{number}" in ids), None
            )
            colour = _colour_of_parent(project, parent)
            code = new_code(
                project,
                TEAM,
                spec.name,
                short=spec.short,
                guidance=spec.guidance,
                colour=colour,
                parent_id=parent,
                linked=linked,
            )
            ids[spec.name] = code.id


def new_code(
    project: Project,
    kind: str,
    name: str,
    *,
    short: str,
    guidance: Guidance,
    colour: str,
    parent_id: str | None = None,
    question_id: str | None = None,
    linked: tuple[str, ...] = (),
    memo: str = "",
) -> Code:
    """Store one code after all others; inside a step."""
    code = Code(
        id=rows.new_id(),
        kind=kind,
        name=name,
        short=short,
        criterion_id=None,
        parent_id=parent_id,
        question_id=question_id,
        definition=guidance.definition,
        when_to_use=guidance.when_to_use,
        when_not=guidance.when_not,
        example=guidance.example,
        colour=palette.parse(guidance.colour) if guidance.colour else colour,
        position=project.codes.next_position(),
        questions=linked,
        keywords=guidance.keywords,
        memo=memo,
    )
    project.codes.add(code)
    return code


def _add_criteria(project: Project, spec: MatrixSpec) -> dict[str, Question]:
    """Store criteria and questions with their codes; gives the questions by number."""
    by_number: dict[str, Question] = {}
    for place, criterion_spec in enumerate(spec.criteria):
        criterion = Criterion(rows.new_id(), criterion_spec.key, criterion_spec.name, place)
        project.matrix.add_criterion(criterion)
        for within, question_spec in enumerate(criterion_spec.questions):
            question = Question(
                id=rows.new_id(),
                criterion_id=criterion.id,
                number=question_spec.number,
                text=question_spec.text,
                short=question_spec.short or _shortened(question_spec.text),
                position=within,
            )
            by_number[question.number] = question
            _add_question(project, question, question_spec, palette.for_question(place, within))
    return by_number


def _add_question(project: Project, question: Question, spec: QuestionSpec, colour: str) -> None:
    project.matrix.add_question(question)
    for place, judgement in enumerate(spec.judgement):
        project.matrix.add_judgement(
            JudgementCriterion(rows.new_id(), question.id, judgement.text, judgement.indicators), place
        )
    project.matrix.add_sources(question.id, spec.sources)
    new_code(
        project,
        QUESTION,
        f"Q{question.number}",
        short=question.short,
        guidance=spec.guidance,
        colour=colour,
        question_id=question.id,
    )


def _add_themes(
    project: Project,
    themes: tuple[ThemeSpec, ...],
    specs: tuple[QuestionSpec, ...],
    questions: dict[str, Question],
) -> None:
    for place, theme in enumerate(themes):
        tagged = tuple(questions[spec.number].id for spec in specs if theme.name in spec.themes)
        new_code(
            project,
            THEME,
            theme.name,
            short=theme.short,
            guidance=theme.guidance,
            colour=palette.for_theme(place),
            linked=tagged,
        )


class Planned(NamedTuple):
    """What the matrix says of each question (by id) beside its text: lists in order, empty where nothing."""

    judgement: defaultdict[str, list[JudgementCriterion]]
    sources: defaultdict[str, list[str]]
    themes: defaultdict[str, list[str]]


def planned(project: Project) -> Planned:
    """Judgement criteria with indicators, planned sources and themes of every question."""
    found = Planned(defaultdict(list), defaultdict(list), defaultdict(list))
    for entry in project.matrix.judgement():
        found.judgement[entry.question_id].append(entry)
    for source in project.matrix.sources():
        found.sources[source.question_id].append(source.text)
    for code in project.codes.all():
        for question_id in code.questions if code.kind == THEME else ():
            found.themes[question_id].append(code.name)
    return found


def outline(project: Project) -> list[dict[str, Any]]:
    """The whole matrix as plain values: criteria with questions, and what is planned for each."""
    plan = planned(project)
    questions: dict[str, list[dict[str, Any]]] = {}
    for question in project.matrix.questions():
        described: dict[str, Any] = {
            "number": question.number,
            "short": question.short,
            "text": question.text,
            "themes": plan.themes[question.id],
            "judgement": [
                {"criterion": entry.text, "indicators": list(entry.indicators)}
                for entry in plan.judgement[question.id]
            ],
            "sources": plan.sources[question.id],
        }
        questions.setdefault(question.criterion_id, []).append(described)
    return [
        {"key": criterion.key, "name": criterion.name, "questions": questions.get(criterion.id, [])}
        for criterion in project.matrix.criteria()
    ]


def _parents_first(specs: tuple[CodeSpec, ...]) -> list[CodeSpec]:
    """The specs so that a parent comes before its children."""
    by_name = {spec.name: spec for spec in specs}
    ordered: dict[str, CodeSpec] = {}

    def place(spec: CodeSpec, above: frozenset[str]) -> None:
        if spec.name in ordered or spec.name in above:
            return
        if spec.parent in by_name:
            place(by_name[spec.parent], above | {spec.name})
        ordered[spec.name] = spec

    for spec in specs:
        place(spec, frozenset())
    return list(ordered.values())


def _colour_of_parent(project: Project, parent_id: str | None) -> str:
    parent = project.codes.get(parent_id) if parent_id else None
    return parent.colour if parent else palette.for_theme(len(project.codes.all()))


def _shortened(text: str, length: int = 20) -> str:
    """The first words of a question, for a matrix that has no short names."""
    words = text.replace("?", "").split()
    short = ""
    for word in words:
        if len(short) + len(word) + 1 > length:
            break
        short = f"{short} {word}".strip()
    return short or text[:length]
