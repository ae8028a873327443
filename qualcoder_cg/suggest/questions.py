"""Suggests by the words a passage shares with the text of an evaluation question or a definition."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.suggestions import Example, Profile
from ..progress import Progress
from .language import Word, words_of
from .passages import Passage
from .vectors import Vocabulary, features, is_word, telling

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

NAME = "question text"
ALONE = 0.4
# Cosine that counts half: text on other subjects hardly reaches it, text on the subject often does.
HALF = 0.2

FADING = 4


class Questions:
    """What the profiles say, as weights of features; `coded` is how many passages an average code has."""

    name = NAME

    def __init__(self, texts: Sequence[dict[str, int]], coded: float) -> None:
        import numpy

        self._vocabulary = Vocabulary(texts, sharpness=2.0)
        size = len(self._vocabulary.ids)
        self._weights = numpy.zeros((size, len(texts)), dtype=numpy.float32)
        for code, text in enumerate(texts):
            ids, values = self._vocabulary.vector(text)
            self._weights[ids, code] = values
        # Own coding learns the profiles too: with every passage coded the text alone counts for less.
        self._trust = 1 / (1 + FADING * coded)
        self._words = numpy.array([is_word(feature) for feature in self._vocabulary.ids], dtype=bool)

    def score(self, doc: "Doc", passages: Sequence[Passage]) -> "Floats":
        """Passages × codes, 0 to 1, growing with the cosine of passage and profile.

        One shared word alone counts less.
        """
        import numpy

        scores = numpy.zeros((len(passages), self._weights.shape[1]), dtype=numpy.float32)
        for row, passage in zip(scores, passages):
            ids, values = self._vocabulary.vector(passage.features)
            weights = self._weights[ids]
            row += values @ weights
            shared = (weights[self._words[ids]] > 0).sum(axis=0)
            row[shared < 2] *= ALONE
        squared = scores * scores
        strength: Floats = squared / (squared + HALF**2) * self._trust
        return strength

    def matched(self, doc: "Doc", passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The shared words, those that tell this code from the others first."""
        weights = self._vocabulary.weighed(passage.features, self._weights[:, code])
        return [(word,) for word in telling(passage.words, weights)]


def learn(
    profiles: Sequence[Profile], examples: Sequence[Example], language: str, progress: Progress
) -> Questions:
    """The profiles as read in `language`; of the examples, only how many there are."""
    texts = [features(words_of(profile_text(profile), language)) for profile in profiles]
    coded = sum(example.positive for example in examples)
    return Questions(texts, coded / max(len(profiles), 1))


def profile_text(profile: Profile) -> str:
    """All that is written about a code, its label last."""
    return f"{profile.text}\n{profile.label}"
