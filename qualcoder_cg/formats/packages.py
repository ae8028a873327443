"""Zip packages and XML from anyone, opened within limits: no bombs, no DOCTYPE, no outside world."""

import io
import zipfile
import zlib
from collections.abc import Callable
from struct import error as StructError
from typing import Any, TypeVar

from ..errors import UserError
from ..i18n import _

MAX_TOTAL = 500 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_ABOVE = 10 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_XML = 64 * 1024 * 1024
_Result = TypeVar("_Result")
_CHUNK = 256 * 1024
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
    OSError,
    StructError,
)


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of an XML part (lxml), or UserError naming the file.

    A DOCTYPE is refused before anything it declares is read; no entity is expanded, nothing is fetched.
    """
    from lxml import etree

    if len(data) > MAX_XML:
        raise _too_big(name)
    _refuse_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name) from error
    if root is None:
        raise damaged(name)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name)
    return root


def damaged(name: str) -> UserError:
    """What to say of a package or part that cannot be read."""
    return UserError(
        _("{file} is damaged and cannot be read.").format(file=name),
        _("Open it in the program that wrote it, save it again, and import that copy."),
    )


def _too_big(name: str) -> UserError:
    return UserError(
        _("{file} unpacks to far more than a transcript can hold, so it was not opened.").format(file=name),
        _("If you trust the file, save its text alone as a new document and import that."),
    )


def _doctype(name: str) -> UserError:
    return UserError(
        _("{file} holds a document type declaration (DOCTYPE), which can hide harmful content.").format(
            file=name
        ),
        _("Open it in the program that wrote it, save it again, and import that copy."),
    )


class _RootReached(Exception):
    """Raised to stop the scan for a DOCTYPE: none can follow the root element."""


def _refuse_doctype(data: bytes, name: str) -> None:
    from xml.parsers import expat

    def on_doctype(*_args: object) -> None:
        raise _doctype(name)

    def on_root(*_args: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_root
    try:
        parser.Parse(data, True)
    except _RootReached:
        return
    except (expat.ExpatError, ValueError) as error:
        raise damaged(name) from error


class Package:
    """A zip file held in memory, whose parts are unpacked one by one and never past the limits.

    Declared sizes are not trusted: what comes out is counted over the whole life of the package.
    Part names are only ever looked up, never used as paths.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        if data.startswith(_COMPOUND_FILE):
            raise UserError(
                _("{file} is protected by a password or in an older format.").format(file=name),
                _("Open it, remove the password, save it in the current format, and import that."),
            )
        self._zip = self._guarded(lambda: zipfile.ZipFile(io.BytesIO(data)))
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        self._check(entries)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, as the package gives them."""
        return tuple(self._entries)

    def read(self, part: str) -> bytes:
        """The bytes of one part; UserError when it is missing, damaged or past the limits."""
        entry = self._entries.get(part)
        if entry is None:
            raise damaged(self.name)
        return self._guarded(lambda: self._stream(entry))

    def xml(self, part: str) -> Any:
        """The root element of one part."""
        return parse_xml(self.read(part), self.name)

    def _stream(self, entry: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(entry) as source:
            while piece := source.read(_CHUNK):
                size += len(piece)
                self._unpacked += len(piece)
                if self._unpacked > MAX_TOTAL or _too_dense(size, entry.compress_size):
                    raise _too_big(self.name)
                pieces.append(piece)
        return b"".join(pieces)

    def _guarded(self, work: Callable[[], _Result]) -> _Result:
        try:
            return work()
        except _BROKEN as error:
            raise damaged(self.name) from error

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UserError(
                _("{file} is protected by a password.").format(file=self.name),
                _("Open it, save a copy without the password, and import that."),
            )
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise _too_big(self.name)
        if any(_too_dense(entry.file_size, entry.compress_size) for entry in entries):
            raise _too_big(self.name)
        known_methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if any(entry.compress_type not in known_methods for entry in entries):
            raise damaged(self.name)
        if len(self._entries) != len(entries) or _overlap(entries):
            raise damaged(self.name)


def _too_dense(size: int, packed: int) -> bool:
    return size > RATIO_MATTERS_ABOVE and size > MAX_RATIO * max(1, packed)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share packed bytes, as only a bomb's do."""
    reach = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < reach:
            return True
        reach = entry.header_offset + entry.compress_size
    return False
