"""Memos on passages: what a coder notes about words that need not be coded."""

from collections.abc import Sequence

from ..domain.notes import Note
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .coding import check_span
from .studies import current_coder


def add_note(project: Project, *, document_id: str, span: Span, text: str) -> Note:
    """Put a memo on a passage, as the coder who acts; UserError outside the text and for an empty memo."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    check_span(span, document.characters, document.name)
    if not text.strip():
        raise UserError(_("The memo is empty."), _("Type what it says."))
    with project.step("Write a memo on a passage", merge=f"memo:{document_id}:{span.start}-{span.end}"):
        note = Note(
            rows.new_id(), document_id, current_coder(project).id, span.start, span.end, text, rows.now()
        )
        project.notes.add(note)
    return note


def write_note(project: Project, note_id: str, text: str) -> None:
    """Set the words of a memo; typing on amends the same step, and an empty memo is removed."""
    note = project.notes.get(note_id)
    if note is None:
        raise UserError(_("This memo is no longer there."), _("Undo may bring it back."))
    merge = f"memo:{note.document_id}:{note.start}-{note.end}"
    with project.step("Write a memo on a passage", merge=merge):
        if text.strip():
            project.notes.change(note_id, text=text)
        else:
            project.notes.remove([note_id])


def remove_notes(project: Project, ids: Sequence[str]) -> int:
    """Take memos on passages away; gives how many there were."""
    with project.step("Remove memos on passages ({n})", n=len(ids)):
        return project.notes.remove(ids)


def visible_notes(project: Project, document_id: str) -> list[Note]:
    """The memos of a document by the coders who may be seen, in the order of the text."""
    coders = project.seen_coders
    found = project.notes.in_document(document_id)
    return [note for note in found if coders is None or note.coder_id in coders]
