"""Suggests by what the team has coded: one linear scorer per code, all learned together."""

from typing import TYPE_CHECKING, NamedTuple

from ..domain.suggestions import Example
from ..progress import Progress
from .language import Word, two_letters
from .lesson import Lesson, lemmas
from .passages import Passage, Read
from .vectors import PLACES, Lemmas, Space, Texts, telling, weights_of

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "own coding"
# Texts × places: with many texts several features share a place, so that learning stays quick and small.
SIZE = 1 << 24
ROUNDS = 20
SMOOTHING = 0.5
AROUND = 0.7
YES, NO, REJECTED = 1.0, 0.0, -0.5
# Less than this of a passage itself, without what stands around it, tells nothing.
LEAST = 0.05
# How much a passage loses where nothing like it was ever coded.
NOTHING = 0.2


class OwnCoding:
    """Weights of features for each code, learned from decisions; the last column tells whether any fits."""

    name = NAME

    def __init__(self, space: Space, weights: "Floats", usual: "Floats", *, knows_nothing: bool) -> None:
        self._space = space
        self._weights = weights
        self._around = _moved(weights, axis=0)
        self._usual = usual
        self._knows_nothing = knows_nothing

    def score(self, read: Read) -> "Floats":
        """Passages × codes: near 1 what people put there, near 0 what is unlike it, below 0 rejected."""
        texts = read.texts(self._space)
        around = read.around_of(texts.times(self._around))
        found = texts.times(self._weights)[read.own] + AROUND * around + self._usual
        scores: Floats = found[:, :-1]
        if self._knows_nothing:
            scores = scores - NOTHING * (1 - found[:, -1:]).clip(0, 1)
        return scores

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The words that speak most for the code."""
        weights = weights_of(self._space, passage.lemmas, self._weights[:, code])
        if sum(weights.values()) < LEAST:
            return []
        return [(word,) for word in telling(passage.words, weights)]


class _Text(NamedTuple):
    """A text with what stands around it."""

    own: Lemmas
    around: tuple[Lemmas, ...]


def learn(lesson: Lesson, progress: Progress) -> OwnCoding | None:
    """Learn from decisions; None while there are none.

    A text put under some codes, or under none, speaks against the others; a text that was only rejected
    says nothing of the codes nobody asked about. The profiles are learned from too, as examples of their
    codes. Raises `Cancelled` out of `progress`.
    """
    import numpy

    gathered = _by_text(lesson, progress)
    if not gathered:
        return None
    texts = [_Text(one, ()) for one in lesson.described] + list(gathered)
    count = len(lesson.profiles)
    targets = numpy.zeros((len(texts), count + 1), dtype=numpy.float32)
    known = numpy.ones_like(targets)
    targets[range(count), range(count)] = targets[:count, -1] = YES
    for row, decided in enumerate(gathered.values(), start=count):
        put = YES in decided.values()
        targets[row, -1] = YES if put else NO
        if not put and "" not in decided:
            known[row] = 0
        for code, target in decided.items():
            if code:
                place = lesson.codes[code]
                targets[row, place], known[row, place] = target, 1
    rows = _rows(lesson.space, texts)
    weights, usual = _fitted(rows, targets, known)
    knows_nothing = any("" in decided for decided in gathered.values())
    return OwnCoding(lesson.space, weights, usual, knows_nothing=knows_nothing)


def _by_text(lesson: Lesson, progress: Progress) -> dict[_Text, dict[str, float]]:
    """What was decided of each text, by code; what was put there by anyone is not also rejected.

    Always in the same order, whatever the order of the examples.
    """
    examples = sorted({one for one in lesson.examples if one.code_id in lesson.codes or not one.code_id})
    gathered: dict[_Text, dict[str, float]] = {}
    for number, example in enumerate(examples):
        progress(number, len(examples))
        text = _read(example)
        if text.own:
            decided = gathered.setdefault(text, {})
            code = example.code_id
            target = (YES if example.positive else REJECTED) if code else NO
            decided[code] = max(decided.get(code, REJECTED), target)
    return gathered


def _read(example: Example) -> _Text:
    language = two_letters(example.language)
    around = (lemmas(line, language) for line in example.context.split("\n") if line.strip())
    return _Text(lemmas(example.text, language), tuple(text for text in around if text))


def _rows(space: Space, texts: list[_Text]) -> "Floats":
    """Texts × places, with what stands around each moved aside so that it is learned by itself."""
    numbers: dict[Lemmas, int] = {}
    for text in texts:
        for one in (text.own, *text.around):
            numbers.setdefault(one, len(numbers))
    places = min(PLACES, 1 << (SIZE // len(texts)).bit_length() - 1)
    vectors = Texts(space, list(numbers)).rows(places)
    moved = _moved(vectors, axis=1)
    rows: Floats = vectors[[numbers[text.own] for text in texts]]
    for row, text in zip(rows, texts):
        for one in text.around:
            row += moved[numbers[one]] * (AROUND / len(text.around) ** 0.5)
    return rows


def _moved(weights: "Floats", axis: int) -> "Floats":
    """Weights or vectors with every place moved half round, which is its own way back."""
    import numpy

    moved: Floats = numpy.roll(weights, weights.shape[axis] // 2, axis=axis)
    return moved


def _fitted(rows: "Floats", targets: "Floats", known: "Floats") -> tuple["Floats", "Floats"]:
    """Places × columns and what a column has on average: ridge regression, for each column on what is known.

    By conjugate gradients on the dual problem, all columns at once (Hestenes and Stiefel 1952).
    """
    import numpy

    usual = (targets * known).sum(axis=0) / known.sum(axis=0)
    likeness = rows @ rows.T
    rest = (targets - usual) * known
    duals = numpy.zeros_like(rest)
    step, square = rest.copy(), (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        image = (likeness @ step) * known + SMOOTHING * step
        far = square / numpy.maximum((step * image).sum(axis=0), 1e-12)
        duals += far * step
        rest -= far * image
        last, square = square, (rest * rest).sum(axis=0)
        step = rest + square / numpy.maximum(last, 1e-12) * step
    return rows.T @ duals, usual
