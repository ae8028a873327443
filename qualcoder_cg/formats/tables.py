"""A plain table with headings, from a CSV file or a workbook: codings, the register and the like."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UserError
from ..i18n import _
from . import workbooks
from .files import decode, read_bytes

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t"
LARGEST = 50_000_000
_TITLES_WITHIN = 10
_SHARE_OF_HEADINGS = 0.6


class Record(NamedTuple):
    """One row: its line in the file, and its cells by heading (lower case), stripped."""

    line: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """A table as it stands in a file: its headings in order, and its rows with cells by heading.

    Where two columns have the same heading, a row has the cell of the first that is filled.
    """

    headings: tuple[str, ...]
    records: tuple[Record, ...]


def read_table(path: Path) -> Sheet:
    """The table in a CSV file or on the first sheet with rows of a workbook; blank rows are left out.

    Titles above the headings are passed over. UserError for a file that cannot be read or has no rows.
    """
    lines = _sheet_lines(path) if path.suffix.lower() in workbooks.SUFFIXES else _csv_lines(path)
    if not lines:
        raise UserError(_("{file} has no rows.").format(file=path.name), _("Check that it was saved."))
    filled = [sum(bool(cell) for cell in cells) for _line, cells in lines[:_TITLES_WITHIN]]
    first = next(place for place, n in enumerate(filled) if n >= max(filled) * _SHARE_OF_HEADINGS)
    headings = lines[first][1]
    records = []
    for line, cells in lines[first + 1 :]:
        if any(cells[len(headings) :]):
            raise UserError(
                _("{file}, line {line}: more cells than the first line has headings.").format(
                    file=path.name, line=line
                ),
                _("A cell that holds the separator itself goes into quotation marks."),
            )
        record: dict[str, str] = {}
        for heading, cell in zip(headings, cells, strict=False):
            if heading and not record.get(heading):
                record[heading] = cell
        records.append(Record(line, record))
    return Sheet(tuple(dict.fromkeys(filter(None, headings))), tuple(records))


def _csv_lines(path: Path) -> list[tuple[int, list[str]]]:
    """The filled lines of a CSV file, each with its number and its stripped cells."""
    reader = _open(path)
    found, line = [], 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            _("{file}, line {line}: {problem}.").format(
                file=path.name, line=reader.line_num, problem=str(error)
            ),
            _("Save the table as CSV again."),
        ) from error
    return found


def _sheet_lines(path: Path) -> list[tuple[int, list[str]]]:
    """The filled rows of the first sheet that has some, each with its number."""
    book = workbooks.read(read_bytes(path), path.name, workbooks.Most(), until=1)
    return [
        (number, list(map(workbooks.text_of, values)))
        for sheet in book.sheets
        for number, values in sheet.rows
    ]


def read_csv(path: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> list[Record]:
    """The rows of a CSV file with these headings; blank rows are left out, other columns ignored.

    UserError names the missing headings, or the line whose quotation marks do not fit.
    """
    reader = _open(path)
    try:
        return list(_records(reader, path.name, needed, optional))
    except csv.Error as error:
        raise UserError(
            _("{file}, line {line}: {problem}.").format(
                file=path.name, line=reader.line_num, problem=str(error)
            ),
            _("Save the table as CSV again."),
        ) from error


def headings_of(path: Path) -> list[str]:
    """The headings of a CSV file, in lower case."""
    return _headings(_open(path))


def _headings(reader: "Reader") -> list[str]:
    return [cell.strip().lower() for cell in next(reader, [])]


def _open(path: Path) -> "Reader":
    """The rows of the file, under the delimiter that the first line with any uses most."""
    text = decode(read_bytes(path, LARGEST), path.name)
    first = next((line for line in text.split("\n") if set(line) & set(DELIMITERS)), "")
    return csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))


def _records(reader: "Reader", file: str, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Record]:
    headings = _headings(reader)
    twice = next((name for name in (*needed, *optional) if headings.count(name) > 1), "")
    if twice:
        raise UserError(
            _("{file} has the column {name} twice.").format(file=file, name=twice),
            _("Leave one of them."),
        )
    missing = [name for name in needed if name not in headings]
    if missing:
        raise UserError(
            _("{file} lacks the column {missing}; it has: {found}.").format(
                file=file, missing=", ".join(missing), found=", ".join(filter(None, headings)) or "–"
            ),
            _("The first line names the columns: {columns}.").format(columns=", ".join([*needed, *optional])),
        )
    line = reader.line_num + 1
    for cells in reader:
        record = {name: cell.strip() for name, cell in zip(headings, cells, strict=False)}
        if any(cell.strip() for cell in cells[len(headings) :]):
            raise UserError(
                _("{file}, line {line}: more cells than the first line has headings.").format(
                    file=file, line=line
                ),
                _("A cell that holds the separator itself goes into quotation marks."),
            )
        if any(record.values()):
            short = [name for name in needed if name not in record]
            if short:
                raise UserError(
                    _("{file}, line {line}: no cell for {missing}.").format(
                        file=file, line=line, missing=", ".join(short)
                    ),
                    _("Every row needs: {columns}.").format(columns=", ".join(needed)),
                )
            yield Record(line, {**dict.fromkeys(optional, ""), **record})
        line = reader.line_num + 1


@contextmanager
def in_row(path: Path, record: Record) -> Iterator[None]:
    """Put the file and the line before what is wrong in a row."""
    try:
        yield
    except UserError as error:
        raise UserError(
            _("{file}, line {line}: {problem}").format(
                file=path.name, line=record.line, problem=error.message
            ),
            error.hint,
        ) from error
