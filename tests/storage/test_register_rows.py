"""The register's rows: only what differs is written, nothing is left behind."""

from qualcoder_cg.domain.informants import Informant, Institution, Voice
from qualcoder_cg.domain.interviews import HELD, Interview
from qualcoder_cg.services.studies import Project


def _informant(code: str, institution: str = "") -> Informant:
    return Informant(code, code, "", "", "", institution, "")


def test_an_institution_is_found_by_any_of_its_names(project: Project) -> None:
    with project.step("Test"):
        project.informants.put_institution(Institution("i", "Ministry of Labour", ("STPS", "Secretaría")))
        for code, name in (("A", "stps"), ("B", "SECRETARIA"), ("C", "Ministry of Labour"), ("D", "Other")):
            project.informants.put(_informant(code, name))
    assert [person.institution for person in project.informants.all()] == ["Ministry of Labour"] * 3 + [
        "Other"
    ]
    assert [entry.name for entry in project.informants.institutions()] == ["Ministry of Labour", "Other"]
    assert project.informants.institutions()[0].aliases == ("Secretaría", "STPS")


def test_writing_the_same_again_leaves_no_step(project: Project, document_id: str) -> None:
    institution = Institution("i", "X", ("Y",))
    interview = Interview("t", "T", status=HELD, informants=("A", "B"))
    voices = [Voice(document_id, "A", "KII-01"), Voice(document_id, "B", "")]

    def write() -> None:
        with project.step("Test"):
            for code in ("A", "B"):
                project.informants.put(_informant(code, "X"))
            project.informants.put_institution(institution)
            project.interviews.put(interview)
            project.interviews.set_documents("t", [document_id])
            project.informants.set_voices_in(document_id, voices)

    with project.step("Test"):
        project.informants.put_institution(institution)
    write()
    step, content = project.undoable(), project.fingerprint()
    write()
    assert (project.undoable(), project.fingerprint()) == (step, content)
    assert project.interviews.all() == [interview]
    assert project.documents.all()[0].interview_id == "t"


def test_links_that_stay_keep_their_rows(project: Project) -> None:
    with project.step("Test"):
        for code in ("A", "B", "C"):
            project.informants.put(_informant(code))
        project.interviews.put(Interview("t", "T", informants=("A", "B")))
    before = dict(project.connection.execute("SELECT informant_id, id FROM interview_informant").fetchall())
    with project.step("Test"):
        project.interviews.put(Interview("t", "T", informants=("B", "C")))
    after = dict(project.connection.execute("SELECT informant_id, id FROM interview_informant").fetchall())
    assert set(after) == {"B", "C"} and after["B"] == before["B"]


def test_removing_leaves_nothing_behind(project: Project, document_id: str) -> None:
    before = project.fingerprint()
    with project.step("Test"):
        project.informants.put(_informant("A", "X"))
        project.interviews.put(Interview("t", "T", informants=("A",)))
        project.interviews.set_documents("t", [document_id])
        project.informants.set_voices("A", [Voice(document_id, "A", "KII-01")])
        column = project.own_columns.add("informant", "Level")
        project.own_columns.set_value("A", column, "federal")
    with project.step("Test"):
        project.interviews.remove(["t"])
        project.informants.remove(["A"])
        project.informants.remove_institutions([entry.id for entry in project.informants.institutions()])
        project.own_columns.remove(column)
    assert project.fingerprint() == before


def test_a_cell_of_an_own_column(project: Project) -> None:
    with project.step("Test"):
        column = project.own_columns.add("document", "Level")
        project.own_columns.set_value("d", column, "local")
        project.own_columns.set_value("d", column, "federal")
        project.own_columns.set_value("e", column, "")
    assert project.own_columns.values("document") == {("d", column): "federal"}
    assert project.own_columns.values("informant") == {}
    with project.step("Test"):
        project.own_columns.forget_rows(["d"])
    assert project.connection.execute("SELECT count(*) FROM own_value").fetchone()[0] == 0
