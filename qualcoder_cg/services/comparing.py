"""Two texts side by side, line by line, with what differs marked."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..domain.revisions import LinePair
from ..domain.spans import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 50
_MOST_PAIRS = 40_000


def side_by_side(old: str, new: str) -> list[LinePair]:
    """The lines of two texts, those that became one another beside each other."""
    from rapidfuzz.distance import Indel

    left, right = old.split("\n"), new.split("\n")
    pairs: list[LinePair] = []
    at_left = at_right = 0
    for code in [*Indel.opcodes(left, right), None]:
        if code is not None and code.tag != "equal":
            continue
        to_left = len(left) if code is None else code.src_start
        to_right = len(right) if code is None else code.dest_start
        pairs += _changed(left[at_left:to_left], right[at_right:to_right])
        if code is not None:
            pairs += [LinePair(line, line) for line in left[code.src_start : code.src_end]]
            at_left, at_right = code.src_end, code.dest_end
    return pairs


def changes(old: str, new: str) -> int:
    """At how many places two texts differ."""
    if old == new:
        return 0
    return sum(
        max(len(pair.left_marks), len(pair.right_marks), 1)
        for pair in side_by_side(old, new)
        if pair.left != pair.right
    )


def _changed(left: Sequence[str], right: Sequence[str]) -> list[LinePair]:
    """Lines that differ: those alike beside each other, in order, and the others alone."""
    pairs: list[LinePair] = []
    at = 0
    for index, line in enumerate(left):
        best = _best(line, right, at, len(left) - index) if len(left) * len(right) <= _MOST_PAIRS else None
        if best is None:
            pairs.append(LinePair(line, None, _whole(line)))
            continue
        pairs += [LinePair(None, other, (), _whole(other)) for other in right[at:best]]
        pairs.append(_marked(line, right[best]))
        at = best + 1
    return pairs + [LinePair(None, other, (), _whole(other)) for other in right[at:]]


def _best(line: str, right: Sequence[str], at: int, left_over: int) -> int | None:
    """The first line from `at` on that is most like one; the only one left beside the only one left."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    if left_over == 1 and len(right) - at == 1:
        return at
    found = process.extractOne(line, right[at:], scorer=ratio, score_cutoff=_ALIKE)
    return at + int(found[2]) if found else None


def _marked(left: str, right: str) -> LinePair:
    """Two lines with the stretches that differ."""
    one, other = list(_TOKEN.finditer(left)), list(_TOKEN.finditer(right))
    matcher = SequenceMatcher(None, [t.group() for t in one], [t.group() for t in other], autojunk=False)
    marks: tuple[list[Span], list[Span]] = ([], [])
    for tag, low_left, high_left, low_right, high_right in matcher.get_opcodes():
        if tag == "equal":
            continue
        if low_left < high_left:
            marks[0].append(Span(one[low_left].start(), one[high_left - 1].end()))
        if low_right < high_right:
            marks[1].append(Span(other[low_right].start(), other[high_right - 1].end()))
    return LinePair(left, right, _closed(left, marks[0]), _closed(right, marks[1]))


def _closed(line: str, marks: Sequence[Span]) -> tuple[Span, ...]:
    """Marks with those made one between which only white space stands."""
    closed: list[Span] = []
    for mark in marks:
        if closed and not line[closed[-1].end : mark.start].strip():
            closed[-1] = Span(closed[-1].start, mark.end)
        else:
            closed.append(mark)
    return tuple(closed)


def _whole(line: str) -> tuple[Span, ...]:
    return (Span(0, len(line)),) if line else ()
