"""Texts as words that can be compared with names, whatever signs and line ends stand inside them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

# Signs that nobody sees inside a word: soft hyphens, joiners, marks of direction, accents of their own.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_ACCENTS = "\u0300-\u036f"
_BROKEN = r"[-\u00ad\u2010\u2011][ \t]*\n[ \t]*"
_TOKEN = re.compile(rf"[^\W_]+(?:(?:[{_UNSEEN}{_ACCENTS}]+|{_BROKEN})[^\W_]*)*")
_PARTS = re.compile(rf"[^\W_]+(?:[{_ACCENTS}]+[^\W_]*)*")
_ODD = re.compile(rf"[{_UNSEEN}\n]")
_IGNORED = re.compile(rf"[{_UNSEEN}]|{_BROKEN}")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOMES = str.maketrans("аеорсухіј", "aeopcyxij")  # Cyrillic letters that look like Latin ones
# Single letters with full stops between: initials, and abbreviations such as A.D.W.
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){2,6}(?:[^\W\d_](?![^\W_])\.?)?")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ \u00a0]){3,20}[^\W\d_](?![^\W_])")


class Token(NamedTuple):
    """A word of a text: where it stands (code points, half-open), as it is written, and folded."""

    start: int
    end: int
    raw: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.raw[:1].isupper()


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word as it is compared: small letters without accents and without what nobody sees."""
    if word.isascii() and word.isalnum():
        return word.lower()
    parts = unicodedata.normalize("NFKD", _IGNORED.sub("", word).casefold()).translate(_LETTERS)
    plain = "".join(char for char in parts if unicodedata.category(char)[0] in "LN")
    # a word written in two alphabets at once only looks like itself
    return plain.translate(_HOMES) if any("a" <= char <= "z" for char in plain) else plain


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order; a word broken over two lines or by unseen signs is one."""
    for found in _TOKEN.finditer(text):
        raw = found.group()
        yield Token(found.start(), found.end(), raw, folded(raw))


def parts(token: Token) -> list[Token]:
    """What a word with unseen signs or a line end inside may be as several words; [] for any other."""
    if (token.raw.isascii() and "\n" not in token.raw) or not _ODD.search(token.raw):
        return []
    pieces = [
        Token(token.start + found.start(), token.start + found.end(), found.group(), folded(found.group()))
        for found in _PARTS.finditer(token.raw)
    ]
    return pieces if len(pieces) > 1 else []


def dotted(text: str) -> Iterator[Token]:
    """Letters that stand alone with full stops or spaces between, as one word each: A.D.W., R O S A."""
    for pattern in (_DOTTED, _SPACED):
        for found in pattern.finditer(text):
            letters = "".join(filter(str.isalpha, found.group()))
            yield Token(found.start(), found.start() + len(found.group().rstrip()), letters, folded(letters))


def is_odd(text: str) -> bool:
    """Whether words of a text may be written so that the index of words does not know them."""
    return any(sign in text for sign in _SIGNS) or "-\n" in text or "- \n" in text


_SIGNS = (
    "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u202a", "\u202c",
    "\u0301", "\u0303", "\u0308", "\u0300", "\ufb01", "\ufb02", "\ufb00", "\u2010", "\u034f",
    "\ufb03", "\ufb04", "\u0430", "\u0435", "\u043e",
)  # fmt: skip


def sound(word: str) -> str:
    """A folded word as it sounds in Spanish, roughly: Jessica and Yessica, Hernandes and Hernandez."""
    for written, heard in _HEARD:
        word = written.sub(heard, word)
    return word


_HEARD = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"ph", "f"), (r"[sc]h", "x"), (r"h", ""), (r"v", "b"), (r"z", "s"), (r"c(?=[eiy])", "s"),
        (r"qu|q|ck|c", "k"), (r"ll", "y"), (r"[xj]|g(?=[eiy])", "j"), (r"y(?=[aeiou])", "j"),
        (r"gu(?=[ei])", "g"), (r"y", "i"), (r"w", "u"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand in a text."""
    if "@" in text:
        yield from (found.span() for found in _ADDRESS.finditer(text))


def every_token(text: str, near: Callable[[str], bool]) -> Iterator[Token]:
    """The words of a text; one with something inside that is no name as a whole is taken apart."""
    for token in tokens(text):
        pieces = parts(token)
        if pieces and not near(token.folded):
            yield from pieces
        else:
            yield token
