"""The rows of a plain table from anywhere: the separator is found, what is blank at the end is left out."""

import csv
import io
from collections.abc import Collection
from pathlib import Path

from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from . import delimited, encoding
from .files import decode, read_bytes

_DELIMITERS = "\t;|,"  # of several that cut all rows alike, the first
_LOOKED_AT = 50
_ANY = "cp1252"

Rows = list[tuple[int, list[str]]]


def read(path: Path, least: int, hint: str) -> tuple[Rows, list[str]]:
    """The rows that are no empty lines, with their lines in the file and stripped cells; what is to be told.

    UserError with `hint` where there are fewer than `least`, and where text stands above or below the table.
    """
    text, notes = _text(path)
    delimiter = _delimiter(text)
    if delimiter:
        split = delimited.split(text, delimiter, path.name)
    else:
        split = [(number, line.split()) for number, line in enumerate(text.split("\n"), 1)]
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in split if cells and cells != [""]]
    while rows and not any(rows[-1][1]) and len(rows) > least:
        rows.pop()
    if len(rows) < least:
        raise UserError(
            _("{file} has no rows.").format(file=path.name)
            if least < 2
            else _("{file} has fewer than two rows.").format(file=path.name),
            hint,
        )
    return rows, notes


def check_for_prose(path: Path, rows: Rows, named: Collection[str] = ()) -> None:
    """UserError for a first or last row with one cell of several words, found nowhere else nor `named`."""
    for place, (line, cells) in ((0, rows[0]), (-1, rows[-1])):
        others = [row for _line, row in (rows[1:] if place == 0 else rows[:-1])]
        if sum(map(bool, cells)) != 1 or not cells[0] or " " not in cells[0]:
            continue
        if max((sum(map(bool, row)) for row in others), default=0) < 2:
            continue
        if cells[0] not in named and not any(cells[0] in row for row in others):
            raise UserError(
                _("{file}, line {line}: “{text}” stands alone and is no row of the table.").format(
                    file=path.name, line=line, text=cells[0]
                ),
                _("Take titles and sources out of the file; name a category like it with --categories."),
            )


def _text(path: Path) -> tuple[str, list[str]]:
    """The text; where several encodings fit, one of single bytes will do: what is alike is alike in it."""
    data = read_bytes(path)
    if _ANY not in encoding.decode(data, path.name).choices:
        return decode(data, path.name), []
    told = _("{file} is not in UTF-8: accents may be shown wrongly, the figures are right.")
    return clean(encoding.decode_as(data, path.name, _ANY).text), [told.format(file=path.name)]


def _delimiter(text: str) -> str:
    """The one that cuts the first rows alike, else into most cells; "" where only white space cuts."""
    start = "\n".join(text.split("\n")[:_LOOKED_AT])

    def widths(delimiter: str) -> list[int]:
        try:
            return [len(row) for row in csv.reader(io.StringIO(start), delimiter=delimiter) if row]
        except csv.Error:
            return []

    found = {delimiter: widths(delimiter) for delimiter in _DELIMITERS}
    alike = [one for one, wide in found.items() if wide and min(wide) == max(wide) > 1]
    if alike:
        return alike[0]
    best = max(_DELIMITERS, key=lambda one: sum(found[one]) - len(found[one]))
    return best if max(found[best], default=0) > 1 else ""
