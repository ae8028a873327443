"""The tables of a file in which a team may have its matrix, whatever they look like."""

from pathlib import Path

from ...domain.matrix_draft import TeamTable
from ...errors import UserError
from ...i18n import _
from ..files import read_bytes
from ..workbooks import SUFFIXES as WORKBOOKS
from . import docx_table, sheet_table
from .team_limits import TABLES

SUFFIXES = (*docx_table.SUFFIXES, *sheet_table.SUFFIXES)
LARGEST = 50_000_000


def read(path: Path) -> tuple[TeamTable, ...]:
    """Every table of a Word document, sheet of a workbook, or the one table of a CSV file.

    UserError naming the file where it is none of these, is damaged, or has no table with rows.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            _("{file} is not a table: it should end in {suffixes}.").format(
                file=path.name, suffixes=", ".join(SUFFIXES)
            ),
            _("Save the matrix as a Word document (.docx) or an Excel workbook (.xlsx)."),
        )
    data = read_bytes(path, LARGEST)
    if suffix in docx_table.SUFFIXES:
        found = docx_table.read(data, path.name)
    elif suffix in WORKBOOKS:
        found = sheet_table.read_workbook(data, path.name)
    else:
        found = sheet_table.read_csv(data, path.name)
    if not found:
        raise UserError(
            _("{file} has no table with rows.").format(file=path.name),
            _("Check that the matrix is a table in it, not a picture or paragraphs with tabs."),
        )
    if len(found) > TABLES:
        raise UserError(
            _("{file} has {n} tables; it may have {most}.").format(file=path.name, n=len(found), most=TABLES),
            _("Save the part with the matrix as a document of its own."),
        )
    return tuple(found)
