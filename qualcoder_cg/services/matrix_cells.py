"""The matrix as tables of cells: its criteria; its questions with their sub-questions below them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..domain.codes import THEME
from ..domain.matrix import JudgementSpec, Question, QuestionSpec, SubQuestionSpec
from ..domain.matrix_draft import INDICATOR, JUDGEMENT, METHOD, SOURCE
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import matrix, matrix_criteria, matrix_edit, matrix_numbers
from . import matrix_parts_edit as parts
from .matrix_table import blank_cells, letter, missing_words
from .matrix_words import one_line
from .register_table import CHOICE, FIXED, LIST, SEPARATOR, TEXT, Column, Row, many

KEY, NAME, ALIASES, QUESTIONS = "key", "name", "aliases", "questions"
NUMBER, QUESTION, SHORT, CRITERION, THEMES, BLANK = "number", "text", "short", "criterion", "themes", "blank"
GROUPS = " | "
_WHOLE = (NUMBER, SHORT, CRITERION, THEMES, ALIASES)


class _Known(NamedTuple):
    """What the rows stand for: questions by id, and the question of each sub-question."""

    questions: dict[str, Question]
    parts: dict[str, str]


def criterion_columns() -> list[Column]:
    """Key, name, other names, and how many questions there are."""
    return [
        Column(NAME, _("Criterion"), TEXT),
        Column(KEY, _("Stable key"), TEXT),
        Column(ALIASES, _("Other names"), LIST),
        Column(QUESTIONS, _("Questions"), FIXED),
    ]


def criterion_rows(project: Project) -> list[Row]:
    """The criteria in order."""
    others = _aliases(project)
    counts = Counter(question.criterion_id for question in project.matrix.questions())
    return [
        Row(
            one.id,
            {
                NAME: one.name,
                KEY: one.key,
                ALIASES: SEPARATOR.join(others[one.id]),
                QUESTIONS: str(counts[one.id]),
            },
        )
        for one in project.matrix.criteria()
    ]


def save_criteria(
    project: Project, cells: Sequence[tuple[str, str, str]], added: Sequence[Mapping[str, str]]
) -> list[str]:
    """Change cells (criterion id, column id, value) and add criteria, all or nothing, in one step."""
    with project.step("Change criteria ({n})", n=len({cell[0] for cell in cells}) + len(added)):
        for criterion_id, column, value in cells:
            if column == ALIASES:
                matrix_edit.set_aliases(project, many(value), criterion_id=criterion_id)
            elif column in (NAME, KEY):
                matrix_criteria.rename_criterion(project, criterion_id, **{column: value})
            else:
                raise UserError(_("This column counts, it cannot be typed into."))
        made = []
        for row in added:
            new = matrix_criteria.add_criterion(project, row.get(NAME, ""), row.get(KEY, ""))
            if row.get(ALIASES):
                matrix_edit.set_aliases(project, many(row[ALIASES]), criterion_id=new)
            made.append(new)
        return made


def question_columns(project: Project) -> list[Column]:
    """Number, text, short name, criterion, and what is planned."""
    criteria = tuple((one.id, one.name) for one in project.matrix.criteria())
    themes = tuple((code.name, code.name) for code in project.codes.all() if code.kind == THEME)
    return [
        Column(NUMBER, _("No."), TEXT),
        Column(QUESTION, _("Question"), TEXT),
        Column(SHORT, _("Short name"), TEXT),
        Column(CRITERION, _("Criterion"), CHOICE, criteria),
        Column(BLANK, _("Blank"), FIXED),
        Column(JUDGEMENT, _("Judgement criteria"), LIST),
        Column(INDICATOR, _("Indicators"), TEXT),
        Column(SOURCE, _("Planned sources"), LIST),
        Column(METHOD, _("Methods"), LIST),
        Column(THEMES, _("Themes"), LIST, themes),
        Column(ALIASES, _("Other names"), LIST),
    ]


def question_rows(project: Project) -> list[Row]:
    """The questions in order, each with its sub-questions below it ("7 a", "7 b")."""
    specs = {one.number: one for one in matrix.whole_matrix(project).questions}
    below = defaultdict(list)
    for part in project.matrix.sub_questions():
        below[part.question_id].append(part)
    others = _aliases(project)
    blank = {
        one.sub_question_id or one.question.id: missing_words(one.missing) for one in blank_cells(project)
    }
    found = []
    for question in project.matrix.questions():
        spec = specs[question.number]
        cells = {
            NUMBER: question.number,
            QUESTION: question.text,
            SHORT: question.short,
            CRITERION: question.criterion_id,
            THEMES: SEPARATOR.join(spec.themes),
            ALIASES: SEPARATOR.join(others[question.id]),
            BLANK: blank.get(question.id, ""),
            **_planned(spec),
        }
        found.append(Row(question.id, cells))
        for place, part in enumerate(below[question.id]):
            cells = {
                NUMBER: f"{question.number} {letter(place)}",
                QUESTION: part.text,
                CRITERION: question.criterion_id,
                BLANK: blank.get(part.id, ""),
                **_planned(spec.sub_questions[place]),
            }
            found.append(Row(part.id, cells))
    return found


def save_questions(
    project: Project, cells: Sequence[tuple[str, str, str]], added: Sequence[Mapping[str, str]]
) -> list[str]:
    """Change cells (id of a question or sub-question, column id, value) and add questions, in one step.

    All or nothing; numbers are set together, so that two may change places.
    """
    known = _Known(
        {one.id: one for one in project.matrix.questions()},
        {part.id: part.question_id for part in project.matrix.sub_questions()},
    )
    with project.step("Change the matrix ({n})", n=len({cell[0] for cell in cells}) + len(added)):
        numbers = {row_id: value for row_id, column, value in cells if column == NUMBER}
        for row_id in numbers:
            _whole(known, row_id)
        if numbers:
            matrix_numbers.renumber(project, numbers)
        # Judgement criteria come before their indicators, whichever column stands first.
        for row_id, column, value in sorted(cells, key=lambda cell: cell[1] == INDICATOR):
            if column != NUMBER:
                _set(project, known, row_id, column, value)
        return [_add(project, row) for row in added]


def remove_rows(project: Project, ids: Sequence[str]) -> None:
    """Remove questions and sub-questions, in one step; UserError where something stands on a question."""
    questions = {one.id for one in project.matrix.questions()}
    gone = [one for one in ids if one in questions]
    alone = [
        part.id for part in project.matrix.sub_questions() if part.id in ids and part.question_id not in gone
    ]
    with project.step("Remove from the matrix ({n})", n=len(gone) + len(alone)):
        if alone:
            parts.remove_parts(project, alone)
        if gone:
            matrix_edit.remove_questions(project, gone)


def shift_rows(project: Project, ids: Sequence[str], by: int) -> None:
    """Move questions, or sub-questions where only such are named, up (-1) or down (1), in one step."""
    questions = [one.id for one in project.matrix.questions() if one.id in ids]
    if questions:
        matrix_edit.shift_questions(project, questions, by)
    elif ids:
        parts.shift_parts(project, ids, by)


def planned_lists(project: Project, row_id: str, field: str) -> list[list[str]]:
    """What is planned in a field for a question or sub-question: one list, for indicators one a criterion."""
    known = {one.id: one.id for one in project.matrix.questions()}
    parts_of = {part.id: part.question_id for part in project.matrix.sub_questions()}
    question_id = known.get(row_id) or parts_of[row_id]
    part_id = None if row_id in known else row_id
    if field in (JUDGEMENT, INDICATOR):
        judged = parts.judged(project, question_id, part_id)
        if field == JUDGEMENT:
            return [[text for text, _few in judged if text]]
        return [list(few) for _text, few in judged]
    every: Sequence[object] = (
        project.matrix.sources(question_id) if field == SOURCE else project.matrix.methods(question_id)
    )
    return [[one.text for one in every if one.sub_question_id == part_id]]  # type: ignore[attr-defined]


def set_cell(project: Project, row_id: str, column: str, value: str) -> None:
    """Change one cell, in one step, as `save_questions` does."""
    save_questions(project, [(row_id, column, value)], [])


def _set(project: Project, known: _Known, row_id: str, column: str, value: str) -> None:
    part_id = row_id if row_id in known.parts else None
    question_id = known.parts.get(row_id, row_id)
    if column in _WHOLE:
        _whole(known, row_id)
    if column == QUESTION and part_id:
        parts.change_part(project, part_id, value)
    elif column == QUESTION:
        matrix_edit.change_question(project, question_id, text=value)
    elif column == SHORT:
        matrix_edit.change_question(project, question_id, short=value)
    elif column == CRITERION:
        matrix_edit.move_questions(project, [question_id], _criterion_id(project, value))
    elif column == THEMES:
        matrix_edit.set_themes(project, question_id, many(value))
    elif column == ALIASES:
        matrix_edit.set_aliases(project, many(value), question_id=question_id)
    elif column == INDICATOR:
        old = [one for group in planned_lists(project, row_id, INDICATOR) for one in group]
        groups = [entries(group, old) for group in value.split(GROUPS.strip())]
        parts.set_indicators(project, question_id, part_id, groups)
    elif column in (JUDGEMENT, SOURCE, METHOD):
        old = planned_lists(project, row_id, column)[0]
        parts.set_planned(project, question_id, part_id, column, entries(value, old))
    else:
        raise UserError(_("This column counts, it cannot be typed into."))


def entries(cell: str, known: Sequence[str]) -> list[str]:
    """The entries of a list cell; a known one that holds a semicolon itself is not cut in two."""
    left, found = one_line(cell.replace("\n", "; ")), []
    whole = sorted((one_line(text) for text in known), key=len, reverse=True)
    while left:
        entry = next(
            (text for text in whole if left.startswith(text) and left[len(text) :].lstrip()[:1] in ("", ";")),
            None,
        )
        entry = left.partition(";")[0] if entry is None else entry
        left = left[len(entry) :].lstrip(" ;")
        found.append(entry.strip())
    return [entry for entry in found if entry]


def _add(project: Project, row: Mapping[str, str]) -> str:
    """Add a question from its cells, under the last criterion where none is named."""
    criteria = project.matrix.criteria()
    if not criteria:
        raise UserError(
            _("There is no criterion yet."), _("Add one above, or import the matrix from a table.")
        )
    used = [question.criterion_id for question in project.matrix.questions()]
    usual = used[-1] if used else criteria[0].id
    under = _criterion_id(project, row[CRITERION]) if row.get(CRITERION) else usual
    made = matrix_edit.add_question(
        project, under, row.get(QUESTION, ""), number=row.get(NUMBER, ""), short=row.get(SHORT, "")
    )
    known = _Known({made: matrix_edit.question(project, made)}, {})
    for column in (JUDGEMENT, INDICATOR, SOURCE, METHOD, THEMES, ALIASES):
        if row.get(column):
            _set(project, known, made, column, row[column])
    return made


def _whole(known: _Known, row_id: str) -> None:
    """UserError for a sub-question: these columns are of whole questions."""
    if row_id in known.parts:
        number = known.questions[known.parts[row_id]].number
        raise UserError(
            _("A sub-question has no number, short name, criterion, themes or other names of its own."),
            _("Change those of Q{number}.").format(number=number),
        )


def _criterion_id(project: Project, value: str) -> str:
    wanted = value.strip().casefold()
    for one in project.matrix.criteria():
        if wanted in (one.id, one.name.casefold(), one.key.casefold()):
            return one.id
    names = ", ".join(one.name for one in project.matrix.criteria())
    raise UserError(
        _("There is no criterion {name}.").format(name=value),
        _("The criteria are: {names}.").format(names=names),
    )


def _planned(spec: QuestionSpec | SubQuestionSpec) -> dict[str, str]:
    named = [entry for entry in spec.judgement if entry.text]
    loose = [one for entry in spec.judgement if not entry.text for one in entry.indicators]
    return {
        JUDGEMENT: SEPARATOR.join(entry.text for entry in named),
        INDICATOR: _indicators(named, loose),
        SOURCE: SEPARATOR.join(spec.sources),
        METHOD: SEPARATOR.join(spec.methods),
    }


def _indicators(named: Sequence[JudgementSpec], loose: Sequence[str]) -> str:
    """Indicators by judgement criterion, those of none last; plain where there is nothing to tell apart."""
    groups = [SEPARATOR.join(entry.indicators) for entry in named]
    if not any(groups):
        return SEPARATOR.join(loose) if len(groups) != 1 or not loose else GROUPS + SEPARATOR.join(loose)
    if loose:
        groups.append(SEPARATOR.join(loose))
    return GROUPS.join(groups)


def _aliases(project: Project) -> defaultdict[str | None, list[str]]:
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    for alias in project.matrix.aliases():
        found[alias.criterion_id or alias.question_id].append(alias.name)
    return found
