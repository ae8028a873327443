"""Reports: of the evidence, and of tables; one file per format, all fed with the same plain values."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

from ...domain.evidence import Evidence
from ...domain.report_blocks import BlockReport
from ...domain.report_table import ReportTable, TableReport
from ...errors import UserError
from ...i18n import _
from ...progress import Progress, silent
from . import (
    block_json,
    block_sheets,
    csv_file,
    docx,
    html,
    json_file,
    markdown,
    table_csv,
    table_docx,
    table_html,
    table_xlsx,
    xlsx,
)
from .atomic import replacing


class TableFormat(NamedTuple):
    """A kind of file for tables: its ending, and what writes one into an open binary file."""

    suffix: str
    write: Callable[[TableReport, IO[bytes]], None]


class Format(NamedTuple):
    """A kind of report: the ending of its files, and what writes one into an open binary file."""

    suffix: str
    write: Callable[[Evidence, IO[bytes], Progress], None]


class BlockFormat(NamedTuple):
    """A kind of file for reports of blocks: its ending, and what writes one into an open binary file."""

    suffix: str
    write: Callable[[BlockReport, IO[bytes], Progress], None]


F = TypeVar("F", Format, TableFormat, BlockFormat)

DOCX = ".docx"
FORMATS = (
    Format(DOCX, docx.write),
    Format(".xlsx", xlsx.write),
    Format(".csv", csv_file.write),
    Format(".html", html.write),
    Format(".md", markdown.write),
    Format(".json", json_file.write),
)
TABLE_FORMATS = (
    TableFormat(".docx", table_docx.write),
    TableFormat(".xlsx", table_xlsx.write),
    TableFormat(".csv", table_csv.write),
    TableFormat(".html", table_html.write),
)
BLOCK_FORMATS = (
    BlockFormat(DOCX, docx.write_blocks),
    BlockFormat(".xlsx", block_sheets.write_workbook),
    BlockFormat(".html", html.write_blocks),
    BlockFormat(".md", markdown.write_blocks),
    BlockFormat(".csv", block_sheets.write_csv),
    BlockFormat(".json", block_json.write_blocks),
)


def suffixes() -> tuple[str, ...]:
    """The endings a report may have, each with its dot."""
    return tuple(form.suffix for form in FORMATS)


def table_suffixes() -> tuple[str, ...]:
    """The endings a file of tables may have, each with its dot."""
    return tuple(form.suffix for form in TABLE_FORMATS)


def write(evidence: Evidence, path: Path, progress: Progress = silent) -> None:
    """Write the evidence to `path` in the format its ending names.

    The file appears whole or not at all, and a file that was there is replaced only by a whole one.
    Raises UserError for an unknown ending, a full disk or a folder that cannot be written; lets
    Cancelled through.
    """
    form = _format(FORMATS, path)
    with replacing(path) as file:
        form.write(evidence, file, progress)


def write_tables(report: TableReport, path: Path) -> None:
    """Write tables to `path` in the format its ending names, whole or not at all; UserError as `write`."""
    form = _format(TABLE_FORMATS, path)
    with replacing(path) as file:
        form.write(report, file)


def write_blocks(
    report: BlockReport, path: Path, progress: Progress = silent, template: Path | None = None
) -> None:
    """Write a report of blocks to `path` in the format its ending names, whole or not at all.

    A `template` is the team's own Word document, for .docx alone. UserError and Cancelled as `write`.
    """
    form = _format(BLOCK_FORMATS, path)
    if template is not None and form.suffix != DOCX:
        raise UserError(
            _("A template is for Word documents, and {file} is none.").format(file=path.name),
            _("Leave the template out, or export to a file that ends in .docx."),
        )
    with replacing(path) as file:
        if template is None:
            form.write(report, file, progress)
        else:
            docx.write_blocks(report, file, progress, template)


def write_workbook(
    evidence: Evidence, sheets: Sequence[ReportTable | str], path: Path, progress: Progress = silent
) -> None:
    """Write a workbook of evidence rows and tables to an .xlsx file, in order; UserError as `write`."""
    with replacing(path) as file:
        xlsx.write(evidence, file, progress, sheets)


def write_data(
    evidence: Evidence, values: Mapping[str, Any], path: Path, progress: Progress = silent
) -> None:
    """Write evidence with further members to a .json file; UserError as `write`."""
    with replacing(path) as file:
        json_file.write(evidence, file, progress, values)


def _format(formats: Sequence[F], path: Path) -> F:
    """The format that the ending of a file names; UserError for another ending."""
    by_suffix = {form.suffix: form for form in formats}
    form = by_suffix.get(path.suffix.lower())
    if form is None:
        raise UserError(
            _("{file} has no known ending for a report.").format(file=path.name),
            _("Use one of these: {endings}.").format(endings=" ".join(by_suffix)),
        )
    return form
