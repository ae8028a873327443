"""The rows of a CSV text, each with the line it begins in."""

import csv
import io

from ..errors import UserError
from ..i18n import _


def split(text: str, delimiter: str, file: str) -> list[tuple[int, list[str]]]:
    """All rows, blank ones too; UserError naming the line where the quotation marks do not fit."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            _("{file}, line {number}: the quotation marks do not fit ({problem}).").format(
                file=file, number=line, problem=error
            ),
            _("A cell in quotation marks ends with one, and one inside it is doubled."),
        ) from error
    return rows
