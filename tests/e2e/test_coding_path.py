"""Reading and coding in the real program, by mouse and keys; what is in the file then is what was done."""

from pathlib import Path

from qualcoder_cg.services import documents, memos, studies

from .driving import in_a_process

WORDS = """Interviewer: How did the office begin?
KII-01: We opened in March. Seven hundred workers came in the first month, and most of them stayed.
Interviewer: And who pays for it now?
KII-01: The municipality pays the rent. Nobody knows who pays the promoters next year.
"""


def test_reading_and_coding_by_mouse_and_keys(tmp_path: Path) -> None:
    study = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    (tmp_path / "KII-01.txt").write_text(WORDS, encoding="utf-8")
    documents.import_files(study, [tmp_path / "KII-01.txt"], language="en")
    study.seal()
    study.close()
    in_a_process("coding_path", tmp_path)

    project = studies.open_project(tmp_path / "study.qcg")
    assert studies.problems(project) == []
    (document,) = project.documents.all()
    text, names = project.documents.text(document.id), {code.id: code.name for code in project.codes.all()}
    found = project.codings.in_document(document.id)
    assert memos.study_memo(project) == "Round one"
    assert [note.text for note in project.notes.in_document(document.id)] == ["check the figure"]
    (weighed,) = [one for one in found if one.polarity]
    assert (weighed.polarity, weighed.is_key) == ("contradicts", 1)
    # Its copy lies on the same words: which of the two Enter chose is all the same.
    assert [one.memo for one in found if one.span == weighed.span and one.memo] == ["a date"]
    assert text[weighed.start : weighed.end] == "We opened in March."
    assert sorted(names[one.code_id] for one in found) == sorted(
        ["Q14", "Q14", "Q15", "Q15", "Q16", "Q16", "Q9", "Q10", "Q2", "promoters"]
    )
    project.close()
