"""Words as the suggesters know them: folded, without what carries no subject."""

import unicodedata
from functools import cache
from typing import NamedTuple

ANY = "xx"
# spaCy's Spanish stop words hold a word that evaluations are about: the state, of which one is a citizen.
_NO_STOP_WORDS = frozenset(("estado", "estados"))


class Word(NamedTuple):
    """One token of a text: code points from `start` to `end`, its lemma without accents, lower case.

    `content` is false for stop words, punctuation, numbers and single letters.
    """

    start: int
    end: int
    lemma: str
    content: bool


def fold(text: str) -> str:
    """Lower case without accents: what a person would type when in a hurry."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def two_letters(language: str) -> str:
    """The language as the pipelines know it: "es-MX" is "es", nothing known is "xx"."""
    return language.replace("_", "-").split("-")[0].strip().lower() or ANY


@cache
def stop_words() -> frozenset[str]:
    """Folded words of English and Spanish that carry no subject; studies mix the two."""
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.es.stop_words import STOP_WORDS as SPANISH

    return frozenset(fold(word) for word in ENGLISH | SPANISH) - _NO_STOP_WORDS
