"""Values as JSON between the window and the process that suggests; knows nothing of spaCy."""

from collections.abc import Mapping
from typing import Any

from ..domain.alike import Candidate, Read
from ..domain.documents import Turn
from ..domain.spans import Span
from ..domain.suggestions import Asked, Example, Material, Profile, Suggestion

Json = dict[str, Any]


def profile_to_json(profile: Profile) -> Json:
    """A profile as JSON values."""
    return {
        "code_id": profile.code_id,
        "label": profile.label,
        "text": profile.text,
        "keywords": {language: list(terms) for language, terms in profile.keywords.items()},
        "unlike": profile.unlike,
    }


def profile_from_json(data: Mapping[str, Any]) -> Profile:
    """What `profile_to_json` gave."""
    keywords = {language: tuple(terms) for language, terms in data["keywords"].items()}
    return Profile(data["code_id"], data["label"], data["text"], keywords, data["unlike"])


def example_to_json(example: Example) -> list[Any]:
    """An example as a list; there may be thousands."""
    return list(example)


def example_from_json(data: list[Any]) -> Example:
    """What `example_to_json` gave."""
    return Example(*data)


def material_to_json(material: Material) -> Json:
    """A document with its text, turns and what is taken."""
    return {
        "document_id": material.document_id,
        "text": material.text,
        "language": material.language,
        "turns": [list(turn) for turn in material.turns],
        "taken": [list(one) for one in material.taken],
        "asked": [list(one) for one in material.asked],
    }


def material_from_json(data: Mapping[str, Any]) -> Material:
    """What `material_to_json` gave."""
    return Material(
        document_id=data["document_id"],
        text=data["text"],
        language=data["language"],
        turns=tuple(Turn(*turn) for turn in data["turns"]),
        taken=tuple((start, end, code_id) for start, end, code_id in data["taken"]),
        asked=tuple(
            Asked(start, end, tuple(codes), reason, follow_up)
            for start, end, codes, reason, follow_up in data["asked"]
        ),
    )


def suggestion_to_json(suggestion: Suggestion) -> Json:
    """A suggestion as JSON values."""
    return {
        "document_id": suggestion.document_id,
        "start": suggestion.start,
        "end": suggestion.end,
        "code_id": suggestion.code_id,
        "score": suggestion.score,
        "suggester": suggestion.suggester,
        "reason": suggestion.reason,
        "matches": [list(span) for span in suggestion.matches],
        "parts": [list(part) for part in suggestion.parts],
        "learned_from": suggestion.learned_from,
    }


def suggestion_from_json(data: Mapping[str, Any]) -> Suggestion:
    """What `suggestion_to_json` gave."""
    spans = tuple(Span(*span) for span in data["matches"])
    return Suggestion(**{**data, "matches": spans, "parts": tuple((n, s) for n, s in data["parts"])})


def alike_from_json(data: list[Any]) -> Read:
    """What the process answers to `alike`."""
    passages, words, held, found = data
    return Read(
        passages,
        words,
        tuple(held),
        tuple(
            Candidate(start, end, size, tuple(hits), tuple(Span(*span) for span in matches))
            for start, end, size, hits, matches in found
        ),
    )
