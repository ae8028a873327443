"""Findings, and the evidence they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # the rules of strength name grades, which are defined here
    from .counting_words import Counted, Part
    from .documents import Document
    from .informants import Informant
    from .matrix import Question
    from .quotes import Quote
    from .strength import Piece, Strength
    from .surveys import Survey, SurveyItem

QUOTE, PAGE, SURVEY, OBSERVATION, JUDGEMENT = "quote", "page", "survey", "observation", "judgement"
# What a piece of evidence is. A judgement is the evaluator's own and no source; an observation is one.
EVIDENCE_KINDS = (QUOTE, PAGE, SURVEY, OBSERVATION, JUDGEMENT)

STRONG, GOOD, LIMITED, WEAK, CONTESTED = "4", "3", "2", "1", "C"
GRADES = (STRONG, GOOD, LIMITED, WEAK, CONTESTED)


class Finding(NamedTuple):
    """A statement that answers an evaluation question.

    `grade` is the strength a person confirmed or chose (of GRADES, "" while only proposed); `reason` says why
    where it is not the proposed one. Its number (F7.1) follows from its place and is not stored.
    """

    id: str
    question_id: str
    statement: str
    grade: str
    reason: str
    coder_id: str
    position: int
    created_at: str
    changed_at: str


class EvidenceItem(NamedTuple):
    """A piece of evidence, of EVIDENCE_KINDS; one piece may serve several findings and counts once in totals.

    A quote has its `quote_id`, a page its `document_id`, `page` and what it says in `text`, a survey result
    its `survey_item_id` and what it says in `text`; observations and judgements are `text` alone.
    """

    id: str
    kind: str
    quote_id: str | None
    document_id: str | None
    page: str
    survey_item_id: str | None
    text: str
    coder_id: str
    created_at: str


class EvidenceLink(NamedTuple):
    """A piece of evidence linked to a finding.

    `bearing` is "supports", "qualifies" or "contradicts" (as polarities of codings); a contradiction is
    unresolved until `settled` says how it was resolved and `settled_by` (a coder) by whom.
    """

    id: str
    finding_id: str
    evidence_id: str
    bearing: str
    settled: str
    settled_by: str | None
    position: int


@dataclass(frozen=True, slots=True)
class LinkedEvidence:
    """A piece of evidence of a finding with what is known of it.

    `source_kind` is of strength.SOURCE_KINDS, "" for a judgement; `reference` says in short where it comes
    from (KII-19, ¶44; D-11, p. 4), by neutral codes. `quote` and `document` are set for passages, `document`
    for pages, `survey_item` and `survey` for survey results. `informants` are those who may have said it.
    `text` is what it says, "" for a quote, whose words whoever prints them asks for as they may be printed.
    `also_in` are the labels of other findings it serves.
    """

    link: EvidenceLink
    item: EvidenceItem
    source_kind: str
    reference: str
    piece: Piece
    text: str = ""
    quote: Quote | None = None
    document: Document | None = None
    survey_item: SurveyItem | None = None
    survey: Survey | None = None
    informants: tuple[Informant, ...] = ()
    quotable: bool = True
    also_in: tuple[str, ...] = ()

    @property
    def bearing(self) -> str:
        """Whether it supports, qualifies or contradicts the finding."""
        return self.link.bearing

    @property
    def is_open(self) -> bool:
        """Whether it is a contradiction that nobody settled."""
        return self.piece.is_open

    @property
    def passage(self) -> tuple[str, int, int] | None:
        """Document id, start and end of a quote; None for other evidence."""
        return (self.quote.document_id, self.quote.start, self.quote.end) if self.quote else None


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding with its number, its evidence and the strength of it, in the order of the matrix.

    `number` is that of its question and its place ("7.1"). `statement` has its counting words filled in and
    `parts` is the same in parts; `finding.statement` is as it was written. `counts` says for each of
    counting_words.WHO how many of those asked.
    """

    finding: Finding
    number: str
    question: Question
    statement: str
    parts: tuple[Part, ...]
    counts: Mapping[str, Counted]
    strength: Strength
    author: str
    evidence: tuple[LinkedEvidence, ...] = ()

    @property
    def id(self) -> str:
        """The finding's id."""
        return self.finding.id

    @property
    def label(self) -> str:
        """The number as it is printed: F7.1."""
        return f"F{self.number}"

    @property
    def grade(self) -> str:
        """The grade a person confirmed or chose; the proposed one where nobody did."""
        return self.finding.grade or self.strength.proposed

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed or chose the grade."""
        return bool(self.finding.grade)

    @property
    def is_overridden(self) -> bool:
        """Whether a person chose the grade against the proposed one, and said why."""
        return self.is_confirmed and bool(self.finding.reason)

    @property
    def is_outdated(self) -> bool:
        """Whether the grade that was confirmed is no longer the one that is proposed."""
        return self.is_confirmed and not self.is_overridden and self.finding.grade != self.strength.proposed

    def bearing(self, *bearings: str) -> tuple[LinkedEvidence, ...]:
        """The evidence that bears so, in order."""
        return tuple(one for one in self.evidence if one.bearing in bearings)

    @property
    def open(self) -> tuple[LinkedEvidence, ...]:
        """The contradictions that nobody settled."""
        return tuple(one for one in self.evidence if one.is_open)
