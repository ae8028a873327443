"""Which words of one text are which words of another: runs in order, and passages that were moved."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from . import moved_lines
from .changed_words import halved, mistyped
from .text_words import Words

_SENTENCE_ENDS = re.compile(r"[.?!…:;]")
_SHINGLE = 3
_MOVED_SHINGLE = 6
# Up to here difflib, which prefers long runs; beyond it only the fast longest common subsequence.
_SMALL = 40_000
_LARGEST = 400_000_000
_MOST_PAIRED = 2_500


class Run(NamedTuple):
    """`length` words from `old` on (an index of words) that are those from `new` on."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """The index after its last word in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """The index after its last word in the new text."""
        return self.new + self.length


class Alignment(NamedTuple):
    """`runs` lie in the order of both texts; `moves` are runs that went elsewhere, with their number;
    `unclear` are old words of which nobody can tell whether they or equal ones beside them are new."""

    runs: list[Run]
    moves: list[tuple[Run, int]]
    unclear: frozenset[int]


def align(old: Words, new: Words) -> Alignment:
    """The alignment of two texts; context decides between equal words."""
    runs = _in_order(old.keys, new.keys, Run(0, 0, 0), (len(old), len(new)))
    runs = _with_mistyped(old, new, runs)
    runs, unclear = _slid(old, new, runs)
    runs = _supported(old, new, runs)
    moves = _moved(old, new, runs)
    return Alignment(runs, moves, unclear)


def _in_order(a: Sequence[str], b: Sequence[str], begin: Run, end: tuple[int, int]) -> list[Run]:
    """The runs between two places of both texts, in order, without touching ones."""
    low_a, low_b = begin.old, begin.new
    high_a, high_b = end
    head = _common(a, b, low_a, low_b, min(high_a - low_a, high_b - low_b))
    runs = [Run(low_a, low_b, head)]
    low_a, low_b = low_a + head, low_b + head
    tail = _common_back(a, b, high_a, high_b, min(high_a - low_a, high_b - low_b))
    high_a, high_b = high_a - tail, high_b - tail
    at_a, at_b = low_a, low_b
    for one, other in _landmarks(a, b, (low_a, high_a), (low_b, high_b)):
        if one < at_a or other < at_b:
            continue
        runs += _common_runs(a, b, (at_a, one), (at_b, other))
        runs.append(Run(one, other, _SHINGLE))
        at_a, at_b = one + _SHINGLE, other + _SHINGLE
    runs += _common_runs(a, b, (at_a, high_a), (at_b, high_b))
    runs.append(Run(high_a, high_b, tail))
    return _joined(runs)


def _common(a: Sequence[str], b: Sequence[str], at_a: int, at_b: int, most: int) -> int:
    """How many words are equal from two places on."""
    length = 0
    while length < most and a[at_a + length] == b[at_b + length]:
        length += 1
    return length


def _common_back(a: Sequence[str], b: Sequence[str], end_a: int, end_b: int, most: int) -> int:
    """How many words are equal before two places."""
    length = 0
    while length < most and a[end_a - 1 - length] == b[end_b - 1 - length]:
        length += 1
    return length


def _landmarks(
    a: Sequence[str], b: Sequence[str], in_a: tuple[int, int], in_b: tuple[int, int]
) -> list[tuple[int, int]]:
    """Places of phrases that occur once in each of two stretches, as many as lie in the same order."""
    first, second = _once(a, in_a, _SHINGLE), _once(b, in_b, _SHINGLE)
    pairs = [(at, second[phrase]) for phrase, at in first.items() if phrase in second]
    return _rising(pairs)


def _once(keys: Sequence[str], stretch: tuple[int, int], size: int) -> dict[tuple[str, ...], int]:
    """Phrases of `size` words that occur once in a stretch, and where, in order."""
    places = range(stretch[0], stretch[1] - size + 1)
    phrases = [tuple(keys[at : at + size]) for at in places]
    often = Counter(phrases)
    return {phrase: at for phrase, at in zip(phrases, places, strict=True) if often[phrase] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by their first number, whose second numbers rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_one, other) in enumerate(pairs):
        place = bisect_left(ends, other)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(other)
            last.append(index)
        else:
            ends[place], last[place] = other, index
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _common_runs(
    a: Sequence[str], b: Sequence[str], in_a: tuple[int, int], in_b: tuple[int, int]
) -> list[Run]:
    """Runs in a stretch without landmarks: at its ends as far as they agree, and the best between."""
    (low_a, high_a), (low_b, high_b) = in_a, in_b
    head = _common(a, b, low_a, low_b, min(high_a - low_a, high_b - low_b))
    tail = _common_back(a, b, high_a, high_b, min(high_a - low_a, high_b - low_b) - head)
    runs = [Run(low_a, low_b, head), Run(high_a - tail, high_b - tail, tail)]
    low_a, low_b, high_a, high_b = low_a + head, low_b + head, high_a - tail, high_b - tail
    size = (high_a - low_a) * (high_b - low_b)
    if not 0 < size <= _LARGEST:
        return runs
    if size <= _SMALL:
        matcher = SequenceMatcher(None, a[low_a:high_a], b[low_b:high_b], autojunk=False)
        runs[1:1] = [Run(low_a + m.a, low_b + m.b, m.size) for m in matcher.get_matching_blocks()]
    else:
        from rapidfuzz.distance import Indel

        codes = Indel.opcodes(a[low_a:high_a], b[low_b:high_b])
        runs[1:1] = [
            Run(low_a + code.src_start, low_b + code.dest_start, code.src_end - code.src_start)
            for code in codes
            if code.tag == "equal"
        ]
    return runs


def _joined(runs: Sequence[Run]) -> list[Run]:
    """The runs without empty ones, those that touch made one."""
    joined: list[Run] = []
    for run in runs:
        if not run.length:
            continue
        if joined and joined[-1].old_end == run.old and joined[-1].new_end == run.new:
            joined[-1] = joined[-1]._replace(length=joined[-1].length + run.length)
        else:
            joined.append(run)
    return joined


def _with_mistyped(old: Words, new: Words, runs: list[Run]) -> list[Run]:
    """The runs, and between them the words that were but mistyped."""
    edges = [Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]
    found: list[Run] = []
    for before, after in pairwise(edges):
        gone, come = range(before.old_end, after.old), range(before.new_end, after.new)
        found.append(before)
        if 0 < len(gone) * len(come) <= _MOST_PAIRED and halved(old, new, gone, come) is None:
            found += [Run(index, other, 1) for index, other in mistyped(old, new, gone, come)]
    return _joined([*found, edges[-1]])


def _slid(old: Words, new: Words, runs: list[Run]) -> tuple[list[Run], frozenset[int]]:
    """The runs with every insertion and deletion pushed to where a line or a sentence begins, if it can be.

    Where equal words stand on both sides ("very" put before "very well"), the old words of which nobody
    can tell whether they are the same ones are given too.
    """
    runs = [Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]
    unclear: set[int] = set()
    for number in range(len(runs) - 1):
        one, other = runs[number], runs[number + 1]
        inserted = one.old_end == other.old
        if inserted == (one.new_end == other.new):
            unclear.update([] if inserted else _doubled(old, new, one, other))
            continue
        words = new if inserted else old
        low, high = (one.new_end, other.new) if inserted else (one.old_end, other.old)
        left = _common_back(words.keys, words.keys, low, high, one.length)
        right = _common(words.keys, words.keys, low, high, min(other.length, len(words) - high))
        if not left and not right:
            continue
        shifts = range(-left, right + 1)
        scores = [_boundary(words, low + by) + _boundary(words, high + by) for by in shifts]
        best = [by for by, score in zip(shifts, scores, strict=True) if score == max(scores)]
        by = best[-1]
        # Only a whole line decides, and that only where the same words do not stand there twice.
        if left + right >= high - low or max(scores) < 4:
            best = list(shifts)
        runs[number] = one._replace(length=one.length + by)
        runs[number + 1] = Run(other.old + by, other.new + by, other.length - by)
        if len(best) > 1:
            reach = 0 if inserted else high - low
            unclear.update(range(one.old_end + best[0], one.old_end + best[-1] + reach))
    return _joined(runs), frozenset(unclear)


def _doubled(old: Words, new: Words, one: Run, other: Run) -> list[int]:
    """The old words around a stretch that was replaced which stand at its edge too, before it or after."""
    left = max(
        _common_back(new.keys, new.keys, one.new_end, other.new, one.length),
        _common_back(old.keys, old.keys, one.old_end, other.old, one.length),
    )
    right = max(
        _common(new.keys, new.keys, one.new_end, other.new, min(other.length, len(new) - other.new)),
        _common(old.keys, old.keys, one.old_end, other.old, min(other.length, len(old) - other.old)),
    )
    return [*range(one.old_end - left, one.old_end), *range(other.old, other.old + right)]


def _boundary(words: Words, index: int) -> int:
    """How well a stretch may begin or end before a word: 2 at a line, 1 at a sentence."""
    if index in (0, len(words)):
        return 2
    between = words.between(index)
    return 2 if "\n" in between else 1 if _SENTENCE_ENDS.search(between) else 0


def _supported(old: Words, new: Words, runs: list[Run]) -> list[Run]:
    """The runs without short ones between larger differences, which agree by chance."""
    kept = [Run(0, 0, 0)]
    following = [*runs, Run(len(old), len(new), 0)]
    for run, after in pairwise(following):
        size = sum(len(key) for key in old.keys[run.old : run.old_end])
        before = _difference(old, new, kept[-1], run)
        if size <= before and size <= _difference(old, new, run, after) and before:
            continue
        kept.append(run)
    return [run for run in kept if run.length]


def _difference(old: Words, new: Words, one: Run, other: Run) -> int:
    """How many letters differ between two runs."""
    gone, come = old.keys[one.old_end : other.old], new.keys[one.new_end : other.new]
    return max(sum(map(len, gone)), sum(map(len, come)))


def _moved(old: Words, new: Words, runs: Sequence[Run]) -> list[tuple[Run, int]]:
    """Runs of words that stand in neither text at their old place, each with the number of its passage."""
    free_old = _free([(run.old, run.old_end) for run in runs], len(old))
    free_new = _free([(run.new, run.new_end) for run in runs], len(new))
    if not free_old or not free_new:
        return []
    found = moved_lines.find(old, new, free_old, free_new)
    moves = [(run, number) for number, pair in enumerate(found, 1) for run in _inside(old, new, pair)]
    taken_old = _free([(pair[0].start, pair[0].stop) for pair in found], len(old))
    taken_new = _free([(pair[1].start, pair[1].stop) for pair in found], len(new))
    rest = _moved_phrases(old, new, _overlap(free_old, taken_old), _overlap(free_new, taken_new))
    return moves + [(run, number) for number, run in enumerate(rest, len(found) + 1)]


def _inside(old: Words, new: Words, pair: tuple[range, range]) -> list[Run]:
    """The runs inside a passage that was moved."""
    one, other = pair
    return _in_order(old.keys, new.keys, Run(one.start, other.start, 0), (one.stop, other.stop))


def _free(taken: Sequence[tuple[int, int]], length: int) -> list[range]:
    """The stretches of words that no run holds."""
    edges = [0]
    for low, high in sorted(taken):
        edges += [low, high]
    edges.append(length)
    return [range(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]


def _overlap(some: Sequence[range], others: Sequence[range]) -> list[range]:
    """The stretches that lie in both lists."""
    both = []
    for one in some:
        for other in others:
            shared = range(max(one.start, other.start), min(one.stop, other.stop))
            if shared:
                both.append(shared)
    return both


def _moved_phrases(old: Words, new: Words, free_old: Sequence[range], free_new: Sequence[range]) -> list[Run]:
    """Runs of six words or more that left one place for another, where only one can be meant."""
    gone = _phrases(old.keys, free_old)
    come = _phrases(new.keys, free_new)
    runs: list[Run] = []
    for phrase, places in gone.items():
        if len(places) == 1 and len(come.get(phrase, ())) == 1:
            one, other = places[0], come[phrase][0]
            last = runs[-1] if runs else Run(-1, -1, 0)
            if last.old <= one < last.old_end and one - last.old == other - last.new:
                runs[-1] = last._replace(length=one - last.old + _MOVED_SHINGLE)
            elif one >= last.old_end:
                runs.append(Run(one, other, _MOVED_SHINGLE))
    return runs


def _phrases(keys: Sequence[str], free: Sequence[range]) -> dict[tuple[str, ...], list[int]]:
    """Phrases of six words in some stretches, each with its places."""
    places: dict[tuple[str, ...], list[int]] = {}
    for stretch in free:
        for at in range(stretch.start, stretch.stop - _MOVED_SHINGLE + 1):
            places.setdefault(tuple(keys[at : at + _MOVED_SHINGLE]), []).append(at)
    return places
