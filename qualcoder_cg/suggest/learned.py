"""Suggests by what the team has coded: one linear scorer per code, all learned together."""

from typing import TYPE_CHECKING

from ..domain.suggestions import Example
from ..progress import Progress
from .language import Word, two_letters
from .lesson import Lesson, lemmas
from .likeness import AROUND, SCALE, Likeness, Text
from .passages import Passage, Read
from .vectors import Space, telling, weights_of

if TYPE_CHECKING:
    from .vectors import Floats

NAME = "own coding"
ROUNDS = 20
SMOOTHING = 0.5
YES, NO, REJECTED = 1.0, 0.0, -0.5
RARE = 0.25
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
        self._around = _moved(weights)
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


def learn(lesson: Lesson, progress: Progress) -> OwnCoding | None:
    """Learn from decisions, once for documents in all languages; None while there are none.

    A text put under some codes, or under none, speaks against the others; a text that was only rejected
    says nothing of the codes nobody asked about. The profiles are learned from too, as examples of their
    codes. Raises `Cancelled` out of `progress`.
    """
    return lesson.of_examples(NAME, lambda: _learned(lesson, progress))


def _learned(lesson: Lesson, progress: Progress) -> OwnCoding | None:
    import numpy

    gathered = _by_text(lesson, progress)
    if not gathered or not lesson.profiles:
        return None
    for language in lesson.ground.languages or (lesson.language,):
        for profile, described in zip(lesson.profiles, lesson.ground.described(language)):
            if described:
                gathered.setdefault(Text(described), {})[profile.code_id] = YES
    texts = sorted(gathered)
    targets = numpy.zeros((len(texts), len(lesson.profiles) + 1), dtype=numpy.float32)
    known = numpy.ones_like(targets)
    for row, text in enumerate(texts):
        decided = gathered[text]
        put = YES in decided.values()
        targets[row, -1] = YES if put else NO
        if not put and "" not in decided:
            known[row] = 0
        for code, target in decided.items():
            if code:
                targets[row, lesson.codes[code]], known[row, lesson.codes[code]] = target, 1
    _leave_open(lesson, targets, known)
    kept = lesson.ground.kept.setdefault((NAME, ""), Likeness(lesson.space))
    rows, alike = kept.of(texts)
    duals, usual = _fitted(alike, targets, known)
    weights = (rows.astype(numpy.float32) / SCALE).T @ duals
    knows_nothing = any("" in decided for decided in gathered.values())
    return OwnCoding(lesson.space, weights, usual, knows_nothing=knows_nothing)


def _leave_open(lesson: Lesson, targets: "Floats", known: "Floats") -> None:
    """Say nothing against codes that nobody has used yet: what was coded before them knew nothing of them."""
    used = {one.code_id for one in lesson.examples if one.positive}
    for code, place in lesson.codes.items():
        if code not in used:
            known[:, place] = targets[:, place] != NO


def _by_text(lesson: Lesson, progress: Progress) -> dict[Text, dict[str, float]]:
    """What was decided of each text, by code; what was put there by anyone is not also rejected."""
    gathered: dict[Text, dict[str, float]] = {}
    for number, example in enumerate(lesson.examples):
        progress(number, len(lesson.examples))
        text = _read(example)
        code = example.code_id
        if text.own and (code in lesson.codes or not code):
            decided = gathered.setdefault(text, {})
            target = (YES if example.positive else REJECTED) if code else NO
            decided[code] = max(decided.get(code, REJECTED), target)
    return gathered


def _read(example: Example) -> Text:
    language = two_letters(example.language)
    around = (lemmas(line, language) for line in example.context.split("\n") if line.strip())
    return Text(lemmas(example.text, language), tuple(text for text in around if text))


def _fitted(alike: "Floats", targets: "Floats", known: "Floats") -> tuple["Floats", "Floats"]:
    """Texts × columns, and what a column has on average: ridge regression, for each column on what is known.

    By conjugate gradients on the dual problem, all columns at once (Hestenes and Stiefel 1952).
    """
    import numpy

    usual = (targets.clip(0) * known).sum(axis=0) / len(targets)
    # That a code was used often so far is no reason to use it here: the next interview is about other things.
    # Of a code or two this says nothing.
    usual[:-1] = min(float(usual[:-1].mean()), RARE)
    rest = (targets - usual) * known
    duals = numpy.zeros_like(rest)
    step, square = rest.copy(), (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        image = (alike @ step) * known + SMOOTHING * step
        far = square / numpy.maximum((step * image).sum(axis=0), 1e-12)
        duals += far * step
        rest -= far * image
        last, square = square, (rest * rest).sum(axis=0)
        step = rest + square / numpy.maximum(last, 1e-12) * step
    return duals, usual


def _moved(weights: "Floats") -> "Floats":
    """Weights for what stands around a passage: those that lie half round."""
    import numpy

    moved: Floats = numpy.roll(weights, -(len(weights) // 2), axis=0)
    return moved
