"""Names that a trained pipeline finds, where the person installed one that looks for them."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..domain.quotes import INSTITUTION, PERSON, PLACE
from .words import two_letters

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = {
    "PERSON": PERSON, "PER": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "ORG": INSTITUTION,
}  # fmt: skip
_AT_ONCE = 20_000


class Entity(NamedTuple):
    """A stretch of a text (code points, half-open) that names a person, a place or an institution."""

    start: int
    end: int
    kind: str


def entities(text: str, language: str) -> list[Entity]:
    """The names in a text, in order; none where no such pipeline is installed."""
    nlp = _pipeline(two_letters(language))
    if nlp is None:
        return []
    found = []
    for start in _starts(text):
        doc = nlp(text[start[0] : start[1]])
        found += [
            Entity(start[0] + one.start_char, start[0] + one.end_char, _KINDS[one.label_])
            for one in doc.ents
            if one.label_ in _KINDS
        ]
    return found


def _starts(text: str) -> list[tuple[int, int]]:
    """A long text in portions that end with a line."""
    portions, start = [], 0
    while start < len(text):
        end = text.rfind("\n", start, start + _AT_ONCE) + 1 if len(text) - start > _AT_ONCE else len(text)
        end = end if end > start else min(start + _AT_ONCE, len(text))
        portions.append((start, end))
        start = end
    return portions


@cache
def _pipeline(language: str) -> "Language | None":
    """The first installed pipeline of a language that finds names, small ones before large."""
    import spacy

    for name in sorted(spacy.util.get_installed_models(), key=lambda one: (one.split("_")[0], one)):
        if name.split("_")[0] not in (language, "xx"):
            continue
        try:
            nlp = spacy.load(name, exclude=["textcat", "lemmatizer"])
        except (OSError, ValueError, ImportError):
            continue
        if {"ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
            return nlp
    return None
