"""Where the passages of a text lie after the text was corrected, and how sure that is."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..domain.spans import Span, trimmed
from .changed_words import agreeing, agreeing_back, halved
from .text_words import Words
from .word_alignment import Alignment, Run, align

KEPT = "kept"  # the same words
MOVED = "moved"  # the same words, put elsewhere
CHANGED = "changed"  # words changed inside; where it begins and ends is sure
UNSURE = "unsure"  # where it begins or ends is not sure
GONE = "gone"  # its words are no longer there; the place is where they were
SURE = (KEPT, MOVED, CHANGED)

_MOST_LOST = 0.5
_WIDENED = 3
_ROOM = 400
_CLOSING = ".,;:!?…»”)"


class Placed(NamedTuple):
    """Where a passage lies in the new text (code points, half-open, never empty), and how sure that is."""

    start: int
    end: int
    how: str

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class _Place(NamedTuple):
    """Where a word of the old text lies in the new one; `passage` is 0, or the number of a moved passage."""

    start: int
    end: int
    passage: int = 0


class Anchors:
    """Two texts laid beside each other; asked for one passage after another.

    A passage stays as narrow as it was: what is put before or after it does not belong to it, what is put
    between its words does. A word that was but mistyped is still the same word.
    """

    def __init__(self, old: str, new: str) -> None:
        if not new.strip():
            raise ValueError("the new text has no words")
        self.old, self.new = old, new
        self._old, self._new = Words(old), Words(new)
        alignment = align(self._old, self._new)
        self._unclear = alignment.unclear
        self._places: list[_Place | None] = [None] * len(self._old)
        self._put(alignment)
        self._taken = {place.start for place in self._places if place}
        self._moved = [(run.old, self._new.starts[run.new]) for run, _passage in alignment.moves]

    def span(self, span: Span) -> Placed:
        """The passage in the new text."""
        start, end = trimmed(self.old, span) or span
        words = self._old.within(start, end)
        if not words:
            return self._signs(start, end)
        passage = self._passage(words)
        found = [index for index in words if (place := self._places[index]) and place.passage == passage]
        if passage is None or not found:
            return self._guess(start, end)
        first, last = found[0], found[-1]
        begins, sure_start = self._start(start, first, words.start)
        ends, sure_end = self._end(end, last, words.stop - 1)
        if begins >= ends:
            return self._guess(start, end)._replace(how=UNSURE)
        sure = sure_start and sure_end and self._is_clear(words)
        how = self._judge(Span(start, end), Span(begins, ends), words, found) if sure else UNSURE
        return Placed(begins, ends, how)

    def spans(self, spans: Iterable[Span]) -> list[Placed]:
        """The passages in the new text, in the order given."""
        return [self.span(span) for span in spans]

    def is_new(self, span: Span) -> bool:
        """Whether no word of the old text stands in a stretch of the new one."""
        return not any(self._new.starts[word] in self._taken for word in self._new.within(*span))

    def position(self, position: int) -> int:
        """A place of the old text in the new one: before the same word, as far as there is one."""
        index = bisect_left(self._old.ends, position + 1)
        for word in range(index, len(self._old)):
            place = self._places[word]
            if place and not place.passage:
                lead = self.old[position : self._old.starts[word]]
                begins = place.start - agreeing_back(lead, self.new, place.start)
                inside = position - self._old.starts[word] if word == index else 0
                return min(begins + max(0, inside), max(begins, place.end))
        return len(self.new)

    def _put(self, alignment: Alignment) -> None:
        """Give the words of the old text their places."""
        for run, passage in [*((run, 0) for run in alignment.runs), *alignment.moves]:
            for step in range(run.length):
                new = run.new + step
                self._places[run.old + step] = _Place(self._new.starts[new], self._new.ends[new], passage)
        chains: dict[int, list[Run]] = {0: alignment.runs}
        for run, passage in alignment.moves:
            chains.setdefault(passage, []).append(run)
        for passage, runs in chains.items():
            edges = [] if passage else [Run(len(self._old), len(self._new), 0)]
            ends = [*([] if passage else [Run(0, 0, 0)]), *runs, *edges]
            for before, after in pairwise(ends):
                self._cut(range(before.old_end, after.old), range(before.new_end, after.new), passage)

    def _cut(self, gone: range, come: range, passage: int) -> None:
        """Give places to words that were cut in two or grew together between two runs."""
        halves = halved(self._old, self._new, gone, come)
        if halves is None or any(self._places[index] for index in gone):
            return
        head, tail = halves
        old_low, new_low = self._old.starts[gone.start], self._new.starts[come.start]
        long, longer = self._old.ends[gone.stop - 1] - old_low, self._new.ends[come.stop - 1] - new_low
        for index in gone:
            start, end = self._old.starts[index] - old_low, self._old.ends[index] - old_low
            in_head, in_tail = start < head, end > long - tail
            if in_head or in_tail:
                begins = start if in_head else max(start, long - tail) + longer - long
                stops = end + longer - long if in_tail else min(end, head)
                self._places[index] = _Place(new_low + begins, new_low + stops, passage)

    def _passage(self, words: range) -> int | None:
        """Which moved passage holds most of some words; 0 the text itself, None where no word is left."""
        weights: dict[int, int] = {}
        for index in words:
            place = self._places[index]
            if place:
                length = self._old.ends[index] - self._old.starts[index]
                weights[place.passage] = weights.get(place.passage, 0) + length
        return max(weights, key=lambda passage: (weights[passage], -passage)) if weights else None

    def _start(self, start: int, first: int, wanted: int) -> tuple[int, bool]:
        """Where a passage begins whose first word left is `first`, and whether that is sure."""
        place, begins = self._placed(first), self._old.starts[first]
        if first != wanted:
            return place.start, self._only_cut(wanted, first)
        if start > begins:
            return self._inside(first, start, place, begins=True)
        return place.start - agreeing_back(self.old[start:begins], self.new, place.start), True

    def _end(self, end: int, last: int, wanted: int) -> tuple[int, bool]:
        """Where a passage ends whose last word left is `last`, and whether that is sure."""
        place, ends = self._placed(last), self._old.ends[last]
        if last != wanted:
            return place.end, self._only_cut(last + 1, wanted + 1)
        if end < ends:
            return self._inside(last, end, place, begins=False)
        return place.end + agreeing(self.old[ends:end], self.new, place.end), True

    def _inside(self, word: int, position: int, place: _Place, *, begins: bool) -> tuple[int, bool]:
        """A place inside a word, in the new one."""
        low, high = self._old.starts[word], self._old.ends[word]
        one, other = self.old[low:high], self.new[place.start : place.end]
        from_start = position - low <= agreeing(one, other)
        from_end = high - position <= agreeing_back(one, other)
        # Letters put in at an edge stay outside: a beginning is counted from behind, an end from before.
        if from_end and (begins or not from_start):
            return place.end - (high - position), True
        if from_start:
            return place.start + position - low, True
        return min(place.start + position - low, place.end), False

    def _only_cut(self, low: int, high: int) -> bool:
        """Whether words of the old text were taken out and nothing put in their place."""
        left, right = low - 1, high
        while left >= 0 and self._places[left] is None:
            left -= 1
        while right < len(self._places) and self._places[right] is None:
            right += 1
        one = self._places[left] if left >= 0 else _Place(0, 0)
        other = self._places[right] if right < len(self._places) else _Place(len(self.new), len(self.new))
        if any(self._places[index] for index in range(low, high)) or one is None or other is None:
            return False
        return (
            one.passage == other.passage
            and one.end <= other.start
            and not self._new.within(one.end, other.start)
        )

    def _is_clear(self, words: range) -> bool:
        return words.start not in self._unclear and words.stop - 1 not in self._unclear

    def _judge(self, span: Span, placed: Span, words: range, found: Sequence[int]) -> str:
        """How sure a place is whose edges are sure."""
        if self.old[span.start : span.end] == self.new[placed.start : placed.end]:
            return MOVED if self._placed(found[0]).passage else KEPT
        weight = sum(self._old.ends[index] - self._old.starts[index] for index in words)
        kept = sum(self._old.ends[index] - self._old.starts[index] for index in found)
        length = span.end - span.start
        scattered = any(self._places[index] for index in set(words) - set(found))
        strange = any(placed.start <= at < placed.end for old, at in self._moved if old not in words)
        too_wide = placed.end - placed.start > _WIDENED * length + _ROOM
        scattered = scattered or self._lost_a_line(words, found)
        return UNSURE if scattered or strange or too_wide or weight - kept > _MOST_LOST * weight else CHANGED

    def _lost_a_line(self, words: range, found: Sequence[int]) -> bool:
        """Whether a whole line of a passage is no longer in it: it may have been put elsewhere."""
        left = set(found)
        begun = False
        for word in [*words, words.stop]:
            breaks = "\n" in self._old.between(word)
            if begun and breaks:
                return True
            begun = word not in left and (begun or breaks) and word in words
        return False

    def _signs(self, start: int, end: int) -> Placed:
        """The place of a passage of signs without a word."""
        after = bisect_left(self._old.starts, end)
        low, high = self._gap(after)
        old_low = self._old.ends[after - 1] if after else 0
        old_high = self._old.starts[after] if after < len(self._old) else len(self.old)
        signs, here = self.old[start:end], self.new[low:high]
        if here == self.old[old_low:old_high]:
            return Placed(low + start - old_low, low + end - old_low, KEPT)
        if here.count(signs) == 1:
            found = low + here.index(signs)
            return Placed(found, found + len(signs), CHANGED)
        return self._guess(start, end)

    def _gap(self, after: int) -> tuple[int, int]:
        """The stretch of the new text between what is left of the words around a place of the old one."""
        left = next((p for p in reversed(self._places[:after]) if p and not p.passage), _Place(0, 0))
        last = _Place(len(self.new), len(self.new))
        right = next((p for p in self._places[after:] if p and not p.passage), last)
        return left.end, max(left.end, right.start)

    def _guess(self, start: int, end: int) -> Placed:
        """Where words were that are gone: what stands there now, or else the word before or after."""
        words = self._old.within(start, end)
        after = words.stop if words else bisect_left(self._old.starts, end)
        low, high = self._gap(after)
        instead = self._new.within(low, high)
        if instead:
            begins = self._new.starts[instead.start]
            stops = min(self._new.ends[instead.stop - 1], begins + _ROOM + end - start)
            closing = self.new[stops:high]
            return Placed(begins, stops + len(closing) - len(closing.lstrip(_CLOSING)), GONE)
        if not len(self._new):
            begins = len(self.new) - len(self.new.lstrip())
            return Placed(begins, begins + 1, GONE)
        near = min(max(0, bisect_left(self._new.ends, low)), len(self._new) - 1)
        return Placed(self._new.starts[near], self._new.ends[near], GONE)

    def _placed(self, index: int) -> _Place:
        place = self._places[index]
        assert place is not None
        return place
