"""What the command query writes to a file."""

from collections.abc import Callable
from pathlib import Path

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.queries import Query
from ..services.reports import export_evidence
from ..services.studies import Project
from .common import ConsoleProgress
from .reports import tell_written


def file_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of an export."""
    for option in (
        click.option(
            "--accept-risk",
            default="",
            metavar="REASON",
            help="With --to: why quotes that point at too few people may be printed.",
        ),
        click.option(
            "--attribution",
            type=click.Choice(LEVELS),
            default=TYPE,
            show_default=True,
            help="With --to: how much of who said it is printed.",
        ),
        click.option(
            "--to",
            "target",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Write them to .docx, .xlsx, .csv, .html, .md or .json, as export does.",
        ),
    ):
        command = option(command)
    return command


def export_query(
    project: Project, wanted: Query, target: Path, level: str, accepted: str, as_json: bool
) -> None:
    """Write what a query finds to a file."""
    tell_written(
        lambda: export_evidence(
            project, target, level=level, accepted=accepted, query=wanted, progress=ConsoleProgress()
        ),
        as_json,
    )
