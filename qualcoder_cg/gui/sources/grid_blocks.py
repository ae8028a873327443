"""Blocks of cells as spreadsheets put them on the clipboard, and where a pasted block goes."""

import csv
import io
from collections.abc import Mapping, Sequence

Block = list[list[str]]


def to_text(block: Sequence[Sequence[str]]) -> str:
    """Cells parted by tabs and lines; a cell that holds a tab, a line or a quotation mark is quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    # One empty cell would be written as "" in quotes, which other programs paste as they stand.
    for row in block:
        if any(row):
            writer.writerow(row)
        else:
            out.write("\t" * (len(row) - 1) + "\n")
    # A single line goes without its end, for fields that take one line.
    return out.getvalue() if len(block) > 1 else out.getvalue().removesuffix("\n")


def from_text(text: str) -> Block:
    """The cells of copied text, every row as long as the longest; an end of line at the end adds none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = lines if lines.endswith("\n") else lines + "\n"
    rows = list(csv.reader(io.StringIO(lines, newline=""), dialect="excel-tab"))
    rows = [row or [""] for row in rows]
    width = max(map(len, rows))
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]


def has_headings(block: Block, named: Mapping[str, str]) -> bool:
    """Whether the first line of a block names columns: two at least, and half of what stands in it."""
    return len(block) > 1 and len(named) >= max(2, sum(map(bool, block[0])) / 2)


def laid_out(block: Block, height: int, width: int) -> Block:
    """What a paste writes, from the first cell of a selection of this size on.

    A block that fits the selection a whole number of times fills it, so a single cell fills any
    selection; any other block is written once, beyond the selection where it is larger.
    """
    rows, columns = len(block), len(block[0])
    if height % rows or width % columns:
        return block
    return [[block[row % rows][column % columns] for column in range(width)] for row in range(height)]
