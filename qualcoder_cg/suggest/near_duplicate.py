"""Suggests by what is already coded word for word, or nearly: answers repeated, quoted, or copied between
documents. What was left without a code word for word speaks against every code."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..progress import Progress
from .language import words_of
from .lesson import Lesson
from .passages import Passage, Read
from .words import Word

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "near duplicate"
# From which share of letters in common two passages are nearly the same.
ALIKE = 0.9
LEAST_WORDS = 5
# Of a text inside another only one of some length is told apart from a set phrase.
LEAST_INSIDE = 8
SHINGLE = 3
# What stands in so many texts is a phrase of everybody's.
COMMON = 40
# What was read and left without a code, word for word, is no more in question when it is said again.
AGAINST = 2.0
_COMPARED = 6
_SHARED = 0.25

_Shingle = tuple[str, ...]


class _Known(NamedTuple):
    """A text that was decided on: its words, and the codes it was put under (True) or not (False).

    `nowhere` where it was left without a code more often than it was put under any.
    """

    words: tuple[str, ...]
    decided: dict[int, bool]
    nowhere: bool


class NearDuplicates:
    """The texts that were decided on, found again by three words in a row that few of them have."""

    name = NAME

    def __init__(self, known: Sequence[_Known], codes: int) -> None:
        self._known = known
        self._codes = codes
        self._with: dict[_Shingle, list[int]] = {}
        for number, one in enumerate(known):
            for shingle in set(_shingles(one.words)):
                self._with.setdefault(shingle, []).append(number)
        self._with = {shingle: numbers for shingle, numbers in self._with.items() if len(numbers) <= COMMON}

    def score(self, read: Read) -> "Floats":
        """Passages × codes: how much of a passage is the same as one under the code, 0 below nine tenths.

        Also 0 where what is more alike was said not to belong there, and below 0 for every code where what
        is most alike belongs under none.
        """
        import numpy

        scores = numpy.zeros((len(read.passages), self._codes), dtype=numpy.float32)
        for row, passage in zip(scores, read.passages):
            against: dict[int, float] = {}
            nowhere = 0.0
            for likeness, one in self._alike(_words(passage.tokens)):
                nowhere = max(nowhere, likeness if one.nowhere else 0.0)
                for code, put in one.decided.items():
                    if put and not one.nowhere:
                        row[code] = max(row[code], likeness)
                    elif not put:
                        against[code] = max(against.get(code, 0.0), likeness)
            for code in row.nonzero()[0].tolist():
                if row[code] < against.get(code, 0.0):
                    row[code] = 0
            if nowhere > row.max(initial=0):
                row[:] = -AGAINST * nowhere
        return scores

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The runs of words that are the same in the passage and the most alike one, longest first."""
        from rapidfuzz.distance import Indel

        spoken = [word for word in passage.words if _counts(word)]
        found = [pair for pair in self._alike(_words(passage.words)) if pair[1].decided.get(code)]
        if not found:
            return []
        most = max(found, key=lambda pair: pair[0])[1]
        same = [
            tuple(spoken[step.src_start : step.src_end])
            for step in Indel.opcodes([word.lemma for word in spoken], most.words)
            if step.tag == "equal" and step.src_end - step.src_start >= 2
        ]
        return sorted(same, key=lambda run: (-len(run), run[0].start))

    def _alike(self, words: tuple[str, ...]) -> Iterator[tuple[float, _Known]]:
        """The known texts that are nearly the same as these words, each with how much is."""
        if len(words) < LEAST_WORDS:
            return
        met: Counter[int] = Counter()
        shingles = 0
        for shingle in _shingles(words):
            shingles += 1
            if shingle in self._with:
                met.update(self._with[shingle])
        for number, shared in met.most_common(_COMPARED):
            one = self._known[number]
            if shared < _SHARED * min(shingles, len(one.words) - SHINGLE + 1):
                continue
            likeness = _likeness(words, one.words)
            if likeness >= ALIKE:
                yield likeness, one


def learn(lesson: Lesson, progress: Progress) -> NearDuplicates | None:
    """What was decided on so far, in whatever language; None while there is nothing. Profiles say nothing."""
    return lesson.of_examples(NAME, lambda: _learned(lesson, progress))


def _learned(lesson: Lesson, progress: Progress) -> NearDuplicates | None:
    codes = lesson.codes
    known: dict[tuple[str, ...], dict[int, bool]] = {}
    left: Counter[tuple[str, ...]] = Counter()
    for done, example in enumerate(lesson.examples):
        if done % 200 == 0:
            progress(done, len(lesson.examples))
        words = _read(example.text, example.language)
        if len(words) < LEAST_WORDS:
            continue
        decided = known.setdefault(words, {})
        if example.code_id in codes:
            place = codes[example.code_id]
            decided[place] = decided.get(place, False) or example.positive
        if not example.code_id or example.positive:
            left[words] += 1 if not example.code_id else -1
    found = [_Known(words, decided, left[words] > 0) for words, decided in known.items()]
    if not any(one.nowhere or any(one.decided.values()) for one in found):
        return None
    return NearDuplicates(found, len(lesson.profiles))


@lru_cache(maxsize=20_000)
def _read(text: str, language: str) -> tuple[str, ...]:
    """The words of a decided text; remembered, so that learning anew reads only what is new."""
    return _words(words_of(text, language))


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """How much two texts have in common, 0 to 1; a text inside a longer one is the same as that part."""
    from rapidfuzz import fuzz

    shorter, longer = sorted((first, second), key=len)
    one, other = " ".join(shorter), " ".join(longer)
    compare = fuzz.partial_ratio if len(shorter) >= LEAST_INSIDE else fuzz.ratio
    return float(compare(one, other, score_cutoff=100 * ALIKE)) / 100


def _words(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.lemma for word in words if _counts(word))


def _counts(word: Word) -> bool:
    return word.lemma[:1].isalnum()


def _shingles(words: tuple[str, ...]) -> Iterator[_Shingle]:
    """Every three words in a row."""
    return zip(*(words[start:] for start in range(SHINGLE)))
