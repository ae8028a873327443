"""Words that were cut in two, grew together or were mistyped are still the same words."""

from .text_words import Words

_ALIKE = 60
_SHORT = 4


def halved(old: Words, new: Words, gone: range, come: range) -> tuple[int, int] | None:
    """How many characters agree at both ends of two stretches of words, where they are all of one of them.

    Then letters were only put in or only taken out, wherever words begin and end; else None.
    """
    one, other = old.part(gone.start, gone.stop), new.part(come.start, come.stop)
    if not one or not other:
        return None
    head = agreeing(one, other)
    tail = min(agreeing_back(one, other), min(len(one), len(other)) - head)
    return (head, tail) if head + tail == min(len(one), len(other)) else None


def mistyped(old: Words, new: Words, gone: range, come: range) -> list[tuple[int, int]]:
    """Pairs of a changed word and what it was changed into, in order, as much alike as can be."""
    from rapidfuzz import fuzz

    best: list[list[float]] = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    least = _SHORT if len(gone) != len(come) else 1
    alike = [
        [
            fuzz.ratio(old.keys[i], new.keys[j], score_cutoff=_ALIKE) if len(old.keys[i]) >= least else 0
            for j in come
        ]
        for i in gone
    ]
    for i in reversed(range(len(gone))):
        for j in reversed(range(len(come))):
            gain = alike[i][j] * len(old.keys[gone[i]])
            both = best[i + 1][j + 1] + gain if gain else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(gone) and j < len(come):
        gain = alike[i][j] * len(old.keys[gone[i]])
        if gain and best[i][j] == best[i + 1][j + 1] + gain:
            pairs.append((gone[i], come[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def agreeing(one: str, other: str, at: int = 0) -> int:
    """How many characters of `one` stand in `other` from a place on."""
    length, most = 0, min(len(one), len(other) - at)
    while length < most and one[length] == other[at + length]:
        length += 1
    return length


def agreeing_back(one: str, other: str, at: int | None = None) -> int:
    """How many characters at the end of `one` stand in `other` before a place, by default its end."""
    at = len(other) if at is None else at
    length, most = 0, min(len(one), at)
    while length < most and one[-1 - length] == other[at - 1 - length]:
        length += 1
    return length
