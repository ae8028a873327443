"""Commands that list and give out reports and charts: reports, charts, and what export writes by name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.evidence import BOTH, ORIGINAL, TRANSLATION
from ..errors import UserError
from ..i18n import LANGUAGES, _
from ..services import charts as chart_services
from ..services import reports as services
from ..services.disclosure import Refused
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_OPTIONS = (
    click.option("--report", "name", default="", metavar="NAME", help="Which report; `reports` lists them."),
    click.option("--report-language", type=click.Choice(LANGUAGES), help="The language of its words."),
    click.option(
        "--template",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A Word document whose styles, pages, header and footer are taken.",
    ),
    click.option("--max-quotes", type=click.IntRange(min=0), default=0, metavar="N",
                 help="Print at most so many quotes of a type under a question."),
    click.option("--only-key", is_flag=True, help="Print key quotes alone."),
    click.option("--only-in-findings", is_flag=True, help="Leave out quotes that no finding uses."),
    click.option("--no-ids", is_flag=True, help="Leave out codes of sources and places in them."),
    click.option("--no-charts", is_flag=True, help="Leave out pictures."),
    click.option("--chart", default="", metavar="NAME", help="Draw a chart to a .png or .svg file instead."),
    click.option("--by", default="", metavar="ATTRIBUTE", help="With --chart: group answers of a survey."),
)  # fmt: skip


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reports."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wants_report(given: dict[str, Any]) -> bool:
    """Whether any option of reports was given."""
    return any(value for value in given.values())


def write(
    project: Project,
    target: Path,
    given: dict[str, Any],
    *,
    level: str,
    quotes_in: str,
    printed: str,
    accepted: str,
) -> services.Exported:
    """Write a report or a chart as the options ask for it."""
    if given["chart"]:
        return services.Exported(chart_services.write(project, given["chart"], target, by=given["by"]), 0)
    if given["by"]:
        raise UserError(_("--by groups the answers of a chart."), _("Give --chart with it."))
    options = services.Options(
        level=level,
        language=given["report_language"] or "",
        quotes_in=quotes_in,
        printed=printed,
        most=given["max_quotes"],
        only_key=given["only_key"],
        rest=not given["only_in_findings"],
        ids=not given["no_ids"],
        charts=not given["no_charts"],
        template=str(given["template"] or ""),
    )
    name = given["name"] or services.USUAL
    return services.export_report(
        project, name, target, options, accepted=accepted, progress=ConsoleProgress()
    )


ATTRIBUTION = click.option(
    "--attribution",
    type=click.Choice(LEVELS),
    default=TYPE,
    show_default=True,
    help="How much of who said it is printed.",
)
ACCEPT_RISK = click.option(
    "--accept-risk",
    default="",
    metavar="REASON",
    help="Why quotes that point at too few people may be printed.",
)


def tell_written(write: Callable[[], services.Exported], as_json: bool) -> None:
    """Write a file and say where; where it is refused, what points at too few people is listed first."""
    try:
        written = write()
    except Refused as refused:
        tell_risks(refused)
        raise
    if as_json:
        print_json({"file": str(written.path), "withheld": written.withheld})
    else:
        say(written.text)


def tell_risks(refused: Refused) -> None:
    """Each passage that points at too few people, with what would mend it."""
    for risk in refused.risks:
        say(" ".join((f"{risk.ref} {risk.start}–{risk.end}", risk.text, *(m.text for m in risk.mends))))


def printed_as(language: str, *, both: bool, original: bool) -> str:
    """How translations are to be printed."""
    return ORIGINAL if original else BOTH if both or not language else TRANSLATION


@click.command()
@JSON
def reports(as_json: bool) -> None:
    """List the reports that export writes with --report NAME."""
    found = services.reports()
    if as_json:
        print_json(
            [
                {
                    "name": kind.name,
                    "title": kind.title,
                    "about": kind.about,
                    "formats": list(kind.suffixes),
                    "prints_quotes": kind.prints_quotes,
                }
                for kind in found
            ]
        )
    else:
        print_table([(kind.name, " ".join(kind.suffixes), kind.about) for kind in found])


@click.command()
@STUDY
@JSON
def charts(study: Path, as_json: bool) -> None:
    """List the charts that export writes with --chart NAME to .png and .svg files."""
    with opened(study) as project:
        found = chart_services.charts(project)
    if as_json:
        print_json([one._asdict() for one in found])
    else:
        print_table([(one.name, one.title) for one in found])


@click.command()
@click.argument("name", metavar="NAME")
@STUDY
@click.argument("target", type=click.Path(path_type=Path))
@ATTRIBUTION
@click.option("--report-language", type=click.Choice(LANGUAGES), help="The language of its words.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word document whose styles, pages, header and footer are taken.",
)
@ACCEPT_RISK
@JSON
@CODER
def report(study: Path, name: str, target: Path, coder: str, as_json: bool, **given: Any) -> None:
    """Write the report NAME (`reports` lists them) to TARGET, as export --report does."""
    options = services.Options(
        level=given["attribution"],
        language=given["report_language"] or "",
        template=str(given["template"] or ""),
    )
    with opened(study, coder) as project:
        tell_written(
            lambda: services.export_report(
                project, name, target, options, accepted=given["accept_risk"], progress=ConsoleProgress()
            ),
            as_json,
        )


COMMANDS = (reports, report, charts)
