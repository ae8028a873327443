"""A report of blocks as sheets of a workbook or lines of a CSV file: what stands in tables, and pictures."""

import io
from typing import IO, Any

from ...domain.report_blocks import BlockReport, Field, Figure, Gap, Heading, Note, Table, Text
from ...domain.report_table import TableReport
from ...i18n import _
from ...progress import Progress
from . import table_csv
from .report_words import made
from .safe_text import clean
from .table_sheets import sheet_name, write_about, write_table
from .xlsx_cells import looks

_PICTURE_ROWS_BELOW = 3


def write_workbook(report: BlockReport, file: IO[bytes], progress: Progress) -> None:
    """Write a sheet that says what the workbook holds, then a sheet for each table and each picture."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": clean(report.title), "author": "QualCoder CG", "created": made(report)})
    styles = looks(book)
    about = book.add_worksheet(_("About"))
    taken = {_("About").casefold()}
    lines: list[str] = []
    for block in report.blocks(progress):
        match block:
            case Table(table):
                lines.append(table.title)
                write_table(book.add_worksheet(sheet_name(table.title, taken)), table, styles)
            case Figure():
                lines.append(block.caption)
                sheet = book.add_worksheet(sheet_name(block.caption, taken))
                if block.has_data:
                    write_table(sheet, block.data, styles)
                _add_picture(sheet, block)
            case Heading(level, text):
                lines += [text] if level else []
            case Field(name, text):
                lines.append(f"{name}: {text or _('Empty')}")
            case Text(text) | Note(text) | Gap(text):
                lines.append(text)
            case _:
                pass
    write_about(about, report.title, lines, styles)
    book.close()


def _add_picture(sheet: Any, figure: Figure) -> None:
    """The picture below the figures it was drawn from."""
    row = len(figure.data.all_rows) + len(figure.data.notes) + _PICTURE_ROWS_BELOW if figure.has_data else 0
    options = {
        "image_data": io.BytesIO(figure.png),
        "description": clean(figure.alt),
        "x_scale": 0.5,
        "y_scale": 0.5,
    }
    sheet.insert_image(row, 0, "figure.png", options)


def write_csv(report: BlockReport, file: IO[bytes], progress: Progress) -> None:
    """Write the tables of the report, of which there must be one; UserError otherwise."""
    tables = tuple(block.table for block in report.blocks(progress) if isinstance(block, Table))
    table_csv.write(TableReport(report.title, report.made_at, report.language, tables), file)
