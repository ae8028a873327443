"""Suggests by what the team has coded: one linear scorer per code, all learned together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.suggestions import Example, Profile
from ..progress import Progress
from .language import Word, words_of
from .passages import Passage
from .questions import profile_text
from .vectors import Vocabulary, features, telling

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

NAME = "own coding"
ROUNDS = 6
SMOOTHING = 0.3
PROFILE_WEIGHT = 2.0
YES, NO, REJECTED = 1.0, 0.0, -0.5


class OwnCoding:
    """Weights of features for each code, learned from decisions."""

    name = NAME

    def __init__(self, vocabulary: Vocabulary, weights: "Floats") -> None:
        self._vocabulary = vocabulary
        self._weights = weights

    def score(self, doc: "Doc", passages: Sequence[Passage]) -> "Floats":
        """Passages × codes: near 1 what people put there, near 0 what is unlike it, below 0 rejected."""
        import numpy

        scores = numpy.zeros((len(passages), self._weights.shape[1]), dtype=numpy.float32)
        for row, passage in zip(scores, passages):
            ids, values = self._vocabulary.vector(passage.features)
            row += values @ self._weights[ids]
        return scores

    def matched(self, doc: "Doc", passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The words that speak most for the code."""
        weights = self._vocabulary.weighed(passage.features, self._weights[:, code])
        return [(word,) for word in telling(passage.words, weights)]


def learn(
    profiles: Sequence[Profile], examples: Sequence[Example], language: str, progress: Progress
) -> OwnCoding | None:
    """Learn from decisions, for documents in `language`; None while there are none.

    A text put under some codes speaks against the others; a text that was only rejected says nothing
    of the codes nobody asked about. The profiles are learned from too, as examples of their codes.
    Raises `Cancelled` out of `progress`.
    """
    import numpy

    codes = {profile.code_id: index for index, profile in enumerate(profiles)}
    gathered = _by_text(examples, codes)
    if not gathered:
        return None
    texts = [features(words_of(profile_text(profile), language)) for profile in profiles]
    targets = numpy.zeros((len(texts) + len(gathered), len(profiles)), dtype=numpy.float32)
    known = numpy.ones_like(targets)
    targets[range(len(profiles)), range(len(profiles))] = YES
    for row, ((text, spoken), decided) in enumerate(gathered.items(), start=len(profiles)):
        progress(row - len(profiles), len(gathered))
        texts.append(features(words_of(text, spoken)))
        if YES not in decided.values():
            known[row] = 0
        for code, target in decided.items():
            targets[row, code], known[row, code] = target, 1
    vocabulary = Vocabulary(texts)
    trust = numpy.ones(len(texts), dtype=numpy.float32)
    trust[: len(profiles)] = PROFILE_WEIGHT
    return OwnCoding(vocabulary, _fitted(vocabulary, texts, targets, known, trust))


def _by_text(examples: Sequence[Example], codes: dict[str, int]) -> dict[tuple[str, str], dict[int, float]]:
    """What was decided of each text, by code; what was put there by anyone is not also rejected."""
    gathered: dict[tuple[str, str], dict[int, float]] = {}
    for example in examples:
        code = codes.get(example.code_id)
        if code is not None and example.text.strip():
            decided = gathered.setdefault((example.text, example.language), {})
            decided[code] = max(decided.get(code, REJECTED), YES if example.positive else REJECTED)
    return gathered


def _fitted(
    vocabulary: Vocabulary,
    texts: Sequence[dict[str, int]],
    targets: "Floats",
    known: "Floats",
    trust: "Floats",
) -> "Floats":
    """Ridge regression for all codes at once by dual coordinate ascent, text by text.

    Always in the same order, so that the same decisions give the same weights; the time grows with
    the number of texts, and codes cost almost nothing.
    """
    import numpy

    weights = numpy.zeros((len(vocabulary.ids), targets.shape[1]), dtype=numpy.float32)
    duals = numpy.zeros_like(targets)
    vectors = [vocabulary.vector(text) for text in texts]
    for _ in range(ROUNDS):
        for row, (ids, values) in enumerate(vectors):
            loose = SMOOTHING / trust[row]
            wrong = targets[row] - values @ weights[ids] - loose * duals[row]
            change = known[row] * wrong / (values @ values + loose)
            duals[row] += change
            weights[ids] += numpy.outer(values, change)
    return weights
