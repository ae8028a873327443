"""Correcting the text of a document: codings, turns and pages go along, and earlier versions are kept."""

from collections.abc import Sequence
from pathlib import Path

from ..domain.documents import Transcript
from ..domain.revisions import LinePair, Outcome, Review, TextVersion
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from . import comparing
from .anchoring import GONE
from .coding import check_span
from .revision_plan import NewText as NewText
from .revision_plan import planned, save


def edit_text(project: Project, document_id: str, new_text: str, reason: str = "") -> Outcome:
    """Give a document a corrected text, in one step.

    Codings, decisions, turns and pages follow their words; the text before is kept as a version. A coding
    whose place is unsure is put where it most likely belongs and on the list to review. UserError for an
    empty text; a text that is the same changes nothing.
    """
    plan = planned(project, document_id, NewText(new_text, reason=reason))
    with project.step("Correct the text of {document}", document=plan.document.code):
        return save(project, plan)


def preview(project: Project, document_id: str, new_text: str) -> Outcome:
    """What `edit_text` would do."""
    return planned(project, document_id, NewText(new_text)).outcome


class UnsureEncoding(UserError):
    """A file whose encoding a person has to choose among `encodings`, the likeliest first."""

    def __init__(self, name: str, encodings: Sequence[str]) -> None:
        super().__init__(
            _("The encoding of {file} is unsure: {encodings}.").format(
                file=name, encodings=", ".join(encodings)
            ),
            _("Choose one of them, or save the file as UTF-8."),
        )
        self.encodings = tuple(encodings)


def read_file(path: Path, *, encoding: str = "", progress: Progress = silent) -> NewText:
    """A better version of a document from a file; touches no study.

    UserError where it cannot be read, UnsureEncoding where its encoding has to be chosen.
    """
    from . import reading

    chosen = {path: encoding} if encoding else {}
    ((_path, found),) = reading.read_files([path], progress, chosen)
    if isinstance(found, UserError):
        raise found
    if found.encodings and not encoding:
        raise UnsureEncoding(path.name, found.encodings)
    return _of_transcript(found, path.name)


def replace_text(project: Project, document_id: str, new: NewText) -> Outcome:
    """Give a document a better version of its text, in one step, as `edit_text` does.

    Where the new text has turns of its own they are taken; who speaks in them keeps voice and role.
    """
    plan = planned(project, document_id, new)
    with project.step(
        "Replace the text of {document} by {file}", document=plan.document.code, file=new.reason
    ):
        return save(project, plan)


def preview_replacing(project: Project, document_id: str, new: NewText) -> Outcome:
    """What `replace_text` would do."""
    return planned(project, document_id, new).outcome


def versions(project: Project, document_id: str) -> list[TextVersion]:
    """The earlier versions of a text, oldest first."""
    return project.revisions.of(document_id)


def version(project: Project, document_id: str, number: int) -> TextVersion:
    """One version by its number; UserError when there is none."""
    found = project.revisions.of(document_id)
    for one in found:
        if one.number == number:
            return one
    raise UserError(
        _("There is no version {number} of this text.").format(number=number),
        _("The versions are: {numbers}.").format(numbers=", ".join(str(one.number) for one in found) or "–"),
    )


def compare(
    project: Project, document_id: str, version_a: str | None, version_b: str | None
) -> list[LinePair]:
    """Two texts of a document side by side, line by line; ids of versions, None for the text as it is now."""
    return comparing.side_by_side(
        _text_of(project, document_id, version_a), _text_of(project, document_id, version_b)
    )


def between(old: str, new: str) -> list[LinePair]:
    """Any two texts side by side, line by line."""
    return comparing.side_by_side(old, new)


def changes(old: str, new: str) -> int:
    """At how many places two texts differ."""
    return comparing.changes(old, new)


def restore(project: Project, version_id: str) -> Outcome:
    """Make an earlier version the text again, with its turns and pages; a correction like any other."""
    found = project.revisions.get(version_id)
    if found is None:
        raise UserError(_("This version is no longer there."), _("Undo may bring it back."))
    plan = planned(
        project,
        found.document_id,
        NewText(found.text, found.turns or None, found.pages or None, str(found.number)),
    )
    with project.step(
        "Restore version {number} of {document}", number=found.number, document=plan.document.code
    ):
        return save(project, plan)


def reviews(project: Project, document_id: str | None = None) -> list[Review]:
    """The codings to look at, of a document or of all, in the order of documents and texts."""
    order = {document.id: number for number, document in enumerate(project.documents.all())}
    found = project.revisions.reviews(document_id)
    return sorted(found, key=lambda review: (order.get(review.document_id, 0), review.start, review.id))


def why(review: Review) -> str:
    """Why a coding is on the list, as a sentence."""
    if review.why == GONE:
        return _("The coded words are no longer in the text.")
    return _("Where the coded words begin or end is not sure.")


def version_of(project: Project, review: Review) -> TextVersion | None:
    """The text in which the coding of a review was sure."""
    return project.revisions.get(review.version_id)


def span_before(review: Review) -> Span:
    """Where the coding lay in that text."""
    return Span(review.start, review.end)


def keep(project: Project, review_ids: Sequence[str]) -> int:
    """Say that these codings lie where they should; gives how many."""
    with project.step("Keep codings where they are ({n})", n=len(review_ids)):
        return project.revisions.remove_reviews(review_ids)


def remove(project: Project, review_ids: Sequence[str]) -> int:
    """Remove the codings of these reviews; gives how many."""
    found = [review for review in project.revisions.reviews() if review.id in set(review_ids)]
    with project.step("Remove codings after a correction ({n})", n=len(found)):
        project.revisions.remove_reviews([review.id for review in found])
        return project.codings.remove([review.coding_id for review in found])


def move(project: Project, review_id: str, span: Span) -> None:
    """Put the coding of a review elsewhere in its document; UserError outside the text."""
    found = next((review for review in project.revisions.reviews() if review.id == review_id), None)
    document = project.documents.get(found.document_id) if found else None
    if found is None or document is None:
        raise UserError(_("This coding is no longer on the list."), _("Undo may bring it back."))
    check_span(span, document.characters, document.name)
    with project.step("Put a coding in its place after a correction"):
        project.codings.change(found.coding_id, start_cp=span.start, end_cp=span.end)
        project.revisions.remove_reviews([review_id])


def _of_transcript(found: Transcript, name: str) -> NewText:
    """What a reader found; turns only where it knows who speaks."""
    named = any(turn.speaker for turn in found.turns)
    return NewText(found.text, found.turns if named else None, found.pages or None, name)


def _text_of(project: Project, document_id: str, version_id: str | None) -> str:
    if version_id is None:
        return project.documents.text(document_id)
    found = project.revisions.get(version_id)
    if found is None or found.document_id != document_id:
        raise UserError(_("This version is no longer there."), _("Undo may bring it back."))
    return found.text
