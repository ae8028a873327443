"""Suggests by meaning, where a trained pipeline with word vectors is installed: passages about the same
things in other words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..progress import Progress
from .language import Pipeline, pipeline
from .lesson import Lesson
from .passages import Passage, Read
from .words import Word, two_letters

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

NAME = "meaning"
# A passage of fewer words that have a vector says too little to be compared.
LEAST_WORDS = 2
MOST_TOLD = 4
# Means of word vectors all point the same way; with so many texts that way is known, and taken out.
ENOUGH_TO_CENTRE = 2
PROFILE_WEIGHT = 2.0


class Meaning:
    """One direction for each code: where its profile and the passages under it point."""

    name = NAME

    def __init__(self, vectors: "Vectors", centre: "Floats", directions: "Floats") -> None:
        self._vectors = vectors
        self._centre = centre
        self._directions = directions

    def score(self, read: Read) -> "Floats":
        """Passages × codes, 0 to 1: the square of the cosine with the code's direction, 0 where it is not
        positive."""
        import numpy

        scores = numpy.zeros((len(read.passages), len(self._directions)), dtype=numpy.float32)
        for row, passage in zip(scores, read.passages):
            mean = self._vectors.mean(_forms(passage))
            if mean is not None:
                row += numpy.clip(self._directions @ _unit(mean - self._centre), 0, 1) ** 2
        return scores

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The words whose own meaning is nearest to the code."""
        near: dict[str, tuple[float, Word]] = {}
        for form, word in zip(_forms(passage, every=True), passage.words):
            vector = self._vectors.of(form) if word.content else None
            if vector is not None:
                cosine = float(self._directions[code] @ _unit(vector - self._centre))
                if cosine > 0:
                    near[word.lemma] = max(near.get(word.lemma, (0.0, word)), (cosine, word))
        nearest = sorted(near.values(), key=lambda pair: (-pair[0], pair[1].start))[:MOST_TOLD]
        return [(word,) for _cosine, word in nearest]


class Vectors:
    """The vectors of a trained pipeline, by the hash of a word's form."""

    def __init__(self, reader: Pipeline) -> None:
        self._vocab = reader.nlp.vocab
        self._known: dict[int, Floats | None] = {}

    def of(self, form: int) -> "Floats | None":
        """The vector of a form; None where the pipeline has none."""
        if form not in self._known:
            vector: Any = self._vocab.get_vector(form) if self._vocab.has_vector(form) else None
            self._known[form] = None if vector is None else _unit(vector)
        return self._known[form]

    def mean(self, forms: Iterable[int]) -> "Floats | None":
        """The mean of the forms that have a vector, of length one; None for too few."""
        import numpy

        found = [vector for form in forms if (vector := self.of(form)) is not None]
        return _unit(numpy.mean(found, axis=0)) if len(found) >= LEAST_WORDS else None


def learn(lesson: Lesson, progress: Progress) -> Meaning | None:
    """The directions of the codes; None where the pipeline for the language has no vectors.

    Only examples in that language are compared: vectors of two pipelines have nothing in common.
    """
    import numpy

    reader = pipeline(lesson.language)
    if not reader.nlp.vocab.vectors_length or not len(reader.nlp.vocab.vectors):
        return None
    vectors = Vectors(reader)
    codes = lesson.codes
    texts = [(codes[one.code_id], f"{one.text}\n{one.label}", PROFILE_WEIGHT) for one in lesson.profiles]
    texts += [
        (codes[one.code_id], one.text, 1.0)
        for one in lesson.examples
        if one.positive and one.code_id in codes and two_letters(one.language) == two_letters(lesson.language)
    ]
    found: list[tuple[int, Floats, float]] = []
    for done, (doc, (place, _text, weight)) in enumerate(
        zip(reader.read(text for _c, text, _w in texts), texts)
    ):
        progress(done, len(texts))
        mean = vectors.mean(_content(reader, doc))
        if mean is not None:
            found.append((place, mean, weight))
    size = reader.nlp.vocab.vectors_length
    centre = numpy.zeros(size, dtype=numpy.float32)
    if len(found) >= ENOUGH_TO_CENTRE:
        centre = numpy.mean([mean for _place, mean, _weight in found], axis=0)
    directions = numpy.zeros((len(lesson.profiles), size), dtype=numpy.float32)
    for place, mean, weight in found:
        directions[place] += weight * _unit(mean - centre)
    return Meaning(vectors, centre, numpy.stack([_unit(one) for one in directions]))


def _content(reader: Pipeline, doc: "Doc") -> list[int]:
    return [token.orth for token, word in zip(doc, reader.words(doc)) if word.content]


def _forms(passage: Passage, *, every: bool = False) -> list[int]:
    """The hashes of the forms in a passage: of the words that carry a subject, or of every one."""
    tokens = passage.doc[passage.first : passage.last]
    return [token.orth for token, word in zip(tokens, passage.words) if every or word.content]


def _unit(vector: "Floats") -> "Floats":
    """A vector made one long; nothing stays nothing."""
    import numpy

    length = float(numpy.linalg.norm(vector))
    made: Floats = vector / length if length else vector
    return made
