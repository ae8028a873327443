"""The one door for changes: steps, undo, redo, the log, tombstones, and the news of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import codebook, coding, documents, studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import open_study


def _put(project: Project, value: object, *, merge: str = "") -> None:
    with project.step("Set {value}", merge=merge, value=value):
        project.settings.put("value", value)


def _hurry(project: Project) -> None:
    """Do not wait for the disk: for tests of thousands of steps that are not about crashes."""
    project.connection.execute("PRAGMA synchronous = OFF")
    project.connection.execute("PRAGMA journal_mode = MEMORY")


def _log(project: Project) -> list[str]:
    """What the log says, oldest first, without what the fixture did."""
    lines = [studies.in_words(line.what, line.words) for line in reversed(project.activity())]
    return lines[lines.index("Import documents (1)") + 1 :]


def test_a_step_is_undone_and_redone(project: Project) -> None:
    before = project.fingerprint()
    _put(project, 1)
    after = project.fingerprint()
    undone = project.undo()
    assert undone and (undone.name, undone.words, undone.coder) == ("Set {value}", {"value": 1}, "Marta R.")
    assert project.fingerprint() == before != after
    redone = project.redo()
    assert redone == undone
    assert project.fingerprint() == after
    assert project.redo() is None


def test_undo_ends_at_the_study_as_it_was_made(project: Project) -> None:
    while project.undo():
        pass
    assert project.undo() is None and project.undoable() is None
    assert project.settings.get("title") == "study"
    assert len(project.matrix.questions()) == 23 and not project.documents.all()


def test_steps_inside_a_step_are_one(project: Project) -> None:
    with project.step("Outer"):
        _put(project, 1)
        with project.step("Middle"):
            _put(project, 2)
    assert _log(project) == ["Outer"]
    project.undo()
    assert project.settings.get("value") is None


def test_an_exception_takes_everything_back(project: Project) -> None:
    before, steps = project.fingerprint(), project.undoable()
    with pytest.raises(ZeroDivisionError), project.step("Outer"):
        _put(project, 1)
        raise ZeroDivisionError
    assert project.fingerprint() == before
    assert project.undoable() == steps
    assert _log(project) == []
    _put(project, 2)
    assert project.settings.get("value") == 2


def test_a_failing_inner_step_that_is_caught_outside_rolls_back_with_the_outer(project: Project) -> None:
    before = project.fingerprint()
    with pytest.raises(KeyError), project.step("Outer"), project.step("Inner"):
        project.settings.put("value", 1)
        raise KeyError
    assert project.fingerprint() == before


def test_a_dangling_reference_stops_the_step(project: Project, document_id: str) -> None:
    before = project.fingerprint()
    with pytest.raises(Exception, match="FOREIGN KEY"), project.step("Delete"):
        project.connection.execute("DELETE FROM document WHERE id = ?", [document_id])
    assert project.fingerprint() == before


def test_a_step_that_changes_nothing_leaves_no_trace(project: Project) -> None:
    _put(project, 1)
    content = project.path.read_bytes()
    heard: list[Changes] = []
    project.listen(heard.append)
    with project.step("Nothing"):
        project.settings.put("value", 1)
        project.settings.get("value")
    assert (heard, _log(project)) == ([], ["Set 1"])
    assert project.path.read_bytes() == content


def test_a_step_that_changes_nothing_keeps_what_can_be_redone(project: Project) -> None:
    _put(project, 1)
    project.undo()
    with project.step("Nothing"):
        pass
    assert project.redo() is not None


def test_a_new_step_drops_what_could_be_redone(project: Project) -> None:
    for value in (1, 2, 3):
        _put(project, value)
    project.undo()
    project.undo()
    _put(project, 4)
    assert project.redo() is None
    project.undo()
    assert project.settings.get("value") == 1
    project.redo()
    assert project.settings.get("value") == 4


def test_equal_merge_keys_amend_the_last_step(project: Project) -> None:
    for value in "abc":
        _put(project, value, merge="typing")
    _put(project, "other", merge="elsewhere")
    assert _log(project) == ["Set a", "Set other"]
    project.undo()
    assert project.settings.get("value") == "c"
    project.undo()
    assert project.settings.get("value") is None
    project.redo()
    assert project.settings.get("value") == "c"


def test_amending_tells_the_views(project: Project) -> None:
    _put(project, "a", merge="typing")
    heard: list[Changes] = []
    project.listen(heard.append)
    _put(project, "b", merge="typing")
    _put(project, "b", merge="typing")
    assert [changes.ids for changes in heard] == [{"setting": frozenset({"value"})}]


def test_nothing_is_amended_after_an_undo_by_someone_else_or_in_a_later_session(project: Project) -> None:
    _put(project, "a", merge="typing")
    _put(project, "-")
    project.undo()
    _put(project, "b", merge="typing")
    project.coder_name = "Ana L."
    _put(project, "c", merge="typing")
    project.close()
    later = open_study(project.path, "Ana L.")
    _put(later, "d", merge="typing")
    assert _log(later)[-3:] == ["Set b", "Set c", "Set d"]
    later.undo()
    assert later.settings.get("value") == "c"
    later.close()


def test_undo_and_redo_survive_closing(project: Project, coding_id: str) -> None:
    full = project.fingerprint()
    project.undo()
    project.close()
    again = open_study(project.path, "Ana L.")
    assert again.codings.get(coding_id) is None
    again.redo()
    assert again.fingerprint() == full
    again.close()


def test_another_process_can_undo(project: Project, coding_id: str) -> None:
    heard: list[Changes] = []
    project.listen(heard.append)
    subprocess.run(
        [sys.executable, "-m", "qualcoder_cg", "undo", str(project.path)],
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert project.refresh() is True
    assert heard == [Changes("changed from outside", everything=True)]
    assert heard[0].touched("anything")
    assert project.codings.get(coding_id) is None
    assert project.refresh() is False
    project.redo()
    assert project.codings.get(coding_id) is not None


def test_two_that_undo_at_once_undo_two_steps(project: Project) -> None:
    for value in (1, 2, 3):
        _put(project, value)
    other = open_study(project.path, "Ana L.")
    project.undo()
    other.undo()
    assert project.settings.get("value") == other.settings.get("value") == 1
    other.close()


def test_a_thousand_codings_are_all_taken_back(
    project: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    _hurry(project)
    before = project.fingerprint()
    places = [(start, length) for start in range(125) for length in range(1, 9)]
    for start, length in places:
        coding.apply_code(
            project, document_id=document_id, span=Span(start, start + length), code_id=code_ids["Q1"]
        )
    after = project.fingerprint()
    for _place in places:
        project.undo()
    assert project.fingerprint() == before
    for _place in places:
        project.redo()
    assert project.fingerprint() == after


def test_the_log_has_a_line_for_everything(project: Project) -> None:
    _put(project, 1)
    project.undo()
    project.redo()
    project.note("Export evidence to {file}", file="annex.docx")
    assert _log(project) == ["Set 1", "Undo: Set 1", "Redo: Set 1", "Export evidence to annex.docx"]
    newest = project.activity(1)
    assert len(newest) == 1 and newest[0].coder == "Marta R." and newest[0].at.startswith("2")
    assert newest[0].seq == project.last_activity()


def test_the_log_counts_what_changed(project: Project, document_id: str, coding_id: str) -> None:
    assert project.activity(1)[0].counts == {"coding": {"added": 1}}
    coding.write_memo(project, coding_id, "ask again")
    assert project.activity(1)[0].counts == {"coding": {"changed": 1}}
    documents.remove_documents(project, [document_id])
    assert project.activity(1)[0].counts["coding"] == {"removed": 1}
    assert project.activity(1)[0].counts["turn"] == {"removed": 4}


def test_a_log_line_from_a_stranger_is_only_text(project: Project) -> None:
    project.note("{missing} {0} {n:>9999999999} {n.__class__} {", n=1)
    assert _log(project) == ["{missing} {0} {n:>9999999999} {n.__class__} {"]


def test_changes_name_the_rows(project: Project, document_id: str, coding_id: str) -> None:
    heard: list[Changes] = []
    project.listen(heard.append)
    coding.write_memo(project, coding_id, "m")
    project.undo()
    project.redo()
    assert [changes.ids for changes in heard] == [{"coding": frozenset({coding_id})}] * 3
    documents.remove_documents(project, [document_id])
    last = heard[-1]
    assert set(last.ids) == {"document", "document_text", "turn", "coding"}
    assert last.of("document") == {document_id} and last.of("keyword") == frozenset()
    assert last.touched("turn") and not last.touched("keyword", "code")


def test_no_one_is_told_of_a_step_that_failed(project: Project) -> None:
    heard: list[Changes] = []
    project.listen(heard.append)
    with pytest.raises(ZeroDivisionError), project.step("Fail"):
        project.settings.put("value", 1)
        raise ZeroDivisionError
    assert heard == []


def _tombstones(project: Project) -> set[tuple[str, str]]:
    found = project.connection.execute("SELECT tbl, row_id FROM tombstone WHERE tbl = 'coding'")
    return {(row[0], row[1]) for row in found}


def test_deletions_leave_tombstones_and_undo_lifts_them(project: Project, coding_id: str) -> None:
    assert _tombstones(project) == set()
    coding.remove_codings(project, [coding_id])
    assert _tombstones(project) == {("coding", coding_id)}
    project.undo()
    assert _tombstones(project) == set()
    project.redo()
    assert _tombstones(project) == {("coding", coding_id)}


def test_what_an_undo_takes_away_is_buried_too(project: Project, coding_id: str) -> None:
    project.undo()
    assert _tombstones(project) == {("coding", coding_id)}
    project.redo()
    assert _tombstones(project) == set()


def test_writing_outside_a_step_is_refused(project: Project, coding_id: str) -> None:
    for statement in (
        "DELETE FROM coding",
        "UPDATE coding SET memo = 'x'",
        "INSERT INTO setting VALUES ('a', '1')",
    ):
        with pytest.raises(Exception, match="a change outside a step"):
            project.connection.execute(statement)
    with pytest.raises(Exception, match="a change outside a step"):
        project.settings.put("value", 1)
    assert project.codings.get(coding_id) is not None


def test_recording_ends_with_undo(project: Project, coding_id: str) -> None:
    project.undo()
    with pytest.raises(Exception, match="a change outside a step"):
        project.connection.execute("DELETE FROM document")


def test_what_goes_and_comes_in_one_step_is_undone(project: Project, coding_id: str) -> None:
    before = project.fingerprint()
    with project.step("Replace"):
        found = project.codings.get(coding_id)
        assert found
        project.codings.remove([coding_id])
        project.codings.add([found._replace(memo="new")])
    assert project.activity(1)[0].counts == {"coding": {"changed": 1}}
    project.undo()
    assert project.fingerprint() == before


def test_what_comes_and_goes_in_one_step_is_forgotten(project: Project, code_ids: dict[str, str]) -> None:
    before = project.fingerprint()
    with project.step("Try"):
        code = codebook.add_code(project, "Tried")
        codebook.delete_code(project, code.id)
    assert project.fingerprint() == before
    project.undo()
    project.redo()
    assert project.fingerprint() == before
