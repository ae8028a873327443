"""Commands that give evidence out: export, sample."""

from pathlib import Path

import click

from ..domain.attribution import LEVELS, TYPE
from ..i18n import _
from ..services.reports import export_evidence
from ..services.sample import build_sample
from .common import CODER, ONLY_CODER, STUDY, ConsoleProgress, opened, say


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
@ONLY_CODER
@CODER
def export(study: Path, target: Path, attribution: str, only_coder: str, coder: str) -> None:
    """Write the coded quotes by criterion and question to TARGET (.docx, .xlsx, .csv, .html, .md, .json)."""
    with opened(study, coder, only_coder) as project:
        written = export_evidence(project, target, level=attribution, progress=ConsoleProgress())
    say(written.text)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
def sample(target: Path) -> None:
    """Make the sample study, coded in part by two coders, as TARGET."""
    build_sample(target, ConsoleProgress()).close()
    say(_("Made {file}.").format(file=target))


COMMANDS = (export, sample)
