"""Charts of surveys: bars of 100 % for questions with the same answers, bars for several answers."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain.charts import SMALLEST_BASE, Band, BarRow, Bars, Chart, StackedBars, StackedRow
from ..domain.percentages import percent
from ..domain.report_table import RIGHT, Column, ReportTable, count, words
from ..domain.surveys import CLOSED, MULTIPLE, Category, Frequencies, FrequencyGroup, Survey, SurveyItem
from ..domain.voice_balance import FINDINGS, KEY, SEX, TYPE, VoiceBalance
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .redactor import Redactor
from .survey_frequencies import category_words, frequencies, group_words, grouping, source_words
from .without_names import cleaned


class Plan(NamedTuple):
    """A chart of a survey: what scripts call it, its title, and the items it shows."""

    name: str
    title: str
    survey: Survey
    items: tuple[SurveyItem, ...]


def plans(project: Project) -> list[Plan]:
    """The charts of each survey: one for the questions of each scale, one for every other closed question.

    They are called survey-1-1, survey-1-2 … by the place of the survey and their own.
    """
    said = Redactor(project).public_text
    scales = {scale.id: scale for scale in project.surveys.scales()}
    made = []
    for number, survey in enumerate(project.surveys.all(), 1):
        grouped: dict[str, list[SurveyItem]] = {}
        for item in project.surveys.items(survey.id):
            if item.kind in (CLOSED, MULTIPLE):
                shared = item.kind == CLOSED and item.scale_id in scales
                grouped.setdefault(f"scale {item.scale_id}" if shared else item.id, []).append(item)
        for place, items in enumerate(grouped.values(), 1):
            title = (
                said(items[0].text)
                if len(items) == 1
                else _("{survey}: answers").format(survey=said(survey.name))
            )
            made.append(Plan(f"survey-{number}-{place}", title, survey, tuple(items)))
    return made


def chart(project: Project, plan: Plan, by: str = "") -> Chart:
    """The chart, its bars by an attribute where one is named; UserError where that does not make groups."""
    first = plan.items[0]
    attribute = _attribute(project, first, by) if by else None
    if attribute and len(plan.items) > 1:
        raise UserError(
            _("The chart {name} shows several questions and cannot be grouped.").format(name=plan.name),
            _("Group a chart of one question."),
        )
    said = Redactor(project).public_text
    found = [
        cleaned(frequencies(project, item.id, attribute.id if attribute else None), said)
        for item in plan.items
    ]
    source = said(source_words(plan.survey))
    if first.kind == MULTIPLE:
        return _several(found[0], plan.title, source)
    return _stacked(found, [said(one.item) for one in found], plan.title, source)


def _attribute(project: Project, item: SurveyItem, by: str) -> SurveyItem:
    """The attribute of that heading or text."""
    wanted = by.strip().casefold()
    known = grouping(project, item)
    found = next(
        (one for one in known if wanted in (one.id, one.heading.casefold(), one.text.casefold())), None
    )
    if found is None:
        raise UserError(
            _("The answers to “{item}” cannot be grouped by “{by}”.").format(item=item.text, by=by),
            _("They can be grouped by: {names}.").format(names="; ".join(one.heading for one in known)),
        )
    return found


def _stacked(found: Sequence[Frequencies], names: Sequence[str], title: str, source: str) -> StackedBars:
    """Bars of 100 %: a question each, or a group each and all of them last; answers nobody gave stay out."""
    categories = list(dict.fromkeys(category for one in found for category in _in_order(one.categories)))
    rows: list[StackedRow] = []
    for one, name in zip(found, names, strict=True):
        groups = [*one.groups, one.total] if one.groups else [one.total]
        for group in groups:
            label = name if not one.groups else _group_name(group, one)
            rows.append(StackedRow(label, _counts(one, group, categories), group.respondents))
    met = [place for place in range(len(categories)) if _is_met(categories[place], place, rows)]
    bands = tuple(Band(category_words(categories[place]), categories[place].missing) for place in met)
    shown = tuple(
        StackedRow(one.name, tuple(one.counts[place] for place in met), one.n)
        for one in rows
        if sum(one.counts)
    )
    return StackedBars(
        title, bands, shown, source, _described(bands, shown), _table(title, bands, shown, source)
    )


def _is_met(category: Category, place: int, rows: Sequence[StackedRow]) -> bool:
    """Whether an answer gets a colour: steps of a scale always, blanks and the like where there are some."""
    return bool(category.text and not category.missing) or any(row.counts[place] for row in rows)


def _in_order(categories: Sequence[Category]) -> list[Category]:
    """Answers in the order of their scale, those without an opinion after them, blanks last."""
    return sorted(categories, key=lambda one: (one.missing, not one.text))


def _counts(found: Frequencies, group: FrequencyGroup, categories: Sequence[Category]) -> tuple[int, ...]:
    by_category = dict(zip(found.categories, group.counts, strict=True))
    return tuple(by_category.get(category, 0) for category in categories)


def _group_name(group: FrequencyGroup, found: Frequencies) -> str:
    return _("All") if group is found.total else group.name or _("Not stated")


def _several(found: Frequencies, title: str, source: str) -> Bars:
    """Bars for a question with several answers: how many of all respondents gave each."""
    groups = found.groups or (found.total,)
    rows = []
    for place, category in enumerate(found.categories):
        counts = [group.counts[place] for group in groups]
        if any(counts) or category.text:
            bases = [group.respondents for group in groups]
            rows.append(
                BarRow(
                    category_words(category),
                    tuple(100 * n / base if base else 0.0 for n, base in zip(counts, bases, strict=True)),
                    tuple(_figure(n, base) for n, base in zip(counts, bases, strict=True)),
                )
            )
    series = tuple(group_words(group) if found.groups else _("All (n = {n})").format(n=group.respondents)
                   for group in groups)  # fmt: skip
    data = ReportTable(
        "chart",
        title,
        (Column(_("Answer")), *(Column(name, RIGHT) for name in series)),
        tuple(
            (
                words(category_words(category)),
                *(count(group.counts[place]) for group in groups),
            )
            for place, category in enumerate(found.categories)
            if any(group.counts[place] for group in groups) or category.text
        ),
        notes=(_("Several answers were possible."),),
        source=source,
    )
    told = "; ".join(f"{one.name}: {', '.join(one.texts)}" for one in rows)
    return Bars(title, series, tuple(rows), source, _("Bars: {lines}").format(lines=told), data, most=100.0)


def _figure(n: int, base: int) -> str:
    """A count, with per cent beside it where the base bears it."""
    return _("{n} ({percent} %)").format(n=n, percent=percent(n, base)) if base >= SMALLEST_BASE else str(n)


def _table(title: str, bands: Sequence[Band], rows: Sequence[StackedRow], source: str) -> ReportTable:
    return ReportTable(
        "chart",
        title,
        (Column(""), *(Column(band.name, RIGHT) for band in bands), Column(_("n"), RIGHT)),
        tuple((words(one.name), *map(count, one.counts), count(one.n)) for one in rows),
        notes=(_("n is the number of respondents."),),
        source=source,
    )


def _described(bands: Sequence[Band], rows: Sequence[StackedRow]) -> str:
    """The chart in words: each bar with its answers, counts with their base."""
    lines = []
    for one in rows:
        given = [f"{band.name} {n}" for band, n in zip(bands, one.counts, strict=True) if n]
        lines.append(
            _("{name} (n = {n}): {answers}").format(name=one.name, n=one.n, answers=", ".join(given))
        )
    return _("Bars: {lines}").format(lines="; ".join(lines))


def voices_title(found: VoiceBalance) -> str:
    """What a balance of voices is of, as the title of its table."""
    forms = {
        FINDINGS: _("Quotes in findings against informants, by {group}"),
        KEY: _("Key quotes against informants, by {group}"),
    }
    form = forms.get(found.of, _("Coded quotes against informants, by {group}"))
    return form.format(group=group_heading(found.by).lower())


def group_heading(by: str) -> str:
    """By what informants are grouped."""
    return {TYPE: _("Type of informant"), SEX: _("Sex")}.get(by, _("Institution"))
