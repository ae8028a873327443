"""How a keyword is written, in one line.

| written | finds |
|---|---|
| `labour inspector` | these words in a row, in any of their forms; accents and capitals do not matter |
| `"labour inspector"` | these forms only, still whatever their accents and capitals |
| `contract*` | every word that begins so |
| `day care ... women` | these in this order, with up to five words between; `...2` with up to two |
| `[{"LEMMA": "pay"}, {"OP": "?"}, {"LEMMA": "wage"}]` | what a pattern of spaCy's Matcher finds, as JSON |

The first three may stand together and on either side of `...`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

FORMS, WRITTEN, START, GAP = "forms", "written", "start", "gap"
GAP_WORDS, MOST_GAP = 5, 20
MOST_CHARACTERS, MOST_OF_PATTERN, MOST_TOKENS, MOST_OF_REGEX = 200, 2000, 20, 200

# What may be wrong with a keyword.
EMPTY, LONG, QUOTE, STAR, OR, GAP_ALONE, GAP_SIZE = "empty", "long", "quote", "star", "or", "gap", "gap size"
JSON, PATTERN, ATTRIBUTE, VALUE, NOTHING = "json", "pattern", "attribute", "value", "nothing"

_BROKEN_QUOTES = '"“”«»'
_PIECE = re.compile(
    r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\.{3,}|…)(\d*)|([^\s"“”«»…]+?(?=\.{3}|[\s"“”«»…]|$))|(\S)'
)
_LOOKS_LIKE_JSON = re.compile(r"\[\s*[\[{\]]|\{\s*[\"}]")
_OP = re.compile(r"[!?+*]|\{\d{1,2}\}|\{\d{1,2},\d{0,2}\}|\{,\d{1,2}\}")
_NEED_NOT = re.compile(r"[!?*]|\{0.*|\{,.*")
TEXTS = frozenset(("ORTH", "TEXT", "LOWER", "NORM", "LEMMA", "SHAPE", "PREFIX", "SUFFIX"))
_TAGS = frozenset(("POS", "TAG", "DEP", "MORPH"))
_FLAGS = frozenset(
    ("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE",
     "IS_STOP", "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY")
)  # fmt: skip
ATTRIBUTES = tuple(sorted(TEXTS | _TAGS | _FLAGS | {"LENGTH", "OP"}))
_LISTS, _WORDS = ("IN", "NOT_IN"), ("REGEX", "FUZZY", *(f"FUZZY{n}" for n in range(1, 10)))
_COMPARED = ("==", "!=", ">=", "<=", ">", "<")

Token = Mapping[str, Any]


class BadKeyword(ValueError):
    """A keyword that cannot be read: what is wrong (one of the constants above), and with which part."""

    def __init__(self, fault: str, part: str = "") -> None:
        super().__init__(f"{fault}: {part}")
        self.fault = fault
        self.part = part


class Part(NamedTuple):
    """Words of a keyword and how they are meant; of a GAP, how many words may lie there (`most`)."""

    kind: str
    text: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword as it was written and what it means: parts in order, or else a pattern of spaCy's Matcher."""

    text: str
    parts: tuple[Part, ...] = ()
    pattern: tuple[Token, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but words, in any form or as they are written."""
        return len(self.parts) == 1 and self.parts[0].kind in (FORMS, WRITTEN)


def parse(text: str) -> Keyword:
    """What a keyword means; raises `BadKeyword` where it is not written as it should be."""
    text = " ".join(text.split())
    if not text:
        raise BadKeyword(EMPTY)
    if _LOOKS_LIKE_JSON.match(text):
        return Keyword(text, pattern=tuple(_pattern(text)))
    if len(text) > MOST_CHARACTERS:
        raise BadKeyword(LONG)
    parts = _joined(_pieces(text))
    if not any(char.isalnum() for part in parts for char in part.text):
        raise BadKeyword(EMPTY, text)
    for place, part in enumerate(parts):
        if part.kind == GAP and (place in (0, len(parts) - 1) or parts[place - 1].kind == GAP):
            raise BadKeyword(GAP_ALONE, text)
    return Keyword(text, tuple(parts))


@lru_cache(maxsize=10_000)
def read(text: str) -> Keyword:
    """What a keyword means; one that is not written as it should be is taken literally, sign by sign."""
    try:
        return parse(text)
    except BadKeyword:
        return Keyword(text, (Part(FORMS, " ".join(text.split())),))


def separated(text: str, marks: str = "\n;,") -> tuple[str, ...]:
    """Several keywords as they were typed: parted by these marks outside quotation marks and brackets."""
    found, begin, depth, quoted = [], 0, 0, False
    for place, char in enumerate(text):
        if char == "\n" and char in marks:
            depth, quoted = 0, False
        elif char == '"':
            quoted = not quoted and '"' in text[place + 1 : _line_end(text, place)]
        elif char in "[{" and not quoted and (depth or _opens(text, begin, place)):
            depth += 1
        elif char in "]}" and not quoted:
            depth = max(0, depth - 1)
        if char in marks and not quoted and not depth:
            found.append(text[begin:place])
            begin = place + 1
    found.append(text[begin:])
    return tuple(term for term in map(str.strip, found) if term)


def _opens(text: str, begin: int, place: int) -> bool:
    """Whether a bracket is the first sign of a keyword, and is closed in its line."""
    closing = "]" if text[place] == "[" else "}"
    return not text[begin:place].strip() and closing in text[place : _line_end(text, place)]


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _pieces(text: str) -> Iterator[Part]:
    for found in _PIECE.finditer(text):
        straight, curly, angled, dots, number, bare, sign = found.groups()
        quoted = next((one for one in (straight, curly, angled) if one is not None), None)
        if quoted is not None:
            if not any(map(str.isalnum, quoted)):
                raise BadKeyword(QUOTE, text)
            yield Part(WRITTEN, quoted.strip())
        elif dots:
            size = int(number[:4] or GAP_WORDS) if number.isascii() else 0
            if not 1 <= size <= MOST_GAP:
                raise BadKeyword(GAP_SIZE, found.group())
            yield Part(GAP, most=size)
        elif sign and sign in _BROKEN_QUOTES:
            raise BadKeyword(QUOTE, text)
        else:
            yield _bare(bare or sign)


def _bare(word: str) -> Part:
    if "|" in word:
        raise BadKeyword(OR, word)
    if "*" not in word:
        return Part(FORMS, word)
    stem = word[:-1]
    if word[-1] != "*" or "*" in stem or sum(map(str.isalnum, stem)) < 2 or not stem[-1].isalnum():
        raise BadKeyword(STAR, word)
    return Part(START, stem)


def _joined(pieces: Iterator[Part]) -> list[Part]:
    """Words that follow one another and are meant alike are one part."""
    joined: list[Part] = []
    for piece in pieces:
        if joined and piece.kind == joined[-1].kind in (FORMS, WRITTEN):
            joined[-1] = Part(piece.kind, f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _pattern(text: str) -> list[Token]:
    """The pattern in a text, checked: what spaCy would refuse, or find everywhere, is not one."""
    if len(text) > MOST_OF_PATTERN:
        raise BadKeyword(LONG)
    try:
        tokens = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = getattr(error, "colno", 1)
        raise BadKeyword(JSON, text[max(0, place - 25) : max(1, place - 1)]) from None
    if not isinstance(tokens, list) or not all(isinstance(token, dict) for token in tokens):
        raise BadKeyword(PATTERN)
    if len(tokens) > MOST_TOKENS:
        raise BadKeyword(LONG)
    for token in tokens:
        for attribute, value in token.items():
            _check(attribute, value)
    if not any(must_be(token) for token in tokens):
        raise BadKeyword(NOTHING)
    return tokens


def must_be(token: Token) -> bool:
    """Whether nothing is found unless a word fits this token of a pattern."""
    return len(token) > ("OP" in token) and not _NEED_NOT.match(str(token.get("OP", "1")))


def _check(attribute: str, value: Any) -> None:
    """Refuse an attribute that spaCy or the word lists do not know, or a value that it cannot have."""
    if attribute not in ATTRIBUTES:
        raise BadKeyword(ATTRIBUTE, attribute)
    if attribute == "OP":
        fits = isinstance(value, str) and bool(_OP.fullmatch(value))
    elif attribute in _FLAGS:
        fits = isinstance(value, bool)
    elif attribute == "LENGTH":
        fits = _is_number(value) or (
            isinstance(value, dict)
            and bool(value)
            and all(key in _COMPARED and _is_number(one) for key, one in value.items())
        )
    else:
        fits = _is_word(value) or (
            isinstance(value, dict) and bool(value) and all(_fits(key, one) for key, one in value.items())
        )
    if not fits:
        raise BadKeyword(VALUE, attribute)


def _fits(how: str, value: Any) -> bool:
    if how in _LISTS:
        return isinstance(value, list) and bool(value) and all(map(_is_word, value))
    if how not in _WORDS or not _is_word(value):
        return False
    return how != "REGEX" or _is_regex(value)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000


def _is_regex(text: str) -> bool:
    if len(text) > MOST_OF_REGEX:
        return False
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
