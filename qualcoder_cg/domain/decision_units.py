"""On what coders decide: answers, sentences, paragraphs of a document, and which of them a coding touches."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .consistency import DOCUMENT, PARAGRAPH, SENTENCE
from .documents import INTERVIEWER, Turn
from .sentences import sentences
from .spans import Span, trimmed

_LETTER = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\n]+")


def units_of(text: str, turns: Sequence[Turn], unit: str) -> list[Span]:
    """The units of a document, in order and apart from one another.

    Answers are the turns of those who do not ask, without their labels. Sentences and paragraphs are those
    within answers. A document without answers has paragraphs in their place. What holds no letter or digit
    is no unit. The unit DOCUMENT is the whole text.
    """
    if unit == DOCUMENT:
        return [Span(0, len(text))] if has_letter(text, 0, len(text)) else []
    answers = [turn.span for turn in turns if turn.role != INTERVIEWER and has_letter(text, *turn.span)]
    if unit == SENTENCE:
        within = answers or _paragraphs(text, Span(0, len(text)))
        found = [one for answer in within for one in sentences(text, answer)]
        return [one for one in found if has_letter(text, *one)]
    if unit == PARAGRAPH or not answers:
        within = answers or [Span(0, len(text))]
        return [one for answer in within for one in _paragraphs(text, answer)]
    return answers


class Touched:
    """Which units of a document a coding touches: those of which it holds a letter or digit at least.

    A coding that reaches from one answer into the next touches both.
    """

    def __init__(self, text: str, units: Sequence[Span]) -> None:
        self._text = text
        self._starts = [unit.start for unit in units]
        self._ends = [unit.end for unit in units]

    def by(self, start: int, end: int) -> list[int]:
        """The numbers of the units touched by a passage."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        # those in between lie in the passage as a whole
        while first <= last and not self._touches(first, start, end):
            first += 1
        while first < last and not self._touches(last, start, end):
            last -= 1
        return list(range(first, last + 1))

    def _touches(self, number: int, start: int, end: int) -> bool:
        low, high = self._starts[number], self._ends[number]
        if start <= low and high <= end:
            return True
        return _LETTER.search(self._text, max(start, low), min(end, high)) is not None


def has_letter(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a letter or a digit of any script."""
    return _LETTER.search(text, start, end) is not None


def _paragraphs(text: str, within: Span) -> list[Span]:
    """The lines of a stretch that hold a letter, without white space around them."""
    found = (trimmed(text, Span(*line.span())) for line in _LINE.finditer(text, *within))
    return [one for one in found if has_letter(text, *one)]
