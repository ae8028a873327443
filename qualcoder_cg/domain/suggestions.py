"""Suggestions, which are not codings, and the decisions people make on them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .documents import Turn
from .spans import Span

ACCEPTED = "accepted"
REJECTED = "rejected"
CORRECTED = "corrected"
SKIPPED = "skipped"
VERDICTS = (ACCEPTED, REJECTED, CORRECTED, SKIPPED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage of a document that may be about a code, and why.

    `score` ranks (0 to 1, not a probability); `reason` names the matched words for people to read;
    `matches` are where those words stand (code points of the document, half-open).
    """

    document_id: str
    start: int
    end: int
    code_id: str
    score: float
    suggester: str
    reason: str
    matches: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a coder decided about a suggestion; kept for good, learned from, never offered again."""

    id: str
    document_id: str
    code_id: str
    coder_id: str
    start: int
    end: int
    verdict: str
    suggester: str
    score: float
    reason: str
    chosen_code_id: str | None
    coding_id: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a code before anything is coded: its words.

    `text` is the question's full text or the code's definition and guidance, in whatever language.
    """

    code_id: str
    label: str
    text: str
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Example(NamedTuple):
    """A passage a person put under a code (`positive`), or said does not belong there."""

    code_id: str
    text: str
    language: str
    positive: bool


class Asked(NamedTuple):
    """An answer: where it lies (code points), the codes of the questions it was asked, and by what.

    `reason` names the item of the guide in words; `follow_up` tells that something was asked in between.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    reason: str
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """A document to read for suggestions.

    `taken` are (start, end, code id) of codings and decisions already there: not to be offered again;
    `asked` are the answers to items of a guide, in order.
    """

    document_id: str
    text: str
    language: str
    turns: tuple[Turn, ...] = ()
    taken: tuple[tuple[int, int, str], ...] = ()
    asked: tuple[Asked, ...] = ()
