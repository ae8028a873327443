"""Where in one text the words of a search stand: answers, paragraphs, and the shortest stretches in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..domain.documents import Turn
from ..domain.spans import Span
from ..domain.word_patterns import word_count

Finder = Callable[[str, "Places"], Iterator[tuple[Span, "Place"]]]
Occurrence = tuple[int, int]


class Place(NamedTuple):
    """A stretch within which words belong together: an answer, or a paragraph where nobody speaks."""

    start: int
    end: int
    turn: Turn | None


class Places:
    """The answers and paragraphs of a document, asked by code point. A speaker's label is in none.

    With `passages` only they are read: of an answer there is what lies in a passage, passages that
    overlap or touch being one.
    """

    def __init__(
        self, text: str, turns: Sequence[Turn], passages: Iterable[tuple[int, int]] | None = None
    ) -> None:
        self._text = text
        self._turns = turns
        self._starts = [turn.start for turn in turns]
        self._passages = None if passages is None else _merged(passages)
        self._passage_ends = [end for _start, end in self._passages or ()]

    def at(self, point: int) -> Place | None:
        """The answer or paragraph that holds a code point; None in a speaker's label."""
        place = self._whole_at(point)
        if place is None or self._passages is None:
            return place
        return next((cut for cut in self._cut(place) if cut.start <= point < cut.end), None)

    def all(self) -> Iterator[Place]:
        """Every answer and paragraph, in order."""
        for place in self._all_whole():
            yield from [place] if self._passages is None else self._cut(place)

    def _cut(self, place: Place) -> Iterator[Place]:
        """What of an answer lies in passages."""
        passages = self._passages or []
        first = bisect_right(self._passage_ends, place.start)
        for start, end in passages[first:]:
            if start >= place.end:
                break
            yield Place(max(start, place.start), min(end, place.end), place.turn)

    def _whole_at(self, point: int) -> Place | None:
        index = bisect_right(self._starts, point) - 1
        turn = self._turns[index] if index >= 0 else None
        if turn and point < turn.end:
            return Place(turn.start, turn.end, turn)
        return self._paragraph(index, point)

    def _all_whole(self) -> Iterator[Place]:
        for index in range(-1, len(self._turns)):
            if index >= 0:
                turn = self._turns[index]
                yield Place(turn.start, turn.end, turn)
            point, until = self._between(index)
            while point < until:
                place = self._paragraph(index, point)
                if place is None:
                    break
                if place.end > place.start:
                    yield place
                point = place.end + 1

    def _between(self, index: int) -> tuple[int, int]:
        """The stretch after a turn, up to the label of the next one."""
        after = self._turns[index].end if index >= 0 else 0
        following = index + 1 < len(self._turns)
        return after, self._turns[index + 1].label_start if following else len(self._text)

    def _paragraph(self, index: int, point: int) -> Place | None:
        after, until = self._between(index)
        if not after <= point < until:
            return None
        line_end = self._text.find("\n", point, until)
        return Place(
            max(after, self._text.rfind("\n", after, point) + 1), line_end if line_end >= 0 else until, None
        )


def one_pattern(pattern: "re.Pattern[str]") -> Finder:
    """Finds what a pattern finds within one place; matches do not overlap."""

    def find(text: str, places: Places) -> Iterator[tuple[Span, Place]]:
        found = pattern.search(text)
        while found:
            start, end = found.span()
            place = places.at(start)
            fits = place is not None and end <= place.end and end > start
            if place and fits:
                yield Span(start, end), place
            found = pattern.search(text, end if fits else start + 1)

    return find


def all_words(patterns: Sequence["re.Pattern[str]"], distance: int | None = None) -> Finder:
    """Finds the shortest stretches within one place that hold something of every pattern.

    With a distance the first and the last word are at most so many words apart.
    """
    if len(patterns) == 1:
        return one_pattern(patterns[0])

    def find(text: str, places: Places) -> Iterator[tuple[Span, Place]]:
        by_place: dict[Place, list[list[Occurrence]]] = {}
        for number, pattern in enumerate(patterns):
            found_any = False
            for span, place in one_pattern(pattern)(text, places):
                by_place.setdefault(place, [[] for _pattern in patterns])[number].append(span)
                found_any = True
            if not found_any:
                return

        def near(span: Span) -> bool:
            return distance is None or word_count(text[span.start : span.end]) <= distance + 1

        for place in sorted(by_place):
            for span in shortest(by_place[place], near):
                yield span, place

    return find


def shortest(occurrences: Sequence[Sequence[Occurrence]], fits: Callable[[Span], bool] = bool) -> list[Span]:
    """The shortest stretches that hold an occurrence of each kind and fit: none overlaps another, in order.

    Of stretches that overlap the shorter one is taken, of equal ones the first.
    """
    if not all(occurrences):
        return []
    if len(occurrences) == 1:
        return [Span(*one) for one in occurrences[0]]
    starts = [[start for start, _end in kind] for kind in occurrences]
    least: list[Span] = []
    for start in sorted({start for kind in starts for start in kind}, reverse=True):
        places = [bisect_left(kind, start) for kind in starts]
        if all(place < len(kind) for place, kind in zip(places, starts)):
            end = max(kind[place][1] for place, kind in zip(places, occurrences))
            if not least or end < least[-1].end:
                least.append(Span(start, end))
    taken: list[Span] = []
    for one in sorted(filter(fits, least), key=lambda span: (span.end - span.start, span.start)):
        if not any(one.overlaps(other) for other in taken):
            taken.append(one)
    return sorted(taken)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
