"""The evidence annex as a Word document with real headings, styles and a repeated table header.

The body is written as XML on top of a package that python-docx makes: paragraph by paragraph through
python-docx, 3,000 quotes take a hundred times as long.
"""

import zipfile
from collections.abc import Iterator
from html import escape
from typing import IO

from ...domain.evidence import Evidence
from ...i18n import _
from ...progress import Progress
from .annex import Block, Gap, Heading, Note, Quote, Table, Text, blocks, headings, shown_types
from .docx_base import DOCUMENT_PART, TEXT_WIDTH, Base, base
from .grouping import Grouped, group
from .safe_text import clean, runs_right_to_left

_TYPES_UPRIGHT = 4
_WIDE_WIDTH = 14000
_CONTENTS_LEVEL = 2
_TOTAL_WIDTH = 900
_LEFT_TO_RIGHT = "\u200e"
_STYLES = {0: "Title", 1: "Heading1", 2: "Heading2", 3: "Heading3"}
_BREAKS = str.maketrans(
    {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
)


def write(evidence: Evidence, file: IO[bytes], progress: Progress) -> None:
    """Write the annex: title, what it is, contents, quotes by criterion and question, table of counts."""
    grouped = group(evidence, progress)
    wide = len(shown_types(evidence)) > _TYPES_UPRIGHT
    around = base(evidence, wide_end=wide)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in around.parts:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        with package.open(DOCUMENT_PART, "w", force_zip64=True) as document:
            document.write(around.before_body.encode())
            for paragraph in _body(evidence, grouped, around, progress):
                document.write(paragraph.encode())
            document.write(around.after_body.encode())


def _body(evidence: Evidence, grouped: Grouped, around: Base, progress: Progress) -> Iterator[str]:
    """All paragraphs and the table; the contents come before the first heading they list."""
    entries = headings(evidence, grouped, _CONTENTS_LEVEL)
    width = _WIDE_WIDTH if around.turn else TEXT_WIDTH
    mark = 0
    for block in blocks(evidence, grouped, progress):
        if isinstance(block, Heading) and 1 <= block.level <= _CONTENTS_LEVEL:
            if mark == 0:
                yield from _contents(entries)
            mark += 1
            if mark == len(entries) and evidence.questions:
                yield around.turn
            yield _paragraph(_STYLES[block.level], block.text, mark)
        else:
            yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    """One block; `width` (twentieths of a point) is what a table may take."""
    match block:
        case Heading(level, text):
            yield _paragraph(_STYLES[level], text)
        case Text(text):
            yield _paragraph("Normal", text)
        case Note(text):
            yield _paragraph("EvidenceNote", text)
        case Gap(text):
            yield _paragraph("EvidenceGap", text)
        case Quote():
            yield _quote(block)
        case Table():
            yield from _table(block, width)


def _paragraph(style: str, text: str, mark: int = 0, extra: str = "") -> str:
    """A paragraph of one run; a `mark` above 0 makes it a place the contents can name."""
    bidi, rtl = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if runs_right_to_left(text) else ("", "")
    run = f"<w:r>{rtl}{_words(text)}</w:r>"
    if mark:
        run = f'<w:bookmarkStart w:id="{mark}" w:name="{_place(mark)}"/>{run}<w:bookmarkEnd w:id="{mark}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{extra}</w:pPr>{run}</w:p>'


def _quote(quote: Quote) -> str:
    """A quote in its own direction, who and where after it in a quieter type."""
    bidi, rtl = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if runs_right_to_left(quote.text) else ("", "")
    credit = f"{quote.credit} {quote.code}".rstrip()
    if bidi and not runs_right_to_left(credit):
        credit = f"{_LEFT_TO_RIGHT}{credit}{_LEFT_TO_RIGHT}"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Quote"/>{bidi}</w:pPr>'
        f"<w:r>{rtl}{_words(quote.opening + quote.text + quote.closing)}</w:r>"
        f'<w:r><w:rPr><w:rStyle w:val="Attribution"/></w:rPr>{_words(" " + credit)}</w:r></w:p>'
    )


def _contents(entries: list[Heading]) -> Iterator[str]:
    """A table of contents that is right as it stands; Word adds page numbers when it is updated."""
    yield _paragraph("TOCHeading", _("Contents"))
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{_CONTENTS_LEVEL}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for mark, entry in enumerate(entries, 1):
        words = f"<w:r>{_words(entry.text)}</w:r>"
        link = f'<w:hyperlink w:anchor="{_place(mark)}" w:history="1">{words}</w:hyperlink>'
        yield f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{field}{link}'
        field = ""
        yield "</w:p>" if mark < len(entries) else '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def _table(table: Table, width: int) -> Iterator[str]:
    """Caption with its number, the table, its note."""
    yield _caption(table.caption)
    types = len(table.header) - 2
    first = width * 3 // 10 if types else width - _TOTAL_WIDTH
    widths = (first, *[(width - first - _TOTAL_WIDTH) // max(types, 1)] * types, _TOTAL_WIDTH)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="EvidenceTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    yield _row(table.header, widths, "<w:tblHeader/>")
    yield from (_row(row, widths) for row in table.rows)
    yield "</w:tbl>"
    yield _paragraph("EvidenceNote", table.note, extra='<w:spacing w:before="80"/>')


def _caption(text: str) -> str:
    """The caption of a table, its number a field that Word counts."""
    before, _number, after = _("Table {number}. {caption}").replace("{caption}", text).partition("{number}")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r>{_words(before)}</w:r>'
        f'<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        f"<w:r>{_words(after)}</w:r></w:p>"
    )


def _row(cells: tuple[str, ...], widths: tuple[int, ...], properties: str = "") -> str:
    """A row that stays in one piece: words at the left, counts at the right."""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph('EvidenceCell', cell, extra=align)}</w:tc>"
        for cell, width, align in zip(cells, widths, ("", *['<w:jc w:val="right"/>'] * len(cells)))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"


def _place(mark: int) -> str:
    """The name of a heading's place; Word uses names of this shape itself."""
    return f"_Toc{mark:08}"


def _words(text: str) -> str:
    """Text as runs hold it: escaped, line breaks and tabs as elements, spaces kept."""
    return f'<w:t xml:space="preserve">{escape(clean(text), quote=False).translate(_BREAKS)}</w:t>'
