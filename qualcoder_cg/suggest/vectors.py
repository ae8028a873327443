"""Texts as vectors: words, beginnings, letters and pairs, weighed by how few texts of the study have them."""

import math
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]

# The content words of a text in order, as folded lemmas.
Lemmas = tuple[str, ...]

BEGINNING = 5
LETTERS = 4
# How much a kind of feature counts. Letters hold together what no word list does: misspellings, compounds.
WORD, BEGINS, PAIR, SPELT = 1.0, 0.5, 0.7, 0.15
# Every feature lies at one of so many places, some by accident at the same (Weinberger et al. 2009).
PLACES = 1 << 15


@lru_cache(maxsize=50_000)
def features_of(lemma: str) -> tuple[str, ...]:
    """The features of one word: "policy", "^polic" (also political, política), "~<pol", "~poli", …"""
    found = [lemma]
    if len(lemma) >= BEGINNING:
        found.append("^" + lemma[:BEGINNING])
    edged = f"<{lemma}>"
    found += ["~" + edged[at : at + LETTERS] for at in range(len(edged) - LETTERS + 1)]
    return tuple(found)


def kind(feature: str) -> float:
    """How much a feature counts for what it is."""
    if feature[0] == "~":
        return SPELT
    if feature[0] == "^":
        return BEGINS
    return PAIR if " " in feature else WORD


class Vector(NamedTuple):
    """A text as places and what lies there; both one long row."""

    places: "Floats"
    values: "Floats"

    def row(self, size: int) -> "Floats":
        """The vector with every place, of which there are `size`: several features may share one."""
        import numpy

        row: Floats = numpy.bincount(self.places % size, self.values, size)
        return row


class Space:
    """What the features of a study weigh, and where they lie among PLACES.

    `texts` are all there is to count how many texts have a feature: what is written about the codes, and
    passages of the study whether coded or not. What one text in hundreds has tells more than what every
    second has; a feature never met weighs as much as one met once. The same in every process.
    """

    def __init__(self, texts: Iterable[Lemmas]) -> None:
        spread: Counter[str] = Counter()
        number = 0
        for text in texts:
            spread.update({feature for lemma in text for feature in features_of(lemma)})
            spread.update(set(map(" ".join, pairwise(text))))
            number += 1
        self._weights = {f: math.log((number + 1) / met) * kind(f) for f, met in spread.items()}
        self._unmet = math.log(number + 1) if number else 1.0
        self._numbers: dict[str, int] = {}
        self._vectors: dict[Lemmas, Vector] = {}
        self.squares = array("d")
        self.places: list[array[int]] = []
        self.values: list[array[float]] = []

    def weight(self, feature: str) -> float:
        """What a feature weighs."""
        known = self._weights.get(feature)
        return self._unmet * kind(feature) if known is None else known

    def rarity(self, lemma: str, share: float, beside: float = 0.0) -> float:
        """How little of a commonplace a word is, 0 to 1: 1 where no more than `share` of the texts have it.

        `beside` is the weight of the rarest word it is told together with: beside it the word may be common.
        """
        rare = max(min(-math.log(share), self._unmet), beside)
        return min(1.0, self.weight(lemma) / rare) ** 3

    def word(self, lemma: str) -> int:
        """The number of a word, under which `places`, `values` and `squares` tell what it adds to a text."""
        number = self._numbers.get(lemma)
        if number is None:
            self._numbers[lemma] = number = len(self.places)
            weights = {feature: self.weight(feature) for feature in features_of(lemma)}
            found = [place(feature) for feature in weights]
            self.places.append(array("l", (at for at, _sign in found)))
            signed = (sign * weight for (_at, sign), weight in zip(found, weights.values()))
            self.values.append(array("d", signed))
            self.squares.append(sum(weight * weight for weight in weights.values()))
        return number

    def vector(self, text: Lemmas) -> "Vector":
        """The places and values of a text, of length one; the same place may come several times."""
        import numpy

        if text not in self._vectors:
            places, values = array("l"), array("d")
            square = 0.0
            for lemma, times in Counter(text).items():
                number, count = self.word(lemma), 1 + math.log(times)
                places.extend(self.places[number])
                values.extend(value * count for value in self.values[number])
                square += self.squares[number] * count * count
            for first, second in dict.fromkeys(pairwise(text)):
                at, weight = self.pair(first, second)
                places.append(at)
                values.append(weight)
                square += weight * weight
            length = math.sqrt(square) or 1.0
            found = numpy.array(values, dtype=numpy.float32) / numpy.float32(length)
            self._vectors[text] = Vector(numpy.array(places, dtype=numpy.int32), found)
        return self._vectors[text]

    def pair(self, first: str, second: str) -> tuple[int, float]:
        """Where a pair of neighbours lies, and its signed weight."""
        feature = first + " " + second
        at, sign = place(feature)
        known = self._weights.get(feature)
        return at, sign * (self._unmet * PAIR if known is None else known)


def place(feature: str) -> tuple[int, float]:
    """Where a feature lies among PLACES, and with which sign."""
    code = zlib.crc32(feature.encode())
    return code & (PLACES - 1), 1.0 if code & 0x80000000 else -1.0


class Texts:
    """Texts in a space, as arrays: for each its words and pairs with how much they count, of length one."""

    def __init__(self, space: Space, texts: Sequence[Lemmas]) -> None:
        import numpy

        words, counts, pairs, weights = array("l"), array("d"), array("l"), array("d")
        word_ends, pair_ends, lengths = array("l"), array("l"), array("d")
        for text in texts:
            square = 0.0
            for lemma, times in Counter(text).items():
                number = space.word(lemma)
                count = 1.0 if times == 1 else 1 + math.log(times)
                words.append(number)
                counts.append(count)
                square += space.squares[number] * count * count
            for first, second in dict.fromkeys(pairwise(text)):
                at, weight = space.pair(first, second)
                pairs.append(at)
                weights.append(weight)
                square += weight * weight
            word_ends.append(len(words))
            pair_ends.append(len(pairs))
            lengths.append(math.sqrt(square) or 1.0)
        self._space = space
        self.number = len(texts)
        self._words, self._counts = numpy.array(words), numpy.array(counts, dtype=numpy.float32)
        self._pairs, self._weights = numpy.array(pairs), numpy.array(weights, dtype=numpy.float32)
        self._word_ends, self._pair_ends = numpy.array(word_ends), numpy.array(pair_ends)
        self._lengths = numpy.array(lengths, dtype=numpy.float32)

    def times(self, weights: "Floats") -> "Floats":
        """Texts × columns: what the texts' vectors give with weights of places × columns."""
        import numpy

        total = numpy.zeros((self.number, weights.shape[1]), dtype=numpy.float32)
        if not self.number:
            return total
        known, inverse = numpy.unique(self._words, return_inverse=True)
        if len(known):
            of_word = self._of_words(known, weights)
            _add_up(total, of_word[inverse] * self._counts[:, None], self._word_ends)
        if len(self._pairs):
            places = _within(self._pairs, len(weights))
            _add_up(total, weights[places] * self._weights[:, None], self._pair_ends)
        total /= self._lengths[:, None]
        return total

    def _of_words(self, numbers: "Floats", weights: "Floats") -> "Floats":
        """Words × columns: what each word gives, before it is counted and the text is made one long."""
        import numpy

        places, values, ends = array("l"), array("d"), array("l")
        for number in numbers.tolist():
            places.extend(self._space.places[number])
            values.extend(self._space.values[number])
            ends.append(len(places))
        found = numpy.zeros((len(numbers), weights.shape[1]), dtype=numpy.float32)
        at = _within(numpy.array(places), len(weights))
        _add_up(found, weights[at] * numpy.array(values, dtype=numpy.float32)[:, None], numpy.array(ends))
        return found


def _within(places: "Floats", size: int) -> "Floats":
    """Places where there are only `size` of them."""
    return places if size == PLACES else places % size


def _add_up(total: "Floats", rows: "Floats", ends: "Floats") -> None:
    """Add to each row of `total` the rows that end at its place of `ends` and begin at the one before."""
    import numpy

    starts = numpy.concatenate(([0], ends[:-1]))
    some = starts < ends
    if some.any():
        total[some] += numpy.add.reduceat(rows, starts[some], axis=0)


def telling(words: Sequence[Any], weights: Mapping[str, float], most: int = 5) -> list[Any]:
    """The words with the highest weight among `words`, heaviest first, each lemma's occurrences together.

    `weights` maps lemmas and pairs to weights; only words that weigh more than nothing count, at most `most`.
    """
    totals: dict[str, float] = {}
    before = ""
    for lemma in (word.lemma for word in words if word.content):
        totals.setdefault(lemma, weights.get(lemma, 0.0))
        pair = weights.get(before + " " + lemma, 0.0) / 2 if before else 0.0
        if pair > 0:
            totals[lemma] += pair
            totals[before] += pair
        before = lemma
    heaviest = sorted((lemma for lemma in totals if totals[lemma] > 0), key=lambda one: -totals[one])
    # A word that adds next to nothing explains nothing.
    kept = [lemma for lemma in heaviest[:most] if totals[lemma] >= totals[heaviest[0]] / 5]
    return [word for lemma in kept for word in words if word.content and word.lemma == lemma]


def weights_of(space: Space, lemmas: Lemmas, column: "Floats") -> dict[str, float]:
    """What each word and pair of a text, as a vector of length one, gives with a column of weights."""
    size = len(column)
    found: dict[str, float] = {}
    square = 0.0
    for lemma in dict.fromkeys(lemmas):
        number = space.word(lemma)
        square += space.squares[number]
        found[lemma] = float(
            sum(
                float(column[at % size]) * value
                for at, value in zip(space.places[number], space.values[number])
            )
        )
    for first, second in dict.fromkeys(pairwise(lemmas)):
        at, weight = space.pair(first, second)
        found[first + " " + second] = float(column[at % size]) * weight
        square += weight * weight
    length = math.sqrt(square) or 1.0
    return {feature: value / length for feature, value in found.items()}
