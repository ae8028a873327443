"""From bytes to text: which encoding a file is in, and whether that is sure."""

import codecs
import re
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _, ngettext

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_WESTERN = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset("áéíóúüñàèìòùâêîôûçäöëïßåæøãõœýÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛÇÄÖËÏÅÆØÃÕŒÝ")
_MARKS = frozenset("¿¡«»“”„‘’‚–—…ºª°€£•©®™§½¼¾²³\u00a0")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")
_SAMPLE = 200_000
_MAX_CONTROLS = 0.04  # pictures, PDFs and programs hold 8 % and more
_MOST_ACCENTS = 0.35


class Decoded(NamedTuple):
    """A file's text, the encoding it was read in, and a sentence where that needs a look ("" if sure).

    `choices` is not empty where a person has to choose: the encodings that may be meant, likeliest first.
    """

    text: str
    encoding: str
    warning: str
    choices: tuple[str, ...] = ()


def decode_as(data: bytes, name: str, encoding: str) -> Decoded:
    """The text of a file's bytes in the encoding a person chose; UserError when it cannot be in that."""
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding, "")
    except LookupError as error:
        raise UserError(
            _("{encoding} is not the name of an encoding.").format(encoding=encoding),
            _("Use a name such as utf-8, cp1252, mac_roman or gb18030."),
        ) from error
    except ValueError as error:
        raise UserError(
            _("{file} is not in {encoding}.").format(file=name, encoding=encoding),
            _("Choose another encoding, or save the file as text in UTF-8 and import that."),
        ) from error


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file's bytes; UserError when they are no text in any known encoding.

    A byte order mark decides; then valid UTF-8; then UTF-16 without mark; then UTF-8 with a few stray
    bytes; then the encoding whose accents stand where accents stand. Nothing is replaced unsaid.
    """
    found = _by_mark(data, name) or _utf8(data) or _utf16(data) or _mostly_utf8(data, name)
    found = found or _guessed(data, name)
    sample = found.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(2, _MAX_CONTROLS * len(sample)):
        raise _no_text(name)
    return found


def _no_text(name: str) -> UserError:
    return UserError(
        _("{file} does not hold text that can be read.").format(file=name),
        _("Check that its ending fits what it is, or save it as text in UTF-8 and import that."),
    )


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding, codec in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), encoding, "")
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    return _mostly_utf8(data[len(mark) :], name)
                raise _no_text(name) from error
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Plain English in UTF-16 is valid UTF-8 too, with a NUL beside every letter.
    return None if data.count(0) > len(data) / 5 else Decoded(text, "utf-8", "")


def _utf16(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if half and zeros > 0.4 * half:
            try:
                return Decoded(data.decode(encoding), encoding, "")
            except UnicodeDecodeError:
                return None
    return None


def _mostly_utf8(data: bytes, name: str) -> Decoded | None:
    """UTF-8 with few bytes that are not: those are read as Windows-1252, and counted in the warning."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if sum(char > "\x7f" for char in text) < 6 * stray:
        return None
    text = _STRAY.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    warning = ngettext(
        "{file}: {n} place is not valid UTF-8 and was read as Windows-1252; check it.",
        "{file}: {n} places are not valid UTF-8 and were read as Windows-1252; check them.",
        stray,
    ).format(file=name, n=stray)
    return Decoded(text, "utf-8", warning)


def _guessed(data: bytes, name: str) -> Decoded:
    best, encoding, text = 0.0, "", ""
    for candidate in _WESTERN:
        try:
            decoded = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        likely = _plausible(decoded[:_SAMPLE])
        if likely > best:
            best, encoding, text = likely, candidate, decoded
    if best < 0.9:
        encoding, text = _by_charset_normalizer(data, name)
    warning = _("{file} is not in UTF-8; it was read as {encoding}. Check that its accents are right.")
    return Decoded(text, encoding, warning.format(file=name, encoding=encoding))


def _plausible(text: str) -> float:
    """The share of non-ASCII characters that stand where western writing puts them, 0 to 1.

    0 where most letters carry accents: that is another script, read wrongly.
    """
    if sum(char in _LETTERS for char in text) > _MOST_ACCENTS * sum(char.isalpha() for char in text):
        return 0.0
    seen = likely = 0
    for match in re.finditer("[^\x00-\x7f]", text):
        seen += 1
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if match[0] in _LETTERS:
            likely += not (match[0].isupper() and before.islower())
        elif match[0] in _MARKS:
            likely += match[0] == "’" or not (before.isalpha() and after.isalpha())
    return likely / seen if seen else 0.0


def _by_charset_normalizer(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    match = from_bytes(data).best()
    if match is None:
        raise _no_text(name)
    return match.encoding, str(match)
