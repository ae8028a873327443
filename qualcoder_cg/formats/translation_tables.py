"""Tables for a translator: csv or xlsx, every cell text, the same rows read back."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import UserError
from ..i18n import _
from .plain_csv import lines
from .reports.atomic import replacing
from .reports.safe_text import clean, guarded
from .reports.xlsx_cells import cut
from .tables import read_table

_WIDTHS = {"original": 60, "translation": 60, "glossary": 30}


def write(headings: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows under headings, in the format the ending names, whole or not at all."""
    content = _workbook(headings, rows) if path.suffix.lower() == ".xlsx" else lines(headings, rows)
    with replacing(path) as file:
        file.write(content)


def read(needed: Sequence[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of such a table, each with its line; UserError where a heading is missing."""
    sheet = read_table(path)
    names = {heading.casefold().strip(): heading for heading in sheet.headings}
    missing = [name for name in needed if name not in names]
    if missing:
        raise UserError(
            _("{file} lacks the column {missing}; it has: {found}.").format(
                file=path.name, missing=", ".join(missing), found=", ".join(sheet.headings) or "–"
            ),
            _("Send the table back as it was written, with the translations in their column."),
        )
    for record in sheet.records:
        yield record.line, {name: _plain(record.cells.get(names[name], "")) for name in needed}


def _plain(cell: str) -> str:
    """A cell without the apostrophe that was put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _workbook(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    book.set_properties({"author": "QualCoder CG"})
    sheet = book.add_worksheet(_("Translations"))
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#ECEEEB"})
    text = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(heading, 14))
        sheet.write_string(0, column, heading, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cut(clean(cell)), text)
    book.close()
    return saved.getvalue()
