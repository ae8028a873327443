"""Findings, and the evidence they stand on."""

from typing import NamedTuple

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
