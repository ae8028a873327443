"""Zip packages and XML from anyone, opened within limits: no bombs, no DOCTYPE, no outside world."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from struct import error as StructError
from typing import Any, TypeVar
from xml.parsers.expat import ExpatError

from ..errors import UserError
from ..i18n import _

MAX_TOTAL = 500 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_ABOVE = 10 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_XML = 64 * 1024 * 1024
_Result = TypeVar("_Result")
_CHUNK = 256 * 1024
_HEAD = 4096
_PROLOG = 64  # within so many bytes XML has its first "<"
_PROGRAM = __name__.split(".")[0] + "."
_XML = (".xml", ".rels")
_ENTRY = b"PK\x01\x02"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    try:
        doctype = _has_doctype([data])
    except (ExpatError, ValueError) as error:
        raise damaged(name) from error
    if doctype:
        raise _doctype(name)
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


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Say of a file at which a library stumbles that it is damaged.

    Such libraries walk whatever a file says, so that damage surfaces as nearly any exception. Want of
    memory, and errors that our own code raises, stay what they are.
    """
    try:
        yield
    except (UserError, MemoryError):
        raise
    except Exception as error:
        if _is_ours(error):
            raise
        raise damaged(name) from error


def _is_ours(error: Exception) -> bool:
    """Whether an error came up in a line of this program, and not of a library."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return last is not None and str(last.tb_frame.f_globals.get("__name__")).startswith(_PROGRAM)


def _too_big(name: str) -> UserError:
    return UserError(
        _("{file} unpacks to far more than a transcript can hold, so it was not opened.").format(file=name),
        _("If you trust the file, save its text alone as a new document and import that."),
    )


def _too_many(name: str) -> UserError:
    return UserError(
        _("{file} holds thousands of parts, as no document does, so it was not opened.").format(file=name),
        _("If you trust the file, save its text alone as a new document and import that."),
    )


def _compound_file(data: bytes, name: str) -> UserError:
    """What to say of the container of older Office files, which also holds encrypted newer ones."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UserError(
            _("{file} is protected by a password.").format(file=name),
            _("Open it, save a copy without the password, and import that."),
        )
    return UserError(
        _("{file} is protected by a password or in an older format.").format(file=name),
        _("Open it, remove the password, save it in the current format, and import that."),
    )


def _doctype(name: str) -> UserError:
    return UserError(
        _("{file} holds a document type declaration (DOCTYPE), which can hide harmful content.").format(
            file=name
        ),
        _("Open it in the program that wrote it, save it again, and import that copy."),
    )


class _Seen(Exception):
    """Raised to end the look at the beginning of some XML."""


class _DoctypeSeen(_Seen):
    """There is a DOCTYPE."""


def _has_doctype(chunks: Iterable[bytes]) -> bool:
    """Whether there is a DOCTYPE before the root element, beyond which nothing is read.

    ExpatError or ValueError for what is no XML so far.
    """
    from xml.parsers import expat

    def on_doctype(*_args: object) -> None:
        raise _DoctypeSeen

    def on_root(*_args: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_root
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Seen as seen:
        return isinstance(seen, _DoctypeSeen)
    return False


class Package:
    """A zip file held in memory, whose parts are unpacked one by one and never past the limits.

    Declared sizes are not trusted: what comes out is counted over the whole life of the package.
    Part names are only ever looked up, never used as paths.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        if data.startswith(COMPOUND_FILE):
            raise _compound_file(data, name)
        # Counted before they are listed, which takes long for a million.
        if data.count(_ENTRY) >= MAX_ENTRIES:
            raise _too_many(name)
        self._zip = self._guarded(lambda: zipfile.ZipFile(io.BytesIO(data)))
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        self._check(entries)
        self._guarded(self._refuse_doctypes)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, as the package gives them."""
        return tuple(self._entries)

    @property
    def unpacked(self) -> int:
        """The bytes that all parts together say they unpack to; no reader gets more out of them."""
        return sum(entry.file_size for entry in self._entries.values())

    def read(self, part: str) -> bytes:
        """The bytes of one part; UserError when it is missing, damaged or past the limits."""
        entry = self._entries.get(part)
        if entry is None:
            raise damaged(self.name)
        return self._guarded(lambda: self._stream(entry))

    def xml(self, part: str) -> Any:
        """The root element of one part."""
        entry = self._entries.get(part)
        if entry is None:
            raise damaged(self.name)
        return parse_xml(self._guarded(lambda: self._stream(entry, MAX_XML)), self.name)

    def _refuse_doctypes(self) -> None:
        """UserError for a DOCTYPE in any part, read or not: office programs write none.

        Drawings may have one, from whatever drew them; nothing here ever reads a drawing.
        """
        for part, entry in self._entries.items():
            chunks = self._chunks(entry, _HEAD)
            head = next(chunks, b"")
            if b"<" not in head[:_PROLOG] or part.endswith(".svg"):
                continue
            try:
                doctype = _has_doctype(chain([head], chunks))
            except (ExpatError, ValueError) as error:
                if part.endswith(_XML):
                    raise damaged(self.name) from error
                continue
            if doctype:
                raise _doctype(self.name)

    def _stream(self, entry: zipfile.ZipInfo, most: int = MAX_TOTAL) -> bytes:
        return b"".join(self._chunks(entry, _CHUNK, most))

    def _chunks(self, entry: zipfile.ZipInfo, size: int, most: int = MAX_TOTAL) -> Iterator[bytes]:
        """The bytes of a part, piece by piece, counted; UserError once they are too many."""
        unpacked = 0
        with self._zip.open(entry) as source:
            while piece := source.read(size):
                unpacked += len(piece)
                self._unpacked += len(piece)
                if unpacked > most or self._unpacked > MAX_TOTAL or _too_dense(unpacked, entry.compress_size):
                    raise _too_big(self.name)
                yield piece

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
        if len(entries) >= MAX_ENTRIES:
            raise _too_many(self.name)
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise _too_big(self.name)
        if any(_too_dense(entry.file_size, entry.compress_size) for entry in entries):
            raise _too_big(self.name)
        if any(_leads_out(entry) for entry in entries):
            raise UserError(
                _("{file} holds parts that lead out of it, as no office program writes them.").format(
                    file=self.name
                ),
                _("Do not trust it. Ask whoever sent it for the text alone."),
            )
        known_methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if any(entry.compress_type not in known_methods for entry in entries):
            raise damaged(self.name)
        if len({part.casefold() for part in self._entries}) != len(entries) or _overlap(entries):
            raise damaged(self.name)


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Whether a part's name would lie outside a folder it is unpacked into, or the part is a link."""
    name = entry.orig_filename.replace("\\", "/")
    return (
        name.startswith("/")
        or ":" in name
        or ".." in name.split("/")
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


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
