"""The engine as the benchmarks of suggestions ask it: everything it can be told is told."""

import inspect
from collections.abc import Iterable, Sequence

from ranking import Ranked

from qualcoder_cg import suggest as engine
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example, Material, Profile

Texts = Iterable[tuple[str, str]]
_WITH_CONTEXT = "context" in inspect.signature(engine.rank).parameters
_WITH_BACKGROUND = "background" in inspect.signature(engine.learn).parameters


def learned(profiles: Sequence[Profile], examples: Sequence[Example], background: Texts = ()) -> engine.Model:
    """A model; `background` are texts of the study with their languages, whether coded or not."""
    if _WITH_BACKGROUND:
        return engine.learn(profiles, examples, background=tuple(background))
    return engine.learn(profiles, examples)


def ranked(model: engine.Model, text: str, language: str, context: str) -> Ranked:
    """The codes for a passage, with what stands around it."""
    if _WITH_CONTEXT:
        return engine.rank(model, text, language, context=context)
    return engine.rank(model, text, language)


def scored(model: engine.Model, material: Material) -> list[tuple[Span, Ranked]]:
    """Every passage of a document with the score of every code."""
    if hasattr(engine, "scored"):
        return engine.scored(model, material)
    from qualcoder_cg.suggest import blend, guide_item, language, passages

    guide = guide_item.GuideItem(material.asked, {code: n for n, code in enumerate(model.code_ids)})
    scorers = (*model.scorers(material.language), *((guide,) if material.asked else ()))
    reader = language.pipeline(material.language)
    spans = passages.stretches(material.text, material.turns)
    rows = []
    for span, doc in zip(spans, reader.read(material.text[slice(*span)] for span in spans)):
        parts = passages.passages(doc, reader.words(doc), span.start)
        if parts:
            names = [one.name for one in scorers]
            total = blend.blended(names, [one.score(doc, parts) for one in scorers])
            rows += [(part.span, list(zip(model.code_ids, row.tolist()))) for part, row in zip(parts, total)]
    return rows
