"""What a cell of a table of ratings says: nothing, a number however it is written, a word."""

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from ..i18n import _, ngettext

# Only an empty cell is sure to be missing; these are so in the tables of books and statistics programs.
_GONE = "na n/a n.a. #n/a #n/d n/d s/d nan <na> null #null! . .. * ** - -- – — ? ??"
MISSING = frozenset(_GONE.split())
_SIGNS = frozenset("--–—")
_NUMBER = re.compile(r"[+\-−]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_NAMED = 6
_DIGITS = 15
_KEPT = 1_000  # cells come again and again

Cells = list[list[str | None]]


@lru_cache(_KEPT)
def is_number(cell: str) -> bool:
    """Whether a cell is a number, with a point or a comma for its decimals."""
    return _NUMBER.fullmatch(cell) is not None


@lru_cache(_KEPT)
def whole(cell: str) -> int | None:
    """The whole number from 0 that a cell is, however it is written; None where it is none, or too large."""
    number = plain(cell)
    return int(number) if number.isascii() and number.isdigit() and len(number) <= _DIGITS else None


@lru_cache(_KEPT)
def plain(cell: str) -> str:
    """A number as short as it can be written (1.0, 1,0 and 01 are 1); any other cell as it is."""
    if not is_number(cell):
        return cell
    number = Decimal(cell.replace(",", ".").replace("−", "-"))
    return f"{number.normalize() + 0:f}"


def numbered(cells: Sequence[str]) -> bool:
    """Whether cells are whole numbers one after the other."""
    first = whole(cells[0])
    return first is not None and all(whole(cell) == first + place for place, cell in enumerate(cells))


def missing_in(cells: Iterable[str], named: Collection[str] = ()) -> frozenset[str]:
    """The cells, as they stand, that say that something is missing; none of what is `named` a category.

    A dash is none of them where a plus is used too: then it is the other of two signs.
    """
    used = {cell for cell in cells if cell}
    found = {cell for cell in used if cell.casefold() in MISSING and cell not in named}
    return frozenset(found - _SIGNS if "+" in used else found)


def ratings(body: Sequence[Sequence[str]], named: Collection[str] = ()) -> tuple[Cells, list[str]]:
    """Cells as ratings, None where missing, numbers written alike; and what has to be told of it."""
    gone = missing_in((cell for cells in body for cell in cells), named)
    rows: Cells = [[None if cell in gone else cell or None for cell in cells] for cells in body]
    values = {cell for cells in rows for cell in cells if cell is not None}
    notes = []
    if gone:
        n = sum(cell in gone for cells in body for cell in cells)
        notes.append(
            ngettext(
                "{n} cell ({words}) was read as missing; name all with --categories if it is a category.",
                "{n} cells ({words}) were read as missing; name all with --categories if it is a category.",
                n,
            ).format(n=n, words=_listed(gone))
        )
    if values and all(map(is_number, values)):
        # a program that writes 1.0 in columns with gaps writes 1 in the others
        return [[None if cell is None else plain(cell) for cell in cells] for cells in rows], notes
    alike: dict[str, set[str]] = {}
    for value in values:
        alike.setdefault(" ".join(value.casefold().split()), set()).add(value)
    twins = [twin for several in alike.values() if len(several) > 1 for twin in several]
    if twins:
        notes.append(
            _(
                "Counted as different categories, though they differ only in capitals or blanks: {words}."
            ).format(words=_listed(twins))
        )
    return rows, notes


def _listed(words: Collection[str]) -> str:
    some = sorted(words)[:_NAMED]
    return ", ".join([*some, *(["…"] if len(words) > len(some) else [])])
