"""Half-open stretches of a text, counted in Unicode code points."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` up to but not including `end`."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: "Span") -> int:
        """How many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def is_mostly(self, other: "Span") -> bool:
        """Whether the two share at least half of the shorter: they are the same passage, to a reader."""
        shorter = min(self.end - self.start, other.end - other.start)
        return 2 * self.shared(other) >= shorter > 0


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its edges; empty when there was nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def elementary(spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """Cut overlapping spans into pieces on which the same spans lie throughout.

    Returns the covered pieces in order, each with the indices of the spans that cover it.
    """
    events: dict[int, tuple[list[int], list[int]]] = {}
    for index, span in enumerate(spans):
        if span:
            events.setdefault(span.start, ([], []))[0].append(index)
            events.setdefault(span.end, ([], []))[1].append(index)
    pieces: list[tuple[Span, tuple[int, ...]]] = []
    open_now: set[int] = set()
    last = 0
    for position in sorted(events):
        if open_now:
            pieces.append((Span(last, position), tuple(sorted(open_now))))
        opening, closing = events[position]
        open_now.difference_update(closing)
        open_now.update(opening)
        last = position
    return pieces


def covered(spans: Iterable[Span]) -> int:
    """How many code points lie in at least one of the spans."""
    total, reach = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total
