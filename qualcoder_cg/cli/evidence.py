"""Commands that give evidence out: export, sample."""

from pathlib import Path

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.evidence import BOTH, ORIGINAL, TRANSLATION
from ..i18n import _
from ..services.disclosure import Refused
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
@click.option("--language", default="", metavar="CODE", help="Print quotes translated into this language.")
@click.option("--both", is_flag=True, help="Print original and translation.")
@click.option("--original", is_flag=True, help="Print no translations.")
@click.option(
    "--accept-risk",
    default="",
    metavar="REASON",
    help="Why quotes that point at too few people may be printed.",
)
@ONLY_CODER
@CODER
def export(
    study: Path,
    target: Path,
    attribution: str,
    language: str,
    both: bool,
    original: bool,
    accept_risk: str,
    only_coder: str,
    coder: str,
) -> None:
    """Write the coded quotes by criterion and question to TARGET (.docx, .xlsx, .csv, .html, .md, .json).

    Where quotes point at too few people, they are listed with what would mend them, and nothing is written.
    """
    printed = ORIGINAL if original else BOTH if both or not language else TRANSLATION
    with opened(study, coder, only_coder) as project:
        try:
            written = export_evidence(
                project, target, level=attribution, quotes_in=language, printed=printed,
                accepted=accept_risk, progress=ConsoleProgress(),
            )  # fmt: skip
        except Refused as refused:
            for risk in refused.risks:
                say(
                    " ".join(
                        (f"{risk.ref} {risk.start}–{risk.end}", risk.text, *(m.text for m in risk.mends))
                    )
                )
            raise
    say(written.text)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
def sample(target: Path) -> None:
    """Make the sample study, coded in part by two coders, as TARGET."""
    build_sample(target, ConsoleProgress()).close()
    say(_("Made {file}.").format(file=target))


COMMANDS = (export, sample)
