"""Why a passage is suggested, in words that stand in it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.spans import Span
from .guide_item import GuideItem
from .model import Scorer
from .passages import Passage
from .words import Word

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
    runs = [run for place in places for run in telling.runs(place, code)]
    told = [" ".join(text[run[0].start : run[-1].end].split()) for run in _each_word_once(runs)]
    spans = {Span(run[0].start, run[-1].end) for run in runs}
    return Reasons("; ".join(filter(None, (", ".join(told[:MOST_WORDS]), asked))), tuple(sorted(spans)))


def _each_word_once(runs: Runs) -> Iterator[tuple[Word, ...]]:
    """The runs in their order, a phrase in place of its words; of what is told already only the rest."""
    phrases = [run for run in runs if len(run) > 1]
    told: set[str] = set()
    for run in runs:
        own = _lemmas(run)
        if own <= told:
            continue
        whole = next((one for one in phrases if own < _lemmas(one) and told.isdisjoint(_lemmas(one))), run)
        if told.isdisjoint(_lemmas(whole)):
            yield whole
        else:
            yield from {word.lemma: (word,) for word in whole if word.lemma in own - told}.values()
        told |= _lemmas(whole)


def _lemmas(run: Sequence[Word]) -> set[str]:
    """The lemmas of a run that carry a subject; all where none does."""
    return {word.lemma for word in run if word.content} or {word.lemma for word in run}


def _who_speak(shares: Sequence[float]) -> list[int]:
    """Those whose share is at least half of the largest, largest first."""
    least = max(LEAST, max(shares, default=0) / 2)
    speaking = [place for place, share in enumerate(shares) if share >= least]
    return sorted(speaking, key=lambda place: -shares[place])
