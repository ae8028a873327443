"""The styles of Word reports: named ones that a person can change in one place, and added where they lack."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

_INK, _QUIET, _ACCENT, _LINE, _SHADE = "1C2024", "495057", "1E5AA0", "B9BEBA", "F7F8F6"
_SANS, _SERIF = "Calibri", "Cambria"
_INDENT = 0.6  # centimetres

# What reports call their styles, and how Word does.
NAMES: Mapping[str, str] = {
    "Normal": "Normal",
    "Title": "Title",
    "Heading1": "Heading 1",
    "Heading2": "Heading 2",
    "Heading3": "Heading 3",
    "Heading4": "Heading 4",
    "TOCHeading": "TOC Heading",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "TOC3": "toc 3",
    "Caption": "Caption",
    "Footer": "footer",
    "Quote": "Quote",
    "EvidenceItem": "List Bullet",
    "EvidenceNote": "Evidence Note",
    "EvidenceGap": "Evidence Gap",
    "EvidenceCell": "Evidence Cell",
    "EvidenceField": "Evidence Field",
    "Finding": "Finding",
    "FindingDetail": "Finding Detail",
    "Figure": "Figure",
    "Attribution": "Attribution",
    "EvidenceTable": "Evidence Table",
}


class _Look(NamedTuple):
    """Type and space of a style, in points."""

    size: float
    colour: str = _INK
    before: float = 0
    after: float = 0
    line: float = 1.0
    bold: bool = False
    font: str = _SANS
    italic: bool | None = None


_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look(10.5, after=6, line=1.15),
    "Title": _Look(24, after=12, bold=True),
    "Heading1": _Look(17, _ACCENT, before=26, after=6, bold=True),
    "Heading2": _Look(12.5, before=18, after=4, bold=True),
    "Heading3": _Look(10.5, _ACCENT, before=10, after=3, bold=True),
    "Heading4": _Look(10.5, _QUIET, before=8, after=3, bold=True, italic=False),
    "TOCHeading": _Look(12.5, before=12, after=4, bold=True),
    "TOC1": _Look(10, before=4, after=1),
    "TOC2": _Look(9, after=1),
    "TOC3": _Look(9, after=1),
    "Caption": _Look(10, before=6, after=4, bold=True),
    "Footer": _Look(8.5, _QUIET),
    "Quote": _Look(10.5, after=6, line=1.15, font=_SERIF, italic=False),
    "EvidenceItem": _Look(10.5, after=3, line=1.15),
    "EvidenceNote": _Look(9.5, _QUIET, after=2),
    "EvidenceGap": _Look(10.5, _QUIET, after=6),
    "EvidenceCell": _Look(8.5),
    "EvidenceField": _Look(9.5, _QUIET, before=8, after=1, bold=True),
    "Finding": _Look(11, before=8, after=2, line=1.15),
    "FindingDetail": _Look(9.5, _QUIET, after=2),
    "Figure": _Look(10.5, after=4),
    "Attribution": _Look(9, _QUIET),
}
_TOGETHER = ("Caption", "EvidenceNote", "EvidenceField", "Figure", "Finding")


def dress(document: Any, *, anew: bool) -> dict[str, str]:
    """Give a document the styles of reports, and tell what each is called inside the file.

    `anew` sets the looks of all of them; otherwise those the document has stay as they are.
    """
    from docx.enum.style import WD_STYLE_TYPE

    kinds = {"Attribution": WD_STYLE_TYPE.CHARACTER, "EvidenceTable": WD_STYLE_TYPE.TABLE}
    styles = document.styles
    ids: dict[str, str] = {}
    known = {(style.type, (style.name or "").casefold()): style for style in styles}
    for key, name in NAMES.items():
        kind = kinds.get(key, WD_STYLE_TYPE.PARAGRAPH)
        style = known.get((kind, name.casefold()))
        if style is None or anew:
            style = style or _added(styles, key, name, kind)
            _set(key, style)
        ids[key] = style.style_id
    return ids


def _added(styles: Any, key: str, name: str, kind: Any) -> Any:
    """A new style; its name inside the file is that of the report, unless another style has it."""
    style = styles.add_style(name, kind, builtin=not name.startswith(("Evidence", "Finding", "Fig", "Attr")))
    taken = {other.style_id for other in styles if other.element is not style.element}
    style.element.styleId = next(
        name for number in range(len(taken) + 1) if (name := f"{key}{number or ''}") not in taken
    )
    based = {"EvidenceTable": "Normal Table", "Attribution": "", "Normal": ""}.get(key, "Normal")
    if based and based in [other.name for other in styles]:
        style.base_style = styles[based]
    style.hidden = False
    if key[:-1] == "Heading":
        _outline(style, int(key[-1]) - 1)
    return style


def _set(key: str, style: Any) -> None:
    """The looks of one style."""
    if key in _LOOKS:
        _look(style, _LOOKS[key])
    if key in _TOGETHER:
        style.paragraph_format.keep_with_next = True
    further: Mapping[str, Callable[[Any], None]] = {
        "Title": _unruled,
        "Footer": lambda one: one.paragraph_format.tab_stops.clear_all(),
        "Quote": _quoted,
        "TOC2": lambda one: _indent(one, 1),
        "TOC3": lambda one: _indent(one, 2),
        "Finding": _boxed,
        "FindingDetail": _boxed,
        "EvidenceTable": _table_style,
    }
    if key in further:
        further[key](style)


def _look(style: Any, look: _Look) -> None:
    """Type and space; fonts of the template's theme give way."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size, style.font.color.rgb = look.font, Pt(look.size), _colour(look.colour)
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme") or attribute == qn("w:cstheme"):
            del fonts.attrib[attribute]
    style.font.bold = look.bold or None
    style.font.italic = style.font.cs_italic = look.italic
    if hasattr(style, "paragraph_format"):
        spaced = style.paragraph_format
        spaced.space_before, spaced.space_after = Pt(look.before), Pt(look.after)
        spaced.line_spacing = look.line


def _quoted(style: Any) -> None:
    style.font.no_proof = True
    _indent(style, 1)


def _indent(style: Any, steps: int) -> None:
    from docx.shared import Cm

    style.paragraph_format.left_indent = Cm(_INDENT * steps)


def _outline(style: Any, level: int) -> None:
    """Let a heading be one for the outline and the contents."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))
    style.paragraph_format.keep_with_next = True


def _boxed(style: Any) -> None:
    """A border and a shade around; paragraphs one below the other share them."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml
    from docx.shared import Cm

    line = f'w:val="single" w:sz="4" w:space="6" w:color="{_LINE}"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right"))
    spaced = style.element.get_or_add_pPr()
    for xml in (f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>",
                f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'):  # fmt: skip
        spaced.insert_element_before(
            parse_xml(xml),
            *(("w:shd",) if "pBdr" in xml else ()),
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        )
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.25)


def _colour(digits: str) -> Any:
    """A colour from its six digits."""
    from docx.shared import RGBColor

    return RGBColor.from_string(digits)


def _unruled(style: Any) -> None:
    """A title without the template's line under it."""
    from docx.oxml.ns import qn

    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _table_style(style: Any) -> None:
    """Hairlines between rows, headings in bold with a stronger line."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/>"
            '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
            f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/></w:tcBorders>'
            "</w:tcPr></w:tblStylePr>"
        )
    )
