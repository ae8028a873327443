"""The evidence annex as one web page that needs nothing else and runs nothing."""

from collections.abc import Iterator
from html import escape
from typing import IO

from ...domain.evidence import Evidence
from ...i18n import _, language
from ...progress import Progress
from .annex import Block, Gap, Heading, Note, Quote, Table, Text, blocks, headings
from .grouping import group
from .safe_text import clean

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
th, td { border-top: 1px solid var(--line); padding: .35rem .5rem; text-align: end; vertical-align: top; }
th:first-child { text-align: start; font-weight: 400; } thead th, thead th:first-child { font-weight: 600; }
@media print { nav { display: none; } body { font-size: 10.5pt; background: none; color: #000; }
  main { max-width: none; padding: 0; } h2, h3, h4 { break-after: avoid; }
  blockquote, tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex with a list of its parts on top; no script, no address outside the page."""
    grouped = group(evidence, progress)
    file.write(_head(evidence, headings(evidence, grouped, lowest=1)).encode())
    part = 0
    for block in blocks(evidence, grouped, progress):
        anchor = ""
        if isinstance(block, Heading) and block.level == 1:
            part += 1
            anchor = f' id="part-{part}"'
        file.write((_block(block, anchor) + "\n").encode())
    file.write(b"</main>\n</body>\n</html>\n")


def _head(evidence: Evidence, parts: list[Heading]) -> str:
    """The page up to its first block."""
    links = "".join(
        f'<li><a href="#part-{number}">{_safe(part.text)}</a></li>\n' for number, part in enumerate(parts, 1)
    )
    return f"""<!DOCTYPE html>
<html lang="{_safe(evidence.language or language())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_safe(evidence.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<nav aria-label="{_safe(_("Contents"))}">
<ul>
{links}</ul>
</nav>
<main>
"""


def _block(block: Block, anchor: str) -> str:
    """One block; `anchor` is the attribute that the contents link to."""
    match block:
        case Heading(level, text):
            return f"<h{level + 1}{anchor}>{_safe(text)}</h{level + 1}>"
        case Text(text):
            return f"<p>{_safe(text)}</p>"
        case Note(text):
            return f'<p class="note">{_safe(text)}</p>'
        case Gap(text):
            return f'<p class="gap">{_safe(text)}</p>'
        case Quote():
            return _quote(block)
        case Table():
            return "\n".join(_table(block))


def _quote(quote: Quote) -> str:
    """A quote in its own direction, who and where below it."""
    words = _safe(f"{quote.opening}{quote.text}{quote.closing}")
    credit = _safe(f"{quote.credit} {quote.code}".rstrip())
    if quote.marks:
        told = _safe(quote.weight)
        words = (
            f'<span class="weight" role="img" aria-label="{told}" title="{told}">{quote.marks}</span> {words}'
        )
    return f'<blockquote><p dir="auto">{words}</p><footer class="credit">{credit}</footer></blockquote>'


def _table(table: Table) -> Iterator[str]:
    """The table with its headings marked for screen readers, and its note."""
    yield f"<table>\n<caption>{_safe(table.caption)}</caption>"
    header = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in table.header)
    yield f"<thead><tr>{header}</tr></thead>\n<tbody>"
    for first, *others in table.rows:
        cells = "".join(f"<td>{_safe(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_safe(first)}</th>{cells}</tr>'
    yield f'</tbody>\n</table>\n<p class="note">{_safe(table.note)}</p>'


def _safe(text: str) -> str:
    """The text as HTML shows it, whatever it holds."""
    return escape(clean(text))
