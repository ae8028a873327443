"""Where sentences end."""

import re
from itertools import pairwise

from .spans import Span, trimmed

_CLOSING = "\"'’”»)\\]」』）】》"
_STOP = re.compile(rf"[.!?…؟۔।]+[{_CLOSING}]*(?=\s|$)|[。！？｡]+[{_CLOSING}]*|\n")


def sentences(text: str, within: Span) -> list[Span]:
    """Sentences without the white space around them; a full stop before a small letter ends none."""
    ends = [stop.end() for stop in _STOP.finditer(text, *within) if not _goes_on(text, stop.end())]
    cuts = [within.start, *ends, within.end]
    found = (trimmed(text, Span(first, second)) for first, second in pairwise(cuts))
    return [sentence for sentence in found if sentence]


def whole_sentences(text: str, span: Span, within: Span) -> Span:
    """The span grown to the sentences it touches; unchanged where it touches none."""
    touched = [one for one in sentences(text, within) if one.overlaps(span)]
    if not touched:
        return span
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))


def _goes_on(text: str, point: int) -> bool:
    rest = text[point : point + 3].lstrip(" ")
    return rest[:1].islower()
