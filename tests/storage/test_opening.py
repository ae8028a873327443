"""Creating and opening study files, and what is refused."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import schema
from qualcoder_cg.storage.opening import create, open_study


@pytest.fixture
def closed(project: Project) -> Path:
    """The path of a sound study that is closed again."""
    project.close()
    return project.path


def _refused(path: Path) -> str:
    """The sentence with which a file is refused; the file is left exactly as it was."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UserError) as error:
        open_study(path, "Marta R.").close()
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not path.with_name(path.name + "-journal").exists()
    assert error.value.hint
    return error.value.message


def _by_hand(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_new_study_is_one_file_that_opens_again(tmp_path: Path) -> None:
    project = create(tmp_path / "a.qcg", "Marta R.")
    with project.step("Set"):
        project.settings.put("title", "Título 😀")
    project.close()
    again = open_study(tmp_path / "a.qcg", "Ana L.")
    assert again.settings.get("title") == "Título 😀"
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.qcg"]


def test_a_study_says_what_it_is(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        kinds = {row[0] for row in connection.execute("SELECT type FROM sqlite_schema")}
    assert kinds == {"table", "index"}, "no triggers of ours may lie in the file"


def test_the_connection_is_careful(project: Project) -> None:
    def pragma(name: str) -> object:
        return project.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("foreign_keys"), pragma("trusted_schema"), pragma("synchronous")) == (1, 0, 2)


def test_the_same_connection_serves_sqlite_utils(project: Project) -> None:
    assert project.db["document"].count == 1


def test_a_file_is_never_overwritten_by_a_new_study(tmp_path: Path) -> None:
    there = tmp_path / "a.qcg"
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is already there"):
        create(there, "Marta R.")
    assert there.read_text(encoding="utf-8") == "mine"


def test_a_study_in_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        create(tmp_path / "nowhere" / "a.qcg", "Marta R.")


def test_a_failed_new_study_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_project: Project, _spec: object) -> None:
        raise UserError("no", "hint")

    monkeypatch.setattr(studies, "load_matrix", fail)
    with pytest.raises(UserError):
        studies.new_study(tmp_path / "a.qcg", matrix="oecd-dac")
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path / "gone.qcg") == "There is no file gone.qcg."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.qcg"
    folder.mkdir()
    assert "folder.qcg cannot be read" in _refused(folder)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_refused(closed: Path) -> None:
    closed.chmod(0)
    with pytest.raises(UserError, match="cannot be read"):
        open_study(closed, "Marta R.")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"Interview at the municipality\n" * 99])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.qcg"
    file.write_bytes(content)
    assert _refused(file) == "notes.qcg is not a study file."


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.qcg"
    _by_hand(file, "CREATE TABLE coding (id)")
    assert "database of another program" in _refused(file)


def test_a_newer_study_is_refused_before_anything_is_read(closed: Path) -> None:
    _by_hand(closed, f"PRAGMA user_version = {schema.VERSION + 1}")
    assert "newer version" in _refused(closed)


def test_a_truncated_study_is_refused(closed: Path) -> None:
    content = closed.read_bytes()
    for length in (100, 4096, len(content) // 2, len(content) - 1):
        closed.write_bytes(content[:length])
        assert _refused(closed) == "study.qcg is damaged."


def test_the_message_for_a_damaged_study_names_the_backups(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes()[:4096])
    with pytest.raises(UserError) as error:
        open_study(closed, "Marta R.")
    assert "study.backups" in error.value.hint


def test_flipped_page_headers_are_noticed(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for page in range(1, len(content) // size):
        for place in range(page * size, page * size + 8):
            content[place] ^= 0xFF
    closed.write_bytes(bytes(content))
    assert _refused(closed) == "study.qcg is damaged."


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON coding BEGIN DELETE FROM document; END", "trigger"),
        ("CREATE VIEW v AS SELECT * FROM coding", "view"),
        ("CREATE TABLE extra (id TEXT)", "table"),
    ],
)
def test_a_study_with_foreign_objects_is_refused(closed: Path, statement: str, kind: str) -> None:
    _by_hand(closed, statement)
    assert f"holds a {kind} that no study has" in _refused(closed)


@pytest.mark.parametrize("table", ["keyword", "history", "activity", "tombstone"])
def test_a_study_that_lacks_a_table_is_refused(closed: Path, table: str) -> None:
    _by_hand(closed, f"DROP TABLE {table}")
    assert _refused(closed) == "study.qcg is damaged."


def _migrate_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that this program brings a later version of the tables."""
    next_version, usual = schema.VERSION + 1, schema.migrate

    def further(db: object) -> None:
        usual(db)  # type: ignore[arg-type]
        connection = db.conn  # type: ignore[attr-defined]
        connection.execute("ALTER TABLE coding ADD COLUMN weight INTEGER NOT NULL DEFAULT 0")
        connection.execute(f"PRAGMA user_version = {next_version}")

    monkeypatch.setattr(schema, "migrate", further)
    monkeypatch.setattr(schema, "VERSION", next_version)


@pytest.fixture
def migrated(closed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    _migrate_further(monkeypatch)
    project = open_study(closed, "Marta R.")
    yield project
    project.close()


def test_an_older_study_is_copied_before_it_is_migrated(migrated: Project) -> None:
    assert "weight" in {row[1] for row in migrated.connection.execute("PRAGMA table_info(coding)")}
    copies = list((migrated.path.parent / "study.backups").iterdir())
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION - 1
        assert connection.execute("SELECT count(*) FROM document").fetchone()[0] == 1


def test_undo_works_across_a_migration(migrated: Project) -> None:
    assert migrated.undo() is not None
    assert migrated.documents.all() == []
    assert migrated.redo() is not None
    assert len(migrated.documents.all()) == 1


def test_a_migration_that_fails_leaves_the_old_file_and_its_copy(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_db: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "migrate", fail)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    before = closed.read_bytes()
    with pytest.raises(UserError, match="disk is full"):
        open_study(closed, "Marta R.")
    assert closed.read_bytes() == before
