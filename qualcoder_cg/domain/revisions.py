"""Earlier versions of a text, and codings whose place in the new one somebody should look at."""

from dataclasses import dataclass

from .documents import Page, Turn
from .spans import Span


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction did, or would do: how many codings stayed, moved with their words, changed inside.

    `version` is the number under which the text before was kept, 0 when nothing changed; `review` counts
    the codings put on the list, `gone` those among them whose words are no longer there. `decisions` counts
    decisions on suggestions that went with their words, `turns` the turns that lost all their words.
    """

    document_id: str
    version: int = 0
    kept: int = 0
    moved: int = 0
    changed: int = 0
    review: int = 0
    gone: int = 0
    decisions: int = 0
    turns: int = 0

    @property
    def codings(self) -> int:
        """All codings of the document."""
        return self.kept + self.moved + self.changed + self.review


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of an older text beside the one it became; None where there is none on that side.

    The marks are the stretches (code points of the line, half-open) that differ.
    """

    left: str | None
    right: str | None
    left_marks: tuple[Span, ...] = ()
    right_marks: tuple[Span, ...] = ()
