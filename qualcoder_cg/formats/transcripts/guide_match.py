"""Who puts the questions of an interview guide."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from ...domain.documents import Turn

_FEWEST_WORDS = 4
_FEWEST_ITEMS = 2
_CLEARLY = 2
_ALIKE = 72
_MOST_TURNS = 80
_MOST_SENTENCES = 12
_SENTENCES = re.compile(r"[.?!…¿¡\n]+")


def who_asks(text: str, turns: Sequence[Turn], asked: Sequence[str]) -> set[str]:
    """The speaker who says most of the guide's questions, in words close to theirs; empty when unclear.

    It takes two questions (one, of a guide that has no more) and twice as many as anyone else says.
    Only sentences of several words are compared, in the first turns of each speaker.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    questions = [clean for one in asked for clean in _sentences(one, default_process)]
    if not questions:
        return set()
    taken: dict[str, int] = defaultdict(int)
    matched: dict[str, set[int]] = defaultdict(set)
    for turn in turns:
        if not turn.speaker or taken[turn.speaker] >= _MOST_TURNS:
            continue
        taken[turn.speaker] += 1
        for sentence in _sentences(text[turn.start : turn.end], default_process)[:_MOST_SENTENCES]:
            found = process.extractOne(sentence, questions, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
            if found:
                matched[turn.speaker].add(found[2])
    return _clearly_most({who: len(items) for who, items in matched.items()}, len(questions))


def _sentences(words: str, process: Callable[[str], str]) -> list[str]:
    """The sentences long enough to be recognised, without marks and capitals."""
    cleaned = [process(sentence) for sentence in _SENTENCES.split(words)]
    return [sentence for sentence in cleaned if len(sentence.split()) >= _FEWEST_WORDS]


def _clearly_most(items: dict[str, int], questions: int) -> set[str]:
    ranked = sorted(items, key=lambda who: items[who], reverse=True)
    if not ranked or items[ranked[0]] < min(_FEWEST_ITEMS, questions):
        return set()
    second = items[ranked[1]] if len(ranked) > 1 else 0
    return {ranked[0]} if items[ranked[0]] >= _CLEARLY * second else set()
