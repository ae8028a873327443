"""The keywords of all codes that count in documents of one language, each once."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain.keyword_notation import Keyword, must_be, read
from ..domain.suggestions import Profile
from .words import ANY, fold, stop_words, two_letters

ONE_WORD = 0.5
PHRASE = 0.7


class Term(NamedTuple):
    """A keyword and the codes (places) that have it.

    `inflected` where any form of its words will do; `capitals` when only WHO, not who, is meant.
    """

    keyword: Keyword
    codes: tuple[int, ...]
    strength: float
    inflected: bool
    capitals: bool


def terms(profiles: Sequence[Profile], language: str) -> list[Term]:
    """The terms in the document's language, and names and acronyms of other languages.

    A document in an unknown language, or a code without terms in the document's, takes all terms as
    they are written.
    """
    own: dict[str, set[int]] = {}
    foreign: dict[str, set[int]] = {}
    for index, profile in enumerate(profiles):
        lists = {two_letters(key): words for key, words in profile.keywords.items()}
        for text in lists.get(language, ()):
            own.setdefault(text.strip(), set()).add(index)
        for key, words in lists.items():
            if key != language:
                for text in words:
                    if language == ANY or language not in lists or _is_name(read(text)):
                        foreign.setdefault(text.strip(), set()).add(index)
    others = {text: codes for text, codes in foreign.items() if text not in own}
    return [*_merged(own, inflected=True), *_merged(others, inflected=False)]


def _merged(found: dict[str, set[int]], *, inflected: bool) -> list[Term]:
    """Terms in order; spellings that differ only in capitals or accents are one."""
    merged: dict[tuple[object, bool], tuple[Keyword, set[int]]] = {}
    for text in sorted(found):
        keyword = read(text)
        if not keyword.pattern and not any(char.isalnum() for char in fold(text)):
            continue
        # Two ways to write a pattern are two patterns: its capitals and accents may matter.
        key = text if keyword.pattern else tuple((kind, fold(words), n) for kind, words, n in keyword.parts)
        capitals = keyword.is_plain and _needs_capitals(keyword.parts[0].text)
        merged.setdefault((key, capitals), (keyword, set()))[1].update(found[text])
    return [
        Term(keyword, tuple(sorted(codes)), strength(keyword), inflected, capitals)
        for (_key, capitals), (keyword, codes) in merged.items()
    ]


def strength(keyword: Keyword) -> float:
    """How far a keyword alone speaks for its code: one word less than several."""
    words = sum(map(must_be, keyword.pattern)) + sum(len(part.text.split()) for part in keyword.parts)
    return PHRASE if words > 1 else ONE_WORD


def _needs_capitals(text: str) -> bool:
    return text.isupper() and fold(text) in stop_words()


def _is_name(keyword: Keyword) -> bool:
    """Whether a term is a name or an acronym, the same in every language: IMSS, Oaxaca, UN Women."""
    words = [word for part in keyword.parts for word in part.text.split()]
    return any(word.isupper() and len(word) > 1 for word in words) or (
        bool(words) and all(word[:1].isupper() for word in words)
    )
