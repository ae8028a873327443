"""The evidence as an Excel workbook in which every text of the study is text.

XlsxWriter makes the workbook, its styles and its small sheets. The rows of the sheet "Evidence" are put
into that frame as XML here: cell by cell through XlsxWriter they take three times as long.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import IO, Any

from ...domain.evidence import Evidence
from ...errors import UserError
from ...i18n import _
from ...progress import Progress
from .columns import NUMBER, SHARED, Column, rows, shown_columns
from .safe_text import clean
from .xlsx_frame import CELL_LIMIT, EVIDENCE_PART, MAXIMUM_ROWS, Frame, cut, frame

_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BATCH = 1000


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the sheets About, Evidence, Matrix, Questions x types and Codebook.

    Raises UserError where there are more codings than a sheet has rows.
    """
    if evidence.excerpt_count > MAXIMUM_ROWS - 1:
        raise UserError(
            _("{n} excerpts are more than a sheet of Excel holds.").format(n=evidence.excerpt_count),
            _("Export them as CSV instead."),
        )
    around = frame(evidence, cut_cells=0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        cells = _Cells(around)
        with package.open(EVIDENCE_PART, "w", force_zip64=True) as sheet:
            sheet.write(around.before_rows)
            for chunk in _sheet_rows(shown_columns(evidence), rows(evidence, progress), cells):
                sheet.write(chunk)
            sheet.write(around.after_rows)
        if cells.cut:
            around = frame(evidence, cells.cut)
        for name, content in around.parts:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _sheet_rows(
    columns: tuple[Column, ...], raw: Iterator[tuple[str | int, ...]], cells: "_Cells"
) -> Iterator[bytes]:
    """The rows under the headings as XML of a sheet, a batch at a time."""
    template = _row_template(len(columns))
    number = 1
    while batch := list(islice(raw, _BATCH)):
        contents = [_contents(column, values, cells) for column, values in zip(columns, zip(*batch))]
        lines = (template.format(row, *row_cells) for row, row_cells in enumerate(zip(*contents), number + 1))
        yield "".join(lines).encode()
        number += len(batch)


def _row_template(width: int) -> str:
    """A row of XML with room for its number {0} and the contents {1}, {2} … of its cells."""
    from xlsxwriter.utility import xl_col_to_name

    cells = "".join(f'<c r="{xl_col_to_name(column)}{{0}}"{{{column + 1}}}' for column in range(width))
    return f'<row r="{{0}}">{cells}</row>'


def _contents(column: Column, values: Iterable[Any], cells: "_Cells") -> Iterable[str]:
    """The values of one column as the rest of a cell's XML after its address."""
    if column.content == NUMBER:
        return [f' s="{cells.number_style}"><v>{value}</v></c>' for value in values]
    if column.content == SHARED:
        return map(cells.__getitem__, values)
    return [cells.text(value) for value in values]


class _Cells(dict[str, str]):
    """Text as the rest of a cell's XML, remembered for values that return often; counts what it cut."""

    def __init__(self, around: Frame) -> None:
        super().__init__()
        self.number_style = around.number_style
        self.cut = 0
        self._empty = f' s="{around.text_style}"/>'
        self._opening = f' s="{around.text_style}" t="inlineStr"><is><t xml:space="preserve">'

    def __missing__(self, value: str) -> str:
        content = self[value] = self.text(value)
        return content

    def text(self, value: str) -> str:
        """The cell of a text: a string, whatever it begins with."""
        if not value:
            return self._empty
        value = clean(value)
        if len(value) > CELL_LIMIT // 2:
            whole, value = value, cut(value)
            self.cut += value is not whole
        if "_x" in value:
            value = _ESCAPE_LOOKALIKE.sub("_x005F_", value)
        return f"{self._opening}{escape(value, quote=False)}</t></is></c>"
