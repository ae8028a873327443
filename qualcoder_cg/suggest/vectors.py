"""Texts as weighted features: lemmas, their beginnings, and pairs of neighbours."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .language import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]

BEGINNING = 5


def features(words: Iterable[Word]) -> dict[str, int]:
    """How often each feature occurs: "policy", "^polic" (also political, política), "care policy"."""
    counts: Counter[str] = Counter()
    before = ""
    for word in words:
        if not word.content:
            continue
        lemma = word.lemma
        counts[lemma] += 1
        if len(lemma) >= BEGINNING:
            counts["^" + lemma[:BEGINNING]] += 1
        if before:
            counts[before + " " + lemma] += 1
        before = lemma
    return dict(counts)


def is_word(feature: str) -> bool:
    """Whether a feature stands for one word, so that counting such features counts words."""
    return feature.startswith("^") or (" " not in feature and len(feature) < BEGINNING)


class Vocabulary:
    """The features of a set of texts, each weighted by how few of the texts have it.

    `sharpness` above 1 lets rare features outweigh common ones more.
    """

    def __init__(self, texts: Sequence[Mapping[str, int]], sharpness: float = 1.0) -> None:
        import numpy

        spread = Counter(feature for text in texts for feature in text)
        self.ids = {feature: index for index, feature in enumerate(sorted(spread))}
        rarity = [math.log((len(texts) + 1) / spread[feature]) ** sharpness for feature in self.ids]
        self.weights = numpy.array(rarity, dtype=numpy.float32)
        self.unknown = float(numpy.median(self.weights)) if rarity else 0.0

    def vector(self, text: Mapping[str, int]) -> tuple["Floats", "Floats"]:
        """Feature ids and their values, of length one when all features are known.

        Features never seen count into the length, so that a passage about other things scores low.
        """
        import numpy

        known = [(index, count) for f, count in text.items() if (index := self.ids.get(f)) is not None]
        ids = numpy.array([index for index, _ in known], dtype=numpy.intp)
        counts = numpy.array([count for _, count in known], dtype=numpy.float32)
        values = (1 + numpy.log(counts)) * self.weights[ids]
        foreign = sum(1 for f in text if f not in self.ids and is_word(f))
        length = math.sqrt(float(values @ values) + foreign * self.unknown**2)
        return ids, values / length if length else values

    def weighed(self, text: Mapping[str, int], weights: "Floats") -> dict[str, float]:
        """How much each known feature of a text weighs, when `weights` has one weight per feature."""
        ids = ((feature, self.ids[feature]) for feature in text if feature in self.ids)
        return {feature: float(weights[index] * self.weights[index]) for feature, index in ids}


def telling(words: Sequence[Word], weights: Mapping[str, float], most: int = 5) -> list[Word]:
    """The words with the highest weight among `words`, heaviest first, each lemma's occurrences together.

    `weights` maps features to weights; only words with a positive weight count, at most `most` lemmas.
    """
    totals: dict[str, float] = {}
    before = ""
    for lemma in (word.lemma for word in words if word.content):
        totals.setdefault(lemma, weights.get(lemma, 0.0) + weights.get("^" + lemma[:BEGINNING], 0.0))
        pair = weights.get(before + " " + lemma, 0.0) / 2 if before else 0.0
        if pair > 0:
            totals[lemma] += pair
            totals[before] += pair
        before = lemma
    heaviest = sorted((lemma for lemma in totals if totals[lemma] > 0), key=lambda one: -totals[one])
    # A word that adds next to nothing explains nothing.
    kept = [lemma for lemma in heaviest[:most] if totals[lemma] >= totals[heaviest[0]] / 5]
    return [word for lemma in kept for word in words if word.content and word.lemma == lemma]
