"""Tables of a report as one web page that needs nothing else and runs nothing."""

from typing import IO

from ...domain.report_table import TableReport
from ...progress import silent
from .html import write_blocks
from .table_blocks import as_blocks


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write the tables one below the other; no script, no address outside the page."""
    write_blocks(as_blocks(report), file, silent)
