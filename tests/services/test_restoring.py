"""A text that is made the text again has everything where it was put on it."""

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, notes, revisions
from qualcoder_cg.services.studies import Project


def _text(project: Project, document_id: str) -> str:
    return project.documents.text(document_id)


def _edit(project: Project, document_id: str, old: str, new: str) -> None:
    text = _text(project, document_id)
    assert old in text
    revisions.edit_text(project, document_id, text.replace(old, new, 1))


def test_restoring_puts_codings_and_memos_exactly_where_they_were_put(
    project: Project, document_id: str, coding_id: str
) -> None:
    text = _text(project, document_id)
    before = coding.get_coding(project, coding_id).span
    # half a word, a line's end and signs alone: what words alone would not bring back
    spans = [Span(before.start + 1, before.end - 3), Span(before.end - 1, before.end), Span(7, 8)]
    ids = [
        coding.apply_code(
            project, document_id=document_id, span=span, code_id=coding.get_coding(project, coding_id).code_id
        ).id
        for span in spans
    ]
    note = notes.add_note(project, document_id=document_id, span=spans[0], text="hm")
    _edit(project, document_id, text[before.start : before.end], "Nothing of it is left.")
    _edit(project, document_id, "Nothing of it is left.", "Not even this.")
    assert revisions.reviews(project, document_id)
    revisions.restore(project, revisions.version(project, document_id, 1).id)
    assert _text(project, document_id) == text
    found = [coding.get_coding(project, one).span for one in (coding_id, *ids)]
    assert found == [before, *spans]
    assert [one.span for one in project.notes.in_document(document_id) if one.id == note.id] == [spans[0]]
    assert revisions.reviews(project, document_id) == []


def test_what_was_moved_since_is_not_put_back(project: Project, document_id: str, coding_id: str) -> None:
    _edit(project, document_id, "At first", "In the beginning")
    start = _text(project, document_id).index("In eight")
    coding.move_edges(project, coding_id, Span(start, start + len("In eight months")))
    revisions.restore(project, revisions.version(project, document_id, 1).id)
    found = coding.get_coding(project, coding_id)
    assert _text(project, document_id)[found.start : found.end] == "In eight months"
