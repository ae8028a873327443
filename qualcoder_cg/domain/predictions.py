"""What was predicted of a passage, as it is kept: JSON of codes with their scores, best first."""

import json
from collections.abc import Iterable

from .suggestions import Ranked, Suggestion

MOST = 5


def ranked(suggestions: Iterable[Suggestion]) -> tuple[Ranked, ...]:
    """The codes suggested for one passage, best first and each once, at most five."""
    best: dict[str, Ranked] = {}
    for one in sorted(suggestions, key=lambda one: -one.score):
        best.setdefault(one.code_id, Ranked(one.code_id, one.score, one.suggester, one.parts))
    return tuple(best.values())[:MOST]


def to_text(predicted: Iterable[Ranked]) -> str:
    """Codes with their scores as they are kept."""
    return json.dumps([[*one[:3], list(map(list, one.parts))] for one in predicted], ensure_ascii=False)


def from_text(text: str) -> tuple[Ranked, ...]:
    """What `to_text` wrote; nothing where it is damaged."""
    try:
        return tuple(
            Ranked(str(code), float(score), str(suggester), tuple((str(n), float(s)) for n, s in parts))
            for code, score, suggester, parts in json.loads(text)
        )
    except (ValueError, TypeError):
        return ()
