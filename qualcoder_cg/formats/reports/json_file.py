"""Everything the evidence holds as JSON, for scripts; excerpts are streamed."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from ...domain import attribution
from ...domain.evidence import Evidence, EvidenceCode, EvidenceQuestion, Excerpt
from ...progress import Progress
from .annex_table import shown_types
from .grouping import watched
from .safe_text import without_surrogates

_HIDDEN_BELOW = {
    "informant_type": attribution.TYPE,
    "informants": attribution.TYPE,
    "attribution": attribution.CATEGORY,
    "sex": attribution.ROLE,
    "institution": attribution.INSTITUTION,
    "citation": attribution.TYPE,
}


def write(
    evidence: Evidence, file: IO[bytes], progress: Progress, more: Mapping[str, Any] | None = None
) -> None:
    """Write one object, `more` members among its first; its last member, "excerpts", has one excerpt a line.

    Questions are named by their numbers. What the attribution level hides is absent.
    """
    head = json.dumps({**_head(evidence), **(more or {})}, ensure_ascii=False, indent=1)
    file.write(without_surrogates(head).removesuffix("\n}").encode() + b',\n "excerpts": [')
    separator = "\n"
    for line in _excerpts(evidence, progress):
        file.write((separator + without_surrogates(line)).encode())
        separator = ",\n"
    file.write(b"\n ]\n}\n")


def _head(evidence: Evidence) -> dict[str, Any]:
    """Everything but the excerpts."""
    return {
        "title": evidence.title,
        "made_at": evidence.made_at,
        "language": evidence.language,
        "attribution": evidence.attribution,
        "notes": evidence.notes,
        **({"limits": evidence.limits} if evidence.limits else {}),
        "counts": {
            "excerpts": evidence.excerpt_count,
            "informants": evidence.informant_count,
            "interviews": evidence.interview_count,
            "institutions": evidence.institution_count,
            "documents": evidence.document_count,
        },
        "criteria": [{"key": key, "name": name} for key, name in evidence.criteria],
        "questions": [_question(evidence, question) for question in evidence.questions],
        "themes": evidence.themes,
        "codes": [_code(code) for code in evidence.codes],
        "types": shown_types(evidence),
        "table": list(_table(evidence)),
        "totals": [
            {
                "question": evidence.questions[index].number,
                "excerpts": cell.excerpts,
                "informants": cell.informants,
                "documents": cell.documents,
            }
            for index, cell in sorted(evidence.totals.items())
        ],
    }


def _question(evidence: Evidence, question: EvidenceQuestion) -> dict[str, Any]:
    """A question with what was planned for it."""
    return {
        "number": question.number,
        "text": question.text,
        "short": question.short,
        "criterion": evidence.criteria[question.criterion][0],
        "judgement": [{"text": text, "indicators": indicators} for text, indicators in question.judgement],
        "sources": question.sources,
        "themes": question.themes,
    }


def _code(code: EvidenceCode) -> dict[str, Any]:
    """A codebook entry."""
    return {
        "name": code.name,
        "short": code.short,
        "kind": code.kind,
        "criterion": code.criterion,
        "questions": code.questions,
        "parent": code.parent,
        "definition": code.definition,
        "when_to_use": code.when_to_use,
        "when_not": code.when_not,
        "example": code.example,
        "keywords": code.keywords,
    }


def _table(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """The filled cells of question × type, question by question, types in order."""
    for index, question in enumerate(evidence.questions):
        for name in shown_types(evidence):
            cell = evidence.table.get((index, name))
            if cell is not None:
                yield {
                    "question": question.number,
                    "type": name,
                    "excerpts": cell.excerpts,
                    "informants": cell.informants,
                    "documents": cell.documents,
                }


def _excerpts(evidence: Evidence, progress: Progress) -> Iterator[str]:
    """Each excerpt as one line of JSON."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    numbers = [question.number for question in evidence.questions]
    hidden = [
        name for name, level in _HIDDEN_BELOW.items() if not attribution.shows(evidence.attribution, level)
    ]
    for excerpt in watched(evidence, progress):
        yield encode(_excerpt(excerpt, numbers, hidden))


def _excerpt(excerpt: Excerpt, numbers: list[str], hidden: list[str]) -> dict[str, Any]:
    """The fields of an excerpt under their own names, without the hidden ones."""
    fields = excerpt._asdict()
    fields["questions"] = [numbers[index] for index in excerpt.questions]
    for name in hidden:
        del fields[name]
    if excerpt.apart:
        fields["start"] = fields["end"] = fields["paragraph"] = None
    return fields
