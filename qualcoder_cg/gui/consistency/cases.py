"""Everything the desk shows of one disagreement, read from the study; no Qt here."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ...domain.codes import Code
from ...domain.codings import Coder, Coding
from ...domain.consistency import Disagreement
from ...domain.spans import Span
from ...domain.team import ANOTHER, KEEP_A, KEEP_B, NEITHER, Adjudication
from ...services import findings
from ...services.evidence_text import paragraphs
from ...services.studies import Project
from ..coding import words as code_words
from . import context
from .side_pane import Said


class Side(NamedTuple):
    """What one coder made of the passage; `version` of the codebook under which, 0 where it is not known."""

    coder: Coder
    codings: tuple[Coding, ...]
    code: Code | None
    version: int


class Case(NamedTuple):
    """A disagreement with its words, both sides, what rests on it and how it was settled, if it was.

    `reason_before` is that of a decision which no longer holds, because a coding has changed since.
    """

    disagreement: Disagreement
    document: str
    who: str
    said: Said
    first: Side
    second: Side
    findings: tuple[str, ...]
    decision: Adjudication | None
    decided_by: str
    reason_before: str = ""

    @property
    def codes(self) -> list[Code]:
        """The codes it is about, each once."""
        return list({one.code.id: one.code for one in (self.first, self.second) if one.code}.values())


def read(project: Project, disagreement: Disagreement) -> Case | None:
    """The case as it stands now; None where its document or a coder is gone."""
    one = disagreement
    document = project.documents.get(one.document_id)
    coders = {coder.id: coder for coder in project.coders.all()}
    if document is None or one.coder_a not in coders or one.coder_b not in coders:
        return None
    codes = {code.id: code for code in project.codes.all()}
    text = project.documents.text(document.id)
    parts = context.around(text, project.documents.turns(document.id), one.span)
    starts = paragraphs(text)
    said = Said(text, parts, [bisect_right(starts, _begin(part.span, one.span)) for part in parts])
    made = project.team.adjudications.get(one.adjudication_id) if one.adjudication_id else None
    decision = made if not one.is_open else None
    numbers = findings.numbers(project)
    return Case(
        one,
        document.code,
        _who(project, document.id),
        said,
        _side(project, coders[one.coder_a], one.codings_a, codes.get(one.code_a)),
        _side(project, coders[one.coder_b], one.codings_b, codes.get(one.code_b)),
        tuple(f"F{numbers[found]}" for found in one.findings if found in numbers),
        decision,
        coders[decision.coder_id].name if decision and decision.coder_id in coders else "",
        made.reason if made and one.is_open else "",
    )


def consensus_codes(project: Project, adjudication_id: str) -> list[str]:
    """What holds by a decision: codes as they are called."""
    codes = {code.id: code for code in project.codes.all()}
    held = project.team.consensus.where("adjudication_id", adjudication_id)
    return [code_words.code_name(codes[one.code_id]) for one in held if one.code_id in codes]


def can_be_both(case: Case) -> bool:
    """Whether both can hold: not where one of them marked nothing."""
    return bool(case.disagreement.code_a and case.disagreement.code_b)


def holding(case: Case, verdict: str, other: Code | None = None) -> tuple[list[Code], list[Code]]:
    """The codes that hold by a verdict (`other` where another does), and those of the case that do not."""
    held = {KEEP_A: [case.first.code], KEEP_B: [case.second.code], NEITHER: [], ANOTHER: [other]}
    hold = [code for code in held.get(verdict, case.codes) if code]
    return hold, [code for code in case.codes if code not in hold]


def _begin(part: Span, passage: Span) -> int:
    """Where the paragraph to be cited is: at the passage where it lies in the part."""
    return passage.start if part.start <= passage.start < part.end else part.start


def _side(project: Project, coder: Coder, ids: Sequence[str], code: Code | None) -> Side:
    codings = tuple(sorted(project.codings.some(ids), key=lambda one: one.start))
    versions = project.team.versions_of_codings(code.id) if code and codings else {}
    return Side(coder, codings, code, max((versions.get(one.id, 0) for one in codings), default=0))


def _who(project: Project, document_id: str) -> str:
    """The types of those who speak in a document."""
    speaks = {voice.informant_id for voice in project.informants.voices(document_id)}
    types = [one.type for one in project.informants.all() if one.id in speaks and one.type]
    return ", ".join(dict.fromkeys(types))
