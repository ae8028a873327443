"""Tables that go out together, as a report of blocks."""

from ...domain.report_blocks import Block, BlockReport, Section, Table, Text, of_blocks
from ...domain.report_table import TableReport
from ...i18n import _
from .report_words import made_on


def as_blocks(report: TableReport) -> BlockReport:
    """The tables one below the other, each on pages as it wants them."""
    blocks: list[Block] = [Text(_("Made on {date}.").format(date=made_on(report)))]
    for table in report.tables:
        blocks += [Section(table.wide), Table(table)]
    return of_blocks("tables", report.title, report.made_at, report.language, tuple(blocks))
