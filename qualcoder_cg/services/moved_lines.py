"""Whole lines that were cut from one place of a text and put into another, perhaps with small changes."""

from collections.abc import Sequence

from .text_words import Words

_LEAST_LETTERS = 15
_ALIKE = 75
_CLEARLY = 5
_SAME = 100
_MOST_PAIRS = 40_000
_FREE = 0.8


def find(
    old: Words, new: Words, free_old: Sequence[range], free_new: Sequence[range]
) -> list[tuple[range, range]]:
    """The lines moved, as words of the old text and words of the new one; lines that follow one another
    in both texts are one passage.

    A line counts where it is like one new line, and the same as it or clearly more like it than any other.
    """
    gone, come = _lines(old, free_old), _lines(new, free_new)
    if not gone or not come or len(gone) * len(come) > _MOST_PAIRS:
        return []
    from rapidfuzz import fuzz

    gone_texts, come_texts = [_text(old, line) for line in gone], [_text(new, line) for line in come]
    scores = [
        [fuzz.ratio(one, other, score_cutoff=_ALIKE - _CLEARLY) for other in come_texts] for one in gone_texts
    ]
    pairs: list[tuple[range, range]] = []
    for number, line in enumerate(gone):
        best = max(range(len(come)), key=lambda other: scores[number][other])
        score = scores[number][best]
        rivals = [*scores[number][:best], *scores[number][best + 1 :]]
        rivals += [row[best] for other, row in enumerate(scores) if other != number]
        rival = max(rivals, default=0.0)
        if score >= _ALIKE and (score >= rival + _CLEARLY or score == _SAME > rival):
            pairs.append((line, come[best]))
    return _joined(pairs)


def _lines(words: Words, free: Sequence[range]) -> list[range]:
    """The lines (as stretches of words) most of whose words are free, and that are long enough to tell."""
    loose = {index for stretch in free for index in stretch}
    lines: list[range] = []
    seen = -1
    for index in sorted(loose):
        if index <= seen:
            continue
        low = words.text.rfind("\n", 0, words.starts[index]) + 1
        high = words.text.find("\n", words.ends[index])
        line = words.within(low, high if high >= 0 else len(words.text))
        seen = line.stop - 1
        here = sum(word in loose for word in line)
        letters = sum(len(words.keys[word]) for word in line)
        if here >= _FREE * len(line) and letters >= _LEAST_LETTERS:
            lines.append(line)
    return lines


def _text(words: Words, line: range) -> str:
    return " ".join(words.keys[line.start : line.stop])


def _joined(pairs: Sequence[tuple[range, range]]) -> list[tuple[range, range]]:
    """Pairs of lines that follow one another in both texts made one."""
    joined: list[tuple[range, range]] = []
    for one, other in pairs:
        if joined and joined[-1][0].stop == one.start and joined[-1][1].stop == other.start:
            before = joined[-1]
            joined[-1] = (range(before[0].start, one.stop), range(before[1].start, other.stop))
        else:
            joined.append((one, other))
    return joined
