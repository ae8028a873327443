"""The charts that reports print: answers to surveys, response rates, interviews, whose voices are heard."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..domain.charts import BarRow, Bars, Chart
from ..domain.percentages import percent
from ..domain.report_blocks import Figure
from ..domain.report_table import RIGHT, Column, ReportTable, row
from ..domain.voice_balance import FINDINGS, TYPE, VoiceBalance
from ..errors import UserError
from ..i18n import _, decimal, ngettext
from ..storage.project import Project
from . import survey_charts, tables
from .redactor import Redactor
from .triangulation import triangulate
from .voice_balance import voice_balance
from .without_names import cleaned

RESPONSE, INTERVIEWS, VOICES, HEAT_MAP = OF_SOURCES = ("response-rates", "interviews", "voices", "heat-map")
SUFFIXES = (".png", ".svg")


class Named(NamedTuple):
    """A chart that can be drawn: what scripts call it, its title, whether its bars can be grouped."""

    name: str
    title: str
    grouped: bool = False


def charts(project: Project) -> list[Named]:
    """Every chart that the study gives: of its sources, then of each survey."""
    found = [
        Named(RESPONSE, _("Response rates of surveys")),
        Named(INTERVIEWS, _("Interviews held and not held, by type of institution")),
        Named(VOICES, _("Share of informants and share of quotes")),
        Named(HEAT_MAP, _("Triangulation: who and what speaks to each question")),
    ]
    if not project.surveys.all():
        found = found[1:]
    return [*found, *(Named(one.name, one.title, grouped=True) for one in survey_charts.plans(project))]


def build(project: Project, name: str, *, by: str = "") -> Chart:
    """A chart of bars by its name; `by` names an attribute of a survey that groups its answers."""
    makers: dict[str, Callable[[Project], Chart]] = {
        RESPONSE: response_rates,
        INTERVIEWS: interviews,
        VOICES: voices,
    }
    if name in makers and not by:
        return makers[name](project)
    plan = next((one for one in survey_charts.plans(project) if one.name == name), None)
    if plan is None:
        names = ", ".join(one.name for one in charts(project))
        raise UserError(
            _("There is no chart {name}.").format(name=name)
            if not by
            else _("The chart {name} cannot be grouped.").format(name=name),
            _("The charts are: {names}.").format(names=names),
        )
    return survey_charts.chart(project, plan, by)


def survey_of(project: Project, name: str) -> str:
    """The name of the survey a chart is of, "" for one of no survey."""
    plan = next((one for one in survey_charts.plans(project) if one.name == name), None)
    return Redactor(project).public_text(plan.survey.name) if plan else ""


def figure(project: Project, name: str, *, by: str = "") -> Figure:
    """A chart as a figure of a report, with the table it is drawn from."""
    from ..formats.charts import bars  # matplotlib is slow to load

    if name == HEAT_MAP:
        return heat_map(project)
    return bars.figure(build(project, name, by=by))


def write(project: Project, name: str, path: Path, *, by: str = "") -> Path:
    """Draw a chart into a .png or .svg file, and note it in the log."""
    if name == HEAT_MAP:
        from . import heat_map as of_matrix

        return of_matrix.write(project, path)
    from ..formats.charts import bars

    bars.write(build(project, name, by=by), path)
    with contextlib.suppress(UserError):
        project.note("Draw the chart {name} to {file}", name=name, file=path.name)
    return path


def heat_map(project: Project) -> Figure:
    """The triangulation matrix as a figure."""
    from io import BytesIO

    from ..formats.charts import heat_map as drawing
    from . import heat_map as of_matrix
    from .triangulation_words import table

    matrix = triangulate(project)
    source = tables.source_of_codings(project)
    said = Redactor(project).public_text
    picture = cleaned(of_matrix.picture_of(matrix, source), said)
    png, svg = BytesIO(), BytesIO()
    drawing.draw(picture, png, "png")
    drawing.draw(picture, svg, "svg")
    width, height = _size(png.getvalue())
    return Figure(
        picture.title, picture.description, source, png.getvalue(), svg.getvalue(),
        cleaned(table(matrix, "triangulation", source), said), width, height,
    )  # fmt: skip


def _size(png: bytes) -> tuple[float, float]:
    """How wide and high a picture of 300 dots per inch is, in millimetres, read from its head."""
    width, height = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    return width / 300 * 25.4, height / 300 * 25.4


def response_rates(project: Project) -> Bars:
    """How many of those asked answered each survey."""
    data = tables.build(project, "surveys")
    rows = []
    for cells in data.rows:
        sent, answered = cells[1].number, cells[2].number
        if sent and answered is not None:
            rows.append(BarRow(cells[0].text, (100 * answered / sent,), (cells[3].text,)))
    said = "; ".join(f"{one.name}: {one.texts[0]}" for one in rows)
    return Bars(
        _("Response rates of surveys"),
        (_("Response rate"),),
        tuple(rows),
        data.source,
        _("Bars: {lines}").format(lines=said),
        data,
        most=100.0,
    )


def interviews(project: Project) -> Bars:
    """Interviews planned, held and not held, by type."""
    data = tables.build(project, "interviews")
    rows = tuple(
        BarRow(
            cells[0].text,
            tuple(float(cells[place].number or 0) for place in (1, 2, 4)),
            tuple(str(cells[place].number or 0) for place in (1, 2, 4)),
        )
        for cells in data.rows
    )
    series = (_("Planned"), _("Held"), _("Not held"))
    told = [
        f"{one.name}: {', '.join(f'{name} {n}' for name, n in zip(series, one.texts, strict=True))}"
        for one in rows
    ]
    description = _("Bars: {lines}").format(lines="; ".join(told))
    return Bars(
        _("Interviews held and not held, by type of institution"),
        series,
        rows,
        data.source,
        description,
        data,
    )


def voices(project: Project, by: str = TYPE, of: str = FINDINGS) -> Bars:
    """The share of the informants and of the quotes that each group has."""
    found = voice_balance(project, by=by, of=of)
    data = voices_table(project, found)
    rows = tuple(
        BarRow(
            group.name or _("Not stated"),
            tuple(100 * n / base if base else 0.0 for n, base in _parts(found, group.people, group.quotes)),
            tuple(_share(n, base) for n, base in _parts(found, group.people, group.quotes)),
        )
        for group in found.groups
    )
    loud = [group.name for group in found.groups if found.warns(group)]
    description = ngettext(
        "The share of {n} group in the quotes is far from its share of the informants.",
        "The shares of {n} groups in the quotes are far from their shares of the informants.",
        len(loud),
    ).format(n=len(loud))
    series = (_("Share of informants"), _("Share of quotes"))
    return Bars(
        _("Share of informants and share of quotes"), series, rows, data.source, description, data, most=100.0
    )


def voices_table(project: Project, found: VoiceBalance, name: str = "voices") -> ReportTable:
    """Who is heard, as a table: people, quotes, shares and their ratio, with what needs a look marked."""
    rows = []
    said = Redactor(project).public_text
    for group in found.groups:
        ratio = found.ratio(group)
        cells = row(said(group.name) or _("Not stated"), group.people, group.quotes)
        shown = "–" if ratio is None else decimal(ratio, 2)
        flag = ""
        if found.is_loud(group):
            flag = _("Heard more than 1.5 times as much as its share of the informants.")
        elif found.is_quiet(group):
            flag = _("Heard less than 0.67 of its share of the informants.")
        shares = [_share(n, base) for n, base in _parts(found, group.people, group.quotes)]
        rows.append((*cells, *row(*shares), row(shown)[0]._replace(flag=flag)))
    notes = [_("A quote of several informants of different groups counts in each; totals count it once.")]
    if found.unknown:
        notes.append(
            ngettext(
                "{n} quote of an unknown speaker is left out.",
                "{n} quotes of unknown speakers are left out.",
                found.unknown,
            ).format(n=found.unknown)
        )
    return ReportTable(
        name,
        survey_charts.voices_title(found),
        (
            Column(survey_charts.group_heading(found.by)),
            Column(_("Informants"), RIGHT),
            Column(_("Quotes"), RIGHT),
            Column(_("Share of informants"), RIGHT),
            Column(_("Share of quotes"), RIGHT),
            Column(_("Ratio"), RIGHT),
        ),
        tuple(rows),
        (*row(_("Total"), found.people, found.quotes), *row("", "", "")),
        notes=tuple(notes),
        source=tables.source_of_codings(project),
    )


def _parts(found: VoiceBalance, people: int, quotes: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (people, found.people), (quotes, found.quotes)


def _share(n: int, base: int) -> str:
    """A share in per cent; nothing to divide gives a dash."""
    return f"{percent(n, base)} %" if base else "–"
