"""How alike the texts are that own coding is learned from; kept, so that a decision costs one row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .vectors import PLACES, Lemmas, Space, Vector

if TYPE_CHECKING:
    from .vectors import Floats

# Texts × places: with many texts several features share a place, so that learning stays quick and small.
SIZE = 1 << 23
AROUND = 0.7
# Values are whole numbers, so small that their products add up without rounding: what was kept and what is
# made anew are the same to the last digit, in whatever order it is added up.
SCALE = 2048
_BLOCK = 512


class Text(NamedTuple):
    """A text with what stands around it."""

    own: Lemmas
    around: tuple[Lemmas, ...] = ()


class Likeness:
    """The rows of texts (texts × places) and the products of each with each."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._places = 0
        self._numbers: dict[Text, int] = {}
        self._rows: Any = None
        self._products: Any = None

    def of(self, texts: Sequence[Text]) -> tuple["Floats", "Floats"]:
        """Rows of these texts as whole numbers of 1 / SCALE, and texts × texts: how alike they are."""
        import numpy

        # A matter of the number of texts alone, so that what was kept makes no difference.
        places = max(512, min(PLACES, SIZE // len(texts) // 512 * 512))
        new = [text for text in texts if text not in self._numbers]
        if places != self._places or 4 * len(new) > len(texts) or len(self._numbers) > 2 * len(texts):
            self._begin(texts, places)
        elif new:
            self._add(new)
        numbers = numpy.array([self._numbers[text] for text in texts])
        if len(numbers) == len(self._rows) and (numbers[1:] > numbers[:-1]).all():
            return self._rows, self._products
        return self._rows[numbers], self._products[numpy.ix_(numbers, numbers)]

    def _begin(self, texts: Sequence[Text], places: int) -> None:
        self._places = places
        self._numbers = {text: number for number, text in enumerate(texts)}
        self._rows = self._made(texts)
        exact = self._rows.astype("float32")
        self._products = exact @ exact.T
        self._products /= SCALE * SCALE

    def _add(self, texts: Sequence[Text]) -> None:
        import numpy

        first_new = len(self._numbers)
        self._numbers.update((text, number) for number, text in enumerate(texts, start=first_new))
        made = self._made(texts)
        before, exact = self._products, made.astype("float32")
        self._rows = numpy.concatenate([self._rows, made])
        self._products = numpy.empty((len(self._rows), len(self._rows)), dtype=numpy.float32)
        self._products[: len(before), : len(before)] = before
        for first in range(0, len(self._rows), _BLOCK):
            found = exact @ self._rows[first : first + _BLOCK].T.astype("float32") / (SCALE * SCALE)
            self._products[len(before) :, first : first + _BLOCK] = found
            self._products[first : first + _BLOCK, len(before) :] = found.T

    def _made(self, texts: Sequence[Text]) -> "Floats":
        """Texts × places; what stands around a text lies half round, so that it is learned by itself."""
        import numpy

        rows = numpy.zeros((len(texts), self._places), dtype=numpy.int16)
        for row, text in zip(rows, texts):
            vectors = [self._space.vector(one) for one in (text.own, *text.around)]
            share = AROUND / max(len(text.around), 1) ** 0.5
            places = [vectors[0].places, *(one.places + self._places // 2 for one in vectors[1:])]
            values = [vectors[0].values, *(one.values * share for one in vectors[1:])]
            whole = Vector(numpy.concatenate(places), numpy.concatenate(values)).row(self._places)
            row[:] = numpy.rint(whole * SCALE)
        return rows
