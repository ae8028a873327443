"""A matrix as an Excel workbook: the first sheet that has the headings, one row a question."""

import io
import math
import struct
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from qualcoder_cg.domain.matrix import MatrixSpec
from qualcoder_cg.domain.text import clean
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from ..packages import Package
from .checks import Faults, Place
from .decoding import read_bytes
from .rows import Row, heading_row, read_rows

SUFFIXES = (".xlsx", ".xlsm")
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LARGEST_UNPACKED = 64_000_000


def read(path: Path) -> MatrixSpec:
    """The matrix in a workbook, formulas as their values; raises `UserError` naming sheet, row and fault."""
    sheets = sheets_of(read_bytes(path), path.name)
    known = [heading_row(rows)[1] for rows in sheets]
    return read_rows(sheets[known.index(max(known))], path.stem, Faults(path.name))


def sheets_of(data: bytes, file: str) -> list[list[Row]]:
    """The filled rows of every sheet that has some; raises `UserError` where none has."""
    _refuse_bombs(data, file)
    try:
        sheets = _sheets(data, file)
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
        OverflowError,
        RuntimeError,
        zlib.error,
        struct.error,
    ) as error:
        # openpyxl raises any of these at a damaged or hostile workbook; XML errors are SyntaxErrors.
        raise UserError(
            _("{file} is not an Excel workbook, or it is damaged.").format(file=file),
            _("Open it in a spreadsheet program and save it anew as .xlsx."),
        ) from error
    if not sheets:
        raise UserError(_("{file} has no rows.").format(file=file))
    return sheets


def _refuse_bombs(data: bytes, file: str) -> None:
    """Raise `UserError` for what is no sound zip package, or unpacks to more than any matrix needs."""
    Package(data, file)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > LARGEST_UNPACKED:
            raise UserError(
                _("{file} unpacks to far more than a matrix can hold, so it was not opened.").format(
                    file=file
                )
            )


def _sheets(data: bytes, file: str) -> list[list[Row]]:
    """The filled rows of every sheet that has some."""
    import openpyxl

    with warnings.catch_warnings():
        # openpyxl warns of styles and validations it does not read; none of them matters here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            found = [_rows(sheet, file) for sheet in book.worksheets]
        finally:
            book.close()
    return [rows for rows in found if rows]


def _rows(sheet: Any, file: str) -> list[Row]:
    rows: list[Row] = []
    filled = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(filled, start=1):
        cells = tuple(_text(value) for value in values)
        if not any(cells):
            continue
        words = _("row {number} of the sheet “{sheet}”").format(number=number, sheet=sheet.title)
        if number > MOST_ROWS:
            raise UserError(
                _("{file}, {place}: a matrix may have {most} rows.").format(
                    file=file, place=words, most=MOST_ROWS
                )
            )
        rows.append(Row(Place(number, words), cells))
    return rows


def _text(value: object) -> str:
    """A cell's value as the person reads it: 7.0 is "7", a date is written year first."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return clean(str(value)).strip()
