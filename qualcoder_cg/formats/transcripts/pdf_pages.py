"""What a PDF's pages repeat: page marks, line numbers, running heads and feet; all of it is taken off."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .page_marks import MARK
from .pdf_lines import Line

_EDGE = 4
_FEWEST_PAGES = 3
_MOST_PAGES = 0.4
_FEWEST_NUMBERS = 3
_NUMBERED = 0.8
_APART = 1.3
_FAR = 2.6  # more than double spacing, in heights of letters
_OTHER_SIZE = 0.5
_BARE = re.compile(r"\d{1,4}")
_LINE_NUMBER = re.compile(r"(\d{1,5})(?:\s+|$)")
_NUMBER = re.compile(r"\d{1,4}")


class _Place(NamedTuple):
    side: str
    words: str
    height: int


class Bodies(NamedTuple):
    """The pages without what they repeat, the printed number of each ("" unknown), and the running lines.

    A running line is told once, as it stands on its first page.
    """

    pages: list[list[Line]]
    numbers: list[str]
    running: list[str]


def bodies(pages: Sequence[Sequence[Line]]) -> Bodies:
    """Take off what pages repeat."""
    numbered = [_without_numbers(list(page)) for page in pages]
    recurring = _recurring(numbered)
    shift = _shift(numbered, recurring)
    kept: list[list[Line]] = []
    running: dict[str, str] = {}
    for ordinal, page in enumerate(numbered, start=1):
        body, taken = _without_edges(page, ordinal, recurring, shift)
        kept.append(body)
        for line in taken:
            running.setdefault(_place("", line).words, line.text)
    if not any(kept):
        # Nothing but what repeats: then that is what the document says.
        return Bodies([list(page) for page in pages], [""] * len(pages), [])
    return Bodies(kept, [_number(one, shift) for one in range(1, len(kept) + 1)], list(running.values()))


def _number(ordinal: int, shift: int | None) -> str:
    return "" if shift is None or ordinal + shift < 1 else str(ordinal + shift)


def _without_numbers(page: list[Line]) -> list[Line]:
    """A page without a column of line numbers, whether written after the text, before it, or line by line."""
    page = page[: len(page) - _run([line.text for line in reversed(page)], -1)]
    page = page[_run([line.text for line in page], 1) :]
    found = [_LINE_NUMBER.match(line.text) for line in page]
    numbers = [int(one[1]) for one in found if one]
    steps = sum(later - earlier == 1 for earlier, later in pairwise(numbers))
    if len(numbers) < max(5, _NUMBERED * len(page)) or steps < _NUMBERED * (len(numbers) - 1):
        return page
    bare = [line.without(len(one[0])) if one else line for line, one in zip(page, found, strict=True)]
    return [line for line in bare if line.pieces]


def _run(texts: Sequence[str], step: int) -> int:
    """How many texts from the first on are bare numbers that count up (down) by one; 0 below three."""
    length = 0
    for text in texts:
        if not _BARE.fullmatch(text) or (length and int(text) != int(texts[length - 1]) + step):
            break
        length += 1
    return length if length >= _FEWEST_NUMBERS else 0


def _edges(page: Sequence[Line]) -> list[tuple[str, Line]]:
    """The outermost lines of a page, each with the side it is on."""
    half = min(_EDGE, (len(page) + 1) // 2)
    top = [("top", line) for line in page[:half]]
    return top + [("foot", line) for line in reversed(page[len(top) :][-half:])]


def _place(side: str, line: Line) -> _Place:
    return _Place(side, _NUMBER.sub("#", " ".join(line.text.casefold().split())), round(line.y))


def _recurring(pages: Sequence[Sequence[Line]]) -> set[_Place]:
    """Where and what (digits aside) the lines are that stand at one height at the edge of many pages.

    Many are two fifths, for heads may differ left and right, and three at least; of two pages both.
    """
    often: Counter[_Place] = Counter()
    for page in pages:
        often.update({_place(side, line) for side, line in _edges(page)})
    fewest = max(_FEWEST_PAGES, _MOST_PAGES * len(pages)) if len(pages) != 2 else 2
    return {place for place, times in often.items() if times >= fewest}


def _shift(pages: Sequence[Sequence[Line]], recurring: set[_Place]) -> int | None:
    """Printed page number minus ordinal, where at least half of the pages print one; else None."""
    shifts: Counter[int] = Counter()
    for ordinal, page in enumerate(pages, start=1):
        numbers: set[int] = set()
        for side, line in _edges(page):
            if found := MARK.fullmatch(line.text):
                numbers.add(int(_NUMBER.findall(found[0])[0]))
            elif _BARE.fullmatch(line.text) or _place(side, line) in recurring:
                numbers.update(int(number) for number in _NUMBER.findall(line.text))
        shifts.update({number - ordinal for number in numbers})
    best = max(shifts, key=lambda shift: (shifts[shift], shift == 0), default=0)
    enough = shifts[best] >= max(2, len(pages) / 2) or (len(pages) <= 2 and shifts[0] > 0)
    return (best if len(pages) > 2 or not shifts[0] else 0) if enough else None


def _without_edges(
    page: list[Line], ordinal: int, recurring: set[_Place], shift: int | None
) -> tuple[list[Line], list[Line]]:
    """A page's own lines, and the running lines that were taken off it (page marks are not told)."""

    def is_mark(line: Line) -> bool:
        if _BARE.fullmatch(line.text):
            return shift is not None and int(line.text) == ordinal + shift
        return bool(MARK.fullmatch(line.text))

    def outer(side: str, inwards: Sequence[Line]) -> int:
        """How many lines repeat, from the edge inwards, up to one that is set apart from what follows."""
        length = 0
        while length < min(_EDGE, len(inwards)) and (
            is_mark(inwards[length]) or _place(side, inwards[length]) in recurring
        ):
            length += 1
        while length and not is_mark(inwards[length - 1]) and not _apart(inwards, length, leading):
            length -= 1
        return length

    leading = _leading(page)
    top = outer("top", page)
    foot = outer("foot", page[top:][::-1])
    taken = page[:top] + page[len(page) - foot :]
    return page[top : len(page) - foot], [line for line in taken if not is_mark(line)]


def _leading(page: Sequence[Line]) -> float:
    """The usual distance of a page's lines."""
    distances = Counter(round(abs(one.y - other.y)) for one, other in pairwise(page))
    return max(distances, key=lambda distance: distances[distance], default=0)


def _apart(lines: Sequence[Line], length: int, leading: float) -> bool:
    """Whether the first so many lines stand off from the next by space or by size."""
    if length == len(lines):
        return True
    last, following = lines[length - 1], lines[length]
    distance = abs(last.y - following.y)
    far = distance > _APART * leading or distance > _FAR * max(last.size, following.size)
    return far or abs(last.size - following.size) > _OTHER_SIZE
