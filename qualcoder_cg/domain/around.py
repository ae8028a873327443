"""What stands around a passage: the question it answers, the sentences beside it."""

from bisect import bisect_right
from collections.abc import Sequence

from .documents import INTERVIEWER, Turn
from .sentences import sentences
from .spans import Span

# So far a sentence beside a passage is looked for, and so much of a question is kept, in code points.
REACH = 400


def around(text: str, turns: Sequence[Turn], span: Span) -> str:
    """What was asked last before a passage, the sentence before it and the one after it, a line each.

    `turns` are those of the text in order; without any the sentences are those of the paragraph. What there
    is not has no line.
    """
    place = bisect_right(turns, span.start, key=lambda turn: turn.start) - 1
    within = _within(text, turns, place, span)
    before = sentences(text, Span(max(within.start, span.start - REACH), span.start))[-1:]
    after = sentences(text, Span(span.end, min(within.end, span.end + REACH)))[:1]
    asked = next((turn for turn in reversed(turns[: place + 1]) if turn.role == INTERVIEWER), None)
    found = [Span(max(asked.start, asked.end - REACH), asked.end)] if asked else []
    lines = (" ".join(text[one.start : one.end].split()) for one in [*found, *before, *after])
    return "\n".join(line for line in lines if line)


def _within(text: str, turns: Sequence[Turn], place: int, span: Span) -> Span:
    """The words of one speaker, or the paragraph, that a passage begins in; never less than the passage."""
    if place >= 0 and turns[place].end > span.start:
        return Span(turns[place].start, max(turns[place].end, span.end))
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
