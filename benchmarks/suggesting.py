"""The engine as the benchmarks of suggestions ask it: everything it can be told is told."""

from collections.abc import Iterable, Sequence

from ranking import Ranked

from qualcoder_cg import suggest as engine
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example, Material, Profile

Texts = Iterable[tuple[str, str]]


def learned(profiles: Sequence[Profile], examples: Sequence[Example], background: Texts = ()) -> engine.Model:
    """A model; `background` are texts of the study with their languages, whether coded or not."""
    return engine.learn(profiles, examples, background=tuple(background))


def ranked(model: engine.Model, text: str, language: str, context: str) -> Ranked:
    """The codes for a passage, with what stands around it."""
    return engine.rank(model, text, language, context=context)


def scored(model: engine.Model, material: Material) -> list[tuple[Span, Ranked]]:
    """Every passage of a document with the score of every code."""
    return engine.scored(model, material)
