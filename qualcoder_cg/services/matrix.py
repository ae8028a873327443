"""Putting an evaluation matrix and its codebook into a study."""

from collections import defaultdict
from typing import Any, NamedTuple

from ..domain import palette
from ..domain.codes import QUESTION, TEAM, THEME, Code
from ..domain.matrix import (
    CodeSpec,
    Criterion,
    CriterionSpec,
    Guidance,
    JudgementCriterion,
    JudgementSpec,
    MatrixSpec,
    Question,
    QuestionSpec,
    SubQuestion,
    SubQuestionSpec,
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
    maker: str | None = None,
) -> Code:
    """Store one code after all others; inside a step. `maker` is the coder (id) who made it by hand."""
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
        coder_id=maker,
    )
    project.codes.add(code)
    return code


def _add_criteria(project: Project, spec: MatrixSpec) -> dict[str, Question]:
    """Store criteria and questions with their codes; gives the questions by number."""
    by_number: dict[str, Question] = {}
    for place, criterion_spec in enumerate(spec.criteria):
        criterion = Criterion(rows.new_id(), criterion_spec.key, criterion_spec.name, place)
        project.matrix.add_criterion(criterion)
        project.matrix.put_aliases(criterion_spec.aliases, criterion_id=criterion.id)
        for within, question_spec in enumerate(criterion_spec.questions):
            question = Question(
                id=rows.new_id(),
                criterion_id=criterion.id,
                number=question_spec.number,
                text=question_spec.text,
                short=question_spec.short or shortened(question_spec.text),
                position=within,
            )
            by_number[question.number] = question
            add_question(project, question, question_spec, palette.for_question(place, within))
    return by_number


def plan(
    project: Project, question_id: str, part_id: str | None, spec: QuestionSpec | SubQuestionSpec
) -> None:
    """Store what is planned for a question, or for one of its parts; inside a step."""
    judged = [(entry.text, entry.indicators) for entry in spec.judgement]
    project.matrix.put_judgement(question_id, part_id, judged)
    project.matrix.put_sources(question_id, part_id, spec.sources)
    project.matrix.put_methods(question_id, part_id, spec.methods)


def add_question(project: Project, question: Question, spec: QuestionSpec, colour: str) -> None:
    """Store a question with its parts, what is planned, and its code; inside a step."""
    project.matrix.add_question(question)
    plan(project, question.id, None, spec)
    for place, part in enumerate(spec.sub_questions):
        made = SubQuestion(rows.new_id(), question.id, part.text, place)
        project.matrix.add_sub_question(made)
        plan(project, question.id, made.id, part)
    project.matrix.put_aliases(spec.aliases, question_id=question.id)
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
    """What the matrix says of each question (by id) beside its text: lists in order, empty where nothing.

    What is planned for a sub-question alone is listed with its question too.
    """

    judgement: defaultdict[str, list[JudgementCriterion]]
    sources: defaultdict[str, list[str]]
    themes: defaultdict[str, list[str]]
    methods: defaultdict[str, list[str]]


def planned(project: Project) -> Planned:
    """Judgement criteria with indicators, planned sources and methods, and themes of every question."""
    found = Planned(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for entry in project.matrix.judgement():
        found.judgement[entry.question_id].append(entry)
    for source in project.matrix.sources():
        found.sources[source.question_id].append(source.text)
    for method in project.matrix.methods():
        found.methods[method.question_id].append(method.text)
    for code in project.codes.all():
        for question_id in code.questions if code.kind == THEME else ():
            found.themes[question_id].append(code.name)
    return found


def outline(project: Project) -> list[dict[str, Any]]:
    """The whole matrix as plain values: criteria with questions, and what is planned for each."""
    whole = whole_matrix(project)
    return [
        {
            "key": criterion.key,
            "name": criterion.name,
            "aliases": list(criterion.aliases),
            "questions": [
                {
                    "number": question.number,
                    "short": question.short,
                    "text": question.text,
                    "aliases": list(question.aliases),
                    "themes": list(question.themes),
                    **_planned_values(question),
                    "sub_questions": [
                        {"text": part.text, **_planned_values(part)} for part in question.sub_questions
                    ],
                }
                for question in criterion.questions
            ],
        }
        for criterion in whole.criteria
    ]


def _planned_values(one: QuestionSpec | SubQuestionSpec) -> dict[str, Any]:
    return {
        "judgement": [
            {"criterion": entry.text, "indicators": list(entry.indicators)} for entry in one.judgement
        ],
        "sources": list(one.sources),
        "methods": list(one.methods),
    }


class _Part(NamedTuple):
    """What is planned for a question or a part of one."""

    judgement: list[JudgementSpec]
    sources: list[str]
    methods: list[str]


def whole_matrix(project: Project) -> MatrixSpec:
    """The matrix as it stands in the study, without the guidance of its codes."""
    parts: defaultdict[tuple[str, str | None], _Part] = defaultdict(lambda: _Part([], [], []))
    for entry in project.matrix.judgement():
        judged = JudgementSpec(entry.text, entry.indicators)
        parts[entry.question_id, entry.sub_question_id].judgement.append(judged)
    for source in project.matrix.sources():
        parts[source.question_id, source.sub_question_id].sources.append(source.text)
    for method in project.matrix.methods():
        parts[method.question_id, method.sub_question_id].methods.append(method.text)
    below: defaultdict[str, list[SubQuestionSpec]] = defaultdict(list)
    for sub in project.matrix.sub_questions():
        alone = parts[sub.question_id, sub.id]
        made = SubQuestionSpec(sub.text, tuple(alone.judgement), tuple(alone.sources), tuple(alone.methods))
        below[sub.question_id].append(made)
    others: defaultdict[str | None, list[str]] = defaultdict(list)
    for alias in project.matrix.aliases():
        others[alias.question_id or alias.criterion_id].append(alias.name)
    themes = planned(project).themes
    questions: defaultdict[str, list[QuestionSpec]] = defaultdict(list)
    for question in project.matrix.questions():
        whole = parts[question.id, None]
        questions[question.criterion_id].append(
            QuestionSpec(
                question.number,
                question.text,
                question.short,
                tuple(themes[question.id]),
                tuple(whole.judgement),
                tuple(whole.sources),
                methods=tuple(whole.methods),
                sub_questions=tuple(below[question.id]),
                aliases=tuple(others[question.id]),
            )
        )
    criteria = (
        CriterionSpec(one.key, one.name, tuple(questions[one.id]), tuple(others[one.id]))
        for one in project.matrix.criteria()
    )
    return MatrixSpec(str(project.settings.get("matrix_title", "")), tuple(criteria))


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


def shortened(text: str, length: int = 20) -> str:
    """The first words of a question, for a matrix that has no short names."""
    words = text.replace("?", "").split()
    short = ""
    for word in words:
        if len(short) + len(word) + 1 > length:
            break
        short = f"{short} {word}".strip()
    return short or text[:length]
