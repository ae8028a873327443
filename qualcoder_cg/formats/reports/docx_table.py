"""Tables of a report in a Word document: captions, headings that return, notes and source below."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ...domain.report_table import RIGHT, ReportTable
from .docx_parts import caption, grid, paragraph

_SPACE_ABOVE = '<w:spacing w:before="80"/>'
# Twentieths of a point: a character of a table in bold, and the space at the sides of a cell.
_CHARACTER, _SIDES = 100, 340
# The same for small letters, as on a page on its side: for each half point of their size, and the sizes
# in half points, of which the first is taken at which no word is broken.
_SMALL_CHARACTER, _SMALL_SIDES, _SMALL_SIZES = 6.1, 112, (15, 14, 13, 12)
_BREAKS = re.compile(r"[ \t\n]+")  # where a line may end; not at a space that does not break
_LETTERS = {
    **dict.fromkeys(".,:;|'’()[]- \N{NO-BREAK SPACE}", 0.55),
    **dict.fromkeys("iljI", 0.65),
    **dict.fromkeys("tfr", 0.8),
    **dict.fromkeys("mwMW%—●◐○", 1.5),
}


def table(shown: ReportTable, number: int, width: int, styles: Mapping[str, str]) -> Iterator[str]:
    """A table with its caption and what stands below it; marks explain cells with something wrong.

    `width` is what it may take, in twentieths of a point.
    """
    yield caption(shown.title, number, styles["Caption"])
    yield from data_table(shown, width, styles, small=shown.wide)
    flags = shown.flags
    marked = [_marked("", number) + " " + flag for number, flag in enumerate(flags, 1)]
    lines = [*marked, *shown.notes, *([shown.source] if shown.source else [])]
    for place, line in enumerate(lines):
        yield paragraph(styles["EvidenceNote"], line, extra="" if place else _SPACE_ABOVE)
    yield paragraph(styles["Normal"], "")


def data_table(
    shown: ReportTable, width: int, styles: Mapping[str, str], *, small: bool = False
) -> Iterator[str]:
    """The cells of a table alone; in `small` letters too where words would be broken otherwise."""
    if not shown.all_rows:
        return
    flags = shown.flags
    rows = [
        [_marked(cell.text, flags.index(cell.flag) + 1 if cell.flag else 0) for cell in row]
        for row in shown.all_rows
    ]
    size, character, side = 0, float(_CHARACTER), _SIDES
    if small or sum(_least(shown, character, side)) > width:
        size = next((one for one in _SMALL_SIZES if _fits(shown, width, one)), _SMALL_SIZES[-1])
        character, side = size * _SMALL_CHARACTER, _SMALL_SIDES
    yield from grid(
        [column.heading for column in shown.columns],
        rows,
        _widths(shown, width, character, side),
        [column.align == RIGHT for column in shown.columns],
        styles,
        frozenset(index for index in range(len(rows)) if shown.sums_up(index)),
        size,
    )


def _marked(text: str, mark: int) -> str:
    """A cell's text with the number of the remark on it."""
    return f"{text} [{mark}]".strip() if mark else text


def _fits(table: ReportTable, width: int, size: int) -> bool:
    """Whether no word is broken at a size of small letters."""
    return sum(_least(table, size * _SMALL_CHARACTER, _SMALL_SIDES)) <= width


def _least(table: ReportTable, character: float, side: int) -> list[int]:
    """How wide each column must be for its longest word."""
    found = []
    for index, column in enumerate(table.columns):
        texts = [column.heading, *(row[index].text for row in table.all_rows)]
        words = [word for text in texts for word in _BREAKS.split(text)]
        found.append(round(max(map(_length, words), default=0) * character) + side)
    return found


def _length(word: str) -> float:
    """A word's width, in characters of middling width."""
    return sum(_LETTERS.get(one, 1.3 if one.isupper() else 1.0) for one in word)


def _widths(table: ReportTable, width: int, character: float, side: int) -> Sequence[int]:
    """Widths that fill the page: the longest word fits where all of them can, long lines share the rest."""
    least, wanted = _least(table, character, side), []
    for index, column in enumerate(table.columns):
        texts = [column.heading, *(row[index].text for row in table.all_rows)]
        line = max(len(line) for text in texts for line in text.split("\n"))
        wanted.append(max(least[index], round(line * character) + side))
    room = width - sum(least)
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    if room < 0:
        widths = _capped(least, width)
    elif not sum(more):
        widths = [width * need // sum(least) for need in least]
    else:
        widths = [
            need + min(extra, room * extra // sum(more)) for need, extra in zip(least, more, strict=True)
        ]
    return [width - sum(widths[1:]), *widths[1:]]


def _capped(least: Sequence[int], width: int) -> list[int]:
    """Widths that fit: what is needed where that is little, and the same for all that need more."""
    left, widths = width, [0] * len(least)
    for rank, place in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[place] = min(least[place], left // (len(least) - rank))
        left -= widths[place]
    return widths
