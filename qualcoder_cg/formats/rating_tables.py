"""A table of ratings (rows are units, columns coders) and a table of segments, from CSV."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _
from . import loose_rows
from .rating_cells import MISSING, is_number, numbered, plain, ratings, whole

_WORDS = """unit units id ids item items subject subjects case cases text document segment turn answer
    patient row no nr number # name names person participant respondent informant interview transcript
    file paragraph sentence passage quote observation response sample object
    unidad unidades caso casos sujeto sujetos ítem ítems elemento documento texto segmento respuesta
    intervención fila número nombre nombres persona participante informante entrevista transcripción archivo
    párrafo oración frase pasaje cita observación objeto paciente"""
_SEGMENT_WORDS = {
    "coder": "rater annotator unitizer codificador codificadora persona",
    "start": "begin from inicio comienzo desde",
    "end": "stop to fin final hasta",
    "value": "code category label valor código categoría etiqueta",
}
_CALLED = {word: name for name, words in _SEGMENT_WORDS.items() for word in words.split()}
_UNIT_WORDS = frozenset(_WORDS.split())
_LEAST_NAMED, _LEAST_NUMBERED = 3, 4
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


def read_ratings(
    path: Path, header: bool | None = None, units: bool | None = None, named: Collection[str] = ()
) -> RatingTable:
    """A table of ratings.

    The first row names the coders; it may also be ratings, where `header` says so or it looks like them.
    The first column names the units where `units` says so, where its heading is unit, id, case …, or where it
    is numbered throughout or shares no value with the others. What was found so is in the notes, and what
    may be doubted. `named` are words that are categories, though others use them for what is missing.
    UserError names the row that does not fit.
    """
    rows, notes = loose_rows.read(
        path,
        1 if header is False else 2,
        _("The first row names the coders, each row below is a unit."),
    )
    if header is not False:
        loose_rows.check_for_prose(path, rows, named)
    header, doubt = _header(path, [cells for _line, cells in rows], header)
    notes += [doubt] if doubt else []
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
    while head and not (header and head[-1]) and not any(cells[-1] for cells in even):
        head, even = head[:-1], [cells[:-1] for cells in even]
    first, doubt = _names_units(head, even, header, units)
    notes += [doubt] if doubt else []
    names = tuple(str(number) for number in range(1, len(even) + 1))
    if first:
        names = tuple(cells[0] for cells in even)
        head, even = head[1:], [cells[1:] for cells in even]
    return _checked(path, head, names, even, notes, named)


def read_segments(path: Path) -> list[SegmentRow]:
    """Segments from a table with the columns coder, start, end, value; UserError names the row."""
    hint = _("The columns are: {names}.").format(names="coder, start, end, value")
    rows, _notes = loose_rows.read(path, 2, hint)
    names = [_CALLED.get(cell.casefold(), cell.casefold()) for cell in rows[0][1]]
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
        if not any(cells):
            continue
        coder, start, end, value = ((cells[place] if place < len(cells) else "") for place in places)
        if coder and not start and not end and not value:
            found.append(SegmentRow(line, coder, 0, None, ""))
            continue
        first, last = whole(start), whole(end)
        if not coder or not value or first is None or last is None:
            raise UserError(
                _("{file}, line {line}: it takes a coder, two whole numbers and a value.").format(
                    file=path.name, line=line
                ),
                _("A coder who marked nothing has a row with the name alone."),
            )
        found.append(SegmentRow(line, coder, first, last, value))
    return found


def _header(path: Path, rows: Sequence[Sequence[str]], said: bool | None) -> tuple[bool, str]:
    """Whether the first row names coders, and what has to be said where that is not sure.

    It is ratings where a value is in it twice, or each comes again below. Words that are all different name
    coders all the same, and so do the numbers 1, 2, 3 … of three or more. UserError where it cannot be told.
    """
    first = [plain(cell) for cell in rows[0]]
    filled = [cell for cell in first if cell and cell.casefold() not in MISSING]
    again = {plain(cell) for row in rows[1:] for cell in row} & set(filled)
    as_ratings = _("The first row was read as ratings; use --header if it names the coders.")
    if said is not None or not filled or is_unit_word(rows[0][0]):
        return said is not False, ""
    if not rows[0][0] and numbered([cells[0] for cells in rows[1:]]):
        return True, ""
    numbers = all(map(is_number, filled))
    if len(set(filled)) < len(filled):
        if again or numbers:
            return False, as_ratings
        raise UserError(
            _("{file}, line 1: {name} stands there twice; two coders cannot have the same name.").format(
                file=path.name, name=next(cell for cell in filled if filled.count(cell) > 1)
            ),
            _("Rename one; or say --header if these are coders, --no-header if the row is ratings."),
        )
    in_order = len(first) > 2 and first[0] == "1" and numbered(first)
    if again == set(filled) and not in_order and (numbers or len(filled) < len(first)):
        return False, as_ratings
    if not again:
        return True, ""
    return True, _(
        "The first row was read as the names of coders, though values below are called so too; "
        "use --no-header if it is ratings."
    )


def _names_units(
    head: Sequence[str], body: Sequence[Sequence[str]], header: bool, said: bool | None
) -> tuple[bool, str]:
    """Whether the first column names units, and what has to be said where that is not sure.

    It does where its heading says so, or where it is numbered, or shares no value with the others.
    """
    if said is not None or not head or not body:
        return bool(said and head and body), ""
    if header and (is_unit_word(head[0]) or (not head[0] and all(head[1:]))):
        return True, ""
    filled = [cells for cells in body if any(cells)]
    first = [plain(cells[0]) for cells in filled]
    others = [plain(cell) for cells in filled for cell in cells[1:] if cell]
    if len(head) < 3 or len(filled) < 2:
        return False, ""
    apart = not set(first) & set(others)
    if all(first) and len(set(first)) == len(first):
        in_order = numbered(first) and len(set(others)) < len(first) and len(filled) >= _LEAST_NUMBERED
        if in_order or (apart and len(filled) >= _LEAST_NAMED and len(set(others)) < len(others)):
            return True, _(
                "The first column was read as names of the units; use --no-units if it is ratings."
            )
    elif not apart:
        return False, ""
    return False, _("The first column was read as ratings; use --units if it names the units.")


def _checked(
    path: Path,
    head: Sequence[str],
    units: tuple[str, ...],
    body: Sequence[Sequence[str]],
    notes: list[str],
    named: Collection[str],
) -> RatingTable:
    """The table, with equal names told apart and numbers written alike."""
    if len(head) < 2:
        raise UserError(
            _("{file} has fewer than two columns of ratings.").format(file=path.name),
            _("Rows are units, columns are coders, separated by commas, semicolons or tabs."),
        )
    rows, more = ratings(body, named)
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
    return RatingTable(tuple(names), units, tuple(map(tuple, rows)), (*notes, *more))


def is_unit_word(cell: str) -> bool:
    """Whether a heading says that units are named below it."""
    return cell.casefold() in _UNIT_WORDS
