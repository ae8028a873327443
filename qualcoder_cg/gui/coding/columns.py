"""How the width of the reading view is shared: timestamps, speakers, words, margin; no Qt here."""

from typing import NamedTuple

PADDING = 16
TIMES = 48
WORDS = 576
LEAST_WORDS = 480
MARGIN = 160
WIDEST_MARGIN = 288
BRACKETS_ONLY = 52


class Columns(NamedTuple):
    """Widths in pixels from left to right; `text` is speakers' labels and words together."""

    left: int
    gutter: int
    text: int
    margin: int


def share(width: int, times: bool, labels: int, scale: float) -> Columns:
    """The columns for a view `width` wide, at `scale` times the usual text size.

    Words keep their measure as long as the margin has room for names; then they give way down to 480,
    then the margin shows brackets only, and at last the words take what is left. What is over lies
    half on the left, so that the reading column stays in the middle of a wide window.
    """
    gutter = PADDING + (TIMES if times else 0)
    wanted = labels + round(WORDS * scale)
    least = min(labels + LEAST_WORDS, wanted)
    room = width - gutter
    if room >= wanted + MARGIN:
        margin = min(room - wanted, WIDEST_MARGIN)
        return Columns((room - wanted - margin) // 2, gutter, wanted, margin)
    if room >= least + MARGIN:
        return Columns(0, gutter, room - MARGIN, MARGIN)
    return Columns(0, gutter, max(80, min(wanted, room - BRACKETS_ONLY)), BRACKETS_ONLY)
