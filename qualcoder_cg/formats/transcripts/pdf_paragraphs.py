"""Paragraphs out of a PDF's lines: which lines go on in the next, and words that were hyphenated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from . import labels
from .draft import Draft
from .pdf_lines import Line
from .roles import is_role_label

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HYPHEN_END = re.compile(r"(\w+)[-\u00ad\u2010]$")
_WORD_START = re.compile(r"\w+")
_ITEM = re.compile(
    r"[-–—•▪●○*◦]\s|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|\(?[a-z][.)]\s|\d{1,2}(?:\.\d{1,2})+\s+[^\W\d_]"
)
_LEADERS = re.compile(r"(?:\. ?|…){4,}\s*\w{1,6}$")  # of a table of contents
_SHORTEST_FULL = 30
_FULL = 0.9
_WIDE_GAP = 1.3
_OTHER_SIZE = 0.5


def write(pages: Sequence[Sequence[Line]], draft: Draft) -> list[int]:
    """Write the paragraphs, each a line, into the draft; returns where each page begins in it.

    A page without lines begins where the next does.
    """
    judge = _Judge(pages)
    starts: list[int] = []
    last: Line | None = None
    for page in pages:
        starts.append(-1)
        for line in page:
            joint = judge.joint(last, line) if last else ""
            if last:
                _end_line(draft, last, joint)
            if starts[-1] < 0:
                starts[-1] = len(draft)
            last = line
    if last:
        _end_line(draft, last, "")
    return _filled(starts, len(draft))


def _filled(starts: list[int], end: int) -> list[int]:
    for index in range(len(starts) - 1, -1, -1):
        if starts[index] < 0:
            starts[index] = end
        end = starts[index]
    return starts


def _end_line(draft: Draft, line: Line, joint: str) -> None:
    """Write a line and what joins it to the next; a joint "" after a hyphen takes the hyphen off."""
    *pieces, (last, bold) = line.pieces
    for piece, is_bold in pieces:
        draft.add(piece, is_bold)
    draft.add(last[:-1] if joint == _Judge.HYPHENATED else last, bold)
    if joint != _Judge.HYPHENATED:
        draft.add(joint)


class _Judge:
    """Says what stands between two lines, from what is usual in the whole document."""

    HYPHENATED = "-"

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        lines = [line for page in pages for line in page]
        lengths = sorted(len(line.text) for line in lines)
        self._full = max(_SHORTEST_FULL, lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0)
        gaps = Counter(round(above.y - below.y) for page in pages for above, below in pairwise(page))
        self._leading = next((gap for gap, _times in gaps.most_common() if gap > 0), 0)
        found = [label for line in lines if (label := labels.of_line(line.text, 0, len(line.text)))]
        self._speakers = Counter(label.key for label in found)
        self._words = Counter(word for line in lines for word in _words(line.text.casefold()))

    def joint(self, above: Line, below: Line) -> str:
        """A line end between paragraphs, a space inside one, "" after a hyphen that stays.

        HYPHENATED stands for a hyphen to be taken off.
        """
        if not self._goes_on(above, below):
            return "\n"
        hyphen = _HYPHEN_END.search(above.text)
        following = _WORD_START.match(below.text)
        if not hyphen or not following or not following[0][0].islower():
            return " "
        first, second = hyphen[1].casefold(), following[0].casefold()
        kept = self._words[f"{first}-{second}"] > self._words[first + second]
        return "" if kept or not first[-1].isalpha() else self.HYPHENATED

    def _goes_on(self, above: Line, below: Line) -> bool:
        if self._begins(below) or _LEADERS.search(above.text) or abs(above.size - below.size) > _OTHER_SIZE:
            return False
        gap = above.y - below.y
        flows = below.text[0].islower() and not _SENTENCE_END.search(above.text)
        if gap <= 0:
            # The top of the next page or column.
            return flows or (self._is_full(above, below) and not _SENTENCE_END.search(above.text))
        if self._leading and gap > _WIDE_GAP * self._leading:
            return False
        return flows or self._is_full(above, below)

    def _is_full(self, above: Line, below: Line) -> bool:
        """Whether the next line's first word had no room left on this one."""
        first = below.text.split(maxsplit=1)[0]
        return len(above.text) + 1 + len(first) > _FULL * self._full and not _all_bold(above, below)

    def _begins(self, line: Line) -> bool:
        """Whether a line begins a paragraph by what it says: a speaker, or an item of a list."""
        if _ITEM.match(line.text):
            return True
        label = labels.of_line(line.text, 0, len(line.text))
        return label is not None and (
            is_role_label(label.speaker)
            or (labels.looks_like_name(label.speaker) and self._speakers[label.key] > 1)
        )


def _all_bold(above: Line, below: Line) -> bool:
    """Whether a bold line stands above one that is not: a heading, however long."""
    return all(bold for _piece, bold in above.pieces) and not any(bold for _piece, bold in below.pieces)


def _words(text: str) -> Iterator[str]:
    """The words of a line, compounds whole; what a hyphen cuts at its end is none."""
    for found in re.finditer(r"\w+(?:-\w+)*", text):
        if not text.startswith(("-", "\u00ad", "\u2010"), found.end()):
            yield found[0]
