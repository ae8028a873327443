"""A matrix as CSV: one row a question, separated by commas, semicolons or tabs."""

from collections.abc import Sequence
from pathlib import Path

from qualcoder_cg.domain.matrix import MatrixSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from .. import delimited
from ..files import decode, read_bytes
from .checks import Faults, Place
from .rows import Row, heading_row, read_rows

SUFFIXES = (".csv", ".tsv")
DELIMITERS = ",;\t"


def read(path: Path) -> MatrixSpec:
    """The matrix in a CSV file; raises `UserError` naming the line and the fault."""
    return parse(decode(read_bytes(path), path.name), path.name, path.stem)


def parse(text: str, file: str, title: str) -> MatrixSpec:
    """The matrix in the text of a CSV file called `file`."""
    rows, faults = _rows(text, file), Faults(file)
    _note_long_rows(rows, faults)
    return read_rows(rows, title, faults)


def _note_long_rows(rows: Sequence[Row], faults: Faults) -> None:
    """Note rows with words beyond the last heading: a separator inside a cell cut it in two."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    at = heading_row(filled)[0]
    for row in filled[at + 1 :]:
        if any(cell.strip() for cell in row.cells[len(filled[at].cells) :]):
            faults.add(
                row.place,
                _("more cells than headings; put a cell that holds the separator into quotation marks."),
            )


def _rows(text: str, file: str) -> list[Row]:
    """The rows under the delimiter that makes the most known headings."""
    best: list[Row] = []
    most = -1
    trouble: UserError | None = None
    for delimiter in DELIMITERS:
        try:
            rows = _split(text, delimiter, file)
        except UserError as error:
            trouble = trouble or error
            continue
        known = heading_row([row for row in rows if any(cell.strip() for cell in row.cells)])[1]
        if known > most:
            best, most = rows, known
    if trouble and most <= 1:
        raise trouble
    return best


def _split(text: str, delimiter: str, file: str) -> list[Row]:
    return [
        Row(Place(line, _("line {number}").format(number=line)), tuple(cells))
        for line, cells in delimited.split(text, delimiter, file)
    ]
