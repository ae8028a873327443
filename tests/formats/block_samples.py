"""A report with a block of every kind, and the same with one text in every place that takes words."""

import struct
import zlib

from qualcoder_cg.domain.report_blocks import (
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
    of_blocks,
)
from qualcoder_cg.domain.report_table import RIGHT, Cell, Column, ReportTable, count

MADE_AT = "2026-11-23T01:25:30+00:00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2"/></svg>'


def png(width: int = 4, height: int = 2) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def table(text: str = "Who", *, wide: bool = False, title: str = "") -> ReportTable:
    """A table with a flag, a note and a source."""
    return ReportTable(
        "sample",
        title or f"{text} spoke",
        (Column(text), Column("Informants", RIGHT)),
        ((Cell(text), count(3)), (Cell(text, None, text), count(None))),
        (Cell(text), count(3)),
        notes=(text,),
        source=text,
        wide=wide,
    )


def blocks(text: str = "Words") -> tuple[Block, ...]:
    """Every kind of block, each word of them `text`."""
    figure = Figure(text, text, text, png(), SVG, table(text), 80, 40)
    return (
        Contents(2),
        Heading(1, text),
        Heading(2, f"2 {text}"),
        Text(text),
        Note(text),
        Gap(text),
        Item(text),
        Field(text, text),
        Field("empty", ""),
        Quote("“", text, "”", f"({text})", text, "●", text, text, text),
        FindingBox(text, text, text, text, text),
        Table(table(text)),
        figure,
        Section(True),
        Heading(1, f"Wide {text}"),
        Table(table(text, wide=True)),
        Section(False),
        PageBreak(),
        Heading(3, text),
        figure,
    )


def report(text: str = "Words", title: str = "The report") -> BlockReport:
    """The blocks as a report."""
    return of_blocks("sample", title, MADE_AT, "en", blocks(text), edition="state 7")
