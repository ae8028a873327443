"""Tables of a report as one web page that needs nothing else and runs nothing."""

from collections.abc import Iterator
from html import escape
from typing import IO

from ...domain.report_table import RIGHT, Cell, ReportTable, TableReport
from ...i18n import _
from .annex import made_on
from .safe_text import clean

_STYLE = """
body { margin: 1.5rem; background: #ffffff; color: #1c2024; font: 13px/1.5 Inter, system-ui, sans-serif; }
h1 { font-size: 1.5rem; } section { margin: 2rem 0; overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: .5rem; }
th, td { border-top: 1px solid #dbdedb; padding: .3rem .5rem; text-align: start; vertical-align: top;
  white-space: pre-line; }
.number { text-align: end; } thead th { font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; } .sum th, .sum td { font-weight: 600; background: #f7f8f6; }
.note { color: #495057; font-size: .85rem; margin: .15rem 0; }
@media print { body { margin: 0; font-size: 7.5pt; } @page { size: A4 landscape; margin: 12mm; }
  thead { display: table-header-group; } tr { break-inside: avoid; } }
"""


def write(report: TableReport, file: IO[bytes]) -> None:
    """Write the tables one below the other; no script, no address outside the page."""
    file.write("".join(_page(report)).encode())


def _page(report: TableReport) -> Iterator[str]:
    yield f"""<!DOCTYPE html>
<html lang="{_safe(report.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_safe(report.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{_safe(report.title)}</h1>
<p class="note">{_safe(_("Made on {date}.").format(date=made_on(report)))}</p>
"""
    for table in report.tables:
        yield from _table(table)
    yield "</body>\n</html>\n"


def _table(table: ReportTable) -> Iterator[str]:
    aligned = [' class="number"' if column.align == RIGHT else "" for column in table.columns]
    yield f"<section>\n<table>\n<caption>{_safe(table.title)}</caption>\n<thead><tr>"
    for column, look in zip(table.columns, aligned, strict=True):
        yield f'<th scope="col"{look}>{_safe(column.heading)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    flags = table.flags
    for index, cells in enumerate(table.all_rows):
        yield '<tr class="sum">' if table.sums_up(index) else "<tr>"
        for place, (cell, look) in enumerate(zip(cells, aligned, strict=True)):
            name = 'th scope="row"' if not place else "td"
            yield f"<{name}{look}>{_safe(_marked(cell, flags))}</{name[:2]}>"
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"
    marked = [f"[{number}] {flag}" for number, flag in enumerate(flags, 1)]
    for line in (*marked, *table.notes, *([table.source] if table.source else [])):
        yield f'<p class="note">{_safe(line)}</p>\n'
    yield "</section>\n"


def _marked(cell: Cell, flags: tuple[str, ...]) -> str:
    """A cell's text with the number of the remark on it."""
    return f"{cell.text} [{flags.index(cell.flag) + 1}]".strip() if cell.flag else cell.text


def _safe(text: str) -> str:
    return escape(clean(text))
