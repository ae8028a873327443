"""Suggesters: plain values in, suggestions out; the only package that uses spaCy."""

from collections.abc import Sequence

from ..domain.spans import Span
from ..domain.suggestions import Example, Material, Profile, Suggestion
from ..progress import Progress, silent
from . import blend, keywords, learned, meaning, near_duplicate, questions
from .language import two_letters
from .lesson import ENOUGH, Ground
from .model import Model
from .reading import offered, whole
from .reading import scored as every_passage

SUGGESTERS = (keywords, questions, learned, near_duplicate, meaning)

__all__ = ["SUGGESTERS", "Model", "learn", "rank", "scored", "suggest"]


def learn(
    profiles: Sequence[Profile],
    examples: Sequence[Example],
    progress: Progress = silent,
    background: Sequence[tuple[str, str]] = (),
    before: Model | None = None,
) -> Model:
    """A model of the codes from their profiles and the team's decisions so far.

    `background` are passages of the study with their languages, coded or not: they tell which words are
    common in it. From a model learned `before` is taken what is still the same; that changes nothing but the
    time. Raises `Cancelled` out of `progress`.
    """
    progress(0, len(examples))
    given = tuple(background)
    common = background if len(given) >= ENOUGH else _texts(examples)
    ground = Ground(profiles, common)
    if before and (before.ground.profiles, before.ground.background) == (ground.profiles, ground.background):
        ground = before.ground
    model = Model(SUGGESTERS, ground, examples)
    for language in sorted({two_letters(example.language) for example in examples}):
        model.scorers(language, progress)
    return model


def _texts(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """The examples themselves as what is known of the study, where there are enough."""
    texts = sorted({(one.text, one.language) for one in examples})
    return texts if len(texts) >= ENOUGH else []


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
    return offered(model, material, codes, limit, progress)


def scored(
    model: Model, material: Material, progress: Progress = silent
) -> list[tuple[Span, list[tuple[str, float]]]]:
    """Every passage of a document in order, each with all codes and their scores, best first."""
    found = []
    for parts, total in every_passage(model, material, progress):
        for part, row in zip(parts, total.tolist()):
            found.append((part.span, sorted(zip(model.code_ids, row), key=lambda pair: -pair[1])))
    return found


def rank(model: Model, text: str, language: str, context: str = "") -> list[tuple[str, float]]:
    """Every code with its score (about 0 to 1) for a text taken as one passage, best first.

    `context` is what stands around it, a line each. Codes of equal score keep the order of the profiles.
    """
    if not model.code_ids:
        return []
    scorers = model.scorers(language)
    read = whole(text, language, context)
    shares = blend.contributions([one.name for one in scorers], [one.score(read) for one in scorers])
    ranked = zip(model.code_ids, blend.total(shares)[0].tolist())
    return sorted(ranked, key=lambda pair: -pair[1])
