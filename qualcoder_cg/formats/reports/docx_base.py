"""The Word package around the annex: styles, page, footer and properties, made by python-docx."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import IO, Any, NamedTuple

from ...domain.report_table import Report
from ...i18n import _, language
from .annex import made, made_on
from .safe_text import clean

DOCUMENT_PART = "word/document.xml"
TEXT_WIDTH, WIDE_WIDTH = 9070, 14000
_INK, _QUIET, _ACCENT, _LINE = "1C2024", "495057", "1E5AA0", "B9BEBA"
_SANS, _SERIF = "Calibri", "Cambria"
_LOCALES = {"en": "en-GB", "es": "es-ES"}
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/extended-properties"><Application>QualCoder CG</Application></Properties>'
)


class Base(NamedTuple):
    """A package without a body: the XML around it, a paragraph that turns to wide pages, all other parts."""

    before_body: str
    turn: str
    after_body: str
    parts: tuple[tuple[str, bytes], ...]


def base(report: Report, wide_end: bool) -> Base:
    """The package for this report; `wide_end` adds a last section of pages lying on their side."""
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    _drop_unused(document)
    _styles(document, report)
    _settings(document, report)
    _properties(document, report)
    _page(document.sections[0])
    _footer(document.sections[0].footer, report)
    if wide_end:
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    saved = io.BytesIO()
    document.save(saved)
    return _taken_apart(saved)


def write_package(file: IO[bytes], around: Base, body: Iterable[str]) -> None:
    """Write the package with a body of finished XML, which is streamed."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in around.parts:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        with package.open(DOCUMENT_PART, "w", force_zip64=True) as document:
            document.write(around.before_body.encode())
            for piece in body:
                document.write(piece.encode())
            document.write(around.after_body.encode())


def _taken_apart(saved: io.BytesIO) -> Base:
    """The saved package as parts, its document opened where the body stands."""
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts.pop(DOCUMENT_PART).decode()
    before, opening, body = document.partition("<w:body>")
    last_section = body.rindex("<w:sectPr")
    parts["docProps/app.xml"] = _APP
    return Base(before + opening, body[:last_section], body[last_section:], tuple(parts.items()))


def _drop_unused(document: Any) -> None:
    """Leave out what python-docx's template carries along: a picture, a list of sources, double styles."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del relations[key]


def _page(section: Any) -> None:
    """A4 upright."""
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)


def _footer(footer: Any, report: Report) -> None:
    """Title and date at the left, page of pages at the right."""
    from docx.shared import Twips

    paragraph = footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(TEXT_WIDTH), 2)
    title = " ".join(clean(report.title).split())
    paragraph.add_run(f"{title} · {clean(made_on(report))}\t")
    for piece in re.split(r"(\{pages?\})", _("Page {page} of {pages}")):
        if piece in ("{page}", "{pages}"):
            _field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
        else:
            paragraph.add_run(piece)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word keeps up to date."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    paragraph._p.append(field)
    field.append(run._r)


def _properties(document: Any, report: Report) -> None:
    """What the file says about itself: the study's title, the program, when; no person."""
    properties = document.core_properties
    properties.title = clean(report.title)[:255]
    properties.author = properties.last_modified_by = "QualCoder CG"
    properties.comments = properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = made(report)
    properties.revision = 1
    properties.language = clean(report.language or language())[:255]


def _settings(document: Any, report: Report) -> None:
    """Word's present mode instead of an old one, and the language of the report."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), _locale(report))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for traces in settings.findall(qn("w:rsids")):
        settings.remove(traces)


def _locale(report: Report) -> str:
    """The language of the report as Word names it."""
    name = clean(report.language or language())
    return _LOCALES.get(name, name)


def _styles(document: Any, report: Report) -> None:
    """The looks of the annex, all of them named styles that a person can change in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm

    styles = document.styles
    styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), _locale(report))
    paragraph, character = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER
    _look(styles["Normal"], _SANS, 10.5, _INK, after=6, line=1.15)
    _look(styles["Title"], _SANS, 24, _INK, after=12, bold=True)
    _unruled(styles["Title"])
    _look(styles["Heading 1"], _SANS, 17, _ACCENT, before=26, after=6, bold=True)
    _look(styles["Heading 2"], _SANS, 12.5, _INK, before=18, after=4, bold=True)
    _look(styles["Heading 3"], _SANS, 10.5, _ACCENT, before=10, after=3, bold=True)
    _look(styles["TOC Heading"], _SANS, 12.5, _INK, before=12, after=4, bold=True)
    _look(styles["Caption"], _SANS, 10, _INK, before=6, after=4, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    _look(styles["Footer"], _SANS, 8.5, _QUIET)
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    _look(styles["Quote"], _SERIF, 10.5, _INK, after=6, line=1.15, italic=False)
    styles["Quote"].font.no_proof = True
    styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    for name, size, after in (
        ("Evidence Note", 9.5, 2),
        ("Evidence Gap", 10.5, 6),
        ("Evidence Cell", 8.5, 0),
    ):
        _look(_added(styles, name, paragraph), _SANS, size, _QUIET, after=after)
    styles["Evidence Note"].paragraph_format.keep_with_next = True
    styles["Evidence Cell"].font.color.rgb = _colour(_INK)
    _look(_added(styles, "Attribution", character, based_on=""), _SANS, 9, _QUIET)
    for level in (1, 2):
        contents = _added(styles, f"toc {level}", paragraph)
        _look(contents, _SANS, 10 if level == 1 else 9, _INK, before=4 if level == 1 else 0, after=1)
        contents.element.styleId = f"TOC{level}"
        contents.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    _table_style(_added(styles, "Evidence Table", WD_STYLE_TYPE.TABLE, based_on="Normal Table"))


def _added(styles: Any, name: str, kind: Any, based_on: str = "Normal") -> Any:
    """A new style of the annex's own."""
    style = styles.add_style(name, kind, builtin=name.startswith("toc"))
    if based_on:
        style.base_style = styles[based_on]
    style.hidden = False
    return style


def _look(
    style: Any,
    font: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    bold: bool = False,
    italic: bool | None = None,
) -> None:
    """Type and space of a style, in points; fonts of the template's theme give way."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), _colour(colour)
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme") or attribute == qn("w:cstheme"):
            del fonts.attrib[attribute]
    style.font.bold = bold or None
    style.font.italic = style.font.cs_italic = italic
    if hasattr(style, "paragraph_format"):
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = line


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
