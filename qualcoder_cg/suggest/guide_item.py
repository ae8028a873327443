"""Suggests by what was asked: an answer may be about the evaluation questions its guide item serves."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..domain.suggestions import Asked
from .passages import Passage, Read
from .words import Word

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "guide item"
ASKED, FOLLOW_UP = 1.0, 0.6
# What an answer is offered with when no word of it speaks for the question. What follows up on an item
# often goes elsewhere, so that the answer to a follow-up is offered only where its words say so too.
ANSWER = 0.3
# An answer of more words than this is offered by its best sentences.
LONG = 120


class GuideItem:
    """The answers of one document; learned anew for each, as it holds nothing that another needs."""

    name = NAME

    def __init__(self, answers: Sequence[Asked], codes: Mapping[str, int]) -> None:
        self._answers = sorted(answers)
        self._starts = [answer.start for answer in self._answers]
        self._codes = codes

    def answer(self, passage: Passage) -> Asked | None:
        """The answer that a passage belongs to."""
        at = bisect_right(self._starts, passage.start) - 1
        return self._answers[at] if at >= 0 and passage.start < self._answers[at].end else None

    def asked(self, answer: Asked | None) -> list[int]:
        """The codes, as places in the model, that an answer was asked about."""
        return [self._codes[code] for code in answer.codes if code in self._codes] if answer else []

    def reason(self, passage: Passage, code: int) -> str:
        """What asked a passage about a code, in words; "" where nothing did."""
        answer = self.answer(passage)
        return answer.reason if answer and code in self.asked(answer) else ""

    def reaches(self, passages: Sequence[Passage]) -> bool:
        """Whether any of some passages answers an item."""
        return any(self.answer(passage) for passage in passages)

    def score(self, read: Read) -> "Floats":
        """Passages × codes: 1 where the code was asked about, less after a follow-up, else 0."""
        import numpy

        scores = numpy.zeros((len(read.passages), len(self._codes)), dtype=numpy.float32)
        for row, passage in zip(scores, read.passages):
            answer = self.answer(passage)
            row[self.asked(answer)] = FOLLOW_UP if answer and answer.follow_up else ASKED
        return scores

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """No words: the reason lies in what was asked."""
        return []


def best_part(passages: Sequence[Passage], scores: Sequence[float], most: int) -> tuple[int, int]:
    """The passages to offer of an answer, half-open: all, or the best of a long one and those after it.

    Where the scores are alike these are the first: people answer first and tell stories afterwards.
    """
    if sum(len(passage.words) for passage in passages) <= LONG:
        return 0, len(passages)
    first = max(range(len(scores)), key=lambda place: round(scores[place], 1))
    return first, min(first + most, len(passages))
