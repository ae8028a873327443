"""A study written with the first tables opens, keeps its content, and can still be undone."""

import gzip
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import ACCEPTED
from qualcoder_cg.domain.text import fingerprint
from qualcoder_cg.storage import schema, text_index
from qualcoder_cg.storage.opening import open_study
from qualcoder_cg.storage.project import Project

FILES = Path(__file__).parent / "files"


@pytest.fixture(params=[f"schema-{number}.qcg.gz" for number in range(1, schema.VERSION)])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    old = tmp_path / "old.qcg"
    old.write_bytes(gzip.decompress((FILES / request.param).read_bytes()))
    project = open_study(old, "Marta R.")
    yield project
    project.close()


def test_its_content_is_there(upgraded: Project) -> None:
    assert upgraded.warnings == []
    assert [document.code for document in upgraded.documents.all()] == ["INT-01", "INT-02", "INT-03"]
    for document in upgraded.documents.all():
        assert fingerprint(upgraded.documents.text(document.id)) == document.sha256
        assert upgraded.codings.in_document(document.id)
    assert {informant.consent for informant in upgraded.informants.all()} == {""}


def test_what_was_done_before_can_be_undone_and_redone(upgraded: Project) -> None:
    before = upgraded.fingerprint()
    steps = 0
    while upgraded.undo():
        steps += 1
    assert steps == 2
    assert [document.code for document in upgraded.documents.all()][-1] == "INT-04"
    assert upgraded.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    while upgraded.redo():
        pass
    assert upgraded.fingerprint() == before


def test_its_texts_are_indexed_and_the_index_follows_undo(upgraded: Project) -> None:
    words = ["sindicato"]
    texts = {d.id: upgraded.documents.text(d.id).casefold() for d in upgraded.documents.all()}
    assert set(text_index.documents_with(upgraded.connection, words)) == {
        document for document, text in texts.items() if "sindicato" in text
    }
    gone = text_index.documents_with(upgraded.connection, ["ministerio"])
    upgraded.undo()
    upgraded.undo()
    back = text_index.documents_with(upgraded.connection, ["ministerio"])
    assert set(back) > set(gone)


def test_an_accepted_suggestion_no_longer_waits_for_a_person(tmp_path: Path) -> None:
    old = tmp_path / "old.qcg"
    old.write_bytes(gzip.decompress((FILES / "schema-4.qcg.gz").read_bytes()))
    connection = sqlite3.connect(old)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    (one,) = connection.execute("SELECT id FROM coding LIMIT 1").fetchone()
    connection.execute("UPDATE coding SET origin = 'suggested' WHERE id = ?", [one])
    connection.commit()
    connection.close()
    project = open_study(old, "Marta R.")
    coding = project.codings.get(one)
    project.close()
    assert coding is not None
    assert coding.origin == ACCEPTED
