"""Earlier versions of a text, and codings whose place in the new one somebody should look at."""

from dataclasses import dataclass

from .documents import Page, Turn


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A text as it was before a correction, with its turns and pages; numbers count from 1."""

    id: str
    document_id: str
    number: int
    text: str
    turns: tuple[Turn, ...]
    pages: tuple[Page, ...]
    sha256: str
    made_at: str
    coder: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A coding to look at: `start` and `end` are where it lay in the version before the correction."""

    id: str
    document_id: str
    coding_id: str
    version_id: str
    start: int
    end: int
    why: str
