"""What is asked of a comparison of coders, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .spans import Span

ANSWER, SENTENCE, PARAGRAPH, SEGMENT, CHARACTER, DOCUMENT = UNITS = (
    "answer", "sentence", "paragraph", "segment", "character", "document",
)  # fmt: skip
CODE, QUESTION, CRITERION, THEME = LEVELS = ("code", "question", "criterion", "theme")
DRAWS, SEED = 10_000, 7

POOLED, AVERAGED, EACH, PAIR, IN_DOCUMENT = SCOPES = ("pooled", "averaged", "each", "pair", "document")


@dataclass(frozen=True, slots=True)
class Setup:
    """The work of `coders` (ids) in `documents` (ids; empty: all that two of them received).

    `unit` is of UNITS: on what a decision is made. `level` is of LEVELS: codings under any code count for the
    question, criterion or theme it belongs to; CODE takes each code by itself. `codes` (ids) limits the codes
    compared; empty: all of the level. `overlap` is for SEGMENT: the share of the longer passage two must have
    in common. `draws` is 0 where no intervals are wanted.
    """

    coders: tuple[str, ...]
    unit: str = ANSWER
    level: str = QUESTION
    codes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    round_id: str | None = None
    overlap: float = 0.5
    coefficients: tuple[str, ...] = ()
    draws: int = DRAWS
    seed: int = SEED


class Figure(NamedTuple):
    """One coefficient for one thing.

    `scope` is of SCOPES; `key` is the id (of a code, criterion, document, or "id id" of two coders; "" for
    POOLED and AVERAGED) and `name` how it is called. `n` is how many units it rests on, with more than one
    coder each. `value` is None where it is not computable, and `note` says in words why, or what to mind.
    `low`, `high` bound the 95 % interval (None without one); `below` is the share of draws under .667.
    `both`, `first_only`, `second_only`, `neither` are the fourfold table of two coders, else None, as
    `prevalence` and `bias` are.
    """

    coefficient: str
    scope: str
    key: str
    name: str
    n: int
    value: float | None
    low: float | None = None
    high: float | None = None
    below: float | None = None
    note: str = ""
    both: int | None = None
    first_only: int | None = None
    second_only: int | None = None
    neither: int | None = None
    prevalence: float | None = None
    bias: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer to a Setup: figures, the documents compared, and what has to be said beside them."""

    setup: Setup
    figures: Sequence[Figure]
    documents: tuple[str, ...]
    units: int
    blind: bool
    unused: tuple[str, ...] = ()  # names of codes nobody used: left out of averages
    notes: tuple[str, ...] = ()

    def of(self, coefficient: str, scope: str) -> list[Figure]:
        """The figures of a coefficient in a scope, in order."""
        return [one for one in self.figures if (one.coefficient, one.scope) == (coefficient, scope)]


class Disagreement(NamedTuple):
    """Where two coders differ about a passage; `kind` is of `team.KINDS`.

    `codings_a` and `codings_b` are ids; one of them is empty where that coder missed it. `code_a`, `code_b`
    are code ids ("" where missed). `span` covers both. `weight` says how much hangs on it, `findings` (ids)
    what rests on it. `adjudication_id` is the decision that settled it, None before there is one; `is_stale`
    says that a coding it is about has changed since, so that it is open again. `id` stays the same as long as
    both codings do.
    """

    id: str
    kind: str
    document_id: str
    coder_a: str
    coder_b: str
    codings_a: tuple[str, ...]
    codings_b: tuple[str, ...]
    code_a: str
    code_b: str
    start: int
    end: int
    weight: int
    findings: tuple[str, ...]
    adjudication_id: str | None
    is_stale: bool = False

    @property
    def span(self) -> Span:
        """The passage that holds both, in code points."""
        return Span(self.start, self.end)

    @property
    def is_open(self) -> bool:
        """Whether there is something to settle."""
        return self.adjudication_id is None or self.is_stale

    @property
    def missed_by(self) -> str:
        """The coder (id) who has nothing there; "" where both have something."""
        if self.codings_a and self.codings_b:
            return ""
        return self.coder_b if self.codings_a else self.coder_a

    @property
    def codings(self) -> tuple[str, ...]:
        """The codings of both."""
        return self.codings_a + self.codings_b
