"""From bytes to text: which encoding a file is in, and whether that is sure."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..errors import UserError
from ..i18n import _, ngettext
from .letters import clearly_better, naturalness

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
# Where two give the same text, the first is named.
CANDIDATES = (
    "cp1252", "iso8859_15", "mac_roman", "cp850", "cp1256", "iso8859_6", "gb18030", "big5", "cp1251",
    "koi8_r", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be",
)  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")
_SAMPLE = 200_000
_KEPT = 2_000_000
_MAX_CONTROLS = 0.04  # pictures, PDFs and programs hold 8 % and more
_VALID_PER_STRAY = 5
_POSSIBLE = 0.3
_SURE = 0.55
_MOST_CHOICES = 8


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

    A byte order mark decides; then valid UTF-8; then UTF-8 with a few stray bytes; then the encoding in
    which the letters are the most natural, with the others as choices where it is not clearly so. Nothing
    is replaced unsaid.
    """
    found = _by_mark(data, name) or _utf8(data) or _mostly_utf8(data, name) or _guessed(data, name)
    if _too_many_controls(found.text):
        raise _no_text(name)
    return found


def _too_many_controls(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > max(2, _MAX_CONTROLS * len(sample))


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
    # English and Arabic in UTF-16 are valid UTF-8 too, with a control beside every letter.
    return None if _too_many_controls(text) or _many_nulls(data) else Decoded(text, "utf-8", "")


def _many_nulls(data: bytes) -> bool:
    return data.count(0) > len(data) / 5


def _mostly_utf8(data: bytes, name: str) -> Decoded | None:
    """UTF-8 with few bytes that are not: those are read as Windows-1252, and counted in the warning."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if (
        _many_nulls(data)
        or _too_many_controls(text)
        or sum(char > "\x7f" for char in text) < (1 + _VALID_PER_STRAY) * stray
    ):
        return None
    lost = text.count("\ufffd")
    text = _STRAY.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    warning = ngettext(
        "{file}: {n} place is not valid UTF-8 and was read as Windows-1252; check it.",
        "{file}: {n} places are not valid UTF-8 and were read as Windows-1252; check them.",
        stray,
    ).format(file=name, n=stray)
    lost = text.count("\ufffd") - lost
    if lost:
        warning += " " + ngettext(
            "{n} byte of them means nothing there either and is shown as �.",
            "{n} bytes of them mean nothing there either and are shown as �.",
            lost,
        ).format(n=lost)
    return Decoded(text, "utf-8", warning)


class _Likely(NamedTuple):
    """A decoding: how natural it is, its encoding, and its text, or the beginning of a very long one."""

    natural: float
    encoding: str
    text: str


def _guessed(data: bytes, name: str) -> Decoded:
    """The decoding whose letters are the most natural, and what else may be meant where that is unsure."""
    likely = sorted(_decodings(data, CANDIDATES), key=lambda one: -one.natural)
    best = likely[0].natural if likely else 0.0
    if best < _SURE:
        known = {one.text for one in likely}
        likely[1:1] = [one for one in _by_charset_normalizer(data) if one.text not in known]
    if not likely:
        raise _no_text(name)
    first = likely[0]
    others = [one for one in likely[1:] if best < _SURE or not clearly_better(first.text, one.text)]
    text = data.decode(first.encoding)
    if not others and first.encoding.startswith("utf"):
        return Decoded(text, first.encoding, "")
    warning = _("{file} is not in UTF-8; it was read as {encoding}. Check that its accents are right.")
    choices = tuple(one.encoding for one in [first, *others][:_MOST_CHOICES])
    return Decoded(
        text,
        first.encoding,
        warning.format(file=name, encoding=first.encoding),
        choices if others or best < _SURE else (),
    )


def _decodings(data: bytes, encodings: Iterable[str]) -> Iterator[_Likely]:
    """The different texts that the bytes may stand for."""
    seen: set[int] = set()
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except ValueError:
            continue
        if hash(text) in seen or _too_many_controls(text):
            continue
        seen.add(hash(text))
        natural = naturalness(text)
        # Any bytes at all are characters in UTF-16, of some script or other.
        if natural > _POSSIBLE or not encoding.startswith("utf"):
            yield _Likely(natural, encoding, text[:_KEPT])


def _by_charset_normalizer(data: bytes) -> list[_Likely]:
    """What else it may be: encodings that are not among the candidates."""
    from charset_normalizer import from_bytes

    found = _decodings(data, [match.encoding for match in from_bytes(data[:_SAMPLE])])
    return [one._replace(natural=0.0) for one in found]
