"""A report of blocks as JSON, for scripts: one block a line, pictures as the figures they were drawn from."""

import json
from collections.abc import Iterator
from typing import IO, Any

from ...domain.report_blocks import (
    Block,
    BlockReport,
    Contents,
    Field,
    Figure,
    FindingBox,
    Gap,
    Heading,
    Item,
    Note,
    PageBreak,
    Quote,
    Section,
    Table,
    Text,
)
from ...domain.report_table import ReportTable
from ...progress import Progress
from .safe_text import without_surrogates

_NAMES = {
    Heading: "heading",
    Text: "text",
    Note: "note",
    Gap: "gap",
    Item: "item",
    Field: "field",
    Quote: "quote",
    FindingBox: "finding",
}


def write_blocks(report: BlockReport, file: IO[bytes], progress: Progress) -> None:
    """Write one object; its last member, "blocks", has one block a line."""
    head = {
        "report": report.name,
        "title": report.title,
        "made_at": report.made_at,
        "language": report.language,
        "edition": report.edition,
    }
    whole = json.dumps(head, ensure_ascii=False, indent=1)
    file.write(without_surrogates(whole).removesuffix("\n}").encode() + b',\n "blocks": [')
    separator = "\n"
    for block in report.blocks(progress):
        for value in _values(block):
            line = json.dumps(value, ensure_ascii=False)
            file.write((separator + without_surrogates(line)).encode())
            separator = ",\n"
    file.write(b"\n ]\n}\n")


def _values(block: Block) -> Iterator[dict[str, Any]]:
    """A block as JSON has it; nothing of what only lays out pages."""
    match block:
        case Contents() | Section() | PageBreak():
            return
        case Table(table):
            yield {"type": "table", **table_values(table)}
        case Figure():
            yield {"type": "figure", "caption": block.caption, "alt": block.alt, "source": block.source,
                   "data": table_values(block.data)}  # fmt: skip
        case _:
            yield {"type": _NAMES[type(block)], **block._asdict()}


def table_values(table: ReportTable) -> dict[str, Any]:
    """A table for scripts; counts are numbers."""
    return {
        "name": table.name,
        "title": table.title,
        "columns": [column.heading for column in table.columns],
        "rows": [[cell.text if cell.number is None else cell.number for cell in row] for row in table.rows],
        "total": [cell.text if cell.number is None else cell.number for cell in table.total],
        "flags": list(table.flags),
        "notes": table.notes,
        "source": table.source,
    }
