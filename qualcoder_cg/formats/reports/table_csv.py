"""A table of a report as CSV that Excel opens rightly: UTF-8 with its mark, nothing calculated."""

import codecs
import csv
import io
from typing import IO

from ...domain.report_table import Cell, TableReport
from ...errors import UserError
from ...i18n import _
from .safe_text import clean, guarded


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write headings, rows and total of the one table; what is wrong with cells has a column of its own.

    UserError where there are several: a CSV file holds one.
    """
    if len(report.tables) != 1:
        raise UserError(
            _("A CSV file holds one table, and these are {n}.").format(n=len(report.tables)),
            _("Write them to .docx or .xlsx, or choose one of them."),
        )
    table = report.tables[0]
    lines = [[guarded(clean(column.heading)) for column in table.columns]]
    lines += [[_written(cell) for cell in cells] for cells in table.all_rows]
    if table.flags:
        lines[0].append(_("Remark"))
        for line, cells in zip(lines[1:], table.all_rows, strict=True):
            line.append(guarded(clean("; ".join(cell.flag for cell in cells if cell.flag))))
    made = io.StringIO(newline="")
    csv.writer(made).writerows(lines)
    file.write(codecs.BOM_UTF8 + made.getvalue().encode())


def _written(cell: Cell) -> str:
    """What stands in a cell; a number below zero is one, and no formula."""
    if cell.number is None:
        return guarded(clean(cell.text))
    return cell.text.replace("\N{MINUS SIGN}", "-")
