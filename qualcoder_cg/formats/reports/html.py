"""A report as one web page that needs nothing else and runs nothing."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
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
    PageBreak,
    Quote,
    Table,
    Text,
)
from ...domain.report_table import RIGHT, ReportTable
from ...i18n import _, language
from ...progress import Progress
from .annex import report_of
from .safe_text import clean

_PLAIN: dict[type, str] = {
    Text: "<p>{}</p>",
    Note: '<p class="note">{}</p>',
    Gap: '<p class="gap">{}</p>',
    Item: "<ul><li>{}</li></ul>",
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark; --base: #ffffff; --ink: #1c2024; --ink2: #495057; --line: #dbdedb;
  --accent: #1e5aa0; --panel: #fafaf8; }
@media (prefers-color-scheme: dark) { :root { --base: #1e2124; --ink: #e6e8ea; --ink2: #b0b7bd;
  --line: #33383d; --accent: #86b5ec; --panel: #1b1e20; } }
body { margin: 0; background: var(--base); color: var(--ink);
  font: 15px/1.55 Inter, system-ui, sans-serif; }
main, nav { max-width: 46rem; margin: 0 auto; padding: 0 1.5rem; overflow-wrap: anywhere; }
nav { background: var(--panel); padding-top: .75rem; padding-bottom: .75rem; max-width: none;
  border-bottom: 1px solid var(--line); }
nav ul { max-width: 46rem; margin: 0 auto; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
  list-style: none; }
a { color: var(--accent); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 2rem 0 1rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 1rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 2rem 0 .5rem; }
h4 { font-size: .9rem; color: var(--ink2); margin: 1.25rem 0 .5rem; }
.note, .gap, .credit, footer { color: var(--ink2); font-size: .85rem; }
.note { margin: .15rem 0; }
blockquote { margin: .75rem 0; padding-inline-start: 1rem; border-inline-start: 2px solid var(--line); }
blockquote p { margin: 0; font-family: "Noto Serif", Cambria, Georgia, serif; white-space: pre-line; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: .5rem; }
th, td { border-top: 1px solid var(--line); padding: .35rem .5rem; text-align: start; vertical-align: top;
  white-space: pre-line; }
.number { text-align: end; } tbody th { font-weight: 400; } thead th { font-weight: 600; }
.sum th, .sum td { font-weight: 600; }
.wide { max-width: none; overflow-x: auto; font-size: .9rem; } h5 { font-size: .85rem; margin: 1rem 0 .5rem; }
.finding { border: 1px solid var(--line); background: var(--panel); padding: .75rem 1rem; margin: 1rem 0; }
.finding p { margin: 0 0 .35rem; } .finding p:last-child { margin-bottom: 0; }
dt { color: var(--ink2); font-size: .85rem; font-weight: 600; margin-top: .75rem; }
dd { margin: .15rem 0 0; white-space: pre-line; }
figure { margin: 1.5rem 0; } figure img { max-width: 100%; height: auto; background: #ffffff; }
figcaption { font-weight: 600; margin-bottom: .5rem; } summary { cursor: pointer; font-size: .85rem; }
@media print { nav { display: none; } body { font-size: 10.5pt; background: none; color: #000; }
  main { max-width: none; padding: 0; } .page { break-before: page; } h2, h3, h4 { break-after: avoid; }
  blockquote, tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex with a list of its parts on top; no script, no address outside the page."""
    write_blocks(report_of(evidence, progress), file, progress)


def write_blocks(report: BlockReport, file: IO[bytes], progress: Progress) -> None:
    """Write a report with a list of its parts on top; no script, no address outside the page."""
    file.write(_head(report).encode())
    body = _Body()
    for block in report.blocks(progress):
        file.write(body.block(block).encode())
    file.write(b"</main>\n</body>\n</html>\n")


def _head(report: BlockReport) -> str:
    """The page up to its first block."""
    parts = report.headings(lowest=1)
    links = "".join(
        f'<li><a href="#part-{number}">{_safe(part.text)}</a></li>\n' for number, part in enumerate(parts, 1)
    )
    listed = f'<nav aria-label="{_safe(_("Contents"))}">\n<ul>\n{links}</ul>\n</nav>\n' if parts else ""
    return f"""<!DOCTYPE html>
<html lang="{_safe(report.language or language())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_safe(report.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
{listed}<main>
"""


class _Body:
    """Blocks as HTML, numbered as they come."""

    def __init__(self) -> None:
        self._parts = self._tables = self._figures = 0

    def block(self, block: Block) -> str:
        """One block, its line ended; nothing for what a page of the web has none of."""
        plain = _PLAIN.get(type(block), "")
        if isinstance(block, Quote):
            written = _quote(block)
        elif plain and isinstance(block, Text | Note | Gap | Item):
            written = plain.format(_safe(block.text))
        else:
            written = self._other(block)
        return f"{written}\n" if written else ""

    def _other(self, block: Block) -> str:
        written = ""
        match block:
            case Heading(level, text):
                self._parts += level == 1
                anchor = f' id="part-{self._parts}"' if level == 1 else ""
                written = f"<h{level + 1}{anchor}>{_safe(text)}</h{level + 1}>"
            case Field(name, text):
                shown = f"<dd>{_safe(text)}</dd>" if text else f'<dd class="gap">{_safe(_("Empty"))}</dd>'
                written = f"<dl><dt>{_safe(name)}</dt>{shown}</dl>"
            case FindingBox():
                written = _finding(block)
            case Table(table):
                self._tables += 1
                written = "\n".join(_table(table, self._tables))
            case Figure():
                self._figures += 1
                written = "\n".join(_figure(block, self._figures))
            case PageBreak():
                written = '<div class="page"></div>'
        return written


def _quote(quote: Quote) -> str:
    """A quote in its own direction, who and where below it; the other language beneath."""
    words = _safe(f"{quote.opening}{quote.text}{quote.closing}")
    credit = _safe(f"{quote.credit} {quote.code}".rstrip())
    if quote.marks:
        told = _safe(quote.weight)
        words = (
            f'<span class="weight" role="img" aria-label="{told}" title="{told}">{quote.marks}</span> {words}'
        )
    other = ""
    if quote.other:
        said = _safe(f"{quote.opening}{quote.other}{quote.closing}")
        other = f'<p dir="auto">{said}</p><footer class="credit">{_safe(quote.other_note)}</footer>'
    return (
        f'<blockquote><p dir="auto">{words}</p><footer class="credit">{credit}</footer>{other}</blockquote>'
    )


def _finding(box: FindingBox) -> str:
    """A finding in a box: number and statement, then its grade and its sources."""
    lines = [f"{box.grade}. {box.reason}".strip(". "), box.sources]
    below = "".join(f'<p class="note">{_safe(line)}</p>' for line in lines if line)
    return (
        f'<section class="finding"><p><b>{_safe(box.number)}</b> {_safe(box.statement)}</p>{below}</section>'
    )


def _figure(figure: Figure, number: int) -> Iterator[str]:
    """A picture with its caption, its source, and the figures it was drawn from to unfold."""
    caption = (
        _("Figure {number}. {caption}").replace("{number}", str(number)).replace("{caption}", figure.caption)
    )
    drawn = b64encode(figure.svg).decode()
    yield f"<figure>\n<figcaption>{_safe(caption)}</figcaption>"
    yield f'<img alt="{_safe(figure.alt)}" src="data:image/svg+xml;base64,{drawn}">'
    if figure.source:
        yield f'<p class="note">{_safe(figure.source)}</p>'
    if figure.has_data:
        summary = _safe(_("Data"))
        yield f"<details><summary>{summary}</summary>\n<table>"
        yield from _cells(figure.data)
        yield "</table></details>"
    yield "</figure>"


def _table(table: ReportTable, number: int) -> Iterator[str]:
    """The table with its headings marked for screen readers, and what stands below it."""
    caption = (
        _("Table {number}. {caption}").replace("{number}", str(number)).replace("{caption}", table.title)
    )
    yield (
        f'<div class="wide">\n<table>\n<caption>{_safe(caption)}</caption>'
        if table.wide
        else (f"<table>\n<caption>{_safe(caption)}</caption>")
    )
    yield from _cells(table)
    yield "</table>\n</div>" if table.wide else "</table>"
    marked = [f"[{mark}] {flag}" for mark, flag in enumerate(table.flags, 1)]
    for line in (*marked, *table.notes, *([table.source] if table.source else [])):
        yield f'<p class="note">{_safe(line)}</p>'


def _cells(table: ReportTable) -> Iterator[str]:
    """Headings and rows; the first cell of a row heads it."""
    looks = [' class="number"' if column.align == RIGHT else "" for column in table.columns]
    header = "".join(
        f'<th scope="col"{look}>{_safe(column.heading)}</th>'
        for column, look in zip(table.columns, looks, strict=True)
    )
    yield f"<thead><tr>{header}</tr></thead>\n<tbody>"
    flags = table.flags
    for index, row in enumerate(table.all_rows):
        texts = [
            f"{cell.text} [{flags.index(cell.flag) + 1}]".strip() if cell.flag else cell.text for cell in row
        ]
        cells = "".join(
            f"<td{look}>{_safe(text)}</td>" for text, look in zip(texts[1:], looks[1:], strict=True)
        )
        opened = '<tr class="sum">' if table.sums_up(index) else "<tr>"
        yield f'{opened}<th scope="row"{looks[0]}>{_safe(texts[0])}</th>{cells}</tr>'
    yield "</tbody>"


def _safe(text: str) -> str:
    """The text as HTML shows it, whatever it holds."""
    return escape(clean(text))
