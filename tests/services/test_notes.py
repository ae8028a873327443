"""Memos on passages, bookmarks and finished documents: saved, undone, carried along; who is seen."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, documents, notes, revisions, studies, suggestions, whereabouts
from qualcoder_cg.services.evidence import build
from qualcoder_cg.services.learning import lessons
from qualcoder_cg.services.studies import Project

WORDS = "Interviewer: And now?\nKII-01: We opened in March, and the women came on Sundays.\n"


@pytest.fixture
def study(tmp_path: Path) -> Project:
    """One interview, coded by two coders under one code."""
    project = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    (tmp_path / "KII-01.txt").write_text(WORDS, encoding="utf-8")
    documents.import_files(project, [tmp_path / "KII-01.txt"], language="en")
    for coder, words in (("Marta R.", "opened in March"), ("Ana L.", "on Sundays")):
        project.coder_name = coder
        _code(project, words)
    project.coder_name = "Marta R."
    return project


def _span(words: str) -> Span:
    start = WORDS.index(words)
    return Span(start, start + len(words))


def _code(project: Project, words: str) -> Coding:
    (document,) = project.documents.all()
    code = project.codes.all()[0]
    return coding.apply_code(project, document_id=document.id, span=_span(words), code_id=code.id)


def test_a_memo_is_written_amended_emptied_and_comes_back(study: Project) -> None:
    (document,) = study.documents.all()
    before = study.fingerprint()
    note = notes.add_note(study, document_id=document.id, span=_span("women"), text="Wh")
    notes.write_note(study, note.id, "Which women?")
    assert [one.text for one in study.notes.in_document(document.id)] == ["Which women?"]
    study.undo()
    assert study.fingerprint() == before
    study.redo()
    notes.write_note(study, note.id, "  ")
    assert study.notes.all() == []
    with pytest.raises(UserError):
        notes.write_note(study, note.id, "again")
    with pytest.raises(UserError):
        notes.add_note(study, document_id=document.id, span=Span(0, 10_000), text="beyond")


def test_memos_and_bookmarks_follow_a_correction(study: Project) -> None:
    (document,) = study.documents.all()
    note = notes.add_note(study, document_id=document.id, span=_span("women"), text="Which?")
    mark = whereabouts.add_bookmark(study, document_id=document.id, place=WORDS.index("Sundays"))
    corrected = WORDS.replace("And now?", "And what is it like now?")
    revisions.edit_text(study, document.id, corrected)
    moved = study.notes.get(note.id)
    assert moved and corrected[moved.start : moved.end] == "women"
    (kept,) = study.bookmarks.in_document(document.id)
    assert kept.id == mark.id and corrected[kept.place :].startswith("Sundays")
    assert studies.problems(study) == []


def test_a_bookmark_is_named_and_belongs_to_its_coder(study: Project) -> None:
    (document,) = study.documents.all()
    mark = whereabouts.add_bookmark(study, document_id=document.id, place=3)
    whereabouts.name_bookmark(study, mark.id, " Ask again ")
    assert [one.name for one in whereabouts.own_bookmarks(study)] == ["Ask again"]
    study.coder_name = "Ana L."
    assert whereabouts.own_bookmarks(study) == []
    assert whereabouts.remove_bookmarks(study, [mark.id]) == 1
    with pytest.raises(UserError):
        whereabouts.add_bookmark(study, document_id=document.id, place=10_000)


def test_a_document_is_finished_by_a_coder(study: Project) -> None:
    (document,) = study.documents.all()
    whereabouts.finish_documents(study, [document.id])
    whereabouts.finish_documents(study, [document.id])
    assert whereabouts.finished_documents(study) == {document.id}
    study.coder_name = "Ana L."
    assert whereabouts.finished_documents(study) == frozenset()
    study.coder_name = "Marta R."
    whereabouts.finish_documents(study, [document.id], finished=False)
    assert whereabouts.finished_documents(study) == frozenset()


def test_who_is_not_seen_is_in_no_list_count_or_lesson(study: Project) -> None:
    (document,) = study.documents.all()
    marta, ana = (study.coders.named(name) for name in ("Marta R.", "Ana L."))
    assert marta and ana
    assert len(study.seen.in_document(document.id)) == 2
    told = []
    study.listen(told.append)
    study.see_only([marta.id])
    assert told and told[0].everything
    assert [one.coder_id for one in study.seen.in_document(document.id)] == [marta.id]
    assert study.seen.count() == 1
    assert sum(study.seen.counts_by_code().values()) == 1
    assert study.seen.counts_by_document() == {document.id: 1}
    assert [quote.text for quote in build(study).excerpts()] == ["opened in March"]
    assert len(suggestions.material(study, document.id).taken) == 1
    assert len(lessons(study.path, "Marta R.", seen=[marta.id])[1]) == 1
    assert len(study.codings.in_document(document.id)) == 2, "nothing is lost"
    study.see_only(None)
    assert study.seen.count() == 2
