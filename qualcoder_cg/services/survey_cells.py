"""Surveys, their questions, and the plan of an import, each as a table whose cells are edited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..domain.survey_scales import folded
from ..domain.surveys import (
    ATTRIBUTE,
    CLOSED,
    ID,
    IGNORED,
    ITEM_KINDS,
    MULTIPLE,
    OPEN,
    ColumnPlan,
    Scale,
    SurveyItem,
    SurveyTable,
)
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import surveys
from .register_table import CHOICE, DATE, FIXED, LIST, SEPARATOR, TEXT, Column, Row
from .survey_proposal import with_scales

_SHOWN_ANSWERS = 3
_SHOWN_LETTERS = 60
Cell = tuple[str, str, str]  # row id, column id, value


def kind_words() -> dict[str, str]:
    """What a column of a survey may be, in words."""
    return {
        ID: _("Respondent’s code"),
        ATTRIBUTE: _("Attribute"),
        OPEN: _("Open question"),
        CLOSED: _("Closed question"),
        MULTIPLE: _("Multiple response"),
        IGNORED: _("Left out"),
    }


def survey_columns() -> list[Column]:
    """The columns of the table of surveys."""
    return [
        Column("name", _("Survey"), TEXT),
        Column("response", _("Response"), FIXED),
        Column("sent", _("Sent"), TEXT),
        Column("answered", _("Answered"), TEXT),
        Column("reminders", _("Reminders"), TEXT),
        Column("opened", _("Opened"), DATE),
        Column("closed", _("Closed"), DATE),
        Column("file", _("File"), FIXED),
    ]


def survey_rows(project: Project) -> list[Row]:
    """The surveys of a study, in order; what is unknown is empty."""
    return [
        Row(
            survey.id,
            {
                "name": survey.name,
                "response": response(survey.answered, survey.sent),
                "sent": _number(survey.sent),
                "answered": _number(survey.answered),
                "reminders": _number(survey.reminders),
                "opened": survey.opened,
                "closed": survey.closed,
                "file": survey.file,
            },
        )
        for survey in project.surveys.all()
    ]


def response(answered: int | None, sent: int | None) -> str:
    """How many answered of how many, in words."""
    dash = "–"
    return _("{answered} of {sent}").format(
        answered=dash if answered is None else answered, sent=dash if sent is None else sent
    )


def set_survey_cells(project: Project, cells: Sequence[Cell]) -> None:
    """Save cells of the table of surveys, all or none, in one step."""
    facts: dict[str, dict[str, str]] = {}
    for row_id, column, value in cells:
        facts.setdefault(row_id, {})[column] = value
    with project.step("Describe surveys ({n})", n=len(facts)):
        for survey_id, values in facts.items():
            surveys.set_facts(project, survey_id, values)


def item_columns(project: Project) -> list[Column]:
    """The columns of the table of a survey's questions."""
    return [
        Column("text", _("What was asked"), TEXT),
        Column("answers", _("Answers"), FIXED),
        *_editable(project),
        Column("document", _("Document"), FIXED),
        Column("heading", _("Column of the file"), FIXED),
    ]


def item_rows(project: Project, survey_id: str) -> list[Row]:
    """The questions of a survey, in order; lists and scales are joined with "; "."""
    scales = {scale.id: scale for scale in project.surveys.scales()}
    documents = {one.survey_item_id: one.code for one in project.documents.all()}
    names = _question_names(project)
    found = []
    for item in project.surveys.items(survey_id):
        scale = scales.get(item.scale_id or "", Scale("", "", ()))
        plan = ColumnPlan(
            item.heading,
            item.kind,
            item.text,
            item.separator,
            scale.categories,
            scale.missing,
            item.questions,
        )
        cells = _cells(plan, names)
        counted = item.kind not in (ID, IGNORED)
        cells["answers"] = str(len(project.surveys.answers(item.id))) if counted else ""
        cells["document"] = documents.get(item.id, "")
        found.append(Row(item.id, cells))
    return found


def set_item_cells(project: Project, cells: Sequence[Cell]) -> None:
    """Save cells of the table of questions, all or none, in one step."""
    changed: dict[str, dict[str, str]] = {}
    for row_id, column, value in cells:
        changed.setdefault(row_id, {})[column] = value
    with project.step("Change questions of a survey ({n})", n=len(changed)):
        for item_id, values in changed.items():
            _set_item(project, item_id, values)


def plan_columns(project: Project) -> list[Column]:
    """The columns of the table in which an import is planned."""
    return [
        Column("heading", _("Column"), FIXED),
        Column("sample", _("First answers"), FIXED),
        *_editable(project),
        Column("text", _("What was asked"), TEXT),
        Column("reason", _("Why"), FIXED),
    ]


def plan_rows(project: Project, table: SurveyTable, plan: Sequence[ColumnPlan]) -> list[Row]:
    """What becomes of each column of a file; the id of a row is the heading."""
    names = _question_names(project)
    return [
        Row(
            column.heading,
            {**_cells(column, names), "sample": _sample(table, column.heading), "reason": column.reason},
        )
        for column in plan
    ]


def changed_plan(
    project: Project, table: SurveyTable, plan: Sequence[ColumnPlan], cells: Sequence[Cell]
) -> list[ColumnPlan]:
    """The plan with cells changed; UserError where one cannot be."""
    by_heading = {column.heading: column for column in plan}
    for heading, column, value in cells:
        old = by_heading[heading]
        if column == "kind":
            new = replace(old, kind=_kind(value), categories=(), missing=(), reason="")
            new = replace(new, separator=_separator(old.separator) if new.kind == MULTIPLE else "")
        elif column == "questions":
            new = replace(old, questions=surveys.find_questions(project, _words(value)))
        elif column == "separator":
            new = replace(old, separator=_separator(value))
        elif column == "categories":
            new = replace(old, categories=tuple(_words(value)))
        elif column == "missing":
            new = replace(old, missing=tuple(_words(value)))
        else:
            new = replace(old, text=value or heading)
        by_heading[heading] = new
    kinds = {heading for heading, column, _value in cells if column == "kind"}
    chosen = [heading for heading in kinds if by_heading[heading].kind == ID]
    if chosen:
        # The code chosen last is the one meant.
        for heading, other in by_heading.items():
            if other.kind == ID and heading != chosen[-1]:
                by_heading[heading] = replace(other, kind=IGNORED, reason="")
    return [
        with_scales(table, [column])[0] if heading in kinds else column
        for heading, column in by_heading.items()
    ]


def _editable(project: Project) -> list[Column]:
    """The columns that an import and the table of questions share."""
    return [
        Column("kind", _("Kind"), CHOICE, tuple(kind_words().items())),
        Column("questions", _("Questions"), LIST, _question_choices(project)),
        Column("categories", _("Scale, low to high"), TEXT),
        Column("missing", _("No opinion, no answer"), TEXT),
        Column("separator", _("Parted by"), TEXT),
    ]


def _cells(plan: ColumnPlan, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "heading": plan.heading,
        "text": plan.text,
        "kind": plan.kind,
        "questions": SEPARATOR.join(names[question] for question in plan.questions),
        "categories": SEPARATOR.join(plan.categories),
        "missing": SEPARATOR.join(plan.missing),
        "separator": plan.separator.replace("\n", r"\n").replace("\t", r"\t"),
    }


def _set_item(project: Project, item_id: str, values: Mapping[str, str]) -> None:
    """Save what was typed for one question; its kind first, for the others depend on it."""
    surveys.change_item(
        project,
        item_id,
        kind=_kind(values["kind"]) if "kind" in values else None,
        text=values.get("text"),
        separator=_separator(values["separator"]) if values.get("separator") else None,
        questions=surveys.find_questions(project, _words(values["questions"]))
        if "questions" in values
        else None,
    )
    if not {"categories", "missing"} & values.keys():
        return
    item = project.surveys.item(item_id)
    old = _scale_of(project, item) if item else Scale("", "", ())
    categories = _words(values["categories"]) if "categories" in values else list(old.categories)
    missing = _words(values["missing"]) if "missing" in values else list(old.missing)
    if missing and not categories:
        raise UserError(
            _("The answers that say nothing belong to a scale."),
            _("Give the other answers in order first, low to high."),
        )
    surveys.set_scale(project, item_id, categories, missing)


def _scale_of(project: Project, item: SurveyItem) -> Scale:
    for scale in project.surveys.scales():
        if scale.id == item.scale_id:
            return scale
    return Scale("", "", ())


def _kind(value: str) -> str:
    """The kind that somebody wrote, or its words."""
    known = {folded(words): kind for kind, words in kind_words().items()}
    kind = value if value in ITEM_KINDS else known.get(folded(value), "")
    if not kind:
        raise UserError(
            _("{kind} is no kind of column.").format(kind=value),
            _("Use one of: {kinds}.").format(kinds=", ".join(kind_words().values())),
        )
    return kind


def _separator(value: str) -> str:
    return value.replace(r"\n", "\n").replace(r"\t", "\t") or ";"


def _words(value: str) -> list[str]:
    return [word for word in (part.strip() for part in value.split(SEPARATOR.strip())) if word]


def _question_names(project: Project) -> dict[str, str]:
    return {question.id: f"Q{question.number}" for question in project.matrix.questions()}


def _question_choices(project: Project) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"Q{question.number}", f"Q{question.number} {question.short}".rstrip())
        for question in project.matrix.questions()
    )


def _sample(table: SurveyTable, heading: str) -> str:
    """The first different answers, each shortened."""
    answers = list(dict.fromkeys(" ".join(cell.split()) for cell in table.column(heading) if cell))
    shown = [
        answer if len(answer) <= _SHOWN_LETTERS else answer[:_SHOWN_LETTERS].rstrip() + "…"
        for answer in answers[:_SHOWN_ANSWERS]
    ]
    return " · ".join(shown)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
