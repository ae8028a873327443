"""How often each answer to a closed question was given, over all respondents and by group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..domain.charts import SMALLEST_BASE
from ..domain.percentages import percent
from ..domain.report_table import RIGHT, Cell, Column, ReportTable, count, words
from ..domain.survey_scales import folded, stands_for_nothing
from ..domain.surveys import (
    ATTRIBUTE,
    CLOSED,
    MULTIPLE,
    Category,
    Frequencies,
    FrequencyGroup,
    Scale,
    Survey,
    SurveyItem,
)
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .rules import rules
from .survey_items import item_of, survey_of
from .survey_proposal import parts

COUNTED = (CLOSED, MULTIPLE, ATTRIBUTE)
GROUPING = (ATTRIBUTE, CLOSED)


def frequencies(project: Project, item_id: str, by: str | None = None) -> Frequencies:
    """Count the answers to a question; `by` is the id of an attribute, whose values make the groups.

    Categories come in the order of the scale, else the most frequent first; then those that stand for
    no opinion or no answer, and last those who left it blank.
    """
    item = item_of(project, item_id)
    _check(item, COUNTED)
    survey = survey_of(project, item.survey_id)
    people = [person.id for person in project.surveys.respondents(survey.id)]
    scales = {scale.id: scale for scale in project.surveys.scales()}
    said = _said(project, item)
    categories = _categories(said.values(), scales.get(item.scale_id or ""))
    total = _counted("", people, said, categories)
    if by is None:
        return Frequencies(survey.name, item.text, item.kind == MULTIPLE, categories, total)
    attribute = item_of(project, by)
    _check(attribute, GROUPING)
    if attribute.survey_id != item.survey_id or attribute.id == item.id:
        raise UserError(
            _("The answers to “{item}” cannot be grouped by “{by}”.").format(
                item=item.text, by=attribute.text
            ),
            _("Choose another attribute of the same survey."),
        )
    kept = _said(project, attribute)
    groups = []
    for group in _categories(kept.values(), scales.get(attribute.scale_id or "")):
        key = folded(group.text)
        inside = [person for person in people if key in map(folded, kept.get(person, ("",)))]
        if inside:
            groups.append(_counted(group.text, inside, said, categories))
    return Frequencies(
        survey.name, item.text, item.kind == MULTIPLE, categories, total, attribute.text, tuple(groups)
    )


def grouping(project: Project, item: SurveyItem) -> list[SurveyItem]:
    """The items of a survey by which the answers to one can be grouped: attributes, then closed questions."""
    others = [one for one in project.surveys.items(item.survey_id) if one.id != item.id]
    return [one for kind in GROUPING for one in others if one.kind == kind]


def category_words(category: Category) -> str:
    """A category as it is shown."""
    return category.text or _("No response (blank)")


def least_for_shares(project: Project) -> int:
    """From how many respondents on per cent says something: 30, or more by the rule on plain counts."""
    return max(SMALLEST_BASE, rules(project).plain_below)


def figure_words(n: int, base: int, least: int) -> str:
    """A count with per cent beside it; "n of N" where the base is less than `least`."""
    if base < least:
        return _("{n} of {base}").format(n=n, base=base)
    return _("{n} ({percent} %)").format(n=n, percent=percent(n, base))


def group_words(group: FrequencyGroup) -> str:
    """A group as it is shown, with its base."""
    return _("{group} (n = {n})").format(group=group.name or _("Not stated"), n=group.respondents)


def source_words(survey: Survey) -> str:
    """Where the numbers come from, as it stands under a table or figure."""
    if survey.sent is None:
        return _("Source: survey “{survey}”.").format(survey=survey.name)
    return _("Source: survey “{survey}”, {answered} answers of {sent} sent.").format(
        survey=survey.name, answered="–" if survey.answered is None else survey.answered, sent=survey.sent
    )


def frequency_table(project: Project, item_id: str, by: str | None = None, *, least: int = 0) -> ReportTable:
    """The counts as a table to print: a column of respondents with the share of their base beside each.

    Groups of less than `least` respondents have no shares.
    """
    found = frequencies(project, item_id, by)
    survey = survey_of(project, item_of(project, item_id).survey_id)
    groups = [*found.groups, found.total]
    columns = [Column(_("Answer"))]
    for group in groups:
        if group is found.total:
            headings = _("All (n = {n})").format(n=group.respondents), _("%")
        else:
            headings = group_words(group), _("{group}, %").format(group=group.name or _("Not stated"))
        shares = headings if group.respondents >= least else headings[:1]
        columns += [Column(heading, RIGHT) for heading in shares]
    rows = [
        (
            words(category_words(category)),
            *(cell for group in groups for cell in _cells(group.counts[place], group.respondents, least)),
        )
        for place, category in enumerate(found.categories)
    ]
    notes = [_("n is the number of respondents; per cent of all of them.")]
    if all(group.respondents < least for group in groups):
        notes = [_("n is the number of respondents.")]
        notes += [_("Several answers were possible.")] if found.multiple else []
    elif found.multiple:
        notes = [_("n is the number of respondents. Several answers were possible: per cent may exceed 100.")]
    if found.by:
        notes.append(_("Groups: {attribute}.").format(attribute=found.by))
    return ReportTable(
        "frequencies",
        found.item,
        tuple(columns),
        tuple(rows),
        notes=tuple(notes),
        source=source_words(survey),
    )


def _cells(n: int, base: int, least: int) -> tuple[Cell, ...]:
    if base < least:
        return (count(n),)
    if not base:
        return count(n), words("")
    share = percent(n, base)
    return count(n), Cell(share, int(share))


def _check(item: SurveyItem, kinds: Sequence[str]) -> None:
    if item.kind not in kinds:
        raise UserError(
            _("“{item}” has no answers that can be counted.").format(item=item.text),
            _("Closed questions, multiple responses and attributes can; change its kind first."),
        )


def _said(project: Project, item: SurveyItem) -> dict[str, list[str]]:
    """The answers of each respondent who gave any."""
    separator = item.separator if item.kind == MULTIPLE else ""
    return {person: parts(value, separator) for person, value in project.surveys.answers(item.id).items()}


def _categories(said: Iterable[Sequence[str]], scale: Scale | None) -> tuple[Category, ...]:
    """The kinds of answers in order; answers that fold alike are one, spelled as
    in the scale, else as most are."""
    spelled: dict[str, Counter[str]] = {}
    for answers in said:
        for answer in answers:
            spelled.setdefault(folded(answer), Counter())[answer] += 1
    found = {key: spellings.most_common(1)[0][0] for key, spellings in spelled.items()}
    often = sorted(found, key=lambda key: (-spelled[key].total(), key))
    if all(key.isdecimal() for key in often):
        often.sort(key=int)
    of_scale = dict.fromkeys(map(folded, scale.categories)) if scale else {}
    missing = dict.fromkeys(map(folded, scale.missing)) if scale else {}
    for key in often:
        if key not in of_scale:
            (missing if stands_for_nothing(found[key]) else of_scale).setdefault(key)
    for answer in (*scale.categories, *scale.missing) if scale else ():
        found[folded(answer)] = answer
    return (
        *(Category(found[key]) for key in of_scale if key not in missing),
        *(Category(found[key], missing=True) for key in missing),
        Category("", missing=True),
    )


def _counted(
    name: str, people: Sequence[str], said: Mapping[str, Sequence[str]], categories: Sequence[Category]
) -> FrequencyGroup:
    """How many of these people gave each answer."""
    tally: Counter[str] = Counter()
    for person in people:
        tally.update(set(map(folded, said.get(person, ("",)))))
    return FrequencyGroup(name, len(people), tuple(tally[folded(category.text)] for category in categories))
