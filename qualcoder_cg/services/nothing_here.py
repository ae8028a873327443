"""Saying of a passage that it belongs under no code: nothing is suggested there, and that is learned from."""

from collections.abc import Iterable, Iterator, Sequence

from ..domain.codings import Coding
from ..domain.spans import Span, trimmed
from ..domain.suggestions import NothingHere, Suggestion
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from . import predictions
from .coders import own_coder
from .coding import check_span
from .studies import current_coder


def nothing_here(
    project: Project, document_id: str, span: Span, *, known: Sequence[Suggestion] | None = None
) -> str:
    """Say that a passage belongs under no code, in one step; gives the id of what was stored.

    Saying it again of the same words changes nothing. `known` are the suggestions of the document, of which
    those for this passage are kept with it; None where it was not read for any. UserError where the passage
    is not one.
    """
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    check_span(span, document.characters, document.name)
    span = trimmed(project.documents.text(document_id), span)
    if not span:
        raise UserError(_("There are no words in this passage."), _("Select a passage first."))
    mine = own_coder(project)
    for one in project.decisions.nothing.where("document_id", document_id):
        if mine and (one.coder_id, one.start, one.end) == (mine.id, *span):
            return one.id
    with project.step("No code here in {document}", document=document.code):
        predictions.nothing_here(project, document_id, span, known)
        made = NothingHere(
            rows.new_id(), document_id, current_coder(project).id, span.start, span.end, rows.now()
        )
        project.decisions.nothing.add(made)
    return made.id


def standing(project: Project, document_id: str) -> list[NothingHere]:
    """The passages of a document that belong under no code, as those say who may be seen.

    Whatever somebody has coded since is not among them.
    """
    found = project.decisions.nothing.where("document_id", document_id)
    return list(_standing(project, found, project.seen.in_document(document_id))) if found else []


def taken(project: Project, document_id: str) -> list[tuple[int, int, str]]:
    """The same as what is taken in a document: start, end and no code."""
    return [(one.start, one.end, "") for one in standing(project, document_id)]


def everywhere(project: Project) -> Iterator[NothingHere]:
    """Those of all documents, document by document."""
    for document_id in dict.fromkeys(one.document_id for one in project.decisions.nothing.all()):
        yield from standing(project, document_id)


def _standing(
    project: Project, said: Iterable[NothingHere], codings: Iterable[Coding]
) -> Iterator[NothingHere]:
    coders, coded = project.seen_coders, [one.span for one in codings]
    for one in said:
        span = Span(one.start, one.end)
        if (coders is None or one.coder_id in coders) and not any(span.is_mostly(other) for other in coded):
            yield one
