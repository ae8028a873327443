"""Commands about the register: register, interviews, informants, merge-institutions."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..domain.interviews import STATUSES
from ..i18n import _, ngettext
from ..services import register as services
from ..services.register_summary import interview_summary
from ..services.studies import Project
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_TABLES = ("informants", "institutions", "interviews", "documents")
_PAIR = "COLUMN=VALUE"


@click.command()
@STUDY
@click.argument("table", type=click.Choice(_TABLES))
@click.option("--set", "cells", nargs=3, multiple=True, metavar="ROW COLUMN VALUE", help="Set a cell.")
@click.option("--add", "values", multiple=True, metavar=_PAIR, help="Add a row of these values.")
@click.option("--remove", "gone", multiple=True, metavar="ROW", help="Take a row out.")
@click.option("--add-column", metavar="NAME", help="Add a column of the study's own.")
@click.option("--rename-column", nargs=2, metavar="OLD NEW", help="Rename a column of the study's own.")
@click.option("--remove-column", metavar="NAME", help="Take a column of the study's own out.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="Import a CSV or XLSX table."
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=HEADING",
    help="What a heading is; guessed unless given.",
)
@click.option("--dry-run", is_flag=True, help="Say what --from would do, and do nothing.")
@click.option("--columns", "show_columns", is_flag=True, help="List the columns and what they take.")
@CODER
@JSON
def register(
    study: Path,
    table: str,
    cells: Sequence[tuple[str, str, str]],
    values: Sequence[str],
    gone: Sequence[str],
    add_column: str | None,
    rename_column: tuple[str, str] | None,
    remove_column: str | None,
    source: Path | None,
    mapping: Sequence[str],
    dry_run: bool,
    show_columns: bool,
    coder: str,
    as_json: bool,
) -> None:
    """A table of the register: list it, change it, or import into it.

    ROW is a code, a name or an id; COLUMN is an id or a title, see --columns. One kind of change a time.
    """
    name = table.removesuffix("s")
    wanted = [cells, values, gone, add_column, rename_column, remove_column, source]
    if sum(map(bool, wanted)) > 1:
        raise click.UsageError(_("One kind of change at a time."))
    with opened(study, coder) as project:
        if source:
            _import(project, name, source, _pairs(mapping), dry_run=dry_run, as_json=as_json)
            return
        if cells:
            ids = [(services.find_row(project, name, row), column, value) for row, column, value in cells]
            services.set_cells(project, name, ids)
        elif values:
            services.add_rows(project, name, [_pairs(values)])
        elif gone:
            services.remove_rows(project, name, [services.find_row(project, name, row) for row in gone])
        elif add_column:
            services.add_column(project, name, add_column)
        elif rename_column:
            services.rename_column(project, name, *rename_column)
        elif remove_column:
            services.remove_column(project, name, remove_column)
        if show_columns:
            _list_columns(project, name, as_json=as_json)
        elif as_json or not any(wanted):
            _list(project, name, as_json=as_json)
        for doubt in services.doubts(project, name) if cells or values else ():
            say(doubt.sentence)


@click.command()
@STUDY
@JSON
def interviews(study: Path, as_json: bool) -> None:
    """The interviews with their informants and documents, and how many were held or not, with reasons."""
    with opened(study) as project:
        rows = services.rows(project, "interview")
        summary = interview_summary(project)
        words = {column.id: dict(column.choices) for column in services.columns(project, "interview")}
    if as_json:
        counts = {status: summary.by_status.get(status, 0) for status in STATUSES}
        print_json(
            {
                "planned": summary.planned,
                "held": summary.held,
                "not_held": summary.not_held,
                "by_status": counts,
                "interviews": [_lists({"id": row.id, **row.cells}) for row in rows],
            }
        )
        return
    shown = ("code", "status", "date", "form", "informants", "documents")
    table = [
        [words[name].get(row.cells[name], row.cells[name]) if name in ("status", "form") else row.cells[name]
         for name in shown]
        for row in rows
    ]  # fmt: skip
    print_table([[cell or "–" for cell in cells] for cells in table])
    say(summary.text)


@click.command()
@STUDY
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add those of a CSV or XLSX file.",
)
@CODER
@JSON
def informants(study: Path, source: Path | None, coder: str, as_json: bool) -> None:
    """The register of informants; --from adds to it.

    Columns of the file: code, type, and if wanted sex, role, institution, place, consent, ceiling,
    document, speaker.
    """
    with opened(study, coder) as project:
        if source:
            n = services.import_informants(project, source)
            say(ngettext("{n} informant imported.", "{n} informants imported.", n).format(n=n))
            return
        found = project.informants.all()
        names = {document.id: document.name for document in project.documents.all()}
        voices = project.informants.voices()
    if not as_json:
        print_table([(i.code, i.type, i.sex or "–", i.role or "–", i.institution or "–") for i in found])
        return
    print_json(
        [
            {
                "code": i.code,
                "type": i.type,
                "sex": i.sex,
                "role": i.role,
                "institution": i.institution,
                "place": i.place,
                "consent": i.consent.split(),
                "ceiling": i.ceiling,
                "documents": [
                    {"document": names[voice.document_id], "speaker": voice.speaker}
                    for voice in voices
                    if voice.informant_id == i.id
                ],
            }
            for i in found
        ]
    )


@click.command("merge-institutions")
@STUDY
@click.argument("keep", required=False)
@click.argument("others", nargs=-1)
@CODER
@JSON
def merge_institutions(
    study: Path, keep: str | None, others: Sequence[str], coder: str, as_json: bool
) -> None:
    """Make one institution of KEEP and OTHERS; their names become its aliases.

    Without names: the pairs that may be one.
    """
    with opened(study, coder) as project:
        if keep is None:
            pairs = services.likely_same(project)
            if as_json:
                print_json([{"first": pair.first.name, "second": pair.second.name} for pair in pairs])
            else:
                print_table([(pair.first.name, pair.second.name) for pair in pairs])
            return
        if not others:
            raise click.UsageError(_("Name the institutions to merge into {name}.").format(name=keep))
        ids = [services.find_row(project, "institution", name) for name in (keep, *others)]
        services.merge_institutions(project, ids[0], ids[1:])
        if as_json:
            _list(project, "institution", as_json=True)


@click.command("merge-informants")
@STUDY
@click.argument("keep")
@click.argument("others", nargs=-1, required=True)
@CODER
def merge_informants(study: Path, keep: str, others: Sequence[str], coder: str) -> None:
    """Make one informant of KEEP and OTHERS (codes or ids), called KEEP.

    Consented to is what all consented to of whom anything is noted, and the lowest attribution stands.
    """
    with opened(study, coder) as project:
        ids = [services.find_row(project, "informant", name) for name in (keep, *others)]
        services.merge_informants(project, ids[0], ids[1:])


def _import(
    project: Project, table: str, source: Path, given: dict[str, str], *, dry_run: bool, as_json: bool
) -> None:
    """Import a table, or say what that would do."""
    mapping = given or services.guess_mapping(project, table, services.read_headings(source))
    if dry_run:
        plan = services.preview_table(project, table, source, mapping)
        if as_json:
            print_json({"mapping": mapping, "rows": [entry._asdict() for entry in plan]})
            return
        for column, heading in mapping.items():
            say(f"{column} = {heading}")
        lines = ((entry.state, entry.key, ", ".join(map(str, entry.lines))) for entry in plan)
        print_table(list(lines))
        return
    done = services.import_table(project, table, source, mapping)
    if as_json:
        print_json(done._asdict())
        return
    parts = (
        ngettext("{n} new entry", "{n} new entries", done.new).format(n=done.new),
        ngettext("{n} changed", "{n} changed", done.changed).format(n=done.changed),
        ngettext("{n} as it is", "{n} as they are", done.same).format(n=done.same),
    )
    say(", ".join(parts))
    for warning in done.warnings:
        say(warning)


def _list(project: Project, table: str, *, as_json: bool) -> None:
    """The rows of a table; own columns under their titles in JSON."""
    columns = services.columns(project, table)
    rows = services.rows(project, table)
    if as_json:
        print_json(
            [
                _lists(
                    {"id": row.id, **{(c.title if c.own else c.id): row.cells[c.id] for c in columns}},
                    [c.id for c in columns if c.kind == "list"],
                )
                for row in rows
            ]
        )
        return
    words = {column.id: dict(column.choices) if column.kind == "choice" else {} for column in columns}
    print_table(
        [[column.title for column in columns]]
        + [[words[c.id].get(row.cells[c.id], row.cells[c.id]) or "–" for c in columns] for row in rows]
    )


def _list_columns(project: Project, table: str, *, as_json: bool) -> None:
    columns = services.columns(project, table)
    if as_json:
        print_json([column._asdict() for column in columns])
    else:
        lines = ((c.id, c.title, c.kind, ", ".join(stored for stored, _words in c.choices)) for c in columns)
        print_table(list(lines))


def _lists(cells: dict[str, str], lists: Sequence[str] = ("informants", "documents")) -> dict[str, object]:
    """Cells for JSON: those that hold lists as lists."""
    return {
        name: [part for part in value.split(services.SEPARATOR) if part] if name in lists else value
        for name, value in cells.items()
    }


def _pairs(written: Sequence[str]) -> dict[str, str]:
    """COLUMN=VALUE by column."""
    for pair in written:
        if "=" not in pair:
            raise click.UsageError(_("{pair} is not of the form COLUMN=VALUE.").format(pair=pair))
    return {column.strip(): value.strip() for column, _equals, value in (p.partition("=") for p in written)}


COMMANDS = (register, interviews, informants, merge_institutions, merge_informants)
