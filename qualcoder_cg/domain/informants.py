"""The people who were interviewed, known by a code, and the institutions they speak for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Informant:
    """A person by code (KII-07), never by name."""

    id: str
    code: str
    type: str
    sex: str
    role: str
    institution: str
    place: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a document: an informant, under a speaker's label where the label is known."""

    document_id: str
    informant_id: str
    speaker: str
