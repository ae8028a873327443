"""The full-text index holds exactly the words of the texts, through every step and back."""

from pathlib import Path

from qualcoder_cg.services import documents
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import text_index


def _with(project: Project, *words: str, begun: bool = False) -> list[str]:
    return text_index.documents_with(project.connection, list(words), begun=begun)


def test_capitals_and_accents_make_no_difference(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "nota.txt"
    source.write_text("La afiliación de las trabajadoras del hogar.", encoding="utf-8")
    made = documents.import_files(project, [source])[0].document
    assert made
    assert _with(project, "AFILIACION") == [made.id]
    assert _with(project, "afiliación", "hogar") == [made.id]
    assert _with(project, "afiliación", "mercado") == []


def test_the_last_word_may_be_begun(project: Project, document_id: str) -> None:
    assert _with(project, "domestic", "wor", begun=True) == [document_id]
    assert _with(project, "domestic", "wor") == []


def test_signs_are_no_words(project: Project, document_id: str) -> None:
    assert _with(project, "KII-01:") == [document_id]
    assert _with(project, "?!", '"') == []


def test_it_follows_removal_undo_and_rollback(project: Project, document_id: str) -> None:
    documents.remove_documents(project, [document_id])
    assert _with(project, "municipality") == []
    project.undo()
    assert _with(project, "municipality") == [document_id]
    project.redo()
    assert _with(project, "municipality") == []
    project.undo()
    try:
        with project.step("Fail"):
            project.documents.remove([document_id])
            raise RuntimeError
    except RuntimeError:
        pass
    assert _with(project, "municipality") == [document_id]


def test_it_can_be_made_anew(project: Project, document_id: str) -> None:
    project.connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    assert _with(project, "municipality") == []
    text_index.rebuild(project.connection)
    assert _with(project, "municipality") == [document_id]
