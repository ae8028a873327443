"""Why a passage is suggested, in words that stand in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.spans import Span
from .guide_item import GuideItem
from .language import Word, fold
from .model import Scorer
from .passages import Passage

if TYPE_CHECKING:
    from .vectors import Floats

MOST_WORDS = 6


class Reasons(NamedTuple):
    """The words that speak for a suggestion, as one text, and where they stand."""

    words: str
    matches: tuple[Span, ...]


def reasons(
    text: str,
    passages: Sequence[Passage],
    code: int,
    scorers: Sequence[Scorer],
    shares: "Floats",
    guide: GuideItem,
) -> Reasons:
    """What led to a suggestion of passages that lie beside one another; `shares` are scorers × passages.

    Of each passage those words that led its strongest scorer there; the strongest passage is told first.
    """
    told: dict[str, str] = {}
    spans: list[Span] = []
    worded = [place for place, scorer in enumerate(scorers) if scorer.name != guide.name]
    for place in sorted(range(len(passages)), key=lambda place: -float(shares[:, place].sum())):
        strongest = scorers[max(worded, key=lambda one: float(shares[one, place]))]
        runs = strongest.matched(passages[place], code)
        spans += [Span(run[0].start, run[-1].end) for run in runs]
        for run in runs:
            told.setdefault(_key(run), " ".join(text[run[0].start : run[-1].end].split()))
    words = ", ".join(list({fold(one): one for one in reversed(told.values())}.values())[::-1][:MOST_WORDS])
    asked = guide.reason(passages[0], code)
    return Reasons("; ".join(filter(None, (words, asked))), tuple(sorted(set(spans))))


def _key(run: Sequence[Word]) -> str:
    return " ".join(word.lemma for word in run)
