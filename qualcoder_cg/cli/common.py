"""What the commands share: opening a study, printing tables and JSON, telling progress."""

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.rules import LAYERS
from ..services import layers
from ..services.coders import coder_named
from ..services.studies import Project, open_project

_WIDEST = 60
STUDY = click.argument("study", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ONLY_CODER = click.option(
    "--only-coder", default="", metavar="NAME", help="As if this coder's codings were the only ones."
)
LAYER = click.option(
    "--layer", type=click.Choice(LAYERS), help="Whose codings count; as in the rules unless given."
)
CODER = click.option("--coder", default="", metavar="NAME", help="Who acts; your own name unless given.")


@contextlib.contextmanager
def opened(study: Path, coder: str = "", only_coder: str = "", layer: str | None = None) -> Iterator[Project]:
    """The study, open for one command; with the codings of one coder alone, or of one layer, if wanted."""
    project = open_project(study, coder=coder)
    try:
        if only_coder:
            project.see_only([coder_named(project, only_coder).id])
        layers.use(project, layer or "")
    except BaseException:
        project.close()
        raise
    for warning in project.warnings:
        say(warning)
    try:
        yield project
    finally:
        project.close()


def print_json(value: Any) -> None:
    """JSON in UTF-8, whatever the console speaks."""
    write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write(text: str) -> None:
    """Text to standard output exactly as it is, in UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def print_table(rows: Sequence[Sequence[object]]) -> None:
    """Rows in columns of equal width; the last column runs free, and so does what is far too wide."""
    cells = [[_in_a_line(str(cell)) for cell in row] for row in rows]
    columns = range(len(cells[0])) if cells else ()
    widths = [min(_WIDEST, max(len(row[column]) for row in cells)) for column in columns]
    for row in cells:
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        write("  ".join([*padded, row[-1]]).rstrip() + "\n")


def _in_a_line(text: str) -> str:
    """The text without what would break the table or command the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def say(message: str) -> None:
    """A sentence for the person, apart from the output that scripts read."""
    click.echo(message, err=True)


class ConsoleProgress:
    """Tells on standard error where long work is, when a person is watching."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()

    def __call__(self, done: int, total: int, message: str = "") -> None:
        if self._shows:
            end = "\n" if done >= total else ""
            click.echo(f"\r\x1b[K{done}/{total} {message}", nl=False, err=True)
            click.echo(end, nl=False, err=True)
