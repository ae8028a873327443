"""Patterns that find words as people type them, in the stored text itself, so that places need no mapping.

A pattern of a word is true to the full-text index: every text in which the word is found by the pattern
has a token in the index that equals the word, or begins with it, once accents and capitals are taken off.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

# Marks over and under letters of which the index knows that they belong to the letter.
_MARKS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_OTHER_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
)
_IN_WORD = f"(?:[^\\W_]|[{_OTHER_MARKS}\ue000-\uf8ff])"
_NO_WORD = f"(?:(?![{_OTHER_MARKS}\ue000-\uf8ff])[\\W_])"
_REST = f"[^\\W_]*(?:[{_OTHER_MARKS}\ue000-\uf8ff]+[^\\W_]*)*"
_SIGN = f"(?:(?!\\s){_NO_WORD})"
# Scripts that are written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(r"\S+")
_UNKNOWN_MARK = re.compile(f"(?![{_MARKS}])[{_OTHER_MARKS}]")
_PART = re.compile(f"{_IN_WORD}+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"{_IN_WORD}+")
_NOT_ACCENTED = "Ǡǡ"  # for the index they are letters of their own


class Exactness(NamedTuple):
    """What makes a difference: accents, capitals, and whether a longer word is another word."""

    accents: bool = False
    case: bool = False
    whole: bool = False


def tokens(text: str) -> list[str]:
    """What a person typed, parted at white space; the same word twice counts once."""
    return list(dict.fromkeys(_TOKEN.findall(unicodedata.normalize("NFC", text))))


def sequence(text: str) -> list[str]:
    """What a person typed, parted at white space, in order."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def word(token: str, exact: Exactness) -> "re.Pattern[str]":
    """Finds a token wherever a word begins, up to that word's end."""
    return re.compile(_of_token(token, exact))


def phrase(in_order: Iterable[str], exact: Exactness) -> "re.Pattern[str]":
    """Finds tokens one after another, with nothing but white space and signs between."""
    return re.compile(f"{_NO_WORD}*".join(f"(?:{_of_token(token, exact)})" for token in in_order))


def any_of(forms: Iterable[str]) -> "re.Pattern[str]":
    """Finds any of these words, given without accents and in small letters, as a whole word."""
    return re.compile(_tree({form: None for form in forms if form}, first=True) + f"(?!{_IN_WORD})")


def in_index(token: str, exact: Exactness) -> list[tuple[str, bool]]:
    """Tokens that the index must hold of a text in which `word(token)` finds something.

    Each with whether it may be the beginning of a longer one. Empty where the index does not know the
    letters well enough to tell.
    """
    parts = _PART.findall(token)
    if _IS_UNSPACED.search(token) or _UNKNOWN_MARK.search(unicodedata.normalize("NFD", token)):
        return []
    plain = [_plain(part) for part in parts]
    begun = [not exact.whole and number == len(plain) for number in range(1, len(plain) + 1)]
    return [(part, open_end) for part, open_end in zip(plain, begun) if part.isascii() and part.isalnum()]


def word_count(text: str) -> int:
    """How many words a stretch holds."""
    return sum(1 for _word in _WORD.finditer(text))


def _of_token(token: str, exact: Exactness) -> str:
    parts = _PART.findall(token)
    if not parts:
        return re.escape(token)
    if _IS_UNSPACED.search(token):
        return "".join(_letter(char, exact) if char.isalnum() else re.escape(char) for char in token)
    written = [
        "".join(_letter(char, exact, begins=not place) for place, char in enumerate(_letters(part)))
        for part in parts
    ]
    return f"{_SIGN}+".join(written) + (f"(?!{_IN_WORD})" if exact.whole else _REST)


def _letters(part: str) -> list[str]:
    """The characters of a word, each with the marks that follow it."""
    found: list[str] = []
    for char in part:
        if found and unicodedata.combining(char):
            found[-1] += char
        else:
            found.append(char)
    return found


@cache
def _letter(char: str, exact: Exactness, *, begins: bool = False) -> str:
    """A letter in all the ways in which it may be written; `begins` wants it at the beginning of a word.

    The set of letters stands first, because `re` jumps from one possible beginning to the next then.
    """
    base = _base(char)
    if not exact.accents:
        alike = [one for one in _family(base) if not exact.case or _base(one) == base]
        start = f"(?<!{_IN_WORD}.)" if begins else ""
        return f"[{''.join(map(re.escape, alike))}]{start}{_marks_after(base)}"
    composed = unicodedata.normalize("NFC", char)
    ways = {composed} if exact.case else {composed, composed.lower(), composed.upper()}
    ways |= {unicodedata.normalize("NFD", way) for way in ways}
    written = "|".join(sorted(map(re.escape, ways), key=len, reverse=True))
    start = f"(?<!{_IN_WORD})" if begins else ""
    return f"{start}(?:{written})(?![{_OTHER_MARKS}])"


def _marks_after(base: str) -> str:
    return f"[{_MARKS if base.isascii() else _OTHER_MARKS}]*" if base.isalpha() else ""


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _plain(part: str) -> str:
    """A word as the index keeps it."""
    letters = [_base(letter) for letter in _letters(part)]
    return "".join(folded if len(folded := letter.casefold()) == 1 else letter for letter in letters)


@cache
def _families() -> dict[str, list[str]]:
    """Letters by the small letter without accents that is at their bottom."""
    found: dict[str, list[str]] = {}
    for code in range(0x41, 0x2C80):
        char = chr(code)
        if char.isalpha() and char not in _NOT_ACCENTED:
            found.setdefault(_base(char).casefold(), []).append(char)
    return found


def _family(base: str) -> list[str]:
    return _families().get(base.casefold()) or list(dict.fromkeys((base, base.lower(), base.upper())))


def _tree(forms: dict[str, None], *, first: bool = False) -> str:
    """Forms as a tree of letters, so that a text is compared with all of them at once."""
    exact = Exactness()
    by_letter: dict[str, dict[str, None]] = {}
    for form in forms:
        if form:
            by_letter.setdefault(form[0], {})[form[1:]] = None
    branches = [_letter(letter, exact, begins=first) + _tree(rest) for letter, rest in by_letter.items()]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in forms:
        return f"(?:{joined})?"
    return joined
