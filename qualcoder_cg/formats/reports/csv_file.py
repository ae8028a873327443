"""The evidence rows as CSV that Excel opens rightly: UTF-8 with its mark, RFC 4180, nothing calculated.

A text that a spreadsheet could take for a formula gets a leading apostrophe, as `safe_text.guarded` says.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from ...domain.evidence import Evidence
from ...progress import Progress
from .columns import NUMBER, SHARED, Column, rows, shown_columns
from .safe_text import Guarded, clean, guarded

_BATCH = 1000


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write one line per coding under a line of headings; several questions share a cell ("7; 12")."""
    columns = shown_columns(evidence)
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(lines)
        writer.writerow([guarded(column.heading) for column in columns])
        writer.writerows(_safe(columns, rows(evidence, progress)))
    finally:
        lines.detach()


def _safe(columns: tuple[Column, ...], raw: Iterator[tuple[str | int, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows with every text made safe; worked on by columns, which is several times as fast."""
    known = Guarded()
    while batch := list(islice(raw, _BATCH)):
        yield from zip(*(_safe_column(column, values, known) for column, values in zip(columns, zip(*batch))))


def _safe_column(column: Column, values: Iterable[Any], known: Guarded) -> Iterable[Any]:
    """The values of one column made safe; numbers stay numbers."""
    if column.content == NUMBER:
        return values
    if column.content == SHARED:
        return map(known.__getitem__, values)
    return [guarded(clean(value)) for value in values]
