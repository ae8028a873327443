"""Findings and reused quotes as the command line lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..domain.counting_words import figures
from ..domain.evidence import Excerpt
from ..domain.findings import FindingFacts, LinkedEvidence
from ..services import finding_words, reuse
from ..services.printed import Passage, printed
from ..services.studies import Project
from .common import print_json, print_table


def as_json_values(project: Project, found: Sequence[FindingFacts], level: str) -> list[dict[str, Any]]:
    """Findings with their evidence and the sum of their strength, for JSON; quotes as they may be printed."""
    coders = {coder.id: coder.name for coder in project.coders.all()}
    passages = [one.passage for facts in found for one in facts.evidence if one.passage]
    quotes = printed(project, passages, level)
    return [_finding(project, facts, coders, quotes) for facts in found]


def _finding(
    project: Project, facts: FindingFacts, coders: dict[str, str], quotes: Mapping[Passage, Excerpt]
) -> dict[str, Any]:
    return {
        "id": facts.id,
        "number": facts.label,
        "question": facts.question.number,
        "statement": facts.statement,
        "written": facts.finding.statement,
        "grade": facts.grade,
        "proposed": facts.strength.proposed,
        "if_settled": facts.strength.if_settled,
        "confirmed": facts.is_confirmed,
        "reason": facts.finding.reason,
        "author": coders.get(facts.finding.coder_id, ""),
        "created_at": facts.finding.created_at,
        "changed_at": facts.finding.changed_at,
        "strength": asdict(facts.strength),
        "arithmetic": [line._asdict() for line in finding_words.lines(project, facts)],
        "verdict": finding_words.verdict(facts),
        "counts": {who: figures(counted) for who, counted in facts.counts.items()},
        "evidence": [_evidence(number, one, coders, quotes) for number, one in enumerate(facts.evidence, 1)],
    }


def _evidence(
    number: int, one: LinkedEvidence, coders: dict[str, str], quotes: Mapping[Passage, Excerpt]
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": number,
        "kind": one.item.kind,
        "source_kind": one.source_kind,
        "reference": one.reference,
        "bearing": one.bearing,
        "settled": one.link.settled,
        "settled_by": coders.get(one.link.settled_by or "", ""),
        "also_in": list(one.also_in),
        "text": one.text,
        "document": one.document.code if one.document else "",
        "informants": [person.code for person in one.informants],
        "quotable": one.quotable,
    }
    if one.passage:
        values |= {"start": one.passage[1], "end": one.passage[2]}
        quote = quotes.get(one.passage)
        if quote:
            values |= {"text": quote.text, "attribution": quote.attribution, "level": quote.level}
    return values


def print_reuse(project: Project, *, as_json: bool) -> None:
    """Words that are used more than once."""
    found = reuse.reused(project)
    codes = {document.id: document.code for document in project.documents.all()}
    rows = [
        {
            "kind": one.kind,
            "score": round(one.score),
            "levels": [level or "–" for level in one.levels],
            "languages": list(one.languages),
            "quotes": [
                {
                    "document": codes[use.quote.document_id],
                    "start": use.quote.start,
                    "end": use.quote.end,
                    "findings": list(use.findings),
                    "questions": list(use.questions),
                }
                for use in one.uses
            ],
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        [
            (
                row["kind"],
                " = ".join(f"{one['document']} {one['start']}–{one['end']}" for one in row["quotes"]),  # type: ignore[attr-defined]
                "; ".join(", ".join(one["findings"]) for one in row["quotes"]),  # type: ignore[attr-defined]
                " ≠ ".join(row["levels"]),  # type: ignore[arg-type]
                ", ".join(row["languages"]),  # type: ignore[arg-type]
            )
            for row in rows
        ]
    )
