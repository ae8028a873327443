"""Names that a trained pipeline finds in the documents, for a person to accept."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..domain.documents import Document
from ..domain.quotes import BY_ENTITIES
from ..domain.spans import Span
from ..progress import Progress, silent
from ..storage.project import Project
from .redaction import of_document, redact
from .redactor import Redactor


class Proposed(NamedTuple):
    """Words of a document that a pipeline takes for a name; code points, half-open."""

    document_id: str
    document: str
    start: int
    end: int
    kind: str
    words: str


def find(project: Project, document_ids: Sequence[str] = (), progress: Progress = silent) -> list[Proposed]:
    """What is taken for names in these documents, or all, and is not replaced or let stand already.

    Empty where no pipeline that looks for names is installed for the language of a document.
    """
    from ..suggest.entities import entities

    found: list[Proposed] = []
    wanted = [one for one in project.documents.all() if not document_ids or one.id in document_ids]
    for number, document in enumerate(wanted):
        progress(number, len(wanted))
        text = project.documents.text(document.id)
        found += proposed(project, document, text, entities(text, document.language))
    return found


def proposed(
    project: Project, document: Document, text: str, found: Sequence[tuple[int, int, str]]
) -> list[Proposed]:
    """Those of a document's names (start, end, kind) that nothing is decided about yet."""
    gone = Redactor(project).of_document(document.id, text).pieces("none")
    decided = [one.span for one in of_document(project, document.id)]
    return [
        Proposed(document.id, document.code, start, end, kind, text[start:end])
        for start, end, kind in found
        if not gone.count(start, end) and not any(Span(start, end).overlaps(one) for one in decided)
    ]


def accept(project: Project, chosen: Sequence[Proposed]) -> int:
    """Redact what was taken for names; one step. Gives how many that were."""
    with project.step("Redact names that were found ({n})", n=len(chosen)):
        for one in chosen:
            redact(project, one.document_id, Span(one.start, one.end), one.kind, found_by=BY_ENTITIES)
    return len(chosen)


def request(document: Document, text: str) -> Mapping[str, Any]:
    """What the process that runs spaCy is asked."""
    return {"op": "entities", "text": text, "language": document.language}
