"""A report as a Word document with real headings, styles, captions and repeated table headers.

The body is written as XML on top of a package that python-docx makes: paragraph by paragraph through
python-docx, 3,000 quotes take a hundred times as long.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ...domain.evidence import Evidence
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
from ...i18n import _
from ...progress import Progress
from .annex import report_of
from .docx_base import base
from .docx_package import Base, following, write_package
from .docx_parts import caption, drawing, paragraph, place, words
from .docx_table import data_table, table
from .safe_text import runs_right_to_left

_LEFT_TO_RIGHT = "\u200e"
_STYLES = {0: "Title", 1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4"}
_PLAIN = {Text: "Normal", Note: "EvidenceNote", Gap: "EvidenceGap", Item: "EvidenceItem"}


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex: title, what it is, contents, quotes by criterion and question, table of counts."""
    write_blocks(report_of(evidence, progress), file, progress)


def write_blocks(
    report: BlockReport, file: IO[bytes], progress: Progress, template: Path | None = None
) -> None:
    """Write a report; a `template` is a Word document whose styles, pages, header and footer are taken.

    UserError for a template that cannot be used.
    """
    if template is None:
        around = base(report)
    else:
        from .docx_template import base_of  # most reports have none

        around = base_of(template, report)
    body = _Body(report, around)
    write_package(file, around, body.pieces(progress), body.pictures)


class _Body:
    """The paragraphs, tables and pictures of a report, numbered as they come."""

    def __init__(self, report: BlockReport, around: Base) -> None:
        self.report = report
        self.around = around
        self.pictures: list[bytes] = []
        self._style = around.styles
        self._wide = self._begun = False
        self._first = True
        self._lowest = self._marks = self._tables = self._figures = 0
        self._right_to_left = f'<w:p><w:pPr><w:pStyle w:val="{self._style["Quote"]}"/><w:bidi/></w:pPr>'
        self._left_to_right = f'<w:p><w:pPr><w:pStyle w:val="{self._style["Quote"]}"/></w:pPr>'
        self._quiet = f'<w:r><w:rPr><w:rStyle w:val="{self._style["Attribution"]}"/></w:rPr>'

    def pieces(self, progress: Progress) -> Iterator[str]:
        """The XML of the body, its last section included."""
        for block in self.report.blocks(progress):
            if isinstance(block, Quote):
                yield self._quote(block)
            else:
                yield from self._block(block)
            self._begun = True
        yield self._section()

    @property
    def _width(self) -> int:
        """What a table may take, in twentieths of a point."""
        return self.around.wide_width if self._wide else self.around.width

    def _section(self) -> str:
        """What ends a section; all have the header and footer of the first."""
        written = self.around.wide if self._wide else self.around.upright
        first, self._first = self._first, False
        return written if first else following(written)

    def _block(self, block: Block) -> Iterator[str]:
        style = self._style
        match block:
            case Heading(level, text):
                yield self._heading(level, text)
            case Text(text) | Note(text) | Gap(text) | Item(text):
                yield paragraph(style[_PLAIN[type(block)]], text)
            case Field(name, text):
                yield paragraph(style["EvidenceField"], name)
                yield (
                    paragraph(style["Normal"], text) if text else paragraph(style["EvidenceGap"], _("Empty"))
                )
            case FindingBox():
                yield from self._finding(block)
            case Table(shown):
                self._tables += 1
                yield from table(shown, self._tables, self._width, style)
            case Figure():
                yield from self._figure(block)
            case Contents(lowest):
                yield from self._contents(lowest)
            case Section(wide):
                if wide != self._wide and self._begun:
                    yield f"<w:p><w:pPr>{self._section()}</w:pPr></w:p>"
                self._wide = wide
            case PageBreak():
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def _heading(self, level: int, text: str) -> str:
        """A heading; those that the contents list are places it can name."""
        mark = 0
        if 1 <= level <= self._lowest:
            self._marks += 1
            mark = self._marks
        return paragraph(self._style[_STYLES[level]], text, mark)

    def _quote(self, quote: Quote) -> str:
        """A quote in its own direction, who and where after it in a quieter type; then the other language."""
        bidi = runs_right_to_left(quote.text)
        rtl = "<w:rPr><w:rtl/></w:rPr>" if bidi else ""
        credit = f"{quote.credit} {quote.code}".rstrip()
        if bidi and not runs_right_to_left(credit):
            credit = f"{_LEFT_TO_RIGHT}{credit}{_LEFT_TO_RIGHT}"
        marks = f"<w:r>{words(quote.marks + ' ')}</w:r>" if quote.marks else ""
        written = (
            f"{self._right_to_left if bidi else self._left_to_right}{marks}"
            f"<w:r>{rtl}{words(quote.opening + quote.text + quote.closing)}</w:r>"
            f"{self._quiet}{words(' ' + credit)}</w:r></w:p>"
        )
        return written + self._other(quote) if quote.other else written

    def _other(self, quote: Quote) -> str:
        """The same words in another language, below the quote."""
        return (
            f"{self._right_to_left if runs_right_to_left(quote.other) else self._left_to_right}"
            f"<w:r>{words(quote.opening + quote.other + quote.closing)}</w:r>"
            f"{self._quiet}{words(' ' + quote.other_note)}</w:r></w:p>"
        )

    def _finding(self, box: FindingBox) -> Iterator[str]:
        """A finding: paragraphs that share a border, which makes a box of them."""
        number = f"<w:r><w:rPr><w:b/><w:bCs/></w:rPr>{words(box.number + ' ')}</w:r>"
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{self._style["Finding"]}"/></w:pPr>{number}'
            f"<w:r>{words(box.statement)}</w:r></w:p>"
        )
        for line in (f"{box.grade}. {box.reason}".strip(". "), box.sources):
            if line:
                yield paragraph(self._style["FindingDetail"], line)

    def _figure(self, figure: Figure) -> Iterator[str]:
        """A picture with its caption above, its source below, and the figures it was drawn from."""
        self._figures += 1
        self.pictures.append(figure.png)
        yield caption(figure.caption, self._figures, self._style["Caption"], figure=True)
        yield drawing(figure, len(self.pictures), self._width, self._style["Figure"])
        if figure.source:
            yield paragraph(self._style["EvidenceNote"], figure.source)
        if figure.has_data:
            yield from data_table(figure.data, self._width, self._style)
        yield paragraph(self._style["Normal"], "")

    def _contents(self, lowest: int) -> Iterator[str]:
        """A table of contents that is right as it stands; Word adds page numbers when it is updated."""
        self._lowest = lowest
        entries = self.report.headings(lowest)
        if not entries:
            return
        yield paragraph(self._style["TOCHeading"], _("Contents"))
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{lowest}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for mark, entry in enumerate(entries, 1):
            run = f"<w:r>{words(entry.text)}</w:r>"
            link = f'<w:hyperlink w:anchor="{place(mark)}" w:history="1">{run}</w:hyperlink>'
            style = self._style[f"TOC{entry.level}"]
            yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}{link}'
            field = ""
            yield "</w:p>" if mark < len(entries) else '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
