"""The Word package around a report: styles, page, footer and properties, made by python-docx."""

import re
from typing import Any

from ...domain.report_table import Report
from ...i18n import _, language
from .docx_package import Base, taken_apart
from .docx_styles import dress
from .report_words import made, made_on
from .safe_text import clean

_LOCALES = {"en": "en-GB", "es": "es-ES"}
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")


def base(report: Report) -> Base:
    """The package for this report, A4."""
    import docx

    document = docx.Document()
    _drop_unused(document)
    styles = dress(document, anew=True)
    settle(document, report)
    _page(document.sections[0])
    add_footer(document.sections[0].footer, report)
    return taken_apart(document, styles)


def settle(document: Any, report: Report) -> None:
    """The language of the report, what it says of itself, and Word's present mode instead of an old one."""
    from docx.oxml.ns import qn

    language_of = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language_of is not None:
        language_of.set(qn("w:val"), _locale(report))
    _settings(document, report)
    _properties(document, report)


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


def add_footer(footer: Any, report: Report) -> None:
    """Page of pages, then title, date and edition, which break where they must on a page upright."""
    paragraph = footer.paragraphs[0]
    for piece in re.split(r"(\{pages?\})", _("Page {page} of {pages}")):
        if piece in ("{page}", "{pages}"):
            _field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
        else:
            paragraph.add_run(piece)
    title = " ".join(clean(report.title).split())
    edition = clean(getattr(report, "edition", ""))
    told = filter(None, (title, clean(made_on(report)), edition))
    paragraph.add_run("".join(f" · {part}" for part in told))


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
    for name, attribute, value in (("zoom", "percent", "100"), ("themeFontLang", "val", _locale(report))):
        found = settings.find(qn(f"w:{name}"))
        if found is not None:
            found.set(qn(f"w:{attribute}"), value)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for traces in settings.findall(qn("w:rsids")):
        settings.remove(traces)


def _locale(report: Report) -> str:
    """The language of the report as Word names it."""
    name = clean(report.language or language())
    return _LOCALES.get(name, name)
