"""What a coded passage needs to be drawn, and a quick way to find the passages in a stretch of text."""

from collections.abc import Iterable
from typing import NamedTuple

from qualcoder_cg.domain.spans import Span

_BUCKET = 1024


class Mark(NamedTuple):
    """A coding as the reading view draws it.

    `start`, `end` are code points, half-open; `number` and `label` name the code ("11", "Affiliation");
    `colour` is a hue and tone of the palette; `initials` are those of the coder, shown if `show_coder`;
    `key` says that it is a key quote, `polarity` how it bears on its question; `memo` is its memo; `waits`
    that a suggester put it there and nobody has confirmed it.
    """

    coding_id: str
    start: int
    end: int
    label: str
    number: str = ""
    colour: str = "12-0"
    initials: str = ""
    show_coder: bool = False
    key: bool = False
    polarity: str = ""
    memo: str = ""
    waits: bool = False

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)

    @property
    def name(self) -> str:
        """Number and short name, as people call the code."""
        return f"{self.number} {self.label}".strip()


class Marks:
    """The marks of one document, found by place through buckets of 1,024 code points."""

    def __init__(self) -> None:
        self._by_id: dict[str, Mark] = {}
        self._buckets: dict[int, set[str]] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, coding_id: str) -> Mark | None:
        """The mark of a coding, if there is one."""
        return self._by_id.get(coding_id)

    def clear(self) -> None:
        """Forget all."""
        self._by_id.clear()
        self._buckets.clear()

    def add(self, marks: Iterable[Mark]) -> None:
        """Add marks; one whose coding is already there takes its place. Empty passages are left out."""
        for mark in marks:
            self.remove([mark.coding_id])
            if mark.span:
                self._by_id[mark.coding_id] = mark
                for bucket in _buckets(mark):
                    self._buckets.setdefault(bucket, set()).add(mark.coding_id)

    def remove(self, coding_ids: Iterable[str]) -> None:
        """Forget these codings; unknown ones are ignored."""
        for coding_id in coding_ids:
            mark = self._by_id.pop(coding_id, None)
            for bucket in _buckets(mark) if mark else ():
                self._buckets[bucket].discard(coding_id)

    def overlapping(self, span: Span) -> list[Mark]:
        """Marks that share a code point with the span, by start, the longest first."""
        ids: set[str] = set()
        for bucket in range(span.start // _BUCKET, max(span.start, span.end - 1) // _BUCKET + 1):
            ids.update(self._buckets.get(bucket, ()))
        found = [self._by_id[coding_id] for coding_id in ids]
        return sorted((mark for mark in found if mark.span.overlaps(span)), key=_order)

    def at(self, point: int) -> list[Mark]:
        """Marks that hold a code point, the shortest first: the order in which they lie on top."""
        return sorted(
            self.overlapping(Span(point, point + 1)), key=lambda mark: (mark.end - mark.start, _order(mark))
        )


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.coding_id


def _buckets(mark: Mark) -> range:
    return range(mark.start // _BUCKET, (mark.end - 1) // _BUCKET + 1)
