"""What was decided about passages before they are printed: attribution, redaction, translation, names."""

from typing import NamedTuple

from .spans import Span

PERSON, PLACE, INSTITUTION, OTHER, KEEP = "person", "place", "institution", "other", "keep"
# What a redacted stretch is; KEEP is one that looked like a name and may stand.
REDACTION_KINDS = (PERSON, PLACE, INSTITUTION, OTHER, KEEP)
NAME_KINDS = (PERSON, PLACE, OTHER)

BY_HAND, BY_REGISTER, BY_ENTITIES = "hand", "register", "entities"


class Quote(NamedTuple):
    """A passage that a decision was taken about, or that is evidence; code points, half-open.

    The same passage (document, start, end) is one quote, however many codings lie on it. `level` is the
    attribution level decided for it ("" where none was) and `reason` why; `paraphrase_only` is 1 where it
    may not be printed in its own words, and `paraphrase` what is printed instead.
    """

    id: str
    document_id: str
    start: int
    end: int
    level: str = ""
    reason: str = ""
    paraphrase_only: int = 0
    paraphrase: str = ""

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Translation(NamedTuple):
    """A version of a quote in another language; the original stays the evidence.

    `method` is "person" or "machine", `date` ISO 8601, `checked_by` who compared it with the original, ""
    while nobody has.
    """

    id: str
    quote_id: str
    language: str
    text: str
    translator: str
    method: str
    date: str
    checked_by: str = ""


class Redaction(NamedTuple):
    """A stretch of a document that is replaced wherever it is printed, of REDACTION_KINDS; code points.

    `found_by` is BY_HAND, BY_REGISTER or BY_ENTITIES.
    """

    id: str
    document_id: str
    start: int
    end: int
    kind: str
    found_by: str
    reason: str
    coder_id: str
    created_at: str

    @property
    def span(self) -> Span:
        """The stretch."""
        return Span(self.start, self.end)


class KnownName(NamedTuple):
    """A name that must not be printed: of an informant, of someone they speak of, of a place.

    `kind` is of NAME_KINDS. An informant's names have her id; the first of them is what level 5 prints.
    """

    id: str
    kind: str
    name: str
    informant_id: str | None
    position: int


class GlossaryTerm(NamedTuple):
    """How the name of an institution or a term is to be translated, in all quotes alike."""

    id: str
    term: str
    language: str
    translation: str
    into: str
    note: str
    position: int
