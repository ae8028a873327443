"""Where words and sentences end, for selecting by the key; the stored text in, code points out."""

import re
from itertools import pairwise

from qualcoder_cg.domain.spans import Span, trimmed

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_STOP = re.compile(r"[.!?…؟。！？]+[\"'’”»)\]]*(?=\s|$)|\n")


def longer_by_word(text: str, selected: Span) -> Span:
    """The word at the caret, or the selection with one more word."""
    if not selected:
        return _word_at(text, selected.start)
    following = _WORD.search(text, selected.end)
    return Span(selected.start, following.end()) if following else selected


def shorter_by_word(text: str, selected: Span) -> Span:
    """The selection without its last word; one word is never taken away."""
    words = list(_WORD.finditer(text, selected.start, selected.end))
    return Span(selected.start, words[-2].end()) if len(words) > 1 else selected


def longer_by_sentence(text: str, selected: Span, within: Span) -> Span:
    """The sentence at the caret, or the selection up to the end of its sentence, then of the next."""
    sentences = _sentences(text, within)
    if not selected:
        return next((one for one in sentences if one.end >= selected.start), selected)
    ends = [one.end for one in sentences if one.end > selected.end]
    return Span(selected.start, ends[0]) if ends else selected


def shorter_by_sentence(text: str, selected: Span, within: Span) -> Span:
    """The selection up to the end of the sentence before its last; one sentence is never taken away."""
    ends = [one.end for one in _sentences(text, within) if selected.start < one.end < selected.end]
    return Span(selected.start, ends[-1]) if ends else selected


def _word_at(text: str, point: int) -> Span:
    line = text.rfind("\n", 0, point) + 1
    following = next((word for word in _WORD.finditer(text, line) if word.end() > point), None)
    return Span(*following.span()) if following else Span(point, point)


def _sentences(text: str, within: Span) -> list[Span]:
    """Sentences without the white space around them; a full stop before a small letter ends none."""
    ends = [stop.end() for stop in _STOP.finditer(text, *within) if not _goes_on(text, stop.end())]
    cuts = [within.start, *ends, within.end]
    found = (trimmed(text, Span(first, second)) for first, second in pairwise(cuts))
    return [sentence for sentence in found if sentence]


def _goes_on(text: str, point: int) -> bool:
    rest = text[point : point + 3].lstrip(" ")
    return rest[:1].islower()
