"""Paragraphs and tables of Word documents as XML, every text of a study escaped."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ...i18n import _
from .safe_text import clean, runs_right_to_left

_BREAKS = str.maketrans(
    {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
)


def words(text: str) -> str:
    """Text as runs hold it: escaped, line breaks and tabs as elements, spaces kept."""
    return f'<w:t xml:space="preserve">{escape(clean(text), quote=False).translate(_BREAKS)}</w:t>'


def paragraph(
    style: str, text: str, mark: int = 0, extra: str = "", bold: bool = False, size: int = 0
) -> str:
    """A paragraph of one run; a `mark` above 0 makes it a place the contents can name.

    A `size` above 0 is that of the letters, in half points, in place of the style's.
    """
    bidi, rtl = ("<w:bidi/>", "<w:rtl/>") if runs_right_to_left(text) else ("", "")
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    look = ("<w:b/><w:bCs/>" if bold else "") + sized + rtl
    run = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words(text)}</w:r>"
    if mark:
        run = f'<w:bookmarkStart w:id="{mark}" w:name="{place(mark)}"/>{run}<w:bookmarkEnd w:id="{mark}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{extra}</w:pPr>{run}</w:p>'


def place(mark: int) -> str:
    """The name of a heading's place; Word uses names of this shape itself."""
    return f"_Toc{mark:08}"


def caption(text: str, number: int = 1) -> str:
    """The caption of a table, its number a field that Word counts."""
    before, _number, after = _("Table {number}. {caption}").replace("{caption}", text).partition("{number}")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r>{words(before)}</w:r>'
        f'<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        f"<w:r>{words(after)}</w:r></w:p>"
    )


def grid(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
    bold: frozenset[int] = frozenset(),
    size: int = 0,
) -> Iterator[str]:
    """A table whose headings return on every page; `right` tells columns set at the right.

    `widths` are twentieths of a point; the rows whose index is in `bold` are set in bold.
    `size` is that of the letters in half points, 0 for the usual one.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="EvidenceTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    yield _row(header, widths, right, properties="<w:tblHeader/>", size=size)
    yield from (_row(row, widths, right, bold=index in bold, size=size) for index, row in enumerate(rows))
    yield "</w:tbl>"


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    right: Sequence[bool],
    properties: str = "",
    bold: bool = False,
    size: int = 0,
) -> str:
    """A row that stays in one piece."""
    aligned = ("", '<w:jc w:val="right"/>')
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph('EvidenceCell', cell, extra=aligned[at_right], bold=bold, size=size)}</w:tc>"
        for cell, width, at_right in zip(cells, widths, right, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"
