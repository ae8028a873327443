"""The evidence annex as a Word document with real headings, styles and a repeated table header.

The body is written as XML on top of a package that python-docx makes: paragraph by paragraph through
python-docx, 3,000 quotes take a hundred times as long.
"""

from collections.abc import Iterator
from typing import IO

from ...domain.evidence import Evidence
from ...i18n import _
from ...progress import Progress
from .annex import Block, Gap, Heading, Note, Quote, Table, Text, blocks, headings, shown_types
from .docx_base import TEXT_WIDTH, WIDE_WIDTH, Base, base, write_package
from .docx_parts import caption, grid, paragraph, place, words
from .grouping import Grouped, group
from .safe_text import runs_right_to_left

_TYPES_UPRIGHT = 4
_CONTENTS_LEVEL = 2
_TOTAL_WIDTH = 900
_LEFT_TO_RIGHT = "\u200e"
_STYLES = {0: "Title", 1: "Heading1", 2: "Heading2", 3: "Heading3"}


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex: title, what it is, contents, quotes by criterion and question, table of counts."""
    grouped = group(evidence, progress)
    wide = len(shown_types(evidence)) > _TYPES_UPRIGHT
    around = base(evidence, wide_end=wide)
    write_package(file, around, _body(evidence, grouped, around, progress))


def _body(evidence: Evidence, grouped: Grouped, around: Base, progress: Progress) -> Iterator[str]:
    """All paragraphs and the table; the contents come before the first heading they list."""
    entries = headings(evidence, grouped, _CONTENTS_LEVEL)
    width = WIDE_WIDTH if around.turn else TEXT_WIDTH
    mark = 0
    for block in blocks(evidence, grouped, progress):
        if isinstance(block, Heading) and 1 <= block.level <= _CONTENTS_LEVEL:
            if mark == 0:
                yield from _contents(entries)
            mark += 1
            if mark == len(entries) and evidence.questions:
                yield around.turn
            yield paragraph(_STYLES[block.level], block.text, mark)
        else:
            yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    """One block; `width` (twentieths of a point) is what a table may take."""
    match block:
        case Heading(level, text):
            yield paragraph(_STYLES[level], text)
        case Text(text):
            yield paragraph("Normal", text)
        case Note(text):
            yield paragraph("EvidenceNote", text)
        case Gap(text):
            yield paragraph("EvidenceGap", text)
        case Quote():
            yield _quote(block)
        case Table():
            yield from _table(block, width)


def _quote(quote: Quote) -> str:
    """A quote in its own direction, who and where after it in a quieter type."""
    bidi, rtl = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if runs_right_to_left(quote.text) else ("", "")
    credit = f"{quote.credit} {quote.code}".rstrip()
    if bidi and not runs_right_to_left(credit):
        credit = f"{_LEFT_TO_RIGHT}{credit}{_LEFT_TO_RIGHT}"
    marks = f"<w:r>{words(quote.marks + ' ')}</w:r>" if quote.marks else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Quote"/>{bidi}</w:pPr>{marks}'
        f"<w:r>{rtl}{words(quote.opening + quote.text + quote.closing)}</w:r>"
        f'<w:r><w:rPr><w:rStyle w:val="Attribution"/></w:rPr>{words(" " + credit)}</w:r></w:p>'
    )


def _contents(entries: list[Heading]) -> Iterator[str]:
    """A table of contents that is right as it stands; Word adds page numbers when it is updated."""
    yield paragraph("TOCHeading", _("Contents"))
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{_CONTENTS_LEVEL}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for mark, entry in enumerate(entries, 1):
        run = f"<w:r>{words(entry.text)}</w:r>"
        link = f'<w:hyperlink w:anchor="{place(mark)}" w:history="1">{run}</w:hyperlink>'
        yield f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{field}{link}'
        field = ""
        yield "</w:p>" if mark < len(entries) else '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def _table(table: Table, width: int) -> Iterator[str]:
    """A table of counts: words in the first column, and a narrow one for all in the last."""
    types = len(table.header) - 2
    first = width * 3 // 10 if types else width - _TOTAL_WIDTH
    widths = (first, *[(width - first - _TOTAL_WIDTH) // max(types, 1)] * types, _TOTAL_WIDTH)
    yield caption(table.caption)
    yield from grid(table.header, table.rows, widths, [False, *[True] * (len(widths) - 1)])
    yield paragraph("EvidenceNote", table.note, extra='<w:spacing w:before="80"/>')
