"""What merging stands on in the file: named rows, stamps, graves, places remembered, records undone."""

import json
from pathlib import Path

import pytest

from qualcoder_cg.domain.merging import Known
from qualcoder_cg.domain.merging_tables import LAID, LAYOUT
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import codebook, coding, documents, revisions, turns
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import merging, rows
from qualcoder_cg.storage.opening import open_study


def _stamped(project: Project, table: str, row_id: str) -> set[str]:
    found = project.connection.execute(
        "SELECT field FROM stamp WHERE tbl = ? AND row_id = ?", [table, row_id]
    )
    return {row[0] for row in found}


def _anchors(project: Project) -> dict[str, tuple[int, int]]:
    found = project.connection.execute("SELECT row_id, start_cp, end_cp FROM anchor")
    return {row_id: (start, end) for row_id, start, end in found}


def test_rows_of_a_set_keep_their_ids_and_new_ones_are_named(project: Project) -> None:
    code = codebook.add_code(project, "trust")

    def ids(*terms: str) -> dict[str, str]:
        codebook.describe_code(project, code.id, keywords={"es": terms})
        found = project.connection.execute("SELECT term, id FROM keyword WHERE code_id = ?", [code.id])
        return dict(found.fetchall())

    first = ids("agua", "luz")
    second = ids("luz", "pago", "agua")
    assert {term: second[term] for term in first} == first
    ids("pago")
    assert ids("luz", "pago", "agua") == second


def test_the_same_row_twice_is_two_rows(project: Project, document_id: str) -> None:
    wanted = [{"name": "A"}, {"name": "A"}]
    with project.step("Names"):
        project.connection.execute("INSERT INTO institution VALUES ('i', 'Agency')")
        rows.keep_set(project.connection, "institution_alias", {"institution_id": "i"}, wanted)
        rows.keep_set(project.connection, "institution_alias", {"institution_id": "i"}, wanted)
    found = project.connection.execute("SELECT id FROM institution_alias").fetchall()
    assert len({row[0] for row in found}) == 2


def test_a_correction_moves_codings_without_a_stamp_and_remembers_where_they_lay(
    project: Project, document_id: str, coding_id: str
) -> None:
    before = project.codings.get(coding_id)
    assert before
    text = project.documents.text(document_id)
    revisions.edit_text(project, document_id, "AB " + text)
    assert not {"start_cp", "end_cp"} & _stamped(project, "coding", coding_id)
    assert _anchors(project) == {coding_id: before.span}
    revisions.edit_text(project, document_id, "CD AB " + text)
    assert _anchors(project) == {coding_id: before.span}
    assert LAYOUT in _stamped(project, "document", document_id)
    coding.move_edges(project, coding_id, Span(5, 9))
    assert {"start_cp", "end_cp"} <= _stamped(project, "coding", coding_id) and _anchors(project) == {}


def test_the_grave_of_a_document_holds_its_turns(project: Project, document_id: str) -> None:
    there = [one.id for one in project.turns.of(document_id)]
    documents.remove_documents(project, [document_id])
    (image,) = project.connection.execute("SELECT image FROM tombstone WHERE tbl = 'document'").fetchone()
    assert set(json.loads(image)[LAID]["turn"]) == set(there)


def test_turns_that_lie_elsewhere_stamp_their_document(project: Project, document_id: str) -> None:
    assert _stamped(project, "document", document_id) == set()
    speaker = next(iter(turns.speakers(project, document_id)))
    turns.rename_speaker(project, document_id, speaker, "Anna")
    assert LAYOUT not in _stamped(project, "document", document_id)
    turns.split_turn(project, document_id, project.turns.of(document_id)[1].turn.start + 9, "Eva")
    assert LAYOUT in _stamped(project, "document", document_id)


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "INSERT"])
def test_undo_gives_back_rows_however_they_were_written(project: Project, verb: str) -> None:
    end = "" if verb != "INSERT" else "ON CONFLICT (id) DO UPDATE SET value = excluded.value"
    with project.step("One"):
        project.settings.put("x", 1)
    before = project.fingerprint()
    with project.step("Two"):
        project.connection.execute(f"{verb} INTO setting VALUES ('x', '2') {end}")
        project.connection.execute(f"{verb} INTO setting VALUES ('x', '3') {end}")
    assert project.settings.get("x") == 3
    project.undo()
    assert project.fingerprint() == before


def test_only_what_differs_is_read(project: Project, coding_id: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.qcg"
    path.write_bytes(project.path.read_bytes())
    other = open_study(path, "Ana")
    coding.write_memo(other, coding_id, "x")
    other.close()
    with merging.beside(project, path) as copies:
        ((mine, theirs),) = copies.rows("coding").values()
        assert isinstance(mine, Known) and mine.row and theirs.row
        assert (mine.row["memo"], theirs.row["memo"]) == ("", "x")
        assert copies.rows("document") == {} and copies.shares("document")
        assert copies.vectors().concurrent(mine.stamps.get("memo", (0, "")), theirs.stamps["memo"]) is False
    assert project.connection.execute(
        "SELECT count(*) FROM pragma_database_list WHERE name = 'other'"
    ).fetchone() == (0,)


def test_changes_after_joining_have_stamps_of_their_own_and_go_back_with_the_step(
    project: Project, coding_id: str
) -> None:
    before = project.fingerprint()
    with project.step("Join"):
        project.connection.execute("UPDATE writer SET last = last")
        project.connection.execute("UPDATE coding SET is_key = 1")
        with project.as_later_changes():
            project.codings.change(coding_id, memo="later")
    assert _stamped(project, "coding", coding_id) == {"memo"}
    project.undo()
    assert project.fingerprint() == before and _stamped(project, "coding", coding_id) == set()
    project.redo()
    found = project.codings.get(coding_id)
    assert found and (found.memo, found.is_key) == ("later", 1)
