"""A table of counts (rows are units, columns categories, cells how many said so), from CSV."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _
from . import loose_rows
from .rating_cells import is_number, missing_in, numbered, whole
from .rating_tables import MOST_CATEGORIES, is_unit_word

_TOTAL = frozenset({"total", "totals", "sum", "suma", "totales", "n"})
MOST_RATINGS = 1_000


class CountTable(NamedTuple):
    """How many said what: a row for each unit, a number for each category; and what to tell of them."""

    categories: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    notes: tuple[str, ...]


def read_counts(path: Path, header: bool | None = None, units: bool | None = None) -> CountTable:
    """A table of counts, as Fleiss' kappa is usually printed with.

    The first row names the categories, unless it is all numbers; the first column names units where it or its
    heading says so, or where the others add up alike and all together do not. Sums named total are left out.
    An empty cell is 0. UserError names the cell that is no count.
    """
    hint = _("Rows are units, columns are categories, cells say how many gave that rating.")
    rows, notes = loose_rows.read(path, 1 if header is False else 2, hint)
    if header is None:
        header = _has_header([cells for _line, cells in rows])
        if not header:
            notes.append(_("The first row was read as counts; use --header if it names the categories."))
    width = max(len(cells) for _line, cells in rows)
    head = [*rows[0][1], *[""] * width][:width] if header else [str(number + 1) for number in range(width)]
    body = [(line, [*cells, *[""] * width][:width]) for line, cells in (rows[1:] if header else rows)]
    body = [(line, cells) for line, cells in body if any(cells)]
    if not body:
        raise UserError(_("{file} has no rows.").format(file=path.name), hint)
    if units is None:
        units = _names_units(head, body, header)
    names = [cells[0] for _line, cells in body]
    if units:
        if header and not is_unit_word(head[0]) and head[0]:
            notes.append(
                _("The first column was read as names of the units; use --no-units if it is counts.")
            )
        head = head[1:] if header else head[:-1]
        body = [(line, cells[1:]) for line, cells in body]
    while head and not (header and head[-1]) and not any(cells[-1] for _line, cells in body):
        head, body = head[:-1], [(line, cells[:-1]) for line, cells in body]
    counts = [
        [_count(path, line, head, place, cell) for place, cell in enumerate(cells)] for line, cells in body
    ]
    head, counts, more = _without_sums(head, counts, names if units else [])
    _check(path, head, [line for line, _cells in body], counts, hint)
    return CountTable(_told_apart(head), tuple(map(tuple, counts)), (*notes, *more))


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names categories: words, or numbers in a row that add up differently."""
    first = [cell for cell in rows[0] if cell]
    if not first or is_unit_word(rows[0][0]) or not all(map(is_number, first)):
        return True
    sums = {sum(whole(cell) or 0 for cell in cells) for cells in rows}
    return numbered(first) and len(first) > 1 and len(sums) > 1


def _names_units(head: Sequence[str], body: Sequence[tuple[int, list[str]]], header: bool) -> bool:
    first = [cells[0] for _line, cells in body]
    if header and (is_unit_word(head[0]) or (not head[0] and all(head[1:]))):
        return True
    if len(head) < 3 or not all(first):
        return False
    if not any(is_number(cell) or missing_in([cell]) for cell in first):
        return True
    sums = {sum(whole(cell) or 0 for cell in cells[1:]) for _line, cells in body}
    return len(first) > 1 and whole(first[0]) == 1 and numbered(first) and len(sums) == 1


def _count(path: Path, line: int, head: Sequence[str], place: int, cell: str) -> int:
    number = 0 if not cell or missing_in([cell]) else whole(cell)
    if number is None:
        raise UserError(
            _("{file}, line {line}: {cell} in column {name} is no count.").format(
                file=path.name, line=line, cell=cell, name=head[place] or place + 1
            ),
            _("A count is a whole number: take shares and percentages out of the table."),
        )
    return number


def _without_sums(
    head: Sequence[str], counts: list[list[int]], names: Sequence[str]
) -> tuple[list[str], list[list[int]], list[str]]:
    """The table without a last column and a last row that add up the others, where they are called so."""
    head, notes = list(head), []
    if len(head) > 2 and head[-1].casefold() in _TOTAL and all(sum(row[:-1]) == row[-1] for row in counts):
        notes.append(_("The column {name} adds up the others and was left out.").format(name=head[-1]))
        head, counts = head[:-1], [row[:-1] for row in counts]
    sums = [sum(column) for column in zip(*counts[:-1])]
    if names and names[-1].casefold() in _TOTAL and sums == counts[-1]:
        notes.append(_("The row {name} adds up the others and was left out.").format(name=names[-1]))
        counts = counts[:-1]
    return head, counts, notes


def _check(path: Path, head: Sequence[str], lines: Sequence[int], counts: list[list[int]], hint: str) -> None:
    if len(head) < 2:
        raise UserError(_("{file} has fewer than two columns of counts.").format(file=path.name), hint)
    if len(head) > MOST_CATEGORIES:
        raise UserError(
            _("{file} has {n} columns; there are up to {most} categories.").format(
                file=path.name, n=len(head), most=MOST_CATEGORIES
            ),
            hint,
        )
    for line, row in zip(lines, counts):
        if sum(row) > MOST_RATINGS:
            raise UserError(
                _("{file}, line {line}: {n} ratings of one unit; there are up to {most}.").format(
                    file=path.name, line=line, n=sum(row), most=MOST_RATINGS
                ),
                hint,
            )


def _told_apart(head: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for number, name in enumerate(head, 1):
        name = " ".join(name.split()) or str(number)
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)
