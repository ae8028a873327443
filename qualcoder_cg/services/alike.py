"""Find more like this: passages anywhere in the study that are like one, whether coded or not."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain.alike import Alike, ranked
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from .suggestions import material

MOST = 100
LONGEST = 4000


class Like(NamedTuple):
    """A text that others are to be like, and where it stands, if it does."""

    text: str
    language: str
    document_id: str = ""
    span: Span = Span(0, 0)


def like_passage(project: Project, document_id: str, span: Span) -> Like:
    """The passage of a document, to find more like it."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    words = project.documents.text(document_id)[span.start : span.end]
    if not words.strip():
        raise UserError(_("There are no words in this passage."), _("Select a passage first."))
    return Like(words[:LONGEST], document.language, document_id, span)


def more_like(
    project: Project,
    like: Like,
    document_ids: Sequence[str] = (),
    *,
    most: int = MOST,
    progress: Progress = silent,
) -> list[Alike]:
    """Passages of these documents, or of all, that are like a text, likest first; not the passage itself.

    Raises `Cancelled` out of `progress`.
    """
    from ..suggest import alike as engine

    wanted = engine.sought(like.text, like.language)
    ids = list(document_ids) or [document.id for document in project.documents.all()]
    reads = {}
    for number, document_id in enumerate(ids):
        progress(number, len(ids), _("Looking for passages alike"))
        reads[document_id] = engine.alike(wanted, material(project, document_id), silent)
    return others(ranked(reads, most + 10), like)[:most]


def others(found: Sequence[Alike], like: Like) -> list[Alike]:
    """What was found without the passage that was sought from."""
    return [one for one in found if one.document_id != like.document_id or not one.span.overlaps(like.span)]


def codes_on(project: Project, found: Sequence[Alike]) -> dict[Alike, tuple[str, ...]]:
    """Under which codes (ids) the passages are already, by those who may be seen."""
    coded: dict[str, list[tuple[int, int, str]]] = {}
    for document_id in {one.document_id for one in found}:
        coded[document_id] = project.seen.places_in(document_id)
    return {
        one: tuple(
            dict.fromkeys(
                code_id
                for start, end, code_id in coded[one.document_id]
                if one.span.is_mostly(Span(start, end))
            )
        )
        for one in found
    }
