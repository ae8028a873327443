"""Cells of Excel sheets: their looks, how much they hold, how high their rows are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ...i18n import _
from .safe_text import clean

CELL_LIMIT = 32_767
LINE_HEIGHT = 15
_MOST_LINES = 27


class Styles(NamedTuple):
    """The looks of cells: `text` marks what the study says as text even for whoever edits the cell.

    The rows that sum up others are `bold_text` and `bold_number`; `note` does not break its lines.
    """

    title: Any
    head: Any
    text: Any
    number: Any
    bold_text: Any
    bold_number: Any
    note: Any


def looks(book: Any) -> Styles:
    """The looks of cells, added to a workbook."""
    text: dict[str, Any] = {"valign": "top", "text_wrap": True, "quote_prefix": True}
    return Styles(
        book.add_format({"bold": True, "font_size": 14, "valign": "top", "quote_prefix": True}),
        book.add_format(
            {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1, "bg_color": "#ECEEEB"}
        ),
        book.add_format(text),
        book.add_format({"valign": "top"}),
        book.add_format({**text, "bold": True, "top": 1}),
        book.add_format({"valign": "top", "bold": True, "top": 1}),
        book.add_format({"valign": "top", "quote_prefix": True}),
    )


def cut(text: str) -> str:
    """The text as far as a cell of Excel holds it (UTF-16 units), with a mark where it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    mark = _("… [cut]")
    kept = units[: (CELL_LIMIT - len(mark)) * 2]
    return kept.decode("utf-16-le", "ignore") + mark


def lines_needed(text: str, width: int) -> int:
    """How many lines a text takes in a column so many characters wide, as far as a row can grow.

    Excel works this out by itself on opening, LibreOffice shows one line where no height is written.
    """
    return min(sum(len(line) // width + 1 for line in text.split("\n")), _MOST_LINES)


def head_row(sheet: Any, headings: Sequence[tuple[str, int]], styles: Styles, rows: int) -> None:
    """The first row, held in view, with its filter over `rows`, widths and repetition in print."""
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, cut(clean(heading)), styles.head)
    sheet.set_row(0, LINE_HEIGHT * max(lines_needed(heading, width) for heading, width in headings))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
