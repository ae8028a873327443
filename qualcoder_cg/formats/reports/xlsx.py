"""The evidence as an Excel workbook in which every text of the study is text.

XlsxWriter makes the workbook, its styles and its small sheets. The rows of the sheet "Evidence" are put
into that frame as XML here: cell by cell through XlsxWriter they take three times as long.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import count, repeat
from typing import IO, Any

from ...domain.evidence import Evidence
from ...domain.report_table import ReportTable
from ...errors import UserError
from ...i18n import _
from ...progress import Progress
from .columns import NUMBER, SHARED, Column, batches, shown_columns
from .safe_text import clean
from .xlsx_cells import CELL_LIMIT, LINE_HEIGHT, cut, lines_needed
from .xlsx_frame import MAXIMUM_ROWS, USUAL_SHEETS, Frame, frame

_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write(
    evidence: Evidence,
    file: IO[bytes],
    progress: Progress,
    sheets: Sequence[ReportTable | str] = USUAL_SHEETS,
) -> None:
    """Write the sheets About, Evidence, Matrix, Questions x types and Codebook, or those that are wanted.

    `sheets` are tables, or names of USUAL_SHEETS; About comes first. The evidence must be among them.
    Raises UserError where there are more codings than a sheet has rows.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        before = frame(evidence, sheets)
        cells = _Cells(before)
        numbers = count(2)
        with package.open(before.evidence_part, "w", force_zip64=True) as sheet:
            sheet.write(before.before_rows)
            for chunk in _sheet_rows(evidence, numbers, cells, progress):
                sheet.write(chunk)
            after = frame(evidence, sheets, codings=next(numbers) - 2, cut_cells=cells.cut)
            sheet.write(after.after_rows)
        for name, content in after.parts:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _sheet_rows(
    evidence: Evidence, numbers: Iterator[int], cells: "_Cells", progress: Progress
) -> Iterator[bytes]:
    """The rows under the headings as XML of a sheet, a batch at a time, numbered by `numbers`."""
    columns = shown_columns(evidence)
    template = _row_template(len(columns))
    known = [_Lines(column.width) for column in columns]
    rows_left = MAXIMUM_ROWS - 1
    for batch in batches(evidence, columns, progress):
        texts = [list(values) for values in batch]
        rows_left -= len(texts[0])
        if rows_left < 0:
            raise UserError(
                _("The study has more codings than a sheet of Excel has rows."),
                _("Export them as CSV instead."),
            )
        heights = map(
            max, *(_lines(column, values, lines) for column, values, lines in zip(columns, texts, known))
        )
        contents = [_contents(column, values, cells) for column, values in zip(columns, texts)]
        rows = zip((lines * LINE_HEIGHT for lines in heights), numbers, *contents)
        yield "".join([template.format(*row) for row in rows]).encode()


def _row_template(width: int) -> str:
    """A row of XML with room for its height {0}, its number {1} and its cells {2}, {3} …"""
    from xlsxwriter.utility import xl_col_to_name

    cells = "".join(f'<c r="{xl_col_to_name(column)}{{1}}"{{{column + 2}}}' for column in range(width))
    return f'<row r="{{1}}" ht="{{0}}">{cells}</row>'


def _contents(column: Column, values: Iterable[Any], cells: "_Cells") -> Iterable[str]:
    """The values of one column as the rest of a cell's XML after its address."""
    if column.content == NUMBER:
        return [f' s="{cells.number_style}"><v>{value}</v></c>' for value in values]
    if column.content == SHARED:
        return map(cells.__getitem__, values)
    return [cells.text(value) for value in values]


def _lines(column: Column, values: Iterable[Any], known: "_Lines") -> Iterable[int]:
    """How many lines each value of one column takes; ids take one."""
    if column.content == SHARED:
        return map(known.__getitem__, values)
    if column.field == "text":
        return [lines_needed(value, column.width) for value in values]
    return repeat(1)


class _Lines(dict[str, int]):
    """The lines that texts which return often take in a column of one width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, text: str) -> int:
        lines = self[text] = lines_needed(text, self._width)
        return lines


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
