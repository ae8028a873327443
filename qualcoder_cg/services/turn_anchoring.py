"""Where the turns and pages of a text lie after the text was corrected."""

import re
from collections.abc import Sequence
from itertools import chain

from ..domain.documents import Page, Turn
from ..domain.spans import Span, trimmed
from .anchoring import GONE, SURE, Anchors

_LABEL = re.compile(r"[^\n:]{1,60}:\s*")


def anchored_turns(anchors: Anchors, turns: Sequence[Turn]) -> list[Turn | None]:
    """Each turn in the new text, None where nothing of it is left; none is empty, none overlaps another.

    A turn goes on to where the next begins, so that words put in after its last word belong to it.
    """
    begun = [_begin(anchors, turn) for turn in turns]
    order = sorted(
        ((turn, index) for index, turn in enumerate(begun) if turn), key=lambda one: one[0].label_start
    )
    filling = _filling(anchors.old, turns)
    placed: list[Turn | None] = [None] * len(turns)
    reached = 0
    for number, (turn, index) in enumerate(order):
        after = order[number + 1][0].label_start if number + 1 < len(order) else len(anchors.new)
        end = after if filling[index] else min(after, max(turn.end, _line_end(anchors.new, turn.end)))
        words = trimmed(anchors.new, Span(max(turn.start, reached), max(end, turn.start, reached)))
        if words and words.start < after:
            label = min(max(turn.label_start, reached), words.start)
            placed[index] = turn._replace(label_start=label, start=words.start, end=words.end)
            reached = words.end
    return placed


def added_turns(anchors: Anchors, old: Sequence[Turn], placed: Sequence[Turn | None]) -> list[Turn]:
    """Turns that were typed in: new lines that begin with the label of somebody who speaks already.

    The turn they stand in ends before them; what follows belongs to them.
    """
    known = {
        label: turn
        for turn in old
        if (label := anchors.old[turn.label_start : turn.start].strip()) and label.endswith(":")
    }
    if not known:
        return []
    line = re.compile(rf"^[ \t]*({'|'.join(map(re.escape, known))})[ \t]*(?=\S)", re.MULTILINE)
    begins = {turn.label_start for turn in placed if turn}
    added = []
    for found in line.finditer(anchors.new):
        start = found.start(1)
        if start not in begins and anchors.is_new(Span(start, found.end(1))):
            speaker = known[found.group(1)]
            around = next((turn for turn in placed if turn and turn.start <= start < turn.end), None)
            end = around.end if around else _line_end(anchors.new, found.end())
            added.append(speaker._replace(label_start=start, start=found.end(), end=end, seconds=None))
    return added


def in_order(text: str, turns: Sequence[Turn]) -> list[Turn]:
    """Turns that may overlap, in order; each ends before the next begins, empty ones are left out."""
    ordered = sorted(turns, key=lambda turn: (turn.label_start, turn.start))
    cut = []
    for number, turn in enumerate(ordered, 1):
        after = ordered[number].label_start if number < len(ordered) else len(text)
        words = trimmed(text, Span(turn.start, max(turn.start, min(turn.end, after))))
        if words:
            cut.append(turn._replace(start=words.start, end=words.end))
    return cut


def anchored_pages(anchors: Anchors, pages: Sequence[Page]) -> list[Page]:
    """Where each page begins in the new text, in order."""
    placed: list[Page] = []
    for page in pages:
        start = anchors.position(page.start) if page.start else 0
        placed.append(page._replace(start=max(start, placed[-1].start if placed else 0)))
    return placed


def _begin(anchors: Anchors, turn: Turn) -> Turn | None:
    """A turn with its new label and beginning; its end is that of its last old word."""
    old, new = anchors.old, anchors.new
    label = old[turn.label_start : turn.start]
    words = anchors.span(turn.span)
    named = anchors.span(Span(turn.label_start, turn.start)) if label.strip() else None
    if words.how == GONE:
        if named is None or named.how not in SURE:
            return None
        return turn._replace(label_start=named.start, start=named.end, end=named.end)
    if label.strip() and new.endswith(label, 0, words.start):
        return turn._replace(label_start=words.start - len(label), start=words.start, end=words.end)
    if named and named.how in SURE and named.end <= words.start:
        between = new[named.end : words.start]
        if "\n" not in between.strip():
            return turn._replace(label_start=named.start, start=named.end, end=words.end)
    line = new.rfind("\n", 0, words.start) + 1
    typed = _LABEL.match(new, line, words.start)
    if label.strip() and typed and anchors.is_new(Span(line, typed.end())):
        return turn._replace(label_start=line, start=typed.end(), end=words.end)
    began_a_line = old[: turn.label_start].endswith("\n") or not turn.label_start
    put_in = began_a_line and not label.strip() and anchors.is_new(Span(line, words.start))
    start = line if put_in else words.start
    return turn._replace(label_start=start, start=start, end=words.end)


def _filling(old: str, turns: Sequence[Turn]) -> list[bool]:
    """Whether each turn goes on to where the next begins, or leaves words between that nobody says."""
    nexts = chain((turn.label_start for turn in turns[1:]), [len(old)])
    return [not old[turn.end : after].strip() for turn, after in zip(turns, nexts)]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)
