"""A team's own Word document as the base of a report: its styles, pages, header and footer, never its words.

Such a file may come from anywhere. What is kept is chosen, everything else is left behind: text, comments,
notes, properties, embedded files, links to other files. What could run or fetch something is refused.
"""

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from ...domain.report_table import Report
from ...errors import UserError
from ...i18n import _
from ..packages import Package, damage_told
from .docx_base import add_footer, settle
from .docx_package import Base, taken_apart
from .docx_styles import dress

SUFFIXES = (".docx", ".dotx")
_LARGEST = 50 * 1024 * 1024
_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_KEPT = {"styles", "numbering", "settings", "fontTable", "theme", "webSettings", "header", "footer"}
_KEPT_AROUND = {"officeDocument", "core-properties", "extended-properties"}
_IN_HEADER = {"image", "hyperlink", "theme"}
# Settings that name other files, other people, or forbid changes.
_DROPPED = (
    "attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions", "rsids",
    "footnotePr", "endnotePr", "docVars", "attachedSchema", "schemaLibrary", "saveThroughXslt",
)  # fmt: skip
_FETCHING = (
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "DDE",
    "DDEAUTO",
    "LINK",
    "DATABASE",
    "IMPORT",
    "MACROBUTTON",
    "RD",
)


def base_of(path: Path, report: Report) -> Base:
    """The package for this report out of a team's document; UserError for one that cannot be used."""
    with damage_told(path.name):
        document = _opened(path)
        section = _last_section(document)
        _leave_behind(document, path.name)
        body = document.element.body
        for element in list(body):
            body.remove(element)
        body.append(section)
        styles = dress(document, anew=False)
        settle(document, report)
        if all(
            one.is_linked_to_previous for one in (document.sections[0].footer, document.sections[0].header)
        ):
            add_footer(document.sections[0].footer, report)
        return taken_apart(document, styles)


def check(path: Path) -> None:
    """UserError for a document that cannot be the base of reports."""
    with damage_told(path.name):
        _leave_behind(_opened(path), path.name)


def _opened(path: Path) -> Any:
    """The document, looked at before any library opens it."""
    import docx

    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            _("{file} cannot be the template of a report.").format(file=path.name),
            _("Save it as a Word document without macros (.docx) and choose that."),
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(
                _("{file} is too large to be the template of a report.").format(file=path.name),
                _("Delete its text and its pictures, keep styles, header and footer, and save it again."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("The template {file} cannot be read.").format(file=path.name), str(error.strerror or error)
        ) from error
    package = Package(data, path.name)
    if "word/document.xml" not in package or _TYPES not in package:
        raise UserError(
            _("{file} is not a Word document.").format(file=path.name),
            _("Choose a Word document (.docx) with the styles of your organisation."),
        )
    types = package.read(_TYPES)
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in package.parts):
        raise _runs(path.name)
    if _TEMPLATE in types:
        data = _as_document(package, types)
    return docx.Document(io.BytesIO(data))


def _as_document(package: Package, types: bytes) -> bytes:
    """A template of Word as the document it stands for."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for part in package.parts:
            content = types.replace(_TEMPLATE, _DOCUMENT) if part == _TYPES else package.read(part)
            file.writestr(part, content)
    return made.getvalue()


def _last_section(document: Any) -> Any:
    """The last section, with the headers and footers it has from those before it."""
    from docx.oxml.ns import qn

    found: dict[tuple[str, str], Any] = {}
    for section in document.sections:
        own = {
            (one.tag, one.get(qn("w:type"), "default")): one
            for name in ("w:headerReference", "w:footerReference")
            for one in section._sectPr.findall(qn(name))
        }
        found.update(own)
    last = deepcopy(document.sections[-1]._sectPr)
    for name in ("w:headerReference", "w:footerReference"):
        for one in last.findall(qn(name)):
            last.remove(one)
    for place, one in enumerate(found.values()):
        last.insert(place, deepcopy(one))
    for name in ("w:sectPrChange", "w:footnotePr", "w:endnotePr", "w:printerSettings"):
        for one in last.findall(qn(name)):
            last.remove(one)
    return last


def _leave_behind(document: Any, name: str) -> None:
    """Drop all parts but those that make the look; UserError where one of these runs or fetches something."""
    from docx.oxml.ns import qn

    _keep(document.part.package.rels, _KEPT_AROUND)
    _keep(document.part.rels, _KEPT)
    settings = document.settings.element
    for setting in _DROPPED:
        for found in settings.findall(qn(f"w:{setting}")):
            settings.remove(found)
    for relation in document.part.rels.values():
        part = relation.target_part
        if _kind(relation) == "settings":
            _keep(part.rels, set())
        in_margin = _kind(relation) in ("header", "footer")
        for inner in part.rels.values():
            strange = in_margin and _kind(inner) not in _IN_HEADER
            if strange or (inner.is_external and _kind(inner) != "hyperlink"):
                raise _runs(name)
        if in_margin and (
            _is_fetched(part.element) or any(w in _FETCHING for w in _instructions(part.element))
        ):
            raise _runs(name)


def _is_fetched(element: Any) -> bool:
    """Whether a drawing of the old kind names a picture elsewhere without a relation."""
    return any(
        "//" in value or value.startswith("\\\\")
        for one in element.iter()
        for attribute, value in one.attrib.items()
        if attribute in ("src", "href")
    )


def _keep(relations: Any, wanted: set[str]) -> None:
    """Drop the relations of a part that are of no wanted kind, or that lead out of the file."""
    for key, relation in list(relations.items()):
        if _kind(relation) not in wanted or relation.is_external:
            del relations[key]


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _instructions(element: Any) -> Iterator[str]:
    """What the fields of a header or footer are told to do; a name may be split over several runs."""
    from docx.oxml.ns import qn

    for paragraph in element.iter(qn("w:p")):
        told = "".join(one.text or "" for one in paragraph.iter(qn("w:instrText")))
        told += " ".join(one.get(qn("w:instr"), "") for one in paragraph.iter(qn("w:fldSimple")))
        yield from told.upper().split()


def _runs(name: str) -> UserError:
    return UserError(
        _("{file} holds macros, or fetches something from outside, so it cannot be the template.").format(
            file=name
        ),
        _("Save it as a .docx without macros and without links to other files, and choose that."),
    )
