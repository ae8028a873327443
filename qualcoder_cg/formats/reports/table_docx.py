"""Tables of a report as a Word document: real tables with captions, headings that return, notes below."""

from collections.abc import Iterator, Sequence
from typing import IO

from ...domain.report_table import RIGHT, ReportTable, TableReport
from ...i18n import _
from .annex import made_on
from .docx_base import TEXT_WIDTH, base, write_package
from .docx_parts import caption, grid, paragraph

_SPACE_ABOVE = '<w:spacing w:before="80"/>'
# Twentieths of a point: a character of a table in bold, and the space at the sides of a cell.
_CHARACTER, _SIDES = 100, 340
# A page on its side, and the letters of a table on it in half points.
_WIDE_WIDTH, _WIDE_SIZE = 14000, 15


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write the tables one below the other, each with its caption, notes and source; the wide ones last."""
    around = base(report, wide_end=any(table.wide for table in report.tables))
    write_package(file, around, _body(report, around.turn))


def _body(report: TableReport, turn: str) -> Iterator[str]:
    yield paragraph("Title", report.title)
    yield paragraph("Normal", _("Made on {date}.").format(date=made_on(report)))
    turned = False
    for number, table in enumerate(sorted(report.tables, key=lambda one: one.wide), 1):
        if table.wide and not turned:
            turned = True
            yield turn
        yield from _table(table, number)


def _table(table: ReportTable, number: int) -> Iterator[str]:
    """One table; cells with something wrong carry a mark that the lines below explain."""
    yield caption(table.title, number)
    flags = table.flags
    rows = [
        [_marked(cell.text, flags.index(cell.flag) + 1 if cell.flag else 0) for cell in row]
        for row in table.all_rows
    ]
    yield from grid(
        [column.heading for column in table.columns],
        rows,
        _widths(table),
        [column.align == RIGHT for column in table.columns],
        frozenset(index for index in range(len(rows)) if table.sums_up(index)),
        _WIDE_SIZE if table.wide else 0,
    )
    marked = [_marked("", number) + " " + flag for number, flag in enumerate(flags, 1)]
    lines = [*marked, *table.notes, *([table.source] if table.source else [])]
    for place, line in enumerate(lines):
        yield paragraph("EvidenceNote", line, extra="" if place else _SPACE_ABOVE)
    yield paragraph("Normal", "")


def _marked(text: str, mark: int) -> str:
    """A cell's text with the number of the remark on it."""
    return f"{text} [{mark}]".strip() if mark else text


def _widths(table: ReportTable) -> Sequence[int]:
    """Widths that fill the page: the longest word fits where all of them can, long lines share the rest."""
    width, character, side = (_WIDE_WIDTH, 75, 120) if table.wide else (TEXT_WIDTH, _CHARACTER, _SIDES)
    least, wanted = [], []
    for index, column in enumerate(table.columns):
        texts = [column.heading, *(row[index].text for row in table.all_rows)]
        words = [word for text in texts for word in text.split()] or [""]
        least.append(max(map(len, words)) * character + side)
        wanted.append(max(len(line) for text in texts for line in text.split("\n")) * character + side)
    room = width - sum(least)
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    if room < 0 or not sum(more):
        widths = [width * need // sum(least) for need in least]
    else:
        widths = [
            need + min(extra, room * extra // sum(more)) for need, extra in zip(least, more, strict=True)
        ]
    return [width - sum(widths[1:]), *widths[1:]]
