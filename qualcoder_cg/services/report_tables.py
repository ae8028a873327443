"""The reports that are tables: the matrix filled in, triangulation, sources, voices, the chain."""

from collections.abc import Sequence

from ..domain import attribution
from ..domain.report_blocks import Block, Contents, Heading, Section, Table, Text
from ..domain.report_table import ReportTable
from ..domain.voice_balance import GROUPINGS, INSTITUTION
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import charts, tables
from .register_counts import counts
from .report_options import CHARTS, LEVEL, TEMPLATE, Kind, Made, Options, block_report, level_of
from .voice_balance import questions_without_quote, voice_balance

_TABLES = (".docx", ".xlsx", ".html", ".md", ".json")
_ONE_TABLE = (".docx", ".xlsx", ".html", ".md", ".csv", ".json")
# In other formats there are the tables the pictures are drawn from.
_WITH_PICTURES = (".docx", ".html", ".xlsx")
_SOURCES = ("interviewees", "interviews", "not-held", "persons", "surveys", "documents")


def completed_matrix() -> Kind:
    """The evaluation matrix with what was found for each question."""
    return Kind(
        "completed-matrix",
        _("Completed matrix"),
        _("The evaluation matrix with what was found for each question"),
        _ONE_TABLE,
        (TEMPLATE,),
        _completed_matrix,
    )


def _completed_matrix(project: Project, options: Options, _progress: Progress, _suffix: str) -> Made:
    return _one(project, "completed-matrix", tables.build(project, "matrix", level=options.level))


def triangulation() -> Kind:
    """The triangulation matrix, by informants and by institutions, with its picture."""
    return Kind(
        "triangulation",
        _("Triangulation matrix"),
        _("Questions by kinds of sources, counted by informants and by institutions"),
        _TABLES,
        (CHARTS, TEMPLATE),
        _triangulation,
    )


def _triangulation(project: Project, options: Options, _progress: Progress, suffix: str) -> Made:
    made = [tables.build(project, name) for name in ("triangulation", "triangulation-institutions")]
    blocks: list[Block] = [Table(table) for table in made]
    if options.charts and suffix in _WITH_PICTURES:
        blocks.append(charts.heat_map(project)._replace(data=_nothing()))
    return block_report(project, "triangulation", _("Triangulation matrix"), blocks, wide=True)


def sources() -> Kind:
    """The tables on sources."""
    return Kind(
        "sources",
        _("Sources"),
        _("People interviewed, interviews not held, surveys and documents, as tables"),
        _TABLES,
        (LEVEL, CHARTS, TEMPLATE),
        _sources,
    )


def _sources(project: Project, options: Options, _progress: Progress, suffix: str) -> Made:
    found = counts(project)
    blocks: list[Block] = [Text(" · ".join(found.words()))]
    for name in _SOURCES:
        blocks.append(Table(tables.build(project, name, level=level_of(project, options))))
    if options.charts and suffix in _WITH_PICTURES:
        blocks += [
            charts.figure(project, one.name)._replace(data=_nothing())
            for one in charts.charts(project)
            if one.name in (charts.RESPONSE, charts.INTERVIEWS)
        ]
    return block_report(project, "sources", _("Sources"), blocks)


def voices() -> Kind:
    """Who is heard in the quotes."""
    return Kind(
        "voices",
        _("Voices"),
        _("Share of quotes against share of informants, and questions without a quote"),
        _TABLES,
        (LEVEL, CHARTS, TEMPLATE),
        _voices,
    )


def _voices(project: Project, options: Options, _progress: Progress, suffix: str) -> Made:
    # at a level that names no institutions the shares of each would tell which were interviewed
    named = attribution.shows(level_of(project, options), attribution.INSTITUTION)
    shown = [by for by in GROUPINGS if named or by != INSTITUTION]
    blocks: list[Block] = [
        Table(charts.voices_table(project, voice_balance(project, by=by), f"voices-{by}")) for by in shown
    ]
    silent = questions_without_quote(project)
    numbers = ", ".join(question.number for question in silent)
    blocks.append(
        Text(
            _("Questions whose findings have no quote of an interview: {numbers}.").format(numbers=numbers)
            if silent
            else _("Every question has a quote of an interview in its findings.")
        )
    )
    if options.charts and suffix in _WITH_PICTURES:
        blocks.append(charts.figure(project, charts.VOICES)._replace(data=_nothing()))
    return block_report(project, "voices", _("Voices"), blocks)


def chain() -> Kind:
    """From findings to recommendations."""
    return Kind(
        "chain",
        _("Conclusions and recommendations"),
        _("The chain from findings to recommendations, its gaps, and the recommendation table"),
        _TABLES,
        (TEMPLATE,),
        _chain,
    )


def _chain(project: Project, _options: Options, _progress: Progress, _suffix: str) -> Made:
    blocks: list[Block] = []
    for name in ("chain", "recommendations", "orphans"):
        blocks.append(Table(tables.build(project, name)))
    return block_report(project, "chain", _("Conclusions and recommendations"), blocks, wide=True)


def surveys() -> Kind:
    """The answers to surveys as charts."""
    return Kind(
        "surveys",
        _("Survey results"),
        _("A chart of the answers to each closed question, with the table it is drawn from"),
        (".docx", ".xlsx", ".html", ".md", ".json"),
        (TEMPLATE,),
        _surveys,
    )


def _surveys(project: Project, _options: Options, progress: Progress, _suffix: str) -> Made:
    found = charts.charts(project)
    blocks: list[Block] = [Contents(1)]
    shown = [one for one in found if one.name == charts.RESPONSE or one.grouped]
    heading = ""
    for done, one in enumerate(shown):
        progress(done, len(shown), _("Drawing charts"))
        title = _("Response rates") if not one.grouped else charts.survey_of(project, one.name)
        if title != heading:
            blocks.append(Heading(1, title))
            heading = title
        blocks.append(charts.figure(project, one.name))
    if not shown:
        blocks = [Text(_("The study holds no survey yet."))]
    return block_report(project, "surveys", _("Survey results"), blocks)


def _one(project: Project, name: str, table: ReportTable) -> Made:
    """A report of one table."""
    return block_report(project, name, table.title, [Section(table.wide), Table(table)], wide=table.wide)


def _nothing() -> ReportTable:
    """No table below a picture: that it is drawn from stands in the report already."""
    return ReportTable("", "", (), ())


def all_kinds() -> Sequence[Kind]:
    """The reports of this file, in order."""
    return completed_matrix(), triangulation(), sources(), voices(), surveys(), chain()
