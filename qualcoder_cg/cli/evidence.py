"""Commands that give evidence out: export, sample."""

from pathlib import Path
from typing import Any

import click

from ..i18n import _
from ..services.reports import export_evidence
from ..services.sample import build_sample
from .common import CODER, JSON, LAYER, ONLY_CODER, STUDY, ConsoleProgress, opened, say
from .reports import ACCEPT_RISK, ATTRIBUTION, printed_as, report_options, tell_written, wants_report, write


@click.command()
@STUDY
@click.argument("target", type=click.Path(path_type=Path))
@ATTRIBUTION
@click.option("--language", default="", metavar="CODE", help="Print quotes translated into this language.")
@click.option("--both", is_flag=True, help="Print original and translation.")
@click.option("--original", is_flag=True, help="Print no translations.")
@ACCEPT_RISK
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
        if wants_report(given):
            tell_written(
                lambda: write(
                    project, target, given, level=attribution, quotes_in=language, printed=printed,
                    accepted=accept_risk,
                ),
                as_json,
            )  # fmt: skip
        else:
            tell_written(
                lambda: export_evidence(
                    project, target, level=attribution, quotes_in=language, printed=printed,
                    accepted=accept_risk, progress=ConsoleProgress(),
                ),
                as_json,
            )  # fmt: skip


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
def sample(target: Path) -> None:
    """Make the sample study, coded in part by two coders, as TARGET."""
    build_sample(target, ConsoleProgress()).close()
    say(_("Made {file}.").format(file=target))


COMMANDS = (export, sample)
