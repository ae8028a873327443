"""How the suggesters' scores become one, and from which score on a passage is offered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import guide_item, keywords, learned, meaning, near_duplicate, questions

if TYPE_CHECKING:
    from .vectors import Floats

# How much each suggester counts. Fixed: a study has too few decisions to fit weights to, and a person can
# understand why the same passage gets the same score tomorrow. That something was asked is no reason to pick
# one sentence of the answer: it needs words to go with it.
WEIGHTS = {
    keywords.NAME: 0.4,
    questions.NAME: 1.0,
    learned.NAME: 1.0,
    guide_item.NAME: 0.2,
    near_duplicate.NAME: 0.6,
    meaning.NAME: 0.3,
}
THRESHOLD = 0.25
MOST_CODES = 3


def contributions(names: Sequence[str], scores: Sequence["Floats"]) -> "Floats":
    """Suggesters × passages × codes: each one's score times its weight."""
    import numpy

    weights = numpy.array([WEIGHTS[name] for name in names], dtype=numpy.float32)
    shares: Floats = numpy.stack(scores) * weights[:, None, None]
    return shares


def total(shares: "Floats") -> "Floats":
    """Passages × codes, below 1: the sum of the shares, of which much is never quite everything."""
    import numpy

    added = shares.sum(axis=0)
    all_of_it: Floats = numpy.where(added > 0, 1 - numpy.exp(-added), added)
    return all_of_it
