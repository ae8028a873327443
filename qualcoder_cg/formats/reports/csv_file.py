"""The evidence rows as CSV that Excel opens rightly: UTF-8 with its mark, RFC 4180, nothing calculated.

A text that a spreadsheet could take for a formula gets a leading apostrophe, as `safe_text.guarded` says.
Lines are put together here: the csv module looks at every character and takes three times as long.
"""

import codecs
from collections.abc import Iterable
from typing import IO, Any

from ...domain.evidence import Evidence
from ...progress import Progress
from .columns import NUMBER, SHARED, Column, batches, shown_columns
from .safe_text import clean, guarded


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write one line per coding under a line of headings; several questions share a cell ("7; 12")."""
    columns = shown_columns(evidence)
    cells = _Cells()
    file.write(codecs.BOM_UTF8)
    file.write(_lines(zip(*([_cell(column.heading)] for column in columns))))
    for batch in batches(evidence, columns, progress):
        file.write(
            _lines(zip(*(_column_cells(column, values, cells) for column, values in zip(columns, batch))))
        )


def _lines(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Rows of finished cells as lines."""
    return "".join([",".join(row) + "\r\n" for row in rows]).encode()


def _column_cells(column: Column, values: Iterable[Any], cells: "_Cells") -> Iterable[str]:
    """The values of one column as cells; numbers stay numbers."""
    if column.content == NUMBER:
        return map(str, values)
    if column.content == SHARED:
        return map(cells.__getitem__, values)
    texts = list(values)
    # Ids are letters and digits alone, which needs no look at each of them.
    return texts if "".join(texts).isalnum() else map(_cell, texts)


def _cell(text: str) -> str:
    """A text made safe, in quotation marks where RFC 4180 asks for them."""
    text = guarded(clean(text))
    if '"' in text or "," in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


class _Cells(dict[str, str]):
    """The cells of texts that return often, made once."""

    def __missing__(self, text: str) -> str:
        cell = self[text] = _cell(text)
        return cell
