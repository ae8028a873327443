"""A full disk, a file in use, a file that breaks while it is open: a clear sentence, and nothing lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, documents, reports, studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import open_study

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = "word " * 200_000


@pytest.fixture
def holder(project: Project) -> Iterator[sqlite3.Connection]:
    """Another program that is writing to the study; the study waits only a moment for it."""
    project.connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_full_disk_loses_nothing_but_the_last_action(
    project: Project, coding_id: str, tmp_path: Path
) -> None:
    big = tmp_path / "big.txt"
    big.write_text(MEGABYTE, encoding="utf-8")
    before, lines = project.fingerprint(), len(project.activity())
    pages = project.connection.execute("PRAGMA page_count").fetchone()[0]
    project.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError) as error:
        documents.import_files(project, [big])
    assert error.value.message == "The disk is full; the last action was not saved to study.qcg."
    assert project.fingerprint() == before and len(project.activity()) == lines
    assert studies.problems(project) == []

    project.connection.execute("PRAGMA max_page_count = 1000000")
    assert len(documents.import_files(project, [big])) == 1
    project.undo()
    assert project.fingerprint() == before
    project.undo()
    assert project.codings.get(coding_id) is None


@pytest.mark.skipif(os.name == "nt", reason="there are no limits of this kind here")
def test_a_disk_that_takes_no_more_bytes_loses_nothing(project: Project, coding_id: str) -> None:
    before = project.fingerprint()
    project.close()
    script = """
import resource, signal, sys
from pathlib import Path
from qualcoder_cg.errors import UserError
from qualcoder_cg.storage.opening import open_study
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
project = open_study(path, "Marta R.")
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 9000,) * 2)
try:
    with project.step("Fill"):
        project.settings.put("big", "word " * 50_000)
except UserError as error:
    print(error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, project.path], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith("The disk ") and "Everything before it is safe." in ran.stdout
    again = open_study(project.path, "Marta R.")
    assert again.fingerprint() == before and studies.problems(again) == []
    again.undo()
    assert again.codings.get(coding_id) is None
    again.close()


def test_the_views_hear_nothing_of_what_was_not_saved(project: Project) -> None:
    heard: list[object] = []
    project.listen(heard.append)
    pages = project.connection.execute("PRAGMA page_count").fetchone()[0]
    project.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="disk is full"), project.step("Fill"):
        project.settings.put("big", MEGABYTE)
    assert heard == []


def test_a_study_in_use_elsewhere_is_said_and_can_be_tried_again(
    project: Project, document_id: str, code_ids: dict[str, str], holder: sqlite3.Connection
) -> None:
    def code() -> None:
        coding.apply_code(project, document_id=document_id, span=Span(0, 9), code_id=code_ids["Q1"])

    with pytest.raises(UserError) as error:
        code()
    assert error.value.message == "study.qcg is being written by another program."
    assert "Nothing was changed" in error.value.hint
    assert project.codings.count() == 0
    for act in (project.undo, project.redo, lambda: project.note("x")):
        with pytest.raises(UserError, match="another program"):
            act()
    holder.execute("ROLLBACK")
    code()
    assert project.codings.count() == 1


def test_reading_goes_on_while_another_program_writes(
    project: Project, document_id: str, holder: sqlite3.Connection
) -> None:
    assert project.documents.text(document_id).startswith("Interview")
    other = open_study(project.path, "Ana L.")
    assert other.fingerprint() == project.fingerprint()
    other.close()


def test_opening_a_file_that_is_locked_for_good_is_said(
    project: Project, monkeypatch: pytest.MonkeyPatch, holder: sqlite3.Connection
) -> None:
    holder.execute("ROLLBACK")
    holder.execute("BEGIN EXCLUSIVE")
    connect = sqlite3.connect

    def impatient(*arguments: object, **options: object) -> sqlite3.Connection:
        return connect(*arguments, **{**options, "timeout": 0.05})  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", impatient)
    with pytest.raises(UserError, match="being written by another program"):
        open_study(project.path, "Ana L.")


def test_what_another_program_writes_is_told(project: Project) -> None:
    heard: list[bool] = []
    project.listen(lambda changes: heard.append(changes.everything))
    assert project.refresh() is False
    other = open_study(project.path, "Ana L.")
    with other.step("Set"):
        other.settings.put("value", 1)
    other.close()
    assert project.refresh() is True and heard == [True]
    assert project.settings.get("value") == 1
    assert project.refresh() is False


def test_own_changes_are_not_told_as_changes_from_outside(project: Project) -> None:
    with project.step("Set"):
        project.settings.put("value", 1)
    project.undo()
    assert project.refresh() is False


def test_a_page_that_breaks_while_the_study_is_open_is_said(project: Project) -> None:
    size = project.connection.execute("PRAGMA page_size").fetchone()[0]
    with project.path.open("r+b") as file:
        file.seek(size)
        while file.tell() < project.path.stat().st_size:
            file.write(b"\xff" * size)
    project.connection.execute("PRAGMA cache_size = 1")
    project.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(UserError, match=r"study\.qcg is damaged"), project.step("Set"):
        project.settings.put("value", 1)


def test_a_failed_export_leaves_no_line_in_the_log(project: Project, tmp_path: Path) -> None:
    lines = len(project.activity())
    with pytest.raises(UserError):
        reports.export_evidence(project, tmp_path / "nowhere" / "annex.docx")
    assert len(project.activity()) == lines
