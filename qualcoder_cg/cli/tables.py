"""The command that prints the tables of a report: on its sources, and on the chain of findings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.report_table import ReportTable
from ..errors import UserError
from ..i18n import _
from ..services import tables as services
from ..services.studies import Project
from .common import JSON, STUDY, opened, print_json, print_table, say, write

CHECK, SHARES = "check-percent", "shares"


@click.command(epilog=f"NAME is one of: {', '.join((*services.NAMES, *services.ON_REQUEST))}.")
@STUDY
@click.argument("name", required=False)
@click.argument("values", nargs=-1)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to .docx, .xlsx, .html or .csv.",
)
@click.option(
    "--attribution",
    type=click.Choice(LEVELS),
    default=TYPE,
    show_default=True,
    help="How much the lists of people say of each.",
)
@click.option("--n", "base", metavar="N", help=f"With {CHECK}: how many there are in all.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="CSV", help=f"With {CHECK}: group,percent,n."
)
@JSON
def tables(
    study: Path,
    name: str | None,
    values: tuple[str, ...],
    target: Path | None,
    attribution: str,
    base: str | None,
    source: Path | None,
    as_json: bool,
) -> None:
    """The tables of a report about its sources and about the chain; all of them, or the one called NAME.

    check-percent tells which of the percentages VALUES no whole count over --n gives; shares makes per
    cent that add up to 100 of the counts VALUES.
    """
    with opened(study) as project:
        if name == CHECK:
            made = [_checked(values, base, source)]
        elif name == SHARES:
            made = [services.shares([("", _whole(value)) for value in values])]
        else:
            _refuse(values, base, source)
            made = _of_study(project, name, attribution)
        if target:
            services.write(project, made, target)
            say(_("Written to {file}.").format(file=target))
    if as_json:
        print_json([_as_json(table) for table in made])
    elif not target:
        _print(made)


def _of_study(project: Project, name: str | None, level: str) -> list[ReportTable]:
    """The table of that name, or all."""
    return [services.build(project, one, level=level) for one in ([name] if name else services.NAMES)]


def _checked(values: Sequence[str], base: str | None, source: Path | None) -> ReportTable:
    """The check of percentages given on the line or in a file."""
    if source and not values:
        return services.check_file(source)
    if source or not values or base is None:
        raise UserError(
            _("There is nothing to check."),
            _("Give the base and the percentages, as in --n 29 56 24, or a file with --from."),
        )
    return services.check([services.PrintedShare("", value, base) for value in values])


def _refuse(values: Sequence[str], base: str | None, source: Path | None) -> None:
    """UserError for what belongs to the checks alone."""
    if values or base is not None or source:
        raise UserError(
            _("Values, --n and --from belong to {names}.").format(names=f"{CHECK}, {SHARES}"),
            _("The tables are: {names}.").format(names=", ".join(services.NAMES)),
        )


def _whole(text: str) -> int:
    """A count; UserError for anything else."""
    if not text.isdecimal():
        raise UserError(_("{text} is not a count.").format(text=text), _("Give whole counts."))
    return int(text)


def _print(made: Sequence[ReportTable]) -> None:
    """Tables as text in columns, one below the other."""
    for number, table in enumerate(made):
        if number:
            write("\n")
        write(f"{table.title}\n\n")
        headings = [column.heading for column in table.columns]
        print_table([headings, *([cell.text for cell in cells] for cells in table.all_rows)])
        below = [*table.flags, *table.notes, *([table.source] if table.source else [])]
        write("".join(f"{line}\n" for line in ("", *below)) if below else "")


def _as_json(table: ReportTable) -> dict[str, Any]:
    """A table for scripts; counts are numbers."""
    return {
        "name": table.name,
        "title": table.title,
        "columns": [column.heading for column in table.columns],
        "rows": [_values(cells) for cells in table.rows],
        "total": _values(table.total),
        "sums": sorted(table.emphasised),
        "flags": [
            {"row": row, "column": column, "text": cell.flag}
            for row, cells in enumerate(table.all_rows)
            for column, cell in enumerate(cells)
            if cell.flag
        ],
        "notes": table.notes,
        "source": table.source,
    }


def _values(cells: Sequence[Any]) -> list[str | int]:
    return [cell.text if cell.number is None else cell.number for cell in cells]


COMMANDS = (tables,)
