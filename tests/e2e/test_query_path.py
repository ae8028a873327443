"""Queries and triangulation by mouse and keys, from the real start of the program."""

from pathlib import Path

from docx import Document

from qualcoder_cg.services import evidence, queries, sample, studies

from .driving import in_a_process


def test_quotes_are_found_saved_exported_and_followed(tmp_path: Path) -> None:
    sample.build_sample(tmp_path / "sample.qcg").close()
    in_a_process("query_path", tmp_path)

    project = studies.open_project(tmp_path / "sample.qcg")
    assert studies.problems(project) == []
    (kept,) = queries.saved(project)
    assert kept.saved.name == "What speaks for care"
    step = project.undoable()
    assert step and step.name == "Save query {name}"
    built = evidence.build(project, "none", query=kept.query)
    said = "\n".join(paragraph.text for paragraph in Document(tmp_path / "quotes.docx").paragraphs)
    assert "Only the quotes that a query finds: Evaluation question: 11 Affiliation, care" in said
    assert all(one.text.splitlines()[0] in said for one in built.excerpts())
    project.close()
