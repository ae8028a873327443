"""What a search should find, worked out slowly, letter by letter, without index and without patterns."""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement

from qualcoder_cg.domain.documents import Turn
from qualcoder_cg.domain.spans import Span

Letters = list[tuple[int, str]]  # where a word's character stands, and its plain letter


def places_of(text: str, turns: Sequence[Turn]) -> list[tuple[int, int, Turn | None]]:
    """Answers, and paragraphs between them."""
    found: list[tuple[int, int, Turn | None]] = []
    at = 0
    for turn in turns:
        found += _paragraphs(text, at, turn.label_start)
        found.append((turn.start, turn.end, turn))
        at = turn.end
    return found + _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int, Turn | None]]:
    found: list[tuple[int, int, Turn | None]] = []
    for line in text[start:end].split("\n"):
        found.append((start, start + len(line), None))
        start += len(line) + 1
    return found


def words_of(text: str, start: int, end: int) -> list[Span]:
    """Runs of letters, figures and marks."""
    found: list[Span] = []
    begin = -1
    for point in range(start, end + 1):
        inside = point < end and (text[point].isalnum() or bool(unicodedata.combining(text[point])))
        if inside and begin < 0:
            begin = point
        elif not inside and begin >= 0:
            found.append(Span(begin, point))
            begin = -1
    return found


def plain(word: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def all_words(
    text: str, turns: Sequence[Turn], wanted: Sequence[str], *, whole: bool, distance: int | None
) -> list[Span]:
    """The shortest stretches with all wanted words, none overlapping, the shorter first."""

    def is_one(word: Span, token: str) -> bool:
        said = plain(text[word.start : word.end])
        return said == plain(token) if whole else said.startswith(plain(token))

    return _stretches(text, turns, wanted, is_one, distance)


def _stretches(
    text: str,
    turns: Sequence[Turn],
    wanted: Sequence[str],
    is_one: Callable[[Span, str], bool],
    distance: int | None,
) -> list[Span]:
    found: list[Span] = []
    for start, end, _turn in places_of(text, turns):
        words = words_of(text, start, end)
        fits = []
        for first, last in combinations_with_replacement(range(len(words)), 2):
            inside = words[first : last + 1]
            if all(any(is_one(word, token) for word in inside) for token in wanted):
                fits.append((first, last))
        least = [
            one
            for one in fits
            if not any(other != one and one[0] <= other[0] and other[1] <= one[1] for other in fits)
        ]
        if distance is not None:
            least = [one for one in least if one[1] - one[0] <= distance]
        spans = sorted(
            (Span(words[first].start, words[last].end) for first, last in least),
            key=lambda span: (span.end - span.start, span.start),
        )
        taken: list[Span] = []
        for span in spans:
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
        found += sorted(taken)
    return found
