"""A plain table as CSV that a spreadsheet opens rightly, and that nothing in it is calculated from."""

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path

from .reports.atomic import replacing
from .reports.safe_text import clean, guarded


def write(headings: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows under headings, whole or not at all."""
    with replacing(path) as file:
        file.write(lines(headings, rows))


def lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The same as bytes: UTF-8 with its mark; what looks like a formula gets an apostrophe before it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(headings)
    writer.writerows([guarded(clean(cell)) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + made.getvalue().encode()
