"""What a file really is, told by how it begins, where its ending says something else."""

import re
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _, noop
from .packages import COMPOUND_FILE, Package

_UNPACK = noop("Unpack it, and import the files in it.")
_TRANSCRIBE = noop("Transcribe it first, and import the transcript.")
_RECOGNISE = noop("If it shows text, recognise that (OCR) first, and import the result.")
_SAVE = noop("Save its text as .docx or .txt, and import that.")
_PICTURE = noop("a picture")
_RECORDING = noop("a recording")
_ARCHIVE = noop("an archive of files")
_PROGRAM = noop("a program")
_PRESENTATION = noop("a presentation")
_SHEET = noop("an OpenDocument spreadsheet")
_DATABASE = noop("a database")
_HEAD = 1024


class Kind(NamedTuple):
    """What a file is, in English words; the ending it should have if it can be read, else what to do."""

    what: str
    suffix: str = ""
    remedy: str = ""


_PDF = Kind(noop("a PDF document"), ".pdf")
_WORD = Kind(noop("a Word document"), ".docx")
_EXCEL = Kind(noop("an Excel workbook"), ".xlsx")
_OPEN_TEXT = Kind(noop("an OpenDocument text"), ".odt")
_RICH = Kind(noop("a Rich Text document"), ".rtf")
_PAGE = Kind(noop("a web page"), ".html")
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", _PDF),
    (b"{\\rtf", _RICH),
    (b"\x89PNG\r\n", Kind(_PICTURE, remedy=_RECOGNISE)),
    (b"\xff\xd8\xff", Kind(_PICTURE, remedy=_RECOGNISE)),
    (b"GIF8", Kind(_PICTURE, remedy=_RECOGNISE)),
    (b"II*\0", Kind(_PICTURE, remedy=_RECOGNISE)),
    (b"MM\0*", Kind(_PICTURE, remedy=_RECOGNISE)),
    (b"ID3", Kind(_RECORDING, remedy=_TRANSCRIBE)),
    (b"\xff\xfb", Kind(_RECORDING, remedy=_TRANSCRIBE)),
    (b"OggS", Kind(_RECORDING, remedy=_TRANSCRIBE)),
    (b"fLaC", Kind(_RECORDING, remedy=_TRANSCRIBE)),
    (b"\x1aE\xdf\xa3", Kind(_RECORDING, remedy=_TRANSCRIBE)),
    (b"\x1f\x8b", Kind(_ARCHIVE, remedy=_UNPACK)),
    (b"7z\xbc\xaf", Kind(_ARCHIVE, remedy=_UNPACK)),
    (b"Rar!", Kind(_ARCHIVE, remedy=_UNPACK)),
    (b"\x7fELF", Kind(_PROGRAM, remedy=_SAVE)),
    (b"MZ", Kind(_PROGRAM, remedy=_SAVE)),
    (b"SQLite format 3\0", Kind(_DATABASE, remedy=_SAVE)),
)
_FILM = re.compile(rb".{4}ftyp", re.S)
_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,500}?-->\s*)?<(!doctype\s+html|html)\b", re.I | re.S)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SAME = {".htm": ".html", ".docm": ".docx"}
_MACROS = ("vbaProject.bin", "script-lc.xml")


def check(data: bytes, name: str, suffix: str) -> tuple[str, ...]:
    """UserError where a file is not what its ending (lower case) says; else what to know of it otherwise.

    A package is opened for that, so that a hostile one is refused here, whatever its ending.
    """
    package = Package(data, name) if data.startswith((*_ZIP, COMPOUND_FILE)) else None
    kind = _kind_of_package(package) if package else _kind(data)
    if kind and kind.suffix != _SAME.get(suffix, suffix):
        raise UserError(
            _("{file} is in truth {kind}, which its ending does not say.").format(
                file=name, kind=_(kind.what)
            ),
            _("Rename it so that it ends in {ending}, and import that.").format(ending=kind.suffix)
            if kind.suffix
            else _(kind.remedy),
        )
    if package and any(part.endswith(_MACROS) for part in package.parts):
        return (_("{file}: the macros in it were left out; none was run.").format(file=name),)
    return ()


def _kind(data: bytes) -> Kind | None:
    """What bytes that are no package are; None for text and for what is not known."""
    head = data[:_HEAD]
    for signature, kind in _SIGNATURES:
        # Texts may begin with such letters too, but hold no NUL.
        if head.startswith(signature) and (len(signature) > 4 or b"\0" in head):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind(_PICTURE, remedy=_RECOGNISE)
    if _FILM.match(head) or (head.startswith(b"RIFF") and b"\0" in head):
        return Kind(_RECORDING, remedy=_TRANSCRIBE)
    return _PAGE if _HTML.match(head) else None


def _kind_of_package(package: Package) -> Kind:
    parts = package.parts
    if "mimetype" in package:
        kinds = {b".text": _OPEN_TEXT, b".spreadsheet": Kind(_SHEET, remedy=_SAVE)}
        written = package.read("mimetype").strip()
        for ending, kind in kinds.items():
            if written.endswith((ending, ending + b"-template")):
                return kind
        return Kind(_PRESENTATION if b"presentation" in written else _ARCHIVE, remedy=_SAVE)
    for folder, kind in (("word/", _WORD), ("xl/", _EXCEL), ("ppt/", Kind(_PRESENTATION, remedy=_SAVE))):
        if any(part.startswith(folder) for part in parts):
            return kind
    return _OPEN_TEXT if "content.xml" in package else Kind(_ARCHIVE, remedy=_UNPACK)
