"""The whole path by mouse and keys: a study, a transcript in, a coding, a suggestion, undo, the annex out."""

from pathlib import Path

from docx import Document

from qualcoder_cg import settings
from qualcoder_cg.services import studies

from .driving import in_a_process
from .whole_path import TRANSCRIPT


def test_from_transcript_to_annex_by_mouse_and_keys(tmp_path: Path) -> None:
    (tmp_path / "KII-01.txt").write_text(TRANSCRIPT, encoding="utf-8")
    in_a_process("whole_path", tmp_path)

    project = studies.open_project(tmp_path / "round.qcg")
    assert studies.problems(project) == []
    (document,) = project.documents.all()
    (coding,) = project.codings.in_document(document.id)
    quote = project.documents.text(document.id)[coding.start : coding.end]
    project.close()
    assert settings.recent() == [tmp_path / "round.qcg"]

    annex = Document(str(tmp_path / "annex.docx"))
    headings = [p.text for p in annex.paragraphs if p.style.name.startswith("Heading")]
    assert [h for h in headings if h.startswith("Question 14.")]
    assert [p.text for p in annex.paragraphs if quote in p.text]
