"""Transcripts in the formats people have them in, read into text and turns."""

import codecs
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _, ngettext
from .. import signatures
from ..encoding import decode, decode_as
from . import csv_file, docx, html_page, markdown, odt, pdf, plain_text, rtf, subrip, webvtt, xlsx_file

FORMATS: tuple[tuple[str, Callable[[bytes, str], Transcript]], ...] = (
    (".txt", plain_text.read),
    (".md", markdown.read),
    (".docx", docx.read),
    (".docm", docx.read),
    (".odt", odt.read),
    (".rtf", rtf.read),
    (".pdf", pdf.read),
    (".html", html_page.read),
    (".htm", html_page.read),
    (".vtt", webvtt.read),
    (".srt", subrip.read),
    (".csv", csv_file.read),
    (".xlsx", xlsx_file.read),
)
# Formats that are plain characters, in whatever encoding.
_TEXTS = frozenset((".txt", ".md", ".vtt", ".srt", ".csv", ".html", ".htm"))
MAX_FILE = 200 * 1024 * 1024


def suffixes() -> tuple[str, ...]:
    """The endings of files that can be read, with the dot."""
    return tuple(suffix for suffix, _reader in FORMATS)


def read(path: Path, encoding: str = "") -> Transcript:
    """The transcript in a file; UserError, naming the file and what to do, when it cannot be read.

    `encoding` is what a person chose for a file of unsure encoding, "" to find it out.
    """
    reader = dict(FORMATS).get(path.suffix.lower())
    try:
        size = path.stat().st_size
        if reader is None:
            raise UserError(
                _("{file} is in a format that cannot be read.").format(file=path.name),
                _("Save it in one of these: {endings}.").format(endings=", ".join(suffixes())),
            )
        if size > MAX_FILE:
            raise UserError(
                _("{file} is far larger than any transcript.").format(file=path.name),
                _("Check that it is the right file, or split it."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("{file} cannot be opened: {reason}.").format(file=path.name, reason=error.strerror or error),
            _("Check that it exists, that you may read it, and that no other program holds it."),
        ) from error
    if not data:
        raise UserError(_("{file} is empty.").format(file=path.name), _("Check that it was saved."))
    notes = signatures.check(data, path.name, path.suffix.lower())
    found = _read(reader, data, path, encoding)
    return _with_losses(replace(found, warnings=(*found.warnings, *notes)), path.name)


def _read(reader: Callable[[bytes, str], Transcript], data: bytes, path: Path, encoding: str) -> Transcript:
    if path.suffix.lower() not in _TEXTS:
        return reader(data, path.name)
    named = html_page.named_encoding(data) if path.suffix.lower().startswith(".htm") else ""
    return _read_text(reader, data, path.name, encoding or named)


def _with_losses(found: Transcript, name: str) -> Transcript:
    """The transcript, which says how many of its characters were lost before or while it was read."""
    lost = found.text.count("\ufffd")
    if not lost or any("\ufffd" in warning for warning in found.warnings):
        return found
    warning = ngettext(
        "{file}: {n} character was lost when the file was written and is shown as �.",
        "{file}: {n} characters were lost when the file was written and are shown as �.",
        lost,
    ).format(file=name, n=lost)
    return replace(found, warnings=(*found.warnings, warning))


def _read_text(
    reader: Callable[[bytes, str], Transcript], data: bytes, name: str, encoding: str
) -> Transcript:
    """What the reader of a kind of text makes of it, once it is known which encoding it is in."""
    decoded = decode_as(data, name, encoding) if encoding else decode(data, name)
    found = reader(codecs.BOM_UTF8 + decoded.text.encode("utf-8", "replace"), name)
    warnings = (decoded.warning, *found.warnings) if decoded.warning else found.warnings
    return replace(found, encoding=decoded.encoding, encodings=decoded.choices, warnings=warnings)
