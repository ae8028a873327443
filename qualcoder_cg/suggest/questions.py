"""Suggests by what a passage has in common with the text of an evaluation question or a definition."""

from typing import TYPE_CHECKING

from ..progress import Progress
from .lesson import Ground, Lesson, lemmas
from .passages import Passage, Read
from .vectors import BEGINNING, PLACES, Lemmas, Texts, telling, weights_of
from .words import Word

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "question text"
# How much a cosine counts, after what a text has in common with every passage of the study is taken off.
SCALE = 1.5
AROUND = 0.5
# With so many coded passages an average code is known as well from these as from what is written about it.
FADING = 10
UNLIKE = 0.5
# One word alone counts in full only where no more passages than this share have it.
RARE = 1 / 200
# Less than this need not be looked into.
LEAST = 0.05


class Questions:
    """What is written about each code, as weights of features; `trust` is how much that counts."""

    name = NAME

    def __init__(self, written: "Written", trust: float) -> None:
        self._written = written
        self._trust = trust

    def score(self, read: Read) -> "Floats":
        """Passages × codes: above 0 where a passage has more in common with a code than others have."""
        found = read.texts(self._written.space).times(self._written.weights) - self._written.usual
        for text, code in zip(*(places.tolist() for places in (found > LEAST).nonzero())):
            found[text, code] *= self._written.reliance(read.lemmas[text], code)
        total: Floats = (found[read.own] + AROUND * read.around_of(found)) * self._trust
        return total

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The shared words, those that tell this code from the others first."""
        beginnings = self._written.beginnings[code]
        shared = tuple(lemma for lemma in passage.lemmas if lemma[:BEGINNING] in beginnings)
        weights = weights_of(self._written.space, shared, self._written.weights[:, code])
        return [(word,) for word in telling(passage.words, weights)]


class Written:
    """What is written about codes in a space: places × codes, and what passages have of it on average."""

    def __init__(self, ground: Ground, language: str) -> None:
        import numpy

        described = ground.described(language)
        self.space = ground.space
        self.beginnings = [{lemma[:BEGINNING] for lemma in text} for text in described]
        self.rarest = [max(map(self.space.weight, text), default=0.0) for text in described]
        self.weights = numpy.zeros((PLACES, len(described)), dtype=numpy.float32)
        for code, (profile, text) in enumerate(zip(ground.profiles, described)):
            self.weights[:, code] = self.space.vector(text).row(PLACES)
            if unlike := lemmas(profile.unlike, language):
                self.weights[:, code] -= UNLIKE * self.space.vector(unlike).row(PLACES)
        self.usual = numpy.zeros(len(described), dtype=numpy.float32)
        if ground.passages:
            self.usual = Texts(self.space, ground.passages).times(self.weights).mean(axis=0)

    def reliance(self, text: Lemmas, code: int) -> float:
        """How far to rely on what a text has in common with a code, 0 to 1.

        Less than 1 where it is one word, and that is common in the study or beside the others of the code:
        whoever says "right" need not speak of human rights.
        """
        beginnings = self.beginnings[code]
        shared = {lemma for lemma in text if lemma[:BEGINNING] in beginnings}
        if len(shared) != 1:
            return 1.0
        return self.space.rarity(shared.pop(), RARE, self.rarest[code])


def learn(lesson: Lesson, progress: Progress) -> Questions | None:
    """The profiles; of the examples, only how many there are."""
    if not lesson.profiles:
        return None
    written = lesson.of_codes(NAME, lambda: Written(lesson.ground, lesson.language))
    coded = sum(example.positive for example in lesson.examples) / len(lesson.profiles)
    return Questions(written, SCALE / (1 + coded / FADING))
