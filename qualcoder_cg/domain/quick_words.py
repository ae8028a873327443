"""Beginnings of words found quickly in texts of Western letters: what `word_patterns.word` finds, faster.

A text becomes as many bytes as it has code points, without accents and capitals: places stay the same.
"""

import codecs
import unicodedata
from collections.abc import Sequence

_SIGNS_AS_SPACES = "qualcoder_cg.signs_as_spaces"
_IN_WORDS = ("M", "Co")  # marks and private characters, which belong to words


def needles(tokens: Sequence[str]) -> list[bytes] | None:
    """What to look for with `holding`; None where these tokens cannot be looked for so."""
    folded = ["".join(map(_plain, unicodedata.normalize("NFC", token))) for token in tokens]
    if all(token.isascii() and token.isalnum() for token in folded):
        return [b" " + token.encode() for token in folded]
    return None


def plain(text: str) -> bytes | None:
    """A text made ready for `holding`; None where it has letters of other scripts."""
    try:
        return b" " + text.encode("latin-1", _SIGNS_AS_SPACES).translate(_TABLE)
    except UnicodeEncodeError:
        return None


def holding(
    ready: bytes, wanted: bytes, starts: Sequence[int], ends: Sequence[int], places: Sequence[int]
) -> list[int]:
    """Those places whose stretch (code points, half-open) of a text made ready holds what is looked for."""
    find = ready.find
    return [at for at in places if find(wanted, starts[at], ends[at] + 1) >= 0]


def _plain(char: str) -> str:
    folded = unicodedata.normalize("NFD", char)[0].casefold()
    return folded if len(folded) == 1 else char


def _spaces(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    if any(sign.isalnum() or unicodedata.category(sign).startswith(_IN_WORDS) for sign in signs):
        raise error
    return " " * len(signs), error.end


def _byte(number: int) -> int:
    char = chr(number)
    if not char.isalnum():
        return ord(" ")
    found = _plain(char)
    return ord(found) if ord(found) < 256 else number


_TABLE = bytes(_byte(number) for number in range(256))
codecs.register_error(_SIGNS_AS_SPACES, _spaces)
