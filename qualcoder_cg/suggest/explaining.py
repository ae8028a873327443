"""Why a passage is suggested, in words that stand in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.spans import Span
from .guide_item import GuideItem
from .model import Scorer
from .passages import Passage
from .words import Word, fold

if TYPE_CHECKING:
    from .vectors import Floats

MOST_WORDS = 6
# What hardly speaks for a code explains nothing.
LEAST = 0.05

Runs = list[tuple[Word, ...]]


class Reasons(NamedTuple):
    """The words that speak for a suggestion, as one text, and where they stand."""

    words: str
    matches: tuple[Span, ...]


class Telling:
    """The words of passages that led the scorers to their scores; `shares` are scorers × passages × codes."""

    def __init__(self, passages: Sequence[Passage], scorers: Sequence[Scorer], shares: "Floats") -> None:
        self._passages = passages
        self._scorers = scorers
        self._shares = shares
        self._worded = [place for place, scorer in enumerate(scorers) if not isinstance(scorer, GuideItem)]
        self._known: dict[tuple[int, int], Runs] = {}

    def runs(self, place: int, code: int) -> Runs:
        """The words of one passage that speak for a code, what matters most first."""
        if (place, code) not in self._known:
            shares = self._shares[self._worded, place, code].tolist()
            self._known[place, code] = [
                run
                for one in _who_speak(shares)
                for run in self._scorers[self._worded[one]].matched(self._passages[place], code)
            ]
        return self._known[place, code]


def reasons(text: str, telling: Telling, places: Sequence[int], code: int, asked: str) -> Reasons:
    """What led to a suggestion of some passages, given strongest first; `asked` is what the guide asked."""
    told: dict[str, str] = {}
    spans: list[Span] = []
    for place in places:
        for run in telling.runs(place, code):
            spans.append(Span(run[0].start, run[-1].end))
            told.setdefault(_key(run), " ".join(text[run[0].start : run[-1].end].split()))
    once = {fold(word): word for word in reversed(told.values())}
    words = ", ".join(list(reversed(once.values()))[:MOST_WORDS])
    return Reasons("; ".join(filter(None, (words, asked))), tuple(sorted(set(spans))))


def _who_speak(shares: Sequence[float]) -> list[int]:
    """Those whose share is at least half of the largest, largest first."""
    least = max(LEAST, max(shares, default=0) / 2)
    speaking = [place for place, share in enumerate(shares) if share >= least]
    return sorted(speaking, key=lambda place: -shares[place])


def _key(run: Sequence[Word]) -> str:
    return " ".join(word.lemma for word in run)
