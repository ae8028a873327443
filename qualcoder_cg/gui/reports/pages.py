"""Blocks of a report as a document of Qt, in the colours of the look."""

from collections.abc import Iterable
from html import escape
from string import Template

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from ...domain.report_blocks import (
    Block,
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
from ...i18n import _
from .. import theme

_WIDTH = 620
_SIZES = (18, 18, 15, 13, 13)
_SHEET = Template("""
body { color: $ink; } h1, h2, h3, h4, h5 { color: $ink; font-weight: 600; }
.note, .gap, .credit { color: $ink2; font-size: 11px; }
.quote { font-family: $serif; } .part { color: $acc; }
th { font-weight: 600; color: $ink2; font-size: 11px; } td { font-size: 11px; }
.sum { font-weight: 600; }
""")


class Pages:
    """Writes blocks into a document, numbering tables and figures as the file does."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._tables = self._figures = 0

    def fill(self, blocks: Iterable[Block]) -> None:
        """Put these blocks into the document in place of what was there."""
        self._tables = self._figures = 0
        self._document.clear()
        serif = theme.serif(theme.INTERFACE).family()
        tokens = theme.tokens()
        self._document.setDefaultFont(theme.sans(theme.INTERFACE))
        self._document.setDefaultStyleSheet(
            _SHEET.substitute(ink=tokens.ink, ink2=tokens.ink2, acc=tokens.acc, serif=serif)
        )
        self._document.setHtml("".join(self._block(block) for block in blocks))

    def _block(self, block: Block) -> str:
        written = ""
        match block:
            case Heading(level, text):
                above = (4, 24, 16, 12, 8)[level]
                look = f"font-size:{_SIZES[level]}px; font-weight:600"
                part = ' class="part"' if level in (1, 3) else ""
                spaced = f"margin-top:{above}px; margin-bottom:4px"
                written = f'<p style="{spaced}"><span{part} style="{look}">{_safe(text)}</span></p>'
            case Text(text) | Item(text):
                written = f'<p style="margin-top:4px; margin-bottom:4px">{_safe(text)}</p>'
            case Note(text) | Gap(text):
                written = f'<p class="note" style="margin:2px 0">{_safe(text)}</p>'
            case Field(name, text):
                shown = _safe(text) if text else f'<span class="gap">{_safe(_("Empty"))}</span>'
                written = (
                    f'<p class="note" style="margin-top:8px; margin-bottom:0">{_safe(name)}</p>'
                    f'<p style="margin-top:0">{shown}</p>'
                )
            case Quote():
                written = _quote(block)
            case FindingBox():
                written = _finding(block)
            case Table(table):
                self._tables += 1
                title = _("Table {number}. {caption}").format(number=self._tables, caption=table.title)
                written = _table(table, title)
            case Figure():
                written = self._figure(block)
            case PageBreak():
                written = "<hr>"
        return written

    def _figure(self, figure: Figure) -> str:
        """A picture, read from its own bytes; nothing is fetched."""
        self._figures += 1
        name = f"figure-{self._figures}"
        image = QImage.fromData(figure.png)
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(f"report:{name}"), image
        )
        caption = _("Figure {number}. {caption}").format(number=self._figures, caption=figure.caption)
        height = round(_WIDTH * image.height() / max(image.width(), 1))
        return (
            f'<p style="margin-top:12px"><b>{_safe(caption)}</b></p>'
            f'<p><img src="report:{name}" width="{_WIDTH}" height="{height}"></p>'
            f'<p class="note">{_safe(figure.source)}</p>'
        )


def _quote(quote: Quote) -> str:
    credit = _safe(f"{quote.credit} {quote.code}".strip())
    marks = f"{_safe(quote.marks)} " if quote.marks else ""
    other = ""
    if quote.other:
        said = _safe(f"{quote.opening}{quote.other}{quote.closing}")
        other = f'<br><span class="quote">{said}</span> <span class="credit">{_safe(quote.other_note)}</span>'
    words = _safe(f"{quote.opening}{quote.text}{quote.closing}")
    return (
        f'<p style="margin:4px 0 4px 16px">{marks}<span class="quote">{words}</span>'
        f' <span class="credit">{credit}</span>{other}</p>'
    )


def _finding(box: FindingBox) -> str:
    tokens = theme.tokens()
    lines = [f"{box.grade}. {box.reason}".strip(". "), box.sources]
    below = "".join(f'<br><span class="note">{_safe(line)}</span>' for line in lines if line)
    return (
        f'<table width="100%" cellpadding="8" cellspacing="0" border="1" style="border-color:{tokens.line2};'
        f' border-style:solid"><tr><td bgcolor="{tokens.alt}"><span style="font-size:13px">'
        f"<b>{_safe(box.number)}</b> {_safe(box.statement)}</span>{below}</td></tr></table>"
    )


def _table(table: ReportTable, title: str) -> str:
    tokens = theme.tokens()
    sides = ["right" if column.align == RIGHT else "left" for column in table.columns]
    header = "".join(
        f'<th align="{side}">{_safe(column.heading)}</th>'
        for side, column in zip(sides, table.columns, strict=True)
    )
    rows = []
    for index, row in enumerate(table.all_rows):
        look = ' class="sum"' if table.sums_up(index) else ""
        cells = "".join(
            f'<td align="{side}"{look}>{_safe(cell.text)}</td>' for side, cell in zip(sides, row, strict=True)
        )
        rows.append(f"<tr>{cells}</tr>")
    notes = (*table.flags, *table.notes, *([table.source] if table.source else []))
    below = "".join(f'<p class="note" style="margin:2px 0">{_safe(line)}</p>' for line in notes)
    return (
        f'<p style="margin-top:12px; margin-bottom:4px"><b>{_safe(title)}</b></p>'
        f'<table cellpadding="4" cellspacing="0" border="1" style="border-collapse:collapse;'
        f' border-color:{tokens.line}; border-style:solid"><thead><tr>{header}</tr></thead>'
        f"{''.join(rows)}</table>{below}"
    )


def _safe(text: str) -> str:
    """Text as HTML shows it, its lines kept."""
    return escape(text).replace("\n", "<br>")
