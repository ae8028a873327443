"""Which items of a guide an interviewer's turn puts, however it words them."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.guides import GuideItem
from .guide_words import beginning, clauses, sentences, telling_words

# Chosen on invented paraphrases for a precision of at least 0.95; the tests measure it.
THRESHOLD = 0.52
# A second item in the same turn is believed only where what is left of the turn says it clearly.
SECOND = 0.6
MOST_ITEMS = 2
ALIKE = 85
# How much a word that is not in the guide counts against a match, next to an average word of the guide.
FOREIGN = 0.8
WORDS, LETTERS = 0.75, 0.25


class Match(NamedTuple):
    """An item and how well a turn fits it, 0 to 1."""

    item_id: str
    score: float


class _Wording(NamedTuple):
    item_id: str
    words: frozenset[str]
    weight: float
    text: str


class _Fit(NamedTuple):
    score: float
    item_id: str
    shared: frozenset[str]


class Matcher:
    """The items of one guide, ready to be recognised in any language they are worded in.

    Words are compared by their beginnings, so that inflections fit, and misspelt words by rapidfuzz; a
    word counts the more, the fewer items have it.
    """

    def __init__(self, items: Sequence[GuideItem]) -> None:
        worded = [
            (item.id, language, telling_words(text)) for item in items for language, text in item.wordings
        ]
        self._weights = _weights((language, words) for _id, language, words in worded)
        self._known = sorted({word for _id, _language, words in worded for word in words})
        self._beginnings: dict[str, str] = {word: beginning(word) for word in self._known}
        middle = sorted(self._weights.values())[len(self._weights) // 2] if self._weights else 0.0
        self._foreign = middle * FOREIGN
        # a part of an item is often asked alone, so that each part is a wording too
        self._wordings = list(
            dict.fromkeys(
                _Wording(item.id, stems, sum(map(self._weights.__getitem__, stems)), " ".join(words))
                for item in items
                for _language, text in item.wordings
                for part in (text, *clauses(text))
                if (stems := frozenset(map(beginning, words := telling_words(part))))
                and (len(stems) > 1 or part is text)
            )
        )
        self._having: dict[str, list[int]] = {}
        self._owners: dict[str, set[str]] = {}
        for index, wording in enumerate(self._wordings):
            for stem in wording.words:
                self._having.setdefault(stem, []).append(index)
                self._owners.setdefault(stem, set()).add(wording.item_id)

    def matches(self, text: str) -> list[Match]:
        """The items that a turn puts, the surest first: none, one, or two when it says both."""
        whole = telling_words(text)
        if not self._wordings or not whole:
            return []
        parts = [telling_words(part) for part in sentences(text)]
        readings = [whole, *(part for part in parts if part and part != whole)]
        found: list[Match] = []
        while len(found) < MOST_ITEMS:
            fits = (self._best(words, {match.item_id for match in found}) for words in readings)
            best = max((fit for fit in fits if fit), key=lambda fit: fit.score, default=None)
            if best is None or not self._believed(best, bool(found)):
                break
            found.append(Match(best.item_id, best.score))
            readings = [[w for w in words if self._stem(w) not in best.shared] for words in readings]
        return found

    def _best(self, words: Sequence[str], taken: set[str]) -> _Fit | None:
        """The item, other than those taken, that fits best."""
        from rapidfuzz import fuzz

        stems = frozenset(map(self._stem, words))
        weight = sum(self._weights.get(stem, self._foreign) for stem in stems)
        near = {index for stem in stems for index in self._having.get(stem, ())}
        text = " ".join(words)
        best: _Fit | None = None
        for wording in (self._wordings[index] for index in sorted(near)):
            if wording.item_id in taken:
                continue
            shared = stems & wording.words
            same = sum(map(self._weights.__getitem__, shared))
            alike = fuzz.token_set_ratio(text, wording.text) / 100
            score = WORDS * same / math.sqrt(wording.weight * weight) + LETTERS * alike
            if best is None or score > best.score:
                best = _Fit(score, wording.item_id, shared)
        return best

    def _believed(self, fit: _Fit, second: bool) -> bool:
        """Whether a fit is sure enough; one word alone has to be no other item's."""
        if len(fit.shared) > 1:
            return fit.score >= (SECOND if second else THRESHOLD)
        return not second and fit.score >= THRESHOLD and all(len(self._owners[w]) == 1 for w in fit.shared)

    def _stem(self, word: str) -> str:
        """The beginning of the word of the guide that this is, perhaps misspelt, or its own."""
        if word not in self._beginnings:
            stem = beginning(word)
            if stem not in self._weights and len(word) > 4:
                from rapidfuzz import fuzz, process

                close = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=ALIKE)
                stem = beginning(close[0]) if close else stem
            self._beginnings[word] = stem
        return self._beginnings[word]


def _weights(worded: Iterable[tuple[str, Sequence[str]]]) -> dict[str, float]:
    """How much the beginning of a word tells, by how few wordings of its language have it."""
    by_language: dict[str, list[set[str]]] = {}
    for language, words in worded:
        by_language.setdefault(language, []).append(set(map(beginning, words)))
    weights: dict[str, float] = {}
    for wordings in by_language.values():
        having = Counter(stem for stems in wordings for stem in stems)
        for stem, count in having.items():
            weights[stem] = max(weights.get(stem, 0.0), math.log((len(wordings) + 1) / count))
    return weights
