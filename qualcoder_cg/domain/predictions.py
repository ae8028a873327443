"""What was predicted of a passage, as it is kept: JSON of codes with their scores, best first."""

import json
from collections.abc import Iterable

from .spans import Span
from .suggestions import Ranked, Suggestion

MOST = 5


def ranked(suggestions: Iterable[Suggestion]) -> tuple[Ranked, ...]:
    """The codes suggested for one passage, best first and each once, at most five."""
    best: dict[str, Ranked] = {}
    for one in sorted(suggestions, key=lambda one: -one.score):
        best.setdefault(one.code_id, Ranked(one.code_id, one.score, one.suggester, one.parts))
    return tuple(best.values())[:MOST]


def same_passage(first: Span, second: Span) -> bool:
    """Whether two spans are about the same words: they share at least half of the shorter one."""
    return first.is_mostly(second)


def about(suggestions: Iterable[Suggestion], span: Span) -> list[Suggestion]:
    """The suggestions for a passage, best first."""
    here = [one for one in suggestions if same_passage(one.span, span)]
    return sorted(here, key=lambda one: (-one.score, one.start, one.code_id))


def by_passage(suggestions: Iterable[Suggestion]) -> list[list[Suggestion]]:
    """Suggestions gathered by passage, best first in each; a passage is that of its best suggestion."""
    left = sorted(suggestions, key=lambda one: (-one.score, one.start, one.end, one.code_id))
    found: list[list[Suggestion]] = []
    while left:
        here = [one for one in left if same_passage(one.span, left[0].span)]
        found.append(here)
        left = [one for one in left if not same_passage(one.span, here[0].span)]
    return sorted(found, key=lambda group: (group[0].start, group[0].end))


def to_text(predicted: Iterable[Ranked]) -> str:
    """Codes with their scores as they are kept."""
    return json.dumps([[*one[:3], list(map(list, one.parts))] for one in predicted], ensure_ascii=False)


def from_text(text: str) -> tuple[Ranked, ...]:
    """What `to_text` wrote; nothing where it is damaged. Each code once: two may have been merged since."""
    try:
        read = [
            Ranked(str(code), float(score), str(suggester), tuple((str(n), float(s)) for n, s in parts))
            for code, score, suggester, parts in json.loads(text)
        ]
    except (ValueError, TypeError):
        return ()
    best: dict[str, Ranked] = {}
    for one in read:
        best.setdefault(one.code_id, one)
    return tuple(best.values())
