"""The evidence annex as Markdown in which the words of the study stay words."""

import re
from collections.abc import Iterator
from typing import IO

from ...domain.evidence import Evidence
from ...progress import Progress
from .annex import Block, Gap, Heading, Note, Quote, Table, Text, blocks
from .grouping import group
from .safe_text import clean

_INLINE = re.compile(r"[\\`*_\[\]<>&|~$@]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)]))", re.MULTILINE)


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex as CommonMark with a table; quotes are block quotes."""
    for block in blocks(evidence, group(evidence, progress), progress):
        file.write((_block(block) + "\n\n").encode())


def escaped(text: str) -> str:
    """The text on one or more lines with everything that Markdown would read as a sign made plain."""
    text = _INLINE.sub(r"\\\g<0>", clean(text))
    return _LINE_START.sub(_plain_start, text)


def _plain_start(match: re.Match[str]) -> str:
    """The start of a line without its power: a sign escaped, a list's number parted from its point."""
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _block(block: Block) -> str:
    """One block without the empty line that follows it."""
    match block:
        case Heading(level, text):
            return f"{'#' * (level + 1)} {_one_line(text)}"
        case Text(text) | Note(text) | Gap(text):
            return _one_line(text)
        case Quote():
            return _quote(block)
        case Table():
            return "\n".join(_table(block))


def _quote(quote: Quote) -> str:
    """A block quote; lines of the quote stay lines, empty lines part paragraphs."""
    said = f"{quote.opening}{quote.text}{quote.closing} {quote.credit} {quote.code}"
    words = f"{quote.marks} {said}".strip()
    lines = [line.strip() for line in escaped(words).split("\n")]
    following = [*lines[1:], ""]
    return "\n".join(
        f"> {line}\\" if line and after else f"> {line}".rstrip() for line, after in zip(lines, following)
    )


def _table(table: Table) -> Iterator[str]:
    """Caption, table with counts at the right, note."""
    yield f"**{_one_line(table.caption)}**"
    yield ""
    yield _row(table.header)
    yield "| --- |" + " ---: |" * (len(table.header) - 1)
    yield from (_row(row) for row in table.rows)
    yield ""
    yield _one_line(table.note)


def _row(cells: tuple[str, ...]) -> str:
    """A line of the table."""
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _one_line(text: str) -> str:
    """The text escaped, its line breaks made spaces."""
    return escaped(" ".join(text.split()))
