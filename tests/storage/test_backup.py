"""Backups and copies: made when due, whole or not at all, the last ten kept."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import backup


def _change(path: Path, value: int) -> None:
    """Open the study (which may make a backup) and change something."""
    project = studies.open_project(path, coder="Marta R.")
    with project.step("Set"):
        project.settings.put("value", value)
    project.close()


def _reopen(path: Path) -> list[Path]:
    studies.open_project(path, coder="Marta R.").close()
    return backup.existing(path)


def _value(path: Path) -> str | None:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE id = 'value'").fetchone()
    return str(row[0]) if row else None


def test_opening_makes_a_backup_when_the_study_changed(project: Project) -> None:
    project.close()
    assert len(_reopen(project.path)) == 1
    assert len(_reopen(project.path)) == 1
    _change(project.path, 1)
    copies = _reopen(project.path)
    assert len(copies) == 2
    assert [_value(copy) for copy in copies] == [None, "1"]
    assert len(_reopen(project.path)) == 2
    assert all(path.suffix == ".qcg" for path in backup.folder(project.path).iterdir())


def test_undo_counts_as_a_change(project: Project) -> None:
    project.close()
    _reopen(project.path)
    again = studies.open_project(project.path)
    again.undo()
    again.close()
    assert len(_reopen(project.path)) == 2


def test_typing_on_in_a_later_session_counts_as_a_change(project: Project, coding_id: str) -> None:
    for memo in ("first", "second"):
        with project.step("Memo", merge="memo"):
            project.codings.change(coding_id, memo=memo)
        project.close()
        project = studies.open_project(project.path, coder="Marta R.")
    project.close()
    newest = studies.open_project(backup.existing(project.path)[-1])
    assert newest.codings.some([coding_id])[0].memo == "second"
    newest.close()


def test_a_backup_is_a_study_that_opens_with_its_undo(project: Project, coding_id: str) -> None:
    full = project.fingerprint()
    project.close()
    copy = studies.open_project(_reopen(project.path)[0])
    assert copy.fingerprint() == full and studies.problems(copy) == []
    copy.undo()
    assert copy.codings.get(coding_id) is None
    copy.close()


def test_the_last_ten_are_kept(project: Project) -> None:
    project.close()
    for value in range(12):
        _change(project.path, value)
    copies = _reopen(project.path)
    assert [_value(copy) for copy in copies] == [str(value) for value in range(2, 12)]


@pytest.mark.parametrize("name", ["[study]*", "a?b [1]", "año 😀", "x.y", "-rf", "100% {sure}"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and set(name) & set('*?"<>|'):
        pytest.skip("no such names here")
    neighbour = studies.new_study(tmp_path / "study.qcg")
    neighbour.close()
    _reopen(neighbour.path)
    path = tmp_path / f"{name}.qcg"
    studies.new_study(path).close()
    for value in range(12):
        _change(path, value)
    assert len(_reopen(path)) == backup.KEPT
    assert len(backup.existing(neighbour.path)) == 1


def test_the_backups_of_a_study_are_not_those_of_one_with_a_longer_name(tmp_path: Path) -> None:
    for name in ("round", "round 2"):
        studies.new_study(tmp_path / f"{name}.qcg").close()
        _reopen(tmp_path / f"{name}.qcg")
    assert len(backup.existing(tmp_path / "round.qcg")) == 1


def test_a_copy_that_differs_is_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(range(100))
    monkeypatch.setattr(backup, "_counts", lambda _connection: {"coding": next(counts)})
    with pytest.raises(UserError, match="the copy differs from the study"):
        backup.make(project.path, 1)
    assert list(backup.folder(project.path).iterdir()) == []


def test_a_copy_is_of_one_moment_however_busy_others_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = backup._counts
    other = studies.open_project(project.path, coder="Ana L.")

    def work_goes_on(connection: sqlite3.Connection) -> dict[str, int]:
        """Another program adds a row just before the study is counted, after it was copied."""
        if connection.execute("PRAGMA database_list").fetchone()[2] == str(project.path):
            studies.add_coder(other, "Coder")
        return counted(connection)

    monkeypatch.setattr(backup, "_counts", work_goes_on)
    copy = studies.open_project(backup.make(project.path, 99))
    assert studies.problems(copy) == []
    assert [coder.name for coder in copy.coders.all()] == ["Marta R."]
    copy.close()
    other.close()


def test_where_no_copy_can_be_made_the_study_opens_and_says_so(project: Project) -> None:
    project.close()
    backup.folder(project.path).write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(UserError, match=r"No copy could be made in study\.backups: .* Make room"):
        backup.make(project.path, 1)
    again = studies.open_project(project.path)
    assert [warning.split(":")[0] for warning in again.warnings] == ["No copy could be made in study.backups"]
    assert again.documents.all()
    again.close()


def test_what_a_killed_copy_left_is_swept_away_later(project: Project) -> None:
    place = backup.folder(project.path)
    place.mkdir()
    old, fresh = (place / f"study 2026-01-01 000000 0000001.qcg.{pid}.part" for pid in (1, 2))
    for part in (old, fresh):
        part.write_bytes(b"half")
    with backup.folder_beside(project.path) as brought:
        (brought / "from Ana.qcg").write_bytes(b"confidential")
        left = brought.with_name(brought.name.replace(f"{os.getpid()}-", "killed-"))
        shutil.copytree(brought, left)
        for part in (old, left):
            os.utime(part, (time.time() - 7200,) * 2)
        backup.make(project.path, 1)
        assert not old.exists() and fresh.exists()
        assert not left.exists() and brought.exists()
    assert not brought.exists()


def test_a_folder_for_a_moment_that_cannot_be_made_is_told(project: Project) -> None:
    backup.folder(project.path).write_bytes(b"a file where the folder should be")
    with (
        pytest.raises(UserError, match=r"No copy could be made in study\.backups"),
        backup.folder_beside(project.path),
    ):
        pass


def test_a_copy_is_saved_elsewhere(project: Project, coding_id: str, tmp_path: Path) -> None:
    target = studies.save_copy(project, tmp_path / "elsewhere")
    assert target.name == "elsewhere.qcg"
    copy = studies.open_project(target)
    assert copy.fingerprint() == project.fingerprint()
    copy.close()


def test_a_copy_replaces_a_file_only_when_it_is_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.qcg"
    target.write_text("older", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copied", lambda _study, _part: False)
        with pytest.raises(UserError):
            studies.save_copy(project, target)
    assert target.read_text(encoding="utf-8") == "older"
    assert not list(tmp_path.glob("*.part*"))
    stale = tmp_path / "copy.qcg-journal"
    stale.write_bytes(b"of the older file")
    studies.save_copy(project, target)
    assert not stale.exists()
    studies.open_project(target).close()


def test_a_copy_onto_the_study_itself_or_a_folder_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is the study itself"):
        studies.save_copy(project, project.path)
    (tmp_path / "folder.qcg").mkdir()
    for target in (tmp_path / "folder.qcg", tmp_path / "nowhere" / "copy.qcg"):
        with pytest.raises(UserError, match="No copy could be made"):
            studies.save_copy(project, target)


def test_a_large_study_is_usable_before_it_is_copied(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    monkeypatch.setattr(studies, "is_large", lambda _path: True)
    opened = studies.open_project(project.path, window=True)
    assert backup.existing(project.path) == []
    assert studies.safeguard(project.path, opened.last_activity()) == []
    assert len(backup.existing(project.path)) == 1
    studies.safeguard(project.path, opened.last_activity())
    assert len(backup.existing(project.path)) == 1
    opened.close()


def test_a_damaged_study_is_not_copied_over_good_backups(project: Project) -> None:
    project.close()
    with project.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)
    assert studies.safeguard(project.path, 99) != []
    assert backup.existing(project.path) == []
