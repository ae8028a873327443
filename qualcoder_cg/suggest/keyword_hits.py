"""What keywords hit in a document: nothing is learned, and only the answers that may hold one are read."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.keyword_notation import START
from ..domain.suggestions import Material, Profile
from .keyword_patterns import Anchor
from .keywords import Keywords
from .language import pipeline
from .passages import passages, stretches
from .words import two_letters

Lists = Mapping[str, Sequence[str]]
_WORD = re.compile(r"(?:\w|[\u0300-\u036f])+")
_KEPT_WORDS = 60_000
_PLAIN_PIPES = {"sentencizer"}


class KeywordHit(NamedTuple):
    """Words of a document that a keyword (its place) hits, and the passage they lie in; code points."""

    keyword: int
    start: int
    end: int
    first: int
    last: int


def hits(keywords: Sequence[Lists], material: Material) -> list[KeywordHit]:
    """Where keywords stand in the answers of a document, in the order of the text.

    What may be suggested is found, and nothing else: never an interviewer's words. Each keyword is given as
    the lists of a code by language, in which nothing but it stands; another language that the code has words
    in is told by an empty list.
    """
    key = tuple(tuple((name, tuple(words)) for name, words in one.items()) for one in keywords)
    finder, screen = _finder(key, two_letters(material.language))
    may_hold = screen.pattern(material.text)
    if may_hold is None:
        return []
    reader = pipeline(material.language)
    spans = [
        span
        for span in stretches(material.text, material.turns)
        if may_hold.search(material.text[span.start : span.end].lower())
    ]
    found = []
    for span, doc in zip(spans, reader.read(material.text[span.start : span.end] for span in spans)):
        stand = finder.hits(doc)
        parts = passages(doc, reader.words(doc), span.start) if stand else []
        for hit in stand:
            part = next((part for part in parts if part.first <= hit.first and hit.last <= part.last), None)
            if part is not None:
                start = span.start + doc[hit.first].idx
                end = span.start + doc[hit.last - 1].idx + len(doc[hit.last - 1])
                for keyword in finder.terms[hit.term].codes:
                    found.append(KeywordHit(keyword, start, end, part.start, part.end))
    return sorted(found, key=lambda hit: hit[1:3] + hit[:1])


class _Screen:
    """Tells which words of a text a keyword may begin with or hold, so that the rest need not be read."""

    def __init__(self, anchors: set[Anchor] | None, language: str) -> None:
        self._language = language
        # A trained pipeline gives a word another lemma in one sentence than in the next.
        is_plain = set(pipeline(language).nlp.pipe_names) <= _PLAIN_PIPES
        self._anchors = anchors if is_plain else None
        self._starts = tuple(word for attribute, word in anchors or () if attribute == START)
        self._wanted = {word for attribute, word in anchors or () if attribute != START}
        self._known: dict[str, bool] = {}

    def pattern(self, text: str) -> "re.Pattern[str] | None":
        """Finds, in small letters, the words of a text that count; None where there are none."""
        if self._anchors is None:
            return re.compile("")
        words = set(_WORD.findall(text.lower()))
        telling = [word for word in words if self._counts(word)]
        return re.compile("|".join(map(re.escape, sorted(telling)))) if telling else None

    def _counts(self, word: str) -> bool:
        if word not in self._known:
            forms = _forms(word, self._language)
            starts = bool(self._starts) and any(form.startswith(self._starts) for form in forms)
            self._known[word] = starts or not self._wanted.isdisjoint(forms)
        return self._known[word]


@lru_cache(maxsize=4)
def _finder(
    keywords: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...], language: str
) -> tuple[Keywords, _Screen]:
    """What finds the keywords in documents of a language; kept, as one document follows another."""
    profiles = [Profile(str(place), "", "", dict(lists)) for place, lists in enumerate(keywords)]
    finder = Keywords(profiles, pipeline(language), language)
    return finder, _Screen(finder.anchors, language)


@lru_cache(maxsize=_KEPT_WORDS)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """A word and its lemma as they are compared; of each part where the language takes it apart."""
    (doc,) = pipeline(language).read([word])
    return tuple({form for token in doc for form in (token.lemma_, token.norm_)})
