"""What is a passage: sentences of those who answer, alone or two short ones together."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ..domain.documents import INTERVIEWER, Turn
from ..domain.spans import Span, trimmed
from .vectors import Lemmas, Space, Texts
from .words import Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

SHORT = 5
LEAST = 3
LONG = 60
STRETCH = 20_000
_ENDS = '.!?…:;"”»)]'
_LINE = re.compile(r"\n+")


@dataclass(frozen=True)
class Passage:
    """A stretch of one speaker's words: code points of the document, and tokens of the Doc read.

    `first` and `last` are token indices in the `doc`, half-open, which begins at `offset` of the document;
    `read` are all words of the doc.
    """

    start: int
    end: int
    first: int
    last: int
    read: Sequence[Word]
    doc: "Doc"
    offset: int = 0

    @property
    def span(self) -> Span:
        """The passage in the document."""
        return Span(self.start, self.end)

    @property
    def tokens(self) -> Sequence[Word]:
        """The words, with offsets in the doc."""
        return self.read[self.first : self.last]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, with offsets in the document."""
        moved = self.offset
        return tuple(
            Word(word.start + moved, word.end + moved, word.lemma, word.content) for word in self.tokens
        )

    @cached_property
    def lemmas(self) -> Lemmas:
        """The content words, which the scorers compare."""
        return tuple([word.lemma for word in self.tokens if word.content])


class Read:
    """Passages as they were read, for all scorers.

    `around` are the texts around each: what was asked, the passages beside it. `lemmas` are the words of all
    texts, `own` says for each passage which of them it is; `around_of` adds up what a scorer found for the
    texts around it.
    """

    def __init__(self, passages: Sequence[Passage], around: Sequence[Sequence[Lemmas]]) -> None:
        import numpy

        self.passages = passages
        numbers: dict[Lemmas, int] = {}
        self.own = numpy.array([numbers.setdefault(one.lemmas, len(numbers)) for one in passages], dtype=int)
        width = max(map(len, around), default=0)
        self._around = numpy.full((len(passages), width), -1, dtype=int)
        self._share = numpy.array([1 / max(len(texts), 1) ** 0.5 for texts in around], dtype=numpy.float32)
        for row, texts in zip(self._around, around):
            row[: len(texts)] = [numbers.setdefault(text, len(numbers)) for text in texts]
        self.lemmas = list(numbers)
        self._texts: tuple[Space, Texts] | None = None

    def texts(self, space: Space) -> Texts:
        """All texts, those around passages among them, in a space."""
        if self._texts is None or self._texts[0] is not space:
            self._texts = (space, Texts(space, self.lemmas))
        return self._texts[1]

    def around_of(self, values: "Floats") -> "Floats":
        """Passages × columns: values (texts × columns) around each, added up, over the root of how many."""
        import numpy

        total = numpy.zeros((len(self.passages), values.shape[1]), dtype=numpy.float32)
        for texts in self._around.T:
            some = texts >= 0
            total[some] += values[texts[some]]
        total *= self._share[:, None]
        return total


def stretches(text: str, turns: Sequence[Turn]) -> list[Span]:
    """The parts of a text that may be suggested, trimmed, in order; no passage crosses two of them.

    With turns: the words of everyone who is not the interviewer, never a label. Without: paragraphs.
    A part longer than 20,000 code points is cut at white space.
    """
    spans = _answers(len(text), turns) if turns else _paragraphs(text)
    pieces = (piece for span in spans for piece in _cut(text, span))
    return [piece for piece in (trimmed(text, piece) for piece in pieces) if piece]


def passages(doc: "Doc", words: Sequence[Word], offset: int) -> list[Passage]:
    """The passages of one stretch that was read as `doc` and begins at `offset` in the document."""
    text = doc.text
    ranges = [
        part for first, last in _sentences(doc, len(words)) for part in _parts(text, words, first, last)
    ]
    found = []
    for first, last in _joined(words, ranges):
        span = trimmed(text, Span(words[first].start, words[last - 1].end))
        if span:
            found.append(Passage(span.start + offset, span.end + offset, first, last, words, doc, offset))
    return found


def questions_before(spans: Sequence[Span], turns: Sequence[Turn]) -> list[Turn | None]:
    """For each of some spans in order, the last turn of an interviewer that began before it."""
    asking = sorted((turn for turn in turns if turn.role == INTERVIEWER), key=lambda turn: turn.start)
    starts = [turn.start for turn in asking]
    places = [bisect_left(starts, span.start) - 1 for span in spans]
    return [asking[place] if place >= 0 else None for place in places]


def _answers(length: int, turns: Sequence[Turn]) -> Iterator[Span]:
    silent = sorted(
        Span(turn.label_start, turn.end if turn.role == INTERVIEWER else turn.start) for turn in turns
    )
    reach = 0
    for turn in sorted(turns, key=lambda turn: turn.start):
        if turn.role == INTERVIEWER:
            continue
        # Turns normally follow one another; where they overlap, nothing is read twice.
        span = Span(max(turn.start, reach, 0), min(turn.end, length))
        if span:
            reach = span.end
            yield from _without(span, silent)


def _without(span: Span, silent: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span when sorted silent spans are taken out."""
    start = span.start
    for other in silent[: bisect_left(silent, Span(span.end, 0))]:
        if other.end > start:
            if other.start > start:
                yield Span(start, other.start)
            start = other.end
    if start < span.end:
        yield Span(start, span.end)


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines, where one that begins in lower case goes on with the line before it."""
    start = 0
    for match in _LINE.finditer(text):
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        wrapped = len(match.group()) == 1 and after.islower() and before not in _ENDS
        if not wrapped:
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(text))


def _cut(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > STRETCH:
        stop = max(text.rfind(mark, start + STRETCH // 2, start + STRETCH) for mark in "\n ") + 1
        stop = stop or start + STRETCH
        yield Span(start, stop)
        start = stop
    yield Span(start, end)


def _sentences(doc: "Doc", count: int) -> Iterator[tuple[int, int]]:
    from spacy.attrs import SENT_START

    starts = [index for index, mark in enumerate(doc.to_array(SENT_START).tolist()) if mark == 1]
    edges = [0, *(start for start in starts if start), count]
    yield from ((first, last) for first, last in pairwise(edges) if first < last)


def _parts(text: str, words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at line ends or commas where it is far too long (captions have no full stops)."""
    while last - first > LONG:
        marks = [
            index
            for index in range(first + LONG // 3, first + LONG)
            if text[words[index].start] in "\n,;" or "\n" in text[words[index].start : words[index].end]
        ]
        stop = marks[-1] + 1 if marks else first + LONG
        yield first, stop
        first = stop
    yield first, last


def _joined(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put a sentence of fewer than five words together with the next, the last with the one before.

    A stretch of one or two words in all, such as a heading, holds nothing to offer.
    """
    starts = [index for index, word in enumerate(words) if word.lemma[:1].isalnum()]
    joined: list[tuple[int, int]] = []
    short = False
    for first, last in ranges:
        if short:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
        begin, end = joined[-1]
        short = bisect_right(starts, end - 1) - bisect_left(starts, begin) < SHORT
    if short and len(joined) > 1:
        _, end = joined.pop()
        joined[-1] = (joined[-1][0], end)
    first, last = joined[0] if joined else (0, 0)
    heading = bisect_left(starts, last) - bisect_left(starts, first) < LEAST
    return [] if len(joined) == 1 and heading else joined
