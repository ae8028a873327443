"""Transcripts as Excel workbooks (.xlsx)."""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _
from ..packages import Package, damaged
from . import draft, table_rows
from .table_rows import Cell

_MOST_ROWS = 200_000
_MOST_COLUMNS = 100
_Sheet = tuple[str, list[Sequence[Cell]]]


def read(data: bytes, name: str) -> Transcript:
    """Each row of the first sheet that has headings of a transcript a turn; else its rows as paragraphs."""
    package = Package(data, name)
    if not any(part.startswith("xl/") for part in package.parts):
        raise UserError(
            _("{file} is not an Excel workbook.").format(file=name),
            _("Check that its ending fits what it is, and export it again as .xlsx."),
        )
    _refuse_doctypes(package)
    sheets = _sheets(data, name)
    if not sheets:
        draft.require_words("", name)
    known = [title for title, rows in sheets if table_rows.columns(rows)]
    chosen = known[0] if known else sheets[0][0]
    others = [title for title, _rows in sheets if title != chosen]
    notes = (
        [_("{file}: only the sheet “{sheet}” was read.").format(file=name, sheet=chosen)] if others else []
    )
    return table_rows.transcript(dict(sheets)[chosen], name, "xlsx", warnings=notes)


def _refuse_doctypes(package: Package) -> None:
    """UserError where a part may hold a document type: reading that part as XML says so."""
    for part in package.parts:
        if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part):
            package.xml(part)


def _sheets(data: bytes, name: str) -> list[_Sheet]:
    """The filled rows of every sheet that has some, under its title."""
    import openpyxl

    # openpyxl warns of styles it does not read; a damaged workbook surfaces as nearly any exception.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                found = [(sheet.title, _rows(sheet, name)) for sheet in book.worksheets]
            finally:
                book.close()
    except UserError:
        raise
    except Exception as error:
        raise damaged(name) from error
    return [(title, rows) for title, rows in found if rows]


def _rows(sheet: Any, name: str) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    filled = sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
    for number, values in enumerate(filled, start=1):
        if number > _MOST_ROWS:
            raise UserError(
                _("{file}: the sheet “{sheet}” has more rows than any transcript.").format(
                    file=name, sheet=sheet.title
                ),
                _("Check that it is the right file, or split it."),
            )
        if any(value not in (None, "") for value in values):
            rows.append(values)
    return rows
