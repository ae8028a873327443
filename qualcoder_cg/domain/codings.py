"""A coding: a passage that a coder says is about a code."""

from typing import NamedTuple

from .spans import Span

MANUAL = "manual"
SUGGESTED = "suggested"
IMPORTED = "imported"


class Coding(NamedTuple):
    """One passage under one code by one coder; `start`, `end` in code points, half-open."""

    id: str
    document_id: str
    code_id: str
    coder_id: str
    start: int
    end: int
    memo: str
    origin: str
    created_at: str

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Coder(NamedTuple):
    """Someone who codes; `hue` (1–12) colours the border of the initials."""

    id: str
    name: str
    initials: str
    hue: int
