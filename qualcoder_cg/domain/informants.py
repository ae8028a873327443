"""The people who were interviewed, known by a code, and the institutions they speak for."""

from dataclasses import dataclass

RECORD, QUOTE, NAME, SHARE = "record", "quote", "name", "share"
CONSENT_TERMS = (RECORD, QUOTE, NAME, SHARE)


@dataclass(frozen=True, slots=True)
class Informant:
    """A person by code (KII-07), never by name.

    `consent` holds the terms the person agreed to, parted by spaces; "" means that nothing was noted and
    "no" that nothing was agreed to. `ceiling` is the highest attribution level allowed, "" for no limit.
    """

    id: str
    code: str
    type: str
    sex: str
    role: str
    institution: str
    place: str
    consent: str = ""
    ceiling: str = ""

    @property
    def may_be_quoted(self) -> bool:
        """Whether the person's words may be printed: not where terms were noted without it."""
        return not self.consent or QUOTE in self.consent.split()


@dataclass(frozen=True, slots=True)
class Institution:
    """An entity that informants speak for, and the other ways in which its name is written."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a document: an informant, under a speaker's label where the label is known."""

    document_id: str
    informant_id: str
    speaker: str
