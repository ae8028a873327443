"""Tables of a report as an Excel workbook: a sheet each, counts as numbers, everything else as text."""

from typing import IO

from ...domain.report_table import TableReport
from ...i18n import _
from .report_words import made, made_on
from .safe_text import clean
from .table_sheets import sheet_name, write_about, write_table
from .xlsx_cells import looks


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write a sheet that says what the workbook holds, and a sheet per table."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": clean(report.title), "author": "QualCoder CG", "created": made(report)})
    styles = looks(book)
    taken = {_("About").casefold()}
    lines = [_("Made on {date}.").format(date=made_on(report)), *(table.title for table in report.tables)]
    write_about(book.add_worksheet(_("About")), report.title, lines, styles)
    for table in report.tables:
        write_table(book.add_worksheet(sheet_name(table.title, taken)), table, styles)
    book.close()
