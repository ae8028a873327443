"""Suggests by what a passage has in common with the text of an evaluation question or a definition."""

from typing import TYPE_CHECKING

from ..progress import Progress
from .language import Word
from .lesson import Lesson
from .passages import Passage, Read
from .vectors import BEGINNING, PLACES, Texts, telling, weights_of

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "question text"
# How much a cosine counts, after what a text has in common with every passage of the study is taken off.
SCALE = 1.5
AROUND = 0.5
# With so many coded passages an average code is known as well from these as from what is written about it.
FADING = 10
UNLIKE = 0.5


class Questions:
    """What is written about each code, as weights of features."""

    name = NAME

    def __init__(self, lesson: Lesson) -> None:
        import numpy

        self._space = lesson.space
        self._weights = lesson.profile_texts.rows(PLACES).T.copy()
        self._beginnings = [{lemma[:BEGINNING] for lemma in text} for text in lesson.described]
        if any(lesson.unlike):
            self._weights -= UNLIKE * Texts(lesson.space, lesson.unlike).rows(PLACES).T
        coded = sum(example.positive for example in lesson.examples) / max(len(lesson.profiles), 1)
        self._trust = SCALE / (1 + coded / FADING)
        passages = Texts(lesson.space, lesson.passages)
        none = numpy.zeros(len(lesson.profiles), dtype=numpy.float32)
        self._usual = passages.times(self._weights).mean(axis=0) if passages.number else none

    def score(self, read: Read) -> "Floats":
        """Passages × codes: above 0 where a passage has more in common with a code than others have."""
        found = read.texts(self._space).times(self._weights) - self._usual
        total: Floats = (found[read.own] + AROUND * read.around_of(found)) * self._trust
        return total

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The shared words, those that tell this code from the others first."""
        shared = tuple(lemma for lemma in passage.lemmas if lemma[:BEGINNING] in self._beginnings[code])
        weights = weights_of(self._space, shared, self._weights[:, code])
        return [(word,) for word in telling(passage.words, weights)]


def learn(lesson: Lesson, progress: Progress) -> Questions | None:
    """The profiles; of the examples, only how many there are."""
    return Questions(lesson) if lesson.profiles else None
