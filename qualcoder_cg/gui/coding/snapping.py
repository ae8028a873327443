"""Selecting whole words or whole sentences, whatever letters the mouse or the arrows stop at; no Qt here."""

from collections.abc import Callable

from qualcoder_cg.domain.spans import Span, trimmed

from .steps import sentences, words_near

EXACT, WORDS, SENTENCES = MODES = ("exact", "words", "sentences")

Within = Callable[[int], Span]


def snapped(text: str, span: Span, mode: str, within: Within) -> Span:
    """The selection grown to whole words or sentences; `within` tells the stretch a code point is said in.

    A selection of white space alone stays as it is.
    """
    span_of_letters = trimmed(text, span)
    if mode == EXACT or not span_of_letters:
        return span
    first, last = span_of_letters.start, span_of_letters.end - 1
    if mode == WORDS:
        start = next((one.start for one in words_near(text, first) if one.start <= first < one.end), first)
        end = next((one.end for one in words_near(text, last) if one.start <= last < one.end), last + 1)
        return Span(start, end)
    before = next((one for one in sentences(text, within(first)) if one.end > first), None)
    after = [one for one in sentences(text, within(last)) if one.start <= last]
    start = before.start if before else first
    return Span(start, max(after[-1].end if after else last + 1, start + 1))


def stepped(text: str, anchor: int, position: int, step: int, mode: str, within: Within) -> tuple[int, int]:
    """Anchor and position of a selection after an arrow: its moving end goes to the next word or sentence.

    Without a selection the unit at the caret is taken whole.
    """
    units = _units(text, position, step, mode, within)
    if anchor == position:
        return _first(units, position, step)
    if step > 0:
        edges = [one.end if position >= anchor else one.start for one in units]
        there = next((edge for edge in edges if edge > position), position)
        return anchor, min(there, anchor) if position < anchor else there
    edges = [one.end if position > anchor else one.start for one in reversed(units)]
    there = next((edge for edge in edges if edge < position), anchor if position > anchor else position)
    return anchor, max(there, anchor) if position > anchor else there


def _first(units: list[Span], caret: int, step: int) -> tuple[int, int]:
    """The unit at a caret, its far end being the one that moves on."""
    if step > 0:
        unit = next((one for one in units if one.end > caret), None)
        return (unit.start, unit.end) if unit else (caret, caret)
    unit = next((one for one in reversed(units) if one.start < caret), None)
    return (unit.end, unit.start) if unit else (caret, caret)


def _units(text: str, point: int, step: int, mode: str, within: Within) -> list[Span]:
    """The words or sentences around a code point, and those that follow in the direction of the step."""
    if mode == WORDS:
        return words_near(text, point)
    here = within(point)
    found = sentences(text, here)
    beyond = _next_letter(text, here.end) if step > 0 else _letter_before(text, here.start)
    if 0 <= beyond < len(text):
        found = sorted({*found, *sentences(text, within(beyond))})
    return found


def _next_letter(text: str, point: int) -> int:
    while point < len(text) and text[point].isspace():
        point += 1
    return point


def _letter_before(text: str, point: int) -> int:
    point -= 1
    while point >= 0 and text[point].isspace():
        point -= 1
    return point
