"""A table of ratings (rows are units, columns coders) and a table of segments, from CSV."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _, ngettext
from . import delimited
from .files import decode, read_bytes

_DELIMITERS = ",;\t|"
_WORDS = """unit units id ids item items subject subjects case cases text document segment turn answer
    patient row no nr number # unidad unidades caso casos sujeto sujetos ítem ítems elemento documento texto
    segmento respuesta intervención fila número"""
_UNIT_WORDS = frozenset(_WORDS.split())
# Only an empty cell is sure to be missing; these are so in the tables of books and statistics programs.
MISSING = frozenset({"na", "n/a", "#n/a", "nan", "null", ".", "*"})
_LEAST_NUMBERED = 4
MOST_CATEGORIES = 100


class RatingTable(NamedTuple):
    """Ratings as text, None where missing: rows of units, a cell for each coder; and what to tell of them."""

    coders: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    notes: tuple[str, ...]


class SegmentRow(NamedTuple):
    """A segment of a coder; `line` is that of the file. A coder who marked nothing has one with end None."""

    line: int
    coder: str
    start: int
    end: int | None
    value: str


def read_ratings(path: Path, header: bool | None = None) -> RatingTable:
    """A table of ratings.

    The first row names the coders; it may also be ratings, where `header` says so or it looks like them.
    A first column named unit, id, case … or numbered throughout names the units. UserError names the row
    that does not fit.
    """
    rows = _rows(path)
    notes: list[str] = []
    if header is None:
        header = not _looks_like_ratings([cells for _line, cells in rows])
        if not header:
            notes.append(_("The first row was read as ratings; use --header if it names the coders."))
    width = max(len(cells) for _line, cells in rows)
    head = rows[0][1] if header else [_("Coder {n}").format(n=number + 1) for number in range(width)]
    body = rows[1:] if header else rows
    for line, cells in body:
        if any(cells[len(head) :]):
            raise UserError(
                _("{file}, line {line}: more cells than there are coders.").format(file=path.name, line=line),
                _("A row is a unit: one cell for each coder, empty where there is no rating."),
            )
    even = [[*cells, *[""] * (len(head) - len(cells))][: len(head)] for _line, cells in body]
    named = _names_units(head, even, header)
    if named:
        notes += [] if _is_unit_word(head[0]) else [_("The first column was read as names of the units.")]
        units = tuple(cells[0] for cells in even)
        head, even = head[1:], [cells[1:] for cells in even]
    else:
        units = tuple(str(number) for number in range(1, len(even) + 1))
    return _checked(path, head, units, even, notes)


def read_segments(path: Path) -> list[SegmentRow]:
    """Segments from a table with the columns coder, start, end, value; UserError names the row."""
    rows = _rows(path)
    names = [cell.casefold() for cell in rows[0][1]]
    wanted = ("coder", "start", "end", "value")
    missing = [name for name in wanted if name not in names]
    if missing:
        raise UserError(
            _("{file} has no column {names}.").format(file=path.name, names=", ".join(missing)),
            _("The columns are: {names}.").format(names=", ".join(wanted)),
        )
    places = [names.index(name) for name in wanted]
    found = []
    for line, cells in rows[1:]:
        coder, start, end, value = ((cells[place] if place < len(cells) else "") for place in places)
        if coder and not start and not end and not value:
            found.append(SegmentRow(line, coder, 0, None, ""))
            continue
        if not (coder and value and start.isdecimal() and end.isdecimal()):
            raise UserError(
                _("{file}, line {line}: it takes a coder, two whole numbers and a value.").format(
                    file=path.name, line=line
                ),
                _("A coder who marked nothing has a row with the name alone."),
            )
        found.append(SegmentRow(line, coder, int(start), int(end), value))
    return found


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The filled rows, with stripped cells."""
    text = decode(read_bytes(path), path.name)
    delimiter = _delimiter(text)
    if delimiter:
        split = delimited.split(text, delimiter, path.name)
    else:
        split = [(number, line.split()) for number, line in enumerate(text.split("\n"), 1)]
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in split if cells and cells != [""]]
    if len(rows) < 2:
        raise UserError(
            _("{file} has fewer than two rows.").format(file=path.name),
            _("The first row names the coders, each row below is a unit."),
        )
    return rows


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into most cells; "" where none does, and white space has to."""
    lines = text.split("\n")[:50]

    def cells(delimiter: str) -> int:
        try:
            return sum(len(row) - 1 for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
        except csv.Error:
            return 0

    best = max(_DELIMITERS, key=cells)
    return best if cells(best) else ""


def _looks_like_ratings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is one of ratings: a value is in it twice, or each comes again below.

    Words that are all different name coders all the same, and so do the numbers 1, 2, 3 … of three or more.
    """
    first = rows[0]
    filled = [cell for cell in first if cell]
    below = {cell for row in rows[1:] for cell in row}
    if not filled or not first[0] or _is_unit_word(first[0]):
        return False
    if len(set(filled)) < len(filled):
        return True
    if not set(filled) <= below | MISSING:
        return False
    numbered = [str(number) for number in range(1, len(first) + 1)]
    if list(first) == numbered and len(first) > 2:
        return False
    return all(_is_number(cell) for cell in filled) or len(set(filled)) < len(first)


def _names_units(head: Sequence[str], body: Sequence[Sequence[str]], header: bool) -> bool:
    """Whether the first column names units: its heading says so, or it is numbered, or shares no value."""
    if header and (_is_unit_word(head[0]) or (not head[0] and all(head[1:]))):
        return True
    if len(head) < 3 or len(body) < _LEAST_NUMBERED:
        return False
    first = [cells[0] for cells in body]
    others = {cell for cells in body for cell in cells[1:] if cell}
    if not all(first) or len(set(first)) < len(first):
        return False
    steps = [str(number + int(first[0])) for number in range(len(first))] if first[0].isdecimal() else []
    numbered = first == steps and len(others) < len(first)
    return numbered or not others & set(first)


def _checked(
    path: Path,
    head: Sequence[str],
    units: tuple[str, ...],
    body: Sequence[Sequence[str]],
    notes: list[str],
) -> RatingTable:
    """The table, with equal names told apart and numbers written alike."""
    while head and not head[-1] and not any(cells[len(head) - 1] for cells in body):
        head, body = head[:-1], [cells[:-1] for cells in body]
    if len(head) < 2:
        raise UserError(
            _("{file} has fewer than two columns of ratings.").format(file=path.name),
            _("Rows are units, columns are coders, separated by commas, semicolons or tabs."),
        )
    marked = sum(cell.casefold() in MISSING for cells in body for cell in cells)
    if marked:
        notes.append(
            ngettext(
                "{n} cell such as NA, . or * was read as missing.",
                "{n} cells such as NA, . or * were read as missing.",
                marked,
            ).format(n=marked)
        )
    rows = [[None if cell.casefold() in MISSING else cell or None for cell in cells] for cells in body]
    values = {cell for cells in rows for cell in cells if cell is not None}
    if values and all(map(_is_number, values)):
        # a program that writes 1.0 in columns with gaps writes 1 in the others
        rows = [[None if cell is None else f"{float(cell):g}" for cell in cells] for cells in rows]
        values = {cell for cells in rows for cell in cells if cell is not None}
    if len(values) > MOST_CATEGORIES:
        raise UserError(
            _("{file} has {n} different values; ratings have up to {most}.").format(
                file=path.name, n=len(values), most=MOST_CATEGORIES
            ),
            _("Check that rows are units, columns are coders, and values are categories."),
        )
    names: list[str] = []
    for number, name in enumerate(head, 1):
        name = " ".join(name.split()) or _("Coder {n}").format(n=number)
        names.append(name if name not in names else f"{name} ({number})")
    return RatingTable(tuple(names), units, tuple(map(tuple, rows)), tuple(notes))


def _is_unit_word(cell: str) -> bool:
    return cell.casefold() in _UNIT_WORDS


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
