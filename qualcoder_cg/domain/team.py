"""What a team does together: rounds, packages, who received what, decisions, codebook versions."""

import hashlib
from typing import NamedTuple

from .spans import Span

LEAD, CODER = ROLES = ("lead", "coder")

CALIBRATION, DOUBLE, DRIFT, AGAIN = ROUND_KINDS = ("calibration", "double", "drift", "again")
# A calibration before the work, double-coding during it, single interviews now and then, and a coder who
# codes once more what she coded weeks ago.

MISSED, OTHER_QUESTION, OTHER_CRITERION, EDGES = KINDS = ("missed", "question", "criterion", "edges")
# What two coders can disagree about; see `disagreements`.

KEEP_A, KEEP_B, BOTH, ANOTHER, NEITHER = VERDICTS = ("a", "b", "both", "another", "neither")


def what_it_says(code_id: str, words: str) -> str:
    """The code and the words of a coding in short: it has changed where another of either stands there."""
    return f"{code_id} {hashlib.sha256(words.encode()).hexdigest()[:16]}"


class CodebookVersion(NamedTuple):
    """The codebook as it was at a time; `codes` is JSON, see `services.codebook_versions`."""

    id: str
    number: int
    name: str
    reason: str
    codes: str
    coder_id: str | None
    made_at: str


class Round(NamedTuple):
    """Documents that several coders code, to be compared; `kind` is of ROUND_KINDS.

    `measured` is JSON: the figures as they stood when the round was closed, before any discussion; "" while
    it is open, as `closed_at` then is.
    """

    id: str
    name: str
    kind: str
    started_at: str
    closed_at: str
    measured: str
    position: int


class Package(NamedTuple):
    """A copy of the study that was handed to a coder; `blind` is 1 where it holds no work of others.

    `is_back` is 0 until the copy, in which it is 1, was merged: what nobody has seen coded yet is no silence.
    """

    id: str
    coder_id: str
    round_id: str | None
    version_id: str | None
    blind: int
    made_at: str
    note: str
    is_back: int = 1


class Assignment(NamedTuple):
    """A document that a coder received; `is_double` is 1 where another codes it too, to be compared."""

    id: str
    package_id: str | None
    document_id: str
    coder_id: str
    round_id: str | None
    is_double: int


class Adjudication(NamedTuple):
    """A decision about a disagreement on a passage; `kind` is of KINDS, `verdict` of VERDICTS.

    The codings it is about are `Adjudicated`, and stay as they were; what holds instead are its `Consensus`
    codings. `version_id` is the codebook version that came of it.
    """

    id: str
    document_id: str
    kind: str
    verdict: str
    reason: str
    coder_id: str
    version_id: str | None
    created_at: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The passage, in code points."""
        return Span(self.start, self.end)


class Adjudicated(NamedTuple):
    """A coding (which may be gone since) that a decision is about.

    `was` is what it said when it was decided about, as `what_it_says` writes it; "" where that is not known.
    """

    id: str
    adjudication_id: str
    coding_id: str
    was: str = ""


class Consensus(NamedTuple):
    """A coding that holds by a decision; `coder_id` is who decided."""

    id: str
    adjudication_id: str
    document_id: str
    code_id: str
    coder_id: str
    memo: str
    polarity: str
    is_key: int
    created_at: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The passage, in code points."""
        return Span(self.start, self.end)
