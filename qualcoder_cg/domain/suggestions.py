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

# How a passage was decided on: with its suggestions shown, by hand, or with its suggestions kept back.
SHOWN, BY_HAND, WITHHELD = "shown", "by hand", "withheld"
# What came of it besides a verdict: nothing belongs there; coded by hand; read and not coded so.
NOTHING, CODED, PASSED = "nothing", "coded", "passed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage of a document that may be about a code, and why.

    `score` ranks (0 to 1, not a probability); `reason` names the matched words for people to read;
    `matches` are where those words stand (code points of the document, half-open). `parts` are how far each
    suggester alone speaks for it, by name, strongest first. `learned_from` is how many examples were known.
    """

    document_id: str
    start: int
    end: int
    code_id: str
    score: float
    suggester: str
    reason: str
    matches: tuple[Span, ...] = ()
    parts: tuple[tuple[str, float], ...] = ()
    learned_from: int = 0

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Ranked(NamedTuple):
    """A code as it was predicted for a passage; `parts` as in `Suggestion`."""

    code_id: str
    score: float
    suggester: str
    parts: tuple[tuple[str, float], ...] = ()


class Prediction(NamedTuple):
    """What was predicted of a passage before a coder decided, and what the coder did; kept for good.

    `how` is SHOWN, BY_HAND or WITHHELD; `outcome` is a verdict, NOTHING, CODED or PASSED; `code_id` the code
    the coder put it under, None where none; `ranked` is JSON that `domain.predictions` reads and writes.
    """

    id: str
    document_id: str
    coder_id: str
    start: int
    end: int
    how: str
    outcome: str
    code_id: str | None
    ranked: str
    learned_from: int
    made_at: str


class NothingHere(NamedTuple):
    """A passage of which a coder said that it belongs under no code."""

    id: str
    document_id: str
    coder_id: str
    start: int
    end: int
    created_at: str


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

    `text` is the question's full text with its sub-questions, or the code's definition and guidance, in
    whatever language; `unlike` is what the codebook says does not belong there.
    """

    code_id: str
    label: str
    text: str
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unlike: str = ""


class Example(NamedTuple):
    """A passage a person put under a code (`positive`), or said does not belong there.

    Without a code ("") and not positive it belongs under none. `context` is what stands around it: the
    question it answers, the sentences beside it.
    """

    code_id: str
    text: str
    language: str
    positive: bool
    context: str = ""


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

    `taken` are (start, end, code id) of codings and decisions already there, not to be offered again; without
    a code ("") nothing at all is offered there;
    `asked` are the answers to items of a guide, in order.
    """

    document_id: str
    text: str
    language: str
    turns: tuple[Turn, ...] = ()
    taken: tuple[tuple[int, int, str], ...] = ()
    asked: tuple[Asked, ...] = ()
