"""Excel workbooks (.xlsx) from anyone, opened within limits: their sheets as numbered rows of values."""

import io
import math
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from .packages import Package, damage_told

SUFFIXES = (".xlsx", ".xlsm")
_MOST_CELLS = 20_000_000
Value = object


class Most(NamedTuple):
    """The last row and column of a sheet that may be filled, and the bytes a workbook may unpack to."""

    rows: int = 20_000
    columns: int = 2_000
    unpacked: int = 64_000_000


class Sheet(NamedTuple):
    """The filled rows of a sheet, each with its number and its values up to the last that is filled."""

    title: str
    rows: list[tuple[int, list[Value]]]


class Book(NamedTuple):
    """The sheets that were read, those with no filled row left out; and the titles of all."""

    sheets: list[Sheet]
    titles: tuple[str, ...]


def read(data: bytes, file: str, most: Most, *, only: str = "", until: int = 0) -> Book:
    """The filled rows of all sheets, formulas as their values; UserError naming file, sheet and row.

    `only` reads the sheet of that title alone; `until` reads no further than the first sheet with so many
    filled rows. Whatever calls this where a workbook may be large does so in a process of its own.
    """
    package = Package(data, file)
    if not any(part.startswith("xl/") for part in package.parts):
        raise UserError(
            _("{file} is not an Excel workbook.").format(file=file),
            _("Check that its ending fits what it is, and export it again as .xlsx."),
        )
    if package.unpacked > most.unpacked:
        raise UserError(
            _("{file} unpacks to far more than such a table needs, so it was not opened.").format(file=file),
            _("If you trust the file, save the sheet alone as CSV and import that."),
        )
    with damage_told(file), warnings.catch_warnings():
        # openpyxl warns of styles and validations it does not read; none of them matters here.
        warnings.simplefilter("ignore")
        return _read(data, file, most, only, until)


def text_of(value: Value) -> str:
    """A cell's value as the person reads it: 7.0 is "7", a date is written year first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return clean(str(value)).strip()


def _read(data: bytes, file: str, most: Most, only: str, until: int) -> Book:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        titles = tuple(sheet.title for sheet in book.worksheets)
        if only and only not in titles:
            raise UserError(
                _("{file} has no sheet called {sheet}.").format(file=file, sheet=only),
                _("Its sheets are: {sheets}.").format(sheets=", ".join(titles)),
            )
        sheets: list[Sheet] = []
        for sheet in book.worksheets:
            if only not in ("", sheet.title):
                continue
            rows = list(_rows(sheet, file, most))
            if rows:
                sheets.append(Sheet(sheet.title, rows))
            if until and len(rows) >= until:
                break
        return Book(sheets, titles)
    finally:
        book.close()


def _rows(sheet: Any, file: str, most: Most) -> Iterator[tuple[int, list[Value]]]:
    # The size that a file states of a sheet may be wrong, and then rows would be missed.
    sheet.reset_dimensions()
    cells = 0
    for number, values in enumerate(sheet.iter_rows(max_row=most.rows + 1, values_only=True), start=1):
        # Blank cells far out are no content, but there can be a thousand million of them.
        cells += len(values)
        width = len(values)
        while width and not text_of(values[width - 1]):
            width -= 1
        if cells > _MOST_CELLS or (width and number > most.rows) or width > most.columns:
            raise UserError(
                _(
                    "{file}, row {row} of the sheet “{sheet}”: it may have {rows} rows and {columns} columns."
                ).format(file=file, row=number, sheet=sheet.title, rows=most.rows, columns=most.columns),
                _("Check that it is the right file, or split it."),
            )
        if width:
            yield number, list(values[:width])
