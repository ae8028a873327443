"""Dates as people write them, brought to ISO 8601."""

import re
from collections.abc import Iterable
from datetime import date

from .vocabulary import fold

DAY_FIRST, MONTH_FIRST, EITHER = "day first", "month first", ""
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
_OF = r"(?:del?\s+)?"
_DAY_WORD = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s/-]+{_OF}([a-z]+)[\s,/-]+{_OF}(\d{{4}})")
_WORD_DAY = re.compile(r"([a-z]+)/?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")
_MONTHS = (
    ("jan", "ene"), ("feb",), ("mar",), ("apr", "abr"), ("may",), ("jun",), ("jul",), ("aug", "ago"),
    ("sep", "set"), ("oct",), ("nov",), ("dec", "dic"),
)  # fmt: skip


class Ambiguous(ValueError):
    """A date whose day and month could change places; `args` are both readings in ISO 8601."""


def iso_date(text: str, order: str = EITHER) -> str:
    """The date as YYYY-MM-DD (YYYY-MM or YYYY where no more is said), "" for nothing.

    `order` (DAY_FIRST or MONTH_FIRST) settles 03/04/2022. Raises `Ambiguous` where it is not known, and
    ValueError for what is no date.
    """
    folded = fold(text.strip().replace(".", "/"))
    if not folded:
        return ""
    if found := _ISO.fullmatch(text.strip()):
        year, month, day = (int(part) if part else 0 for part in found.groups())
        return _valid(year, month, day)
    if found := _NUMBERS.fullmatch(folded):
        first, second, year = (int(part) for part in found.groups())
        return _of_numbers(first, second, year if year > 99 else 2000 + year, order)
    if found := _DAY_WORD.fullmatch(folded):
        return _valid(int(found[3]), _month(found[2]), int(found[1]))
    if found := _WORD_DAY.fullmatch(folded):
        return _valid(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(text)


def order_of(texts: Iterable[str]) -> str:
    """Whether dates written together put the day or the month first, as far as they tell alike."""
    orders = set()
    for text in texts:
        found = _NUMBERS.fullmatch(fold(text.strip().replace(".", "/")))
        if found:
            first, second = int(found[1]), int(found[2])
            if (first > 12) != (second > 12):
                orders.add(DAY_FIRST if first > 12 else MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else EITHER


def _of_numbers(first: int, second: int, year: int, order: str) -> str:
    if first == second or first > 12 or second > 12:
        day_first = second <= 12
        return _valid(year, second, first) if day_first else _valid(year, first, second)
    if order == EITHER:
        raise Ambiguous(_valid(year, second, first), _valid(year, first, second))
    return _valid(year, second, first) if order == DAY_FIRST else _valid(year, first, second)


def _month(word: str) -> int:
    for number, starts in enumerate(_MONTHS, 1):
        if word.startswith(starts):
            return number
    raise ValueError(word)


def _valid(year: int, month: int, day: int) -> str:
    """The date in ISO 8601; ValueError where there is no such day."""
    if not month:
        return f"{date(year, 1, 1).year:04d}"
    if not day:
        return f"{date(year, month, 1):%Y-%m}"
    return date(year, month, day).isoformat()
