"""A report as Markdown in which the words of the study stay words."""

import re
from collections.abc import Iterator
from typing import IO

from ...domain.evidence import Evidence
from ...domain.report_blocks import (
    Block,
    BlockReport,
    Field,
    Figure,
    FindingBox,
    Gap,
    Heading,
    Item,
    Note,
    Quote,
    Table,
    Text,
)
from ...domain.report_table import RIGHT, ReportTable
from ...i18n import _
from ...progress import Progress
from .annex import report_of
from .safe_text import clean

_INLINE = re.compile(r"[\\`*_\[\]<>&|~$@]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)]))", re.MULTILINE)


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex as CommonMark with a table; quotes are block quotes."""
    write_blocks(report_of(evidence, progress), file, progress)


def write_blocks(report: BlockReport, file: IO[bytes], progress: Progress) -> None:
    """Write a report as CommonMark with tables; quotes are block quotes, pictures their figures."""
    body = _Body()
    for block in report.blocks(progress):
        if written := body.block(block):
            file.write(f"{written}\n\n".encode())


def escaped(text: str) -> str:
    """The text on one or more lines with everything that Markdown would read as a sign made plain."""
    text = _INLINE.sub(r"\\\g<0>", clean(text))
    return _LINE_START.sub(_plain_start, text)


def _plain_start(match: re.Match[str]) -> str:
    """The start of a line without its power: a sign escaped, a list's number parted from its point."""
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


class _Body:
    """Blocks as Markdown, numbered as they come."""

    def __init__(self) -> None:
        self._tables = self._figures = 0

    def block(self, block: Block) -> str:
        """One block without the empty line that follows it; nothing for what Markdown has none of."""
        written = ""
        match block:
            case Quote():
                written = _quote(block)
            case Heading(level, text):
                written = f"{'#' * (level + 1)} {_one_line(text)}"
            case Text(text) | Note(text) | Gap(text):
                written = _one_line(text)
            case Item(text):
                written = f"- {_one_line(text)}"
            case Field(name, text):
                shown = _lines(text) if text else _one_line(_("Empty"))
                written = f"**{_one_line(name)}**\n\n{shown}"
            case FindingBox():
                written = _finding(block)
            case Table(table):
                self._tables += 1
                written = "\n".join(_table(table, _("Table {number}. {caption}"), self._tables))
            case Figure():
                self._figures += 1
                written = "\n".join(_figure(block, self._figures))
        return written


def _quote(quote: Quote) -> str:
    """A block quote; lines of the quote stay lines, empty lines part paragraphs."""
    said = f"{quote.opening}{quote.text}{quote.closing} {quote.credit} {quote.code}"
    words = f"{quote.marks} {said}".strip()
    if quote.other:
        words += f"\n\n{quote.opening}{quote.other}{quote.closing} {quote.other_note}"
    return _lines(words, "> ").replace("> \n", ">\n")


def _lines(text: str, before: str = "") -> str:
    """Text whose lines stay lines and whose empty lines part paragraphs."""
    lines = [line.strip() for line in escaped(text).split("\n")]
    following = [*lines[1:], ""]
    return "\n".join(
        f"{before}{line}\\" if line and after else f"{before}{line}".rstrip()
        for line, after in zip(lines, following, strict=True)
    )


def _finding(box: FindingBox) -> str:
    """A finding: number and statement, then grade and sources, a paragraph each."""
    lines = [f"{box.grade}. {box.reason}".strip(". "), box.sources]
    below = "".join(f"\n>\n> {_one_line(line)}" for line in lines if line)
    return f"> **{_one_line(box.number)}** {_one_line(box.statement)}{below}"


def _figure(figure: Figure, number: int) -> Iterator[str]:
    """Of a picture: what it shows, in words and in figures."""
    yield f"**{_one_line(_('Figure {number}. {caption}').format(number=number, caption=figure.caption))}**"
    yield f"\n{_one_line(figure.alt)}\n"
    if figure.has_data:
        yield from _cells(figure.data)
    if figure.source:
        yield f"\n{_one_line(figure.source)}"


def _table(table: ReportTable, form: str, number: int) -> Iterator[str]:
    """Caption, table with counts at the right, remarks, notes, source."""
    yield f"**{_one_line(form.format(number=number, caption=table.title))}**"
    yield ""
    yield from _cells(table)
    marked = [f"[{mark}] {flag}" for mark, flag in enumerate(table.flags, 1)]
    for line in (*marked, *table.notes, *([table.source] if table.source else [])):
        yield ""
        yield _one_line(line)


def _cells(table: ReportTable) -> Iterator[str]:
    """Headings and rows, counts at the right."""
    yield _row([column.heading for column in table.columns])
    yield f"| {' | '.join('---:' if column.align == RIGHT else '---' for column in table.columns)} |"
    flags = table.flags
    for row in table.all_rows:
        yield _row(
            [f"{cell.text} [{flags.index(cell.flag) + 1}]" if cell.flag else cell.text for cell in row]
        )


def _row(cells: list[str]) -> str:
    """A line of the table."""
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _one_line(text: str) -> str:
    """The text escaped, its line breaks made spaces."""
    return escaped(" ".join(text.split()))
