"""How the suggesters' scores become one, and from which score on a passage is offered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import guide_item, keywords, learned, questions

if TYPE_CHECKING:
    from .vectors import Floats

# How far each suggester alone can carry a suggestion. Fixed: a study has too few decisions to fit
# weights to, and a person can understand why the same passage gets the same score tomorrow.
# That something was asked is no reason to pick one sentence of the answer: it needs words to go with it.
WEIGHTS = {keywords.NAME: 0.8, questions.NAME: 0.8, learned.NAME: 0.9, guide_item.NAME: 0.4}
# Just above what one single-word keyword gives (0.8 × 0.5): it needs a second word to be worth reading.
THRESHOLD = 0.45
MOST_CODES = 3


def contributions(names: Sequence[str], scores: Sequence["Floats"]) -> "Floats":
    """Suggesters × passages × codes: each one's score times its weight, nothing below 0 or above 1."""
    import numpy

    weights = numpy.array([WEIGHTS[name] for name in names], dtype=numpy.float32)
    shares: Floats = numpy.clip(numpy.stack(scores), 0, 1) * weights[:, None, None]
    return shares


def blended(names: Sequence[str], scores: Sequence["Floats"]) -> "Floats":
    """Passages × codes, 0 to 1: each suggester takes its part of what is missing to 1.

    Where own coding speaks against a code (below 0), the blend shrinks by as much.
    """
    import numpy

    blend: Floats = 1 - numpy.prod(1 - contributions(names, scores), axis=0)
    for name, score in zip(names, scores):
        if name == learned.NAME:
            blend = blend * (1 + numpy.clip(score, -1, 0))
    return blend
