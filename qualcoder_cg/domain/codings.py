"""A coding: a passage that a coder says is about a code."""

from typing import NamedTuple

from .spans import Span

# SUGGESTED was put there by a suggester and waits for a person; ACCEPTED was suggested and a person said yes.
# CONSENSUS holds by a decision between coders, and is only ever read.
MANUAL = "manual"
SUGGESTED = "suggested"
ACCEPTED = "accepted"
IMPORTED = "imported"
CONSENSUS = "consensus"
ORIGINS = (MANUAL, ACCEPTED, SUGGESTED, IMPORTED)

UNDECIDED = ""
SUPPORTS, QUALIFIES, CONTRADICTS = "supports", "qualifies", "contradicts"
POLARITIES = (UNDECIDED, SUPPORTS, QUALIFIES, CONTRADICTS)
POLARITY_MARKS = {UNDECIDED: "", SUPPORTS: "●", QUALIFIES: "◐", CONTRADICTS: "○"}
KEY_MARK = "★"


class Coding(NamedTuple):
    """One passage under one code by one coder; `start`, `end` in code points, half-open.

    `polarity` is of POLARITIES: how the passage bears on the question; `is_key` is 1 for a key quote, else 0.
    """

    id: str
    document_id: str
    code_id: str
    coder_id: str
    start: int
    end: int
    memo: str
    origin: str
    created_at: str
    polarity: str = UNDECIDED
    is_key: int = 0

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Coder(NamedTuple):
    """Someone who codes; `hue` (1–12) colours the border of the initials; `role` is of `team.ROLES`.

    `again_of` is the coder (id) who codes here for a second time, to be compared with herself: such codings
    are no evidence.
    """

    id: str
    name: str
    initials: str
    hue: int
    role: str = "coder"
    again_of: str | None = None


def surer(first: str, second: str) -> str:
    """Of the origins of two codings that become one: it waits for a person only where both did."""
    return second if first == SUGGESTED else first


def marks_of(polarity: str, key_quote: int) -> str:
    """What stands before a quote: a mark for each polarity (several joined by ", "), ★ for a key quote."""
    marks = [POLARITY_MARKS.get(one, "") for one in polarity.split(", ")]
    return " ".join(mark for mark in (*marks, KEY_MARK if key_quote else "") if mark)
