"""The export of a survey: a CSV file or a sheet of a workbook as headings and rows of text."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from ..domain.surveys import SurveyTable, TableRow
from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from . import delimited, workbooks
from . import encoding as encodings
from .files import read_bytes

TEXT_SUFFIXES = (".csv", ".tsv", ".tab")
SUFFIXES = (*TEXT_SUFFIXES, *workbooks.SUFFIXES)
LARGEST = 50_000_000
_DELIMITERS = ",;\t|"
_NEVER = "\x1f"
_SAMPLE_ROWS = 60
_MOST = workbooks.Most(rows=50_000, unpacked=200_000_000)
_TITLES_WITHIN = 20
_SHARE_OF_HEADINGS = 0.6
_IMPORT_ID = '{"ImportId"'

_Rows = list[tuple[int, list[str]]]


def read(path: Path, *, sheet: str = "", encoding: str = "", heading_row: int = 0) -> SurveyTable:
    """The table in a file; UserError names the file, the row and the remedy.

    `sheet` names one of a workbook, else the first that has rows; `encoding` is what a person chose for
    a CSV file of unsure encoding; `heading_row` is the line or row of the headings, found unless given.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            _("{file} is no table that can be read.").format(file=path.name),
            _("Save the answers as one of: {suffixes}.").format(suffixes=", ".join(SUFFIXES)),
        )
    data = read_bytes(path, LARGEST)
    if path.suffix.lower() in workbooks.SUFFIXES:
        return _of_workbook(data, path.name, sheet, heading_row)
    found = encodings.decode_as(data, path.name, encoding) if encoding else encodings.decode(data, path.name)
    headings, texts, rows, row = _parted(_split(clean(found.text), path.name), path.name, heading_row)
    return SurveyTable(
        path.name,
        headings,
        rows,
        texts,
        heading_row=row,
        encoding=found.encoding,
        encodings=found.choices,
        warnings=(found.warning,) if found.warning and not found.choices else (),
    )


def _of_workbook(data: bytes, file: str, wanted: str, heading_row: int) -> SurveyTable:
    """The table on the named sheet, else on the first that has headings and a row."""
    book = workbooks.read(data, file, _MOST, only=wanted, until=1 if wanted else 2)
    last = book.sheets[-1] if book.sheets else workbooks.Sheet("", [])
    chosen = last if wanted or len(last.rows) > 1 else book.sheets[0]
    rows = [(number, list(map(workbooks.text_of, values))) for number, values in chosen.rows]
    headings, texts, body, row = _parted(_even(rows), file, heading_row)
    return SurveyTable(file, headings, body, texts, heading_row=row, sheet=chosen.title, sheets=book.titles)


def _split(text: str, file: str) -> _Rows:
    """The filled rows of a CSV text, each with the line it begins in."""
    first, _break, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        # A hint that spreadsheet programs understand, not a row.
        return [(line + 1, cells) for line, cells in _cells(rest, first.strip()[-1], file)]
    return list(_cells(text, _delimiter(text), file))


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, more than one.

    Where none does, there is one column, and commas are part of its answers.
    """

    def fits(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths: list[int] = []
        try:
            for cells in reader:
                if cells:
                    widths.append(len(cells))
                if len(widths) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            return 0, 0
        width = max(widths, key=lambda width: (widths.count(width), width), default=0)
        return (widths.count(width), width) if width > 1 else (0, 0)

    best = max(_DELIMITERS, key=fits)
    return best if fits(best) > (0, 0) else _NEVER


def _cells(text: str, delimiter: str, file: str) -> _Rows:
    stripped = (
        (line, [cell.strip() for cell in cells]) for line, cells in delimited.split(text, delimiter, file)
    )
    return [(line, cells) for line, cells in stripped if any(cells)]


def _even(rows: _Rows) -> _Rows:
    """The rows of a sheet, all as wide as its widest: cells beyond the headings are columns without one."""
    width = max((len(cells) for _row, cells in rows), default=0)
    return [(row, [*cells, *[""] * (width - len(cells))]) for row, cells in rows]


def _parted(
    rows: _Rows, file: str, heading_row: int
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[TableRow, ...], int]:
    """Headings, wordings of the questions, the rows below, and the row of the headings."""
    at = _heading_at(rows, file, heading_row)
    number, head = rows[at]
    texts, body = head, rows[at + 1 :]
    if len(body) > 1 and any(cell.startswith(_IMPORT_ID) for cell in body[1][1]):
        # One survey service writes names of variables, then the questions, then numbers of its own.
        texts, body = body[0][1], body[2:]
    for line, cells in body:
        if any(cells[len(head) :]):
            raise UserError(
                _("{file}, line {line}: more cells than there are headings.").format(file=file, line=line),
                _("A cell that holds the separator itself goes into quotation marks."),
            )
    if not body:
        raise UserError(
            _("{file} has headings but no answers below them.").format(file=file),
            _("Check that the right sheet and the right row of headings were chosen."),
        )
    filled = [
        column
        for column in range(len(head))
        if head[column] or any(column < len(cells) and cells[column] for _line, cells in body)
    ]
    headings = _unique(
        [head[column] or _("Column {letter}").format(letter=_letter(column)) for column in filled]
    )
    wordings = [texts[column] if column < len(texts) else "" for column in filled]
    return (
        tuple(headings),
        tuple(
            " ".join(wording.split()) or heading for wording, heading in zip(wordings, headings, strict=True)
        ),
        tuple(
            TableRow(line, tuple(cells[column] if column < len(cells) else "" for column in filled))
            for line, cells in body
        ),
        number,
    )


def _heading_at(rows: _Rows, file: str, wanted: int) -> int:
    """Where the headings are: the row asked for, or the first that is filled like a table's."""
    if not rows:
        raise UserError(_("{file} has no rows.").format(file=file), _("Check that it was saved."))
    if wanted:
        for index, (number, _cells_there) in enumerate(rows):
            if number == wanted:
                return index
        raise UserError(
            _("{file}: row {row} is blank or beyond the end.").format(file=file, row=wanted),
            _("The headings stand in the first of the filled rows, or below a title."),
        )
    # A few rows may be wider than the table: a separator within an answer cut it in two.
    widths = sorted((_filled(cells) for _line, cells in rows), reverse=True)
    widest = widths[min(len(widths) - 1, max(1, len(widths) // 10))]
    for index, (_line, cells) in enumerate(rows[:_TITLES_WITHIN]):
        numbers = sum(_is_number(cell) for cell in cells)
        if _filled(cells) >= _SHARE_OF_HEADINGS * widest and numbers <= _filled(cells) / 2:
            return index
    return 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell) for cell in cells)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "", 1).isdigit()


def _unique(headings: Sequence[str]) -> list[str]:
    """The headings on one line each; one that comes again gets a number."""
    found: list[str] = []
    for heading in headings:
        words = " ".join(heading.split())
        name, number = words, 1
        while name in found:
            number += 1
            name = f"{words} ({number})"
        found.append(name)
    return found


def _letter(column: int) -> str:
    """The name a spreadsheet gives a column: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
