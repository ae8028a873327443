"""The questions of a survey: what kind they are, which scale their answers have, what they serve."""

from collections.abc import Sequence
from dataclasses import replace

from ..domain.survey_scales import folded, in_order
from ..domain.surveys import (
    CLOSED,
    ID,
    IGNORED,
    ITEM_KINDS,
    MULTIPLE,
    OPEN,
    ColumnPlan,
    Scale,
    Survey,
    SurveyItem,
)
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from . import survey_documents


def change_item(
    project: Project,
    item_id: str,
    *,
    text: str | None = None,
    kind: str | None = None,
    separator: str | None = None,
    questions: Sequence[str] | None = None,
) -> None:
    """Change what an item asks, its kind, what parts its answers, the evaluation questions it serves.

    A question that becomes open gets its document, one that no longer is loses it; UserError while that
    document has codings.
    """
    item = item_of(project, item_id)
    values = {"text": text, "separator": separator}
    changes = {key: new for key, new in values.items() if new is not None}
    with project.step("Change question {item}", item=item.text):
        if text is not None and not text.strip():
            raise UserError(_("A question needs words."), _("Write what was asked."))
        if text is not None:
            survey_documents.rename(project, survey_of(project, item.survey_id), item, text)
        if changes:
            project.surveys.change_item(item_id, **changes)
        if questions is not None:
            project.surveys.set_questions(item_id, questions)
        if kind is not None and kind != item.kind:
            _change_kind(project, item_of(project, item_id), kind)


def set_scale(
    project: Project,
    item_id: str,
    categories: Sequence[str],
    missing: Sequence[str] = (),
    *,
    everywhere: bool = True,
) -> int:
    """Set the order of the answers to a closed question, low to high, and those that stand for none.

    `everywhere` sets it for all closed questions of the study that share its scale or, where it has
    none, whose answers are among these. No categories take the order away. Gives how many items have
    the scale now.
    """
    item = item_of(project, item_id)
    if item.kind != CLOSED:
        raise UserError(
            _("“{item}” is no closed question, so its answers have no order.").format(item=item.text),
            _("Change its kind first."),
        )
    _check_scale(categories, missing)
    with project.step("Set the scale of {item}", item=item.text):
        items = _sharing(project, item, (*categories, *missing)) if everywhere else [item]
        scale_id = _kept_scale(project, items, categories, missing) if categories else None
        for one in items:
            project.surveys.change_item(one.id, scale_id=scale_id)
        project.surveys.remove_unused_scales()
    return len(items)


def planned(project: Project, survey: Survey, column: ColumnPlan) -> SurveyItem:
    """The item that a column becomes, with the scale it shares with others; inside a step."""
    scale_id = None
    if column.kind == CLOSED and column.categories:
        _check_scale(column.categories, column.missing)
        scale_id = _scale_like(project, column.categories, column.missing)
    separator = (column.separator or "\n") if column.kind == MULTIPLE else ""
    return SurveyItem(
        rows.new_id(),
        survey.id,
        column.heading,
        column.text or column.heading,
        column.kind,
        scale_id,
        separator,
        column.questions,
    )


def _change_kind(project: Project, item: SurveyItem, kind: str) -> None:
    if kind not in ITEM_KINDS:
        raise UserError(
            _("{kind} is no kind of column.").format(kind=kind),
            _("Use one of: {kinds}.").format(kinds=", ".join(ITEM_KINDS)),
        )
    if ID in (kind, item.kind):
        raise UserError(
            _("The column that tells the respondents apart is chosen when the survey is imported."),
            _("Remove the survey and import the file again."),
        )
    answers = project.surveys.answers(item.id)
    if item.kind == IGNORED and not answers:
        raise UserError(
            _("The answers to “{item}” were left out when the survey was imported.").format(item=item.text),
            _("Remove the survey and import the file again."),
        )
    if item.kind == OPEN:
        survey_documents.remove(project, item)
    separator = (item.separator or "\n") if kind == MULTIPLE else ""
    steps = in_order(answers.values()) if kind == CLOSED else None
    scale_id = _scale_like(project, steps.categories, steps.missing) if steps else None
    project.surveys.change_item(item.id, kind=kind, separator=separator, scale_id=scale_id)
    project.surveys.remove_unused_scales()
    if kind == OPEN:
        people = project.surveys.respondents(item.survey_id)
        survey = survey_of(project, item.survey_id)
        survey_documents.add(project, survey, replace(item, kind=kind), people, answers)


def _sharing(project: Project, item: SurveyItem, answers: Sequence[str]) -> list[SurveyItem]:
    """The closed questions that share an item's scale or, where it has none, its answers."""
    closed = [
        other
        for survey in project.surveys.all()
        for other in project.surveys.items(survey.id)
        if other.kind == CLOSED
    ]
    if item.scale_id:
        return [other for other in closed if other.scale_id == item.scale_id]
    known = set(map(folded, answers))
    return [
        other
        for other in closed
        if other.id == item.id
        or (not other.scale_id and set(map(folded, project.surveys.answers(other.id).values())) <= known)
    ]


def _kept_scale(
    project: Project, items: Sequence[SurveyItem], categories: Sequence[str], missing: Sequence[str]
) -> str:
    """The id of the scale these items are to have: theirs, changed, where nobody else has it."""
    scale_id = items[0].scale_id
    sharing = _sharing(project, items[0], ()) if scale_id else []
    if scale_id and len(sharing) == len(items):
        project.surveys.change_scale(_scale(scale_id, categories, missing))
        return scale_id
    return _scale_like(project, categories, missing)


def _scale_like(project: Project, categories: Sequence[str], missing: Sequence[str]) -> str:
    """The id of the study's scale with these answers in this order, made where there is none."""
    wanted = ([*map(folded, categories)], [*map(folded, missing)])
    for scale in project.surveys.scales():
        if ([*map(folded, scale.categories)], [*map(folded, scale.missing)]) == wanted:
            return scale.id
    made = _scale(rows.new_id(), categories, missing)
    project.surveys.add_scale(made)
    return made.id


def _scale(scale_id: str, categories: Sequence[str], missing: Sequence[str]) -> Scale:
    return Scale(scale_id, f"{categories[0]} – {categories[-1]}", tuple(categories), tuple(missing))


def _check_scale(categories: Sequence[str], missing: Sequence[str]) -> None:
    every = [*map(folded, categories), *map(folded, missing)]
    twice = next((answer for answer in every if every.count(answer) > 1), None)
    if twice is not None or not all(every):
        raise UserError(
            _("The scale names “{answer}” twice.").format(answer=twice)
            if twice
            else _("The scale has a blank answer."),
            _("Name each answer once, parted by semicolons, low to high."),
        )


def survey_of(project: Project, survey_id: str) -> Survey:
    """A survey by id; UserError when it is gone."""
    for survey in project.surveys.all():
        if survey.id == survey_id:
            return survey
    raise UserError(_("This survey is no longer in the study."), _("Undo may bring it back."))


def item_of(project: Project, item_id: str) -> SurveyItem:
    """An item by id; UserError when it is gone."""
    item = project.surveys.item(item_id)
    if item is None:
        raise UserError(_("This question is no longer in the study."), _("Undo may bring it back."))
    return item
