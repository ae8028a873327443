"""Words that have the same lemma, from the word lists of spaCy; spaCy itself is not needed for that."""

import gzip
import re
import unicodedata
from collections.abc import Generator, Iterator
from importlib.resources import files

from .words import fold

LANGUAGES = ("es", "en")
_SLICE = 1 << 16
_COMBINING = re.compile("[\u0300-\u036f]+")
_LINE = re.compile(r'^\s*"(.*)": "(.*)",?$', re.MULTILINE)


class WordForms:
    """The list of one language: pairs of a form and its lemma, folded, one pair a line."""

    def __init__(self, pairs: bytes) -> None:
        self._pairs = pairs

    def same_lemma(self, word: str) -> set[str]:
        """All forms of the lemmas that a folded word has or is, the word itself among them."""
        lemmas = {word, *self._seconds(word)}
        return lemmas.union(*map(self._firsts, lemmas))

    def _seconds(self, first: str) -> set[str]:
        start = f"\n{first}\t".encode()
        return {self._until(place + len(start), b"\n") for place in self._places(start)}

    def _firsts(self, second: str) -> set[str]:
        end = f"\t{second}\n".encode()
        return {
            self._pairs[self._pairs.rfind(b"\n", 0, place) + 1 : place].decode()
            for place in self._places(end)
        }

    def _until(self, start: int, stop: bytes) -> str:
        return self._pairs[start : self._pairs.find(stop, start)].decode()

    def _places(self, wanted: bytes) -> Iterator[int]:
        place = self._pairs.find(wanted)
        while place >= 0:
            yield place
            place = self._pairs.find(wanted, place + 1)


_read: dict[str, WordForms] = {}


def word_forms(language: str) -> Generator[None, None, WordForms]:
    """The list of a language in LANGUAGES, read bit by bit the first time: a pause lies between the bits."""
    if language not in _read:
        parts = [b"\n"]
        for part in _parts(language):
            parts.append(_folded(part).encode())
            yield
        _read[language] = WordForms(b"".join(parts))
    return _read[language]


def _parts(language: str) -> Iterator[str]:
    """The pairs as they stand in the file, some hundred lines at a time."""
    place = files("spacy_lookups_data").joinpath("data", f"{language}_lemma_lookup.json.gz")
    with place.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as file:
        while lines := file.readlines(_SLICE):
            yield "".join(lines)


def _folded(part: str) -> str:
    pairs = "".join(f"{form}\t{lemma}\n" for form, lemma in _LINE.findall(part))
    return _COMBINING.sub("", unicodedata.normalize("NFKD", pairs.lower()))


def folded(word: str) -> str:
    """A word as the lists have it."""
    return fold(word)
