"""What stands around a passage, cut into the paragraphs a coder's column shows; no Qt here."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...domain.documents import INTERVIEWER, Turn
from ...domain.spans import Span

LONGEST = 900  # code points of an answer before and after the passage


class Part(NamedTuple):
    """A stretch of the text (code points): who speaks, since when, which paragraph, and whether it is quiet.

    `cut_before`, `cut_after` say that the answer goes on there.
    """

    span: Span
    speaker: str = ""
    seconds: float | None = None
    quiet: bool = False
    cut_before: bool = False
    cut_after: bool = False


def around(text: str, turns: Sequence[Turn], passage: Span) -> list[Part]:
    """The question asked, the answers the passage stands in, and what was asked next.

    Without turns: the paragraphs of the passage, with one before and one after.
    """
    if not turns:
        return _paragraphs(text, passage)
    last = len(turns) - 1
    first = max(0, bisect_right([turn.label_start for turn in turns], passage.start) - 1)
    final = max(
        first, bisect_right([turn.label_start for turn in turns], max(passage.start, passage.end - 1)) - 1
    )
    begin = _question_before(turns, first)
    end = final + 1 if final < last and turns[final + 1].role == INTERVIEWER else final
    return [
        _part(turns[place], passage, quiet=not first <= place <= final) for place in range(begin, end + 1)
    ]


def _question_before(turns: Sequence[Turn], place: int) -> int:
    """The turn where the interviewer asked; the one before where nobody is known as interviewer."""
    if turns[place].role == INTERVIEWER:
        return place
    for before in range(place - 1, max(-1, place - 4), -1):
        if turns[before].role == INTERVIEWER:
            return before
    return max(0, place - 1)


def _part(turn: Turn, passage: Span, *, quiet: bool) -> Part:
    start, end = turn.start, turn.end
    if quiet:
        shown = Span(start, min(end, start + LONGEST))
    else:
        shown = Span(
            max(start, min(passage.start, end) - LONGEST), min(end, max(passage.end, start) + LONGEST)
        )
    return Part(shown, turn.speaker, turn.seconds, quiet, shown.start > start, shown.end < end)


def _paragraphs(text: str, passage: Span) -> list[Part]:
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    end = len(text) if end < 0 else end
    parts = [Part(Span(max(start, passage.start - LONGEST), min(end, passage.end + LONGEST)))]
    before = text[:start].rstrip()
    if before:
        head = before.rfind("\n") + 1
        parts.insert(0, Part(Span(max(head, len(before) - LONGEST), len(before)), quiet=True))
    rest = end
    while rest < len(text) and text[rest].isspace():
        rest += 1
    if rest < len(text):
        tail = text.find("\n", rest)
        tail = len(text) if tail < 0 else tail
        parts.append(Part(Span(rest, min(tail, rest + LONGEST)), quiet=True))
    return parts


def shares(whole: Span, marks: Sequence[Span]) -> list[tuple[Span, bool]]:
    """A stretch cut where marks begin and end: pieces in order, with whether each is marked."""
    edges = {whole.start, whole.end}
    for mark in marks:
        edges |= {edge for edge in mark if whole.start < edge < whole.end}
    order = sorted(edges)
    return [
        (Span(start, end), any(mark.start <= start and end <= mark.end for mark in marks))
        for start, end in pairwise(order)
        if start < end
    ]
