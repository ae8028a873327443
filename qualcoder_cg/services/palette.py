"""Finding a code by a few typed letters: which codes come first, and why."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.codes import QUESTION, Code
from ..domain.spans import Span

SUGGESTED, RECENT, MATCHED = "suggested", "recent", "matched"

_CERTAIN = 0
_NUMBER_BEGINS, _NAME_BEGINS, _WORD_BEGINS, _WITHIN, _KEYWORD, _SIMILAR = range(1, 7)
_LEAST_SIMILAR = 75
_LEAST_TO_COMPARE = 4
_LEAST_OF_KEYWORD = 4


class Hit(NamedTuple):
    """A code that fits; `why` is suggested, recent or matched, `keyword` the term that was typed."""

    code: Code
    why: str
    keyword: str = ""


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """The text without accents and capitals, for comparing what people type."""
    return _fold(text)


def number_of(code: Code) -> str:
    """The number of a question's code as printed in the matrix ("11"); "" for other codes."""
    return code.name.removeprefix("Q") if code.kind == QUESTION else ""


def label_of(code: Code) -> str:
    """What stands beside the number, or alone: the short name where there is one."""
    return code.short or code.name


def ranked(
    codes: Sequence[Code], typed: str, *, recent: Sequence[str] = (), suggested: Sequence[str] = ()
) -> list[Hit]:
    """The codes that fit, best first.

    An exact number or name comes first of all, then codes suggested for the passage (ids, best first),
    then the closeness of the match; equals by how lately they were used (ids, latest first), then by
    their order. Nothing typed: all codes, suggested and recent ones first.
    """
    wanted = folded(typed).strip()
    bands = {code.id: _band(code, wanted) if wanted else _SIMILAR for code in codes}
    if all(band is None for band in bands.values()):
        return _misspelt(codes, wanted, recent, suggested)
    found = []
    for order, code in enumerate(codes):
        band = bands[code.id]
        if band is None:
            continue
        place = (band != _CERTAIN, _place(suggested, code.id), band, _place(recent, code.id), order)
        term = _keyword(code, wanted) if band == _KEYWORD else ""
        found.append((place, Hit(code, _why(code.id, recent, suggested), term)))
    return [hit for _place_of_hit, hit in sorted(found, key=lambda pair: pair[0])]


def match_in(label: str, typed: str) -> Span | None:
    """Where the typed letters stand in a label, in code points of the label; None where they do not."""
    wanted = folded(typed).strip()
    letters = [(_fold(character), place) for place, character in enumerate(label)]
    places = [place for fold, place in letters for _ in fold]
    start = "".join(fold for fold, _place in letters).find(wanted) if wanted else -1
    if start < 0:
        return None
    return Span(places[start], places[start + len(wanted) - 1] + 1)


def _band(code: Code, wanted: str) -> int | None:
    """How closely a code fits what was typed; None when it does not."""
    number, name, short = (folded(text) for text in (number_of(code), code.name, code.short))
    labels = [label for label in (short, name) if label]
    words = " ".join(labels).split()
    bands = (
        (_CERTAIN, wanted in (number, name, short)),
        (_NUMBER_BEGINS, number.startswith(wanted.removeprefix("q") or "q")),
        (_NAME_BEGINS, any(label.startswith(wanted) for label in labels)),
        (_WORD_BEGINS, all(any(word.startswith(part) for word in words) for part in wanted.split())),
        (_WITHIN, any(wanted in label for label in labels)),
        (_KEYWORD, len(wanted) >= _LEAST_OF_KEYWORD and bool(_keyword(code, wanted))),
    )
    return next((band for band, fits in bands if fits), None)


def _misspelt(
    codes: Sequence[Code], wanted: str, recent: Sequence[str], suggested: Sequence[str]
) -> list[Hit]:
    """Codes with a word like the one typed, the likest first; for words long enough to be compared."""
    from rapidfuzz import fuzz

    if len(wanted) < _LEAST_TO_COMPARE:
        return []
    found = []
    for code in codes:
        labels = [folded(label) for label in (code.short, code.name)]
        words = [word for label in labels for word in (label, *label.split())]
        score = max(fuzz.ratio(wanted, word, score_cutoff=_LEAST_SIMILAR) for word in words)
        if score:
            found.append((-score, Hit(code, _why(code.id, recent, suggested))))
    return [hit for _score, hit in sorted(found, key=lambda pair: pair[0])]


def _keyword(code: Code, wanted: str) -> str:
    """The first keyword of a code that begins with what was typed."""
    terms = (term for terms in code.keywords.values() for term in terms)
    return next((term for term in terms if wanted and _begins(folded(term), wanted)), "")


def _begins(term: str, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in (term, *term.split()))


def _why(code_id: str, recent: Sequence[str], suggested: Sequence[str]) -> str:
    if code_id in suggested:
        return SUGGESTED
    return RECENT if code_id in recent else MATCHED


def _place(ids: Sequence[str], code_id: str) -> int:
    return ids.index(code_id) if code_id in ids else len(ids)


def _fold(text: str) -> str:
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()
