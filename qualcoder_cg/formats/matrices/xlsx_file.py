"""A matrix as an Excel workbook: the first sheet that has the headings, one row a question."""

from pathlib import Path

from qualcoder_cg.domain.matrix import MatrixSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from .. import workbooks
from ..files import read_bytes
from .checks import Faults, Place
from .rows import Row, heading_row, read_rows

SUFFIXES = workbooks.SUFFIXES


def read(path: Path) -> MatrixSpec:
    """The matrix in a workbook, formulas as their values; raises `UserError` naming sheet, row and fault."""
    sheets = sheets_of(read_bytes(path), path.name)
    known = [heading_row(rows)[1] for rows in sheets]
    return read_rows(sheets[known.index(max(known))], path.stem, Faults(path.name))


def sheets_of(data: bytes, file: str) -> list[list[Row]]:
    """The filled rows of every sheet that has some, as text; raises `UserError` where none has."""
    sheets = workbooks.read(data, file, workbooks.Most()).sheets
    if not sheets:
        raise UserError(_("{file} has no rows.").format(file=file))
    return [
        [
            Row(
                Place(
                    number, _("row {number} of the sheet “{sheet}”").format(number=number, sheet=sheet.title)
                ),
                tuple(map(workbooks.text_of, values)),
            )
            for number, values in sheet.rows
        ]
        for sheet in sheets
    ]
