"""What coders leave in a text besides codings: memos on passages, and bookmarks."""

from typing import NamedTuple

from .spans import Span


class Note(NamedTuple):
    """A memo on a passage, coded or not; `start`, `end` in code points, half-open."""

    id: str
    document_id: str
    coder_id: str
    start: int
    end: int
    text: str
    created_at: str

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Bookmark(NamedTuple):
    """A place (a code point) of a document to come back to, of one coder; `name` may be empty."""

    id: str
    document_id: str
    coder_id: str
    place: int
    name: str
    created_at: str
