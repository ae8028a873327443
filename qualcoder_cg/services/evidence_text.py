"""The words of a quote as they are printed, and the paragraphs they stand in."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from ..domain.documents import INTERVIEWER, Turn
from ..i18n import _


def quoted(turns: Sequence[Turn], index: int, start: int, end: int, said: Callable[[int, int], str]) -> str:
    """A passage, with labels of speakers inside it replaced by what they are: a label may be a name.

    `start` and `end` are code points, half-open; `index` is how many turns begin at or before `start`;
    `said` gives a stretch of the text as it may be printed.
    """
    if index and start < turns[index - 1].start:
        index -= 1
    if index >= len(turns) or turns[index].label_start >= end:
        return said(start, end)
    parts, position = [], start
    while index < len(turns) and turns[index].label_start < end:
        turn = turns[index]
        if turn.start > turn.label_start:
            parts.append(said(position, max(position, turn.label_start)))
            parts.append("[" + (_("interviewer") if turn.role == INTERVIEWER else _("speaker")) + "] ")
            position = max(position, min(turn.start, end))
        index += 1
    parts.append(said(position, end))
    return "".join(parts).strip()


def paragraphs(text: str) -> list[int]:
    """Where each paragraph that is not blank begins."""
    lines = text.split("\n")
    ends = accumulate(map(len, lines), initial=0)
    return [position + breaks for breaks, (position, line) in enumerate(zip(ends, lines)) if line.strip()]
