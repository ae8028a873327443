"""Findings and reused quotes as the command line lists them."""

from dataclasses import asdict
from typing import Any

from ..domain.counting_words import figures
from ..domain.findings import FindingFacts, LinkedEvidence
from ..services import finding_words, reuse
from ..services.studies import Project
from .common import print_json, print_table


def as_json_values(project: Project, facts: FindingFacts) -> dict[str, Any]:
    """A finding with its evidence and the sum of its strength, for JSON."""
    coders = {coder.id: coder.name for coder in project.coders.all()}
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
        "evidence": [
            _evidence(project, number, one, coders) for number, one in enumerate(facts.evidence, 1)
        ],
    }


def _evidence(project: Project, number: int, one: LinkedEvidence, coders: dict[str, str]) -> dict[str, Any]:
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
    if one.quote:
        values |= {"start": one.quote.start, "end": one.quote.end, "level": one.quote.level}
        if one.quotable:
            values["text"] = project.documents.text(one.quote.document_id)[one.quote.start : one.quote.end]
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
