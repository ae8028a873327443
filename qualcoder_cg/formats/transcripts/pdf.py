"""PDF documents (.pdf) that hold text: paragraphs as lines, and where each page begins."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from ...domain.documents import Page, Transcript
from ...domain.text import listed
from ...errors import UserError
from ...i18n import _, ngettext
from ..packages import damage_told
from . import draft, pdf_pages, pdf_paragraphs
from .draft import Draft
from .pdf_lines import Line, lines_of

if TYPE_CHECKING:
    from pypdf import PdfReader

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
_NAMED = 6
_SHOWN = 60


def read(data: bytes, name: str) -> Transcript:
    """The text without page marks, running heads and line numbers, lines joined into paragraphs.

    A page begins at the first character that stands on it; its label is its printed number, else the one
    the file gives it, else its place. Scripts, attachments and links in the file are never looked at.
    """
    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        raise UserError(
            _("{file} is not a PDF document.").format(file=name),
            _("Check that its ending fits what it is, and export it again as .pdf."),
        )
    with _quiet():
        lines, labels, pictures = _contents(data, name)
    bodies = pdf_pages.bodies(lines)
    written = Draft()
    starts = pdf_paragraphs.write(bodies.pages, written)
    if not written.text.strip():
        raise _no_text(name)
    pages = [
        Page(number or label, start)
        for number, label, start in zip(bodies.numbers, labels, starts, strict=True)
    ]
    warnings = _warnings(written.text, pictures, bodies.running, name)
    return draft.transcript(written.text, name, "pdf", warnings=warnings, bold=written.bold, pages=pages)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pypdf says about the file off the console; what matters of it becomes a sentence here."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _contents(data: bytes, name: str) -> tuple[list[list[Line]], list[str], list[int]]:
    """Per page its lines and its label in the file; and the ordinals of the pages that hold no text."""
    from pypdf import PdfReader

    with damage_told(name):
        reader = PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not _opened(reader)
        pages = [] if locked else [lines_of(page) for page in reader.pages]
        labels = _labels(reader, len(pages))
    if locked:
        raise UserError(
            _("{file} is protected by a password.").format(file=name),
            _("Open it, save a copy without the password, and import that."),
        )
    return pages, labels, [ordinal for ordinal, page in enumerate(pages, start=1) if not page]


def _opened(reader: "PdfReader") -> bool:
    """Whether a protected file opens without a password, as those do that only forbid to print or copy."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _labels(reader: "PdfReader", pages: int) -> list[str]:
    """The page labels that the file itself gives, else the places of the pages, from 1."""
    ordinals = [str(ordinal) for ordinal in range(1, pages + 1)]
    if not pages or "/PageLabels" not in reader.root_object:
        return ordinals
    labels = reader.page_labels
    return [label or ordinal for label, ordinal in zip(labels, ordinals, strict=True)]


def _no_text(name: str) -> UserError:
    return UserError(
        _("{file} holds no text: its pages are pictures.").format(file=name),
        _("Recognise the text (OCR) first, and import the result."),
    )


def _warnings(text: str, pictures: Sequence[int], running: Sequence[str], name: str) -> list[str]:
    warnings: list[str] = []
    if pictures:
        shown = listed([*map(str, pictures)], _NAMED)
        warnings.append(
            ngettext(
                "{file}: {n} page holds no text and was left out: {pages}.",
                "{file}: {n} pages hold no text and were left out: {pages}.",
                len(pictures),
            ).format(file=name, n=len(pictures), pages=shown)
        )
    if running:
        shown = listed([f"“{one[:_SHOWN]}”" for one in running], _NAMED, "; ")
        warnings.append(
            _("{file}: lines that recur at the edges of its pages were left out: {lines}").format(
                file=name, lines=shown
            )
        )
    return [*warnings, draft.about_unknown(text, name)]
