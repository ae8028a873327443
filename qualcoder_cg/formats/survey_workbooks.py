"""The rows of a workbook that holds the answers to a survey, as text."""

import io
import math
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from .packages import Package

SUFFIXES = (".xlsx", ".xlsm")
MOST_ROWS = 50_000
MOST_COLUMNS = 2_000
_LARGEST_UNPACKED = 200_000_000


class Book(NamedTuple):
    """The sheet that was read: its filled rows, each with its number; and the names of all sheets."""

    rows: list[tuple[int, list[str]]]
    sheet: str
    sheets: tuple[str, ...]


def read(data: bytes, file: str, sheet: str = "") -> Book:
    """The filled rows of the named sheet, else of the first that has two; formulas as their values."""
    _refuse_bombs(data, file)
    try:
        return _read(data, file, sheet)
    except UserError:
        raise
    except (
        zipfile.BadZipFile,
        SyntaxError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        TypeError,
        IndexError,
        AttributeError,
    ) as error:
        # openpyxl raises any of these at a damaged or hostile workbook; XML errors are SyntaxErrors.
        raise UserError(
            _("{file} is not an Excel workbook, or it is damaged.").format(file=file),
            _("Open it in a spreadsheet program and save it anew as .xlsx."),
        ) from error


def _refuse_bombs(data: bytes, file: str) -> None:
    """Raise `UserError` for what is no sound zip package, or unpacks to more than any survey needs."""
    package = Package(data, file)
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        if sum(entry.file_size for entry in zipped.infolist()) > _LARGEST_UNPACKED:
            raise UserError(
                _("{file} unpacks to far more than a survey can hold, so it was not opened.").format(
                    file=file
                ),
                _("If you trust the file, save the sheet alone as CSV and import that."),
            )
    if "xl/workbook.xml" in package:
        package.xml("xl/workbook.xml")


def _read(data: bytes, file: str, wanted: str) -> Book:
    import openpyxl

    with warnings.catch_warnings():
        # openpyxl warns of styles and validations it does not read; none of them matters here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = tuple(sheet.title for sheet in book.worksheets)
            if wanted and wanted not in sheets:
                raise UserError(
                    _("{file} has no sheet called {sheet}.").format(file=file, sheet=wanted),
                    _("Its sheets are: {sheets}.").format(sheets=", ".join(sheets)),
                )
            for sheet in book.worksheets:
                if wanted in ("", sheet.title):
                    rows = _rows(sheet, file)
                    if wanted or len(rows) > 1:
                        return Book(rows, sheet.title, sheets)
        finally:
            book.close()
    return Book([], sheets[0] if sheets else "", sheets)


def _rows(sheet: Any, file: str) -> list[tuple[int, list[str]]]:
    # The size that a file states of a sheet may be wrong, and then rows would be missed.
    sheet.reset_dimensions()
    rows: list[tuple[int, list[str]]] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise UserError(
                _("{file}, row {row}: a survey may have {rows} rows and {columns} columns.").format(
                    file=file, row=number, rows=MOST_ROWS, columns=MOST_COLUMNS
                ),
                _("Leave out what was not asked, or import it in parts."),
            )
        if cells:
            rows.append((number, cells))
    return rows


def _text(value: object) -> str:
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
