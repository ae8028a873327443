"""Tables as sheets of a workbook: counts as numbers, everything else as text."""

import re
from collections.abc import Sequence
from typing import Any

from ...domain.report_table import Cell, ReportTable
from ...i18n import _
from .safe_text import clean
from .xlsx_cells import LINE_HEIGHT, Styles, cut, head_row, lines_needed

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 12, 60
_ABOUT_WIDTH = 100


def write_about(sheet: Any, title: str, lines: Sequence[str], styles: Styles) -> None:
    """The title, and one sentence a row."""
    sheet.set_column(0, 0, _ABOUT_WIDTH)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, cut(clean(title)), styles.title)
    for row, line in enumerate(lines, 2):
        sheet.set_row(row, LINE_HEIGHT * lines_needed(line, _ABOUT_WIDTH))
        sheet.write_string(row, 0, cut(clean(line)), styles.text)


def write_table(sheet: Any, table: ReportTable, styles: Styles) -> None:
    """Headings in the first row, rows below them; title, remarks, notes and source after a blank row."""
    widths = [_width(table, index) for index in range(len(table.columns))]
    headings = [(column.heading, width) for column, width in zip(table.columns, widths, strict=True)]
    flagged = bool(table.flags)
    if flagged:
        headings.append((_("Remark"), _WIDEST))
        widths.append(_WIDEST)
    head_row(sheet, headings, styles, len(table.rows))
    for index, cells in enumerate(table.all_rows):
        remarks = "; ".join(cell.flag for cell in cells if cell.flag)
        shown = [*cells, Cell(remarks)] if flagged else cells
        _row(sheet, index + 1, shown, widths, styles, bold=table.sums_up(index))
    below = [table.title, *table.notes, *([table.source] if table.source else [])]
    for row, line in enumerate(below, len(table.all_rows) + 2):
        sheet.write_string(row, 0, cut(clean(line)), styles.note)


def _row(
    sheet: Any, row: int, cells: Sequence[Cell], widths: Sequence[int], styles: Styles, *, bold: bool
) -> None:
    """One row, as high as its longest cell needs."""
    number, text = (styles.bold_number, styles.bold_text) if bold else (styles.number, styles.text)
    lines = max(lines_needed(cell.text, width) for cell, width in zip(cells, widths, strict=True))
    sheet.set_row(row, LINE_HEIGHT * lines)
    for column, cell in enumerate(cells):
        if cell.number is not None:
            sheet.write_number(row, column, cell.number, number)
        elif cell.text:
            sheet.write_string(row, column, cut(clean(cell.text)), text)


def _width(table: ReportTable, index: int) -> int:
    """A width, in characters, that fits most cells of a column."""
    texts = [row[index].text for row in table.all_rows]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def sheet_name(title: str, taken: set[str]) -> str:
    """The title as Excel allows it for a sheet, different from those taken, which it joins."""
    plain = " ".join(_FORBIDDEN.sub(" ", clean(title)).split()) or _("Table")
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1].strip()} {number}"
    taken.add(name.casefold())
    return name
