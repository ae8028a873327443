"""Paragraphs and tables of Word documents as XML, every text of a study escaped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from ...domain.report_blocks import Figure
from ...i18n import _
from .safe_text import clean, runs_right_to_left

_EMU_OF_MM, _EMU_OF_TWIP = 36000, 635
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


def caption(text: str, number: int, style: str, *, figure: bool = False) -> str:
    """The caption of a table or a figure, its number a field that Word counts."""
    form = _("Figure {number}. {caption}") if figure else _("Table {number}. {caption}")
    before, _number, after = form.partition("{number}")
    before, after = before.replace("{caption}", text), after.replace("{caption}", text)
    name = "Figure" if figure else "Table"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{words(before)}</w:r>'
        f'<w:fldSimple w:instr=" SEQ {name} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        f"<w:r>{words(after)}</w:r></w:p>"
    )


def drawing(figure: Figure, number: int, width: int, style: str) -> str:
    """A picture in the line of a paragraph, told in words to those who do not see it.

    `width` (twentieths of a point) is the most it may take.
    """
    scale = min(1.0, width * _EMU_OF_TWIP / (figure.width * _EMU_OF_MM))
    extent = f'cx="{int(figure.width * _EMU_OF_MM * scale)}" cy="{int(figure.height * _EMU_OF_MM * scale)}"'
    told = escape(" ".join(clean(figure.alt).split()))
    named = f'id="{number}" name="Figure {number}" descr="{told}"'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{picture_id(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def picture_id(number: int) -> str:
    """How the package relates to its pictures."""
    return f"rIdFigure{number}"


def grid(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
    styles: Mapping[str, str],
    bold: frozenset[int] = frozenset(),
    size: int = 0,
) -> Iterator[str]:
    """A table whose headings return on every page; `right` tells columns set at the right.

    `widths` are twentieths of a point; the rows whose index is in `bold` are set in bold.
    `size` is that of the letters in half points, 0 for the usual one; small ones stand closer together.
    `styles` are those of the document.
    """
    cell = styles["EvidenceCell"]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = '<w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
    close = f"<w:tblCellMar>{sides}</w:tblCellMar>" if size else ""
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["EvidenceTable"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{close}'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    yield _row(header, widths, right, cell, properties="<w:tblHeader/>", size=size)
    yield from (
        _row(row, widths, right, cell, bold=index in bold, size=size) for index, row in enumerate(rows)
    )
    yield "</w:tbl>"


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    right: Sequence[bool],
    style: str,
    properties: str = "",
    bold: bool = False,
    size: int = 0,
) -> str:
    """A row that stays in one piece."""
    aligned = ("", '<w:jc w:val="right"/>')
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, cell, extra=aligned[at_right], bold=bold, size=size)}</w:tc>"
        for cell, width, at_right in zip(cells, widths, right, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"
