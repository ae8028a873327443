"""The register of informants from a table, and who speaks where."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import register
from qualcoder_cg.services.studies import Project

HEAD = "code,type,sex,role,institution,place,document,speaker\n"
ONE = "KII-01,Agency,woman,Officer,Agency for Work,Ciudad Alba,KII-01.txt,KII-01\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "informants.csv"


def _from(project: Project, table: Path, text: str) -> int:
    table.write_text(text, encoding="utf-8")
    return register.import_informants(project, table)


def test_informants_come_in_one_step(project: Project, table: Path, document_id: str) -> None:
    before = project.fingerprint()
    assert _from(project, table, HEAD + ONE + "KII-02,Union,,,,,,\n") == 2
    first, second = project.informants.all()
    assert (first.code, first.type, first.sex, first.role) == ("KII-01", "Agency", "woman", "Officer")
    assert (first.institution, first.place) == ("Agency for Work", "Ciudad Alba")
    assert (second.code, second.institution) == ("KII-02", "")
    assert project.informants.voices() == [Voice(document_id, first.id, "KII-01")]
    project.undo()
    assert project.fingerprint() == before


def test_the_same_table_again_changes_nothing(project: Project, table: Path) -> None:
    _from(project, table, HEAD + ONE)
    step = project.undoable()
    assert _from(project, table, HEAD + ONE) == 1
    assert project.undoable() == step


def test_later_tables_bring_up_to_date_and_keep_what_they_leave_blank(project: Project, table: Path) -> None:
    _from(project, table, HEAD + ONE)
    _from(project, table, "code,type,role\nKII-01,Partner institution,\n")
    (found,) = project.informants.all()
    assert (found.type, found.role, found.institution) == (
        "Partner institution",
        "Officer",
        "Agency for Work",
    )
    assert len(project.informants.voices()) == 1


def test_institutions_are_shared(project: Project, table: Path) -> None:
    _from(project, table, HEAD + ONE + ONE.replace("KII-01,", "KII-09,", 1))
    assert project.db["institution"].count == 1


def test_one_informant_may_speak_in_several_documents(project: Project, table: Path, tmp_path: Path) -> None:
    from qualcoder_cg.services.documents import import_files

    second = tmp_path / "second.txt"
    second.write_text("KII-01: Again I say something else.\n", encoding="utf-8")
    import_files(project, [second])
    assert _from(project, table, HEAD + ONE + ONE.replace("KII-01.txt", "second.txt")) == 1
    assert len(project.informants.voices()) == 2
    assert [voice.speaker for voice in project.informants.voices(project.documents.all()[1].id)] == ["KII-01"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + ONE + ",Agency,,,,,,\n", "informants.csv, line 3: an informant needs a code."),
        (HEAD + "KII-01,Agency,,,,,x.txt,\n", "informants.csv, line 2: There is no document x.txt"),
        (
            HEAD + "KII-01,Agency,,,,,KII-01.txt,KII-O1\n",
            "informants.csv, line 2: nobody speaks as KII-O1 in KII-01.txt.",
        ),
        ("code\nKII-01\n", "informants.csv lacks the column type"),
    ],
)
def test_a_wrong_table_changes_nothing(project: Project, table: Path, text: str, message: str) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError) as error:
        _from(project, table, text)
    assert error.value.message.startswith(message)
    assert project.fingerprint() == before
