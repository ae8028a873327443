"""Suggesters: plain values in, suggestions out; the only package that uses spaCy."""

from collections.abc import Sequence

from ..domain.suggestions import Example, Material, Profile, Suggestion
from ..progress import Progress, silent
from . import blend, keywords, learned, questions
from .language import two_letters
from .model import Model
from .reading import offered, whole

SUGGESTERS = (keywords, questions, learned)

__all__ = ["SUGGESTERS", "Model", "learn", "rank", "suggest"]


def learn(profiles: Sequence[Profile], examples: Sequence[Example], progress: Progress = silent) -> Model:
    """A model of the codes from their profiles and the team's decisions so far.

    Raises `Cancelled` out of `progress`.
    """
    progress(0, len(examples))
    model = Model(SUGGESTERS, profiles, examples)
    for language in sorted({two_letters(example.language) for example in examples}):
        model.scorers(language, progress)
    return model


def suggest(
    model: Model,
    material: Material,
    *,
    limit: int = 0,
    codes: frozenset[str] | None = None,
    progress: Progress = silent,
) -> list[Suggestion]:
    """Passages of a document that may be about a code, best first; the same for the same input.

    At most `limit` (0: all) and only for `codes` (None: all). Never an interviewer's words or a
    speaker's label, never what `material.taken` has half of. Raises `Cancelled` out of `progress`.
    """
    found = offered(model, material, codes, progress)
    found.sort(key=lambda one: (-one.score, one.start, one.end, one.code_id))
    return found[:limit] if limit else found


def rank(model: Model, text: str, language: str) -> list[tuple[str, float]]:
    """Every code with its score (0 to 1) for a text taken as one passage, best first.

    Codes of equal score keep the order of the profiles.
    """
    if not model.code_ids:
        return []
    scorers = model.scorers(language)
    doc, passage = whole(text, language)
    scores = [scorer.score(doc, [passage]) for scorer in scorers]
    row = blend.blended([scorer.name for scorer in scorers], scores)[0]
    ranked = zip(model.code_ids, row.tolist())
    return sorted(ranked, key=lambda pair: -pair[1])
