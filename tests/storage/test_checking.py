"""The check finds faults that were planted behind the program's back."""

import sqlite3
from contextlib import closing

import pytest

from qualcoder_cg.errors import Cancelled
from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project

_DECISION = """INSERT INTO adjudication (id, kind, verdict, reason, created_at, start_cp, coder_id,
    document_id, end_cp) SELECT 'a', 'missed', 'a', 'x', '', 0, coder_id, """
_HELD = """INSERT INTO consensus (id, adjudication_id, memo, polarity, is_key, created_at, start_cp,
    document_id, code_id, coder_id, end_cp)
    SELECT 'c', 'a', '', '', 0, '', 0, document_id, code_id, coder_id, """


def _plant(project: Project, *statements: str) -> None:
    with closing(sqlite3.connect(project.path)) as connection:
        for statement in statements:
            connection.executescript(statement)
        connection.commit()


def test_a_sound_study_has_no_problems(project: Project, coding_id: str) -> None:
    assert studies.problems(project) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "UPDATE document_text SET text = replace(text, 'domestic', 'Domestic')",
            "The text of INT-01 is not the one that was imported.",
        ),
        ("UPDATE document SET characters = characters + 1", "The text of INT-01 is not the one"),
        ("UPDATE coding SET end_cp = 99999", "INT-01 has 1 coding beyond its end."),
        ("UPDATE turn SET end_cp = 99999", "INT-01 has turns beyond its end."),
        ("UPDATE turn SET label_cp = start_cp + 1", "INT-01 has turns without words."),
        ("UPDATE turn SET end_cp = end_cp + 3", "INT-01 has turns that overlap."),
        (
            "INSERT INTO page SELECT 'p', id, '9', characters + 1 FROM document",
            "INT-01 has pages beyond its end.",
        ),
        (
            "INSERT INTO text_version SELECT 'v', id, 1, 'x', '[]', '[]', sha256, '', '', '' FROM document",
            "Version 1 of INT-01 is not the one that was kept.",
        ),
        (
            "INSERT INTO own_column VALUES ('c', 'document', 'x', 0);"
            "INSERT INTO own_value VALUES ('o', 'c', 'gone', 'x')",
            "A row of own_value points to something missing in document.",
        ),
        ("DELETE FROM text_number", "A row of document_text points to something missing in text_number."),
        (
            "INSERT INTO text_version SELECT 'v', d.id, 1, t.text, '[]', '[]', sha256, '', '', ''"
            " FROM document d JOIN document_text t ON t.id = d.id;"
            "INSERT INTO review SELECT 'r', document_id, id, 'v', 0, 99999, 'changed' FROM coding",
            "INT-01 has a coding to review beyond the end of its earlier text.",
        ),
        (_DECISION + "document_id, 99999 FROM coding", "INT-01 has decisions between coders beyond its end."),
        (
            f"{_DECISION} document_id, 9 FROM coding; {_HELD} 99999 FROM coding",
            "INT-01 has decisions between coders beyond its end.",
        ),
        (
            f"{_DECISION} 'gone', 9 FROM coding; {_HELD} 9 FROM coding",
            "What holds by a decision between coders lies in another document.",
        ),
        ("DELETE FROM document_text", "INT-01 has lost its text."),
        ("UPDATE coding SET code_id = 'gone'", "A row of coding points to something missing in code."),
        ("DELETE FROM coder", "A row of coding points to something missing in coder."),
    ],
)
def test_a_planted_fault_is_found(project: Project, coding_id: str, statement: str, found: str) -> None:
    _plant(project, statement)
    assert any(problem.startswith(found) for problem in studies.problems(project))


def test_an_index_that_says_something_else_is_found(project: Project, coding_id: str) -> None:
    connection = project.connection
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'coding_of_coder'").fetchone()
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    coder = project.coders.all()[0].id.encode()
    project.close()
    content = bytearray(project.path.read_bytes())
    place = content.index(coder, (root[0] - 1) * size, root[0] * size)
    content[place : place + 1] = b"z"
    project.path.write_bytes(bytes(content))
    again = studies.open_project(project.path)
    assert any("damaged" in problem for problem in studies.problems(again))
    again.close()


def test_every_document_is_told_and_the_check_can_be_stopped(project: Project) -> None:
    told: list[tuple[int, int, str]] = []

    def tell(done: int, total: int, message: str = "") -> None:
        told.append((done, total, message))

    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    studies.problems(project, tell)
    assert told == [(0, 1, "INT-01")]

    with pytest.raises(Cancelled):
        studies.problems(project, stop)
