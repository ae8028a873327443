"""Tables of a report as a Word document: real tables with captions, headings that return, notes below."""

from typing import IO

from ...domain.report_table import TableReport
from ...progress import silent
from .docx import write_blocks
from .table_blocks import as_blocks


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write the tables one below the other, each with its caption, notes and source."""
    write_blocks(as_blocks(report), file, silent)
