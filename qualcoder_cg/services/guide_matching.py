"""Which items of a guide an interviewer's turn puts, however it words them."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.guides import GuideItem
from .guide_words import beginning, clauses, sentences, telling_words

# Chosen on invented paraphrases for a precision of at least 0.95; the tests measure it.
THRESHOLD = 0.48
# One word alone has to fit better.
ALONE = 0.52
# A second item in the same turn is believed only where what is left of the turn says it clearly.
SECOND = 0.6
# So does what stands among other sentences and is no question.
CLEARLY = 0.7
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
    """A wording of an item, or a `part` of one that may be asked alone."""

    item_id: str
    words: frozenset[str]
    weight: float
    text: str
    part: bool


class _Reading(NamedTuple):
    """The telling words of a turn, or of one `part` of it; `asks` where a question mark stands there."""

    words: list[str]
    part: bool
    asks: bool


class _Fit(NamedTuple):
    score: float
    item_id: str
    shared: frozenset[str]
    reading: _Reading


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
                _Wording(
                    item.id, stems, sum(map(self._weights.__getitem__, stems)), " ".join(words), part != text
                )
                for item in items
                for _language, text in item.wordings
                for part in (text, *clauses(text))
                if (stems := frozenset(map(beginning, words := telling_words(part))))
                and (len(stems) > 1 or part == text)
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
        whole = _Reading(telling_words(text), False, _asks(text))
        if not self._wordings or not whole.words:
            return []
        parts = [_Reading(telling_words(part), True, _asks(part)) for part in sentences(text)]
        readings = [whole, *(part for part in parts if part.words and part.words != whole.words)]
        found: list[Match] = []
        while len(found) < MOST_ITEMS:
            fits = (self._best(reading, {match.item_id for match in found}) for reading in readings)
            believed = (fit for fit in fits if fit and self._believed(fit, second=bool(found)))
            best = max(believed, key=lambda fit: fit.score, default=None)
            if best is None:
                break
            found.append(Match(best.item_id, best.score))
            readings = [
                one._replace(words=[word for word in one.words if self._stem(word) not in best.shared])
                for one in readings
            ]
        return found

    def _best(self, reading: _Reading, taken: set[str]) -> _Fit | None:
        """The item, other than those taken, that fits best."""
        from rapidfuzz import fuzz

        stems = frozenset(map(self._stem, reading.words))
        weight = sum(self._weights.get(stem, self._foreign) for stem in stems)
        near = {index for stem in stems for index in self._having.get(stem, ())}
        text = " ".join(reading.words)
        best: _Fit | None = None
        for wording in (self._wordings[index] for index in sorted(near)):
            shared = stems & wording.words
            if wording.item_id in taken or (wording.part and not any(map(self._is_own, shared))):
                continue
            same = sum(map(self._weights.__getitem__, shared))
            alike = fuzz.token_set_ratio(text, wording.text) / 100
            score = WORDS * same / math.sqrt(wording.weight * weight) + LETTERS * alike
            if best is None or score > best.score:
                best = _Fit(score, wording.item_id, shared, reading)
        return best

    def _believed(self, fit: _Fit, *, second: bool) -> bool:
        """Whether a fit is sure enough.

        One word alone has to be no other item's and be asked as the whole turn; a second item has to have
        a word of its own; a sentence among others that is not a question has to say it clearly.
        """
        if len(fit.shared) == 1:
            alone = fit.reading.asks and not fit.reading.part and all(map(self._is_own, fit.shared))
            return alone and not second and fit.score >= ALONE
        if second and not any(map(self._is_own, fit.shared)):
            return False
        doubtful = fit.reading.part and not fit.reading.asks
        return fit.score >= (CLEARLY if doubtful else SECOND if second else THRESHOLD)

    def _is_own(self, stem: str) -> bool:
        """Whether only one item of the guide has a word with this beginning."""
        return len(self._owners[stem]) == 1

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


def _asks(text: str) -> bool:
    return "?" in text or "¿" in text


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
