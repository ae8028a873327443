"""Commands that give evidence out: export, sample."""

from pathlib import Path
from typing import Any

import click

from ..domain.attribution import LEVELS, TYPE
from ..i18n import _
from ..services.disclosure import Refused
from ..services.reports import export_evidence
from ..services.sample import build_sample
from .common import CODER, JSON, LAYER, ONLY_CODER, STUDY, ConsoleProgress, opened, print_json, say
from .reports import printed_as, report_options, tell_risks, wants_report, write


@click.command()
@STUDY
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--attribution",
    type=click.Choice(LEVELS),
    default=TYPE,
    show_default=True,
    help="How much of who said it is printed.",
)
@click.option("--language", default="", metavar="CODE", help="Print quotes translated into this language.")
@click.option("--both", is_flag=True, help="Print original and translation.")
@click.option("--original", is_flag=True, help="Print no translations.")
@click.option(
    "--accept-risk",
    default="",
    metavar="REASON",
    help="Why quotes that point at too few people may be printed.",
)
@report_options
@JSON
@ONLY_CODER
@LAYER
@CODER
def export(
    study: Path,
    target: Path,
    attribution: str,
    language: str,
    both: bool,
    original: bool,
    accept_risk: str,
    as_json: bool,
    only_coder: str,
    layer: str | None,
    coder: str,
    **given: Any,
) -> None:
    """Write the coded quotes by criterion and question to TARGET (.docx, .xlsx, .csv, .html, .md, .json).

    With --report another report is written, or the annex with its findings (evidence-annex).

    Where quotes point at too few people, they are listed with what would mend them, and nothing is written.
    """
    printed = printed_as(language, both=both, original=original)
    with opened(study, coder, only_coder, layer) as project:
        try:
            if wants_report(given):
                written = write(
                    project, target, given, level=attribution, quotes_in=language, printed=printed,
                    accepted=accept_risk,
                )  # fmt: skip
            else:
                written = export_evidence(
                    project, target, level=attribution, quotes_in=language, printed=printed,
                    accepted=accept_risk, progress=ConsoleProgress(),
                )  # fmt: skip
        except Refused as refused:
            tell_risks(refused)
            raise
    if as_json:
        print_json({"file": str(written.path), "withheld": written.withheld})
    else:
        say(written.text)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
def sample(target: Path) -> None:
    """Make the sample study, coded in part by two coders, as TARGET."""
    build_sample(target, ConsoleProgress()).close()
    say(_("Made {file}.").format(file=target))


COMMANDS = (export, sample)
