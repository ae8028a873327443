"""Undo recorded below the callers: every changed row is remembered under the step that changed it.

TEMP triggers (the idea of sqlite.org/undoredo.html) keep, per step, table and row, one image: the row
as it was before the step, or NULL where it did not exist. Undoing swaps images and rows; redoing swaps
them back. Only parameterised statements on the tables of this program are ever built here: a study
may come from anyone, so nothing that stands in the file is run as SQL.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from . import rows
from .schema import CONTENT, JOINED

_NOT_RECORDING = 0
# Added to a step's number while some of its changes are recorded apart from the others.
APART = 1 << 40

Columns = Mapping[str, tuple[str, ...]]


def columns_of(connection: sqlite3.Connection) -> Columns:
    """The columns of every content table, as this program's own migrations made them."""
    return {table: _columns(connection, table) for table in CONTENT}


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))


def install(connection: sqlite3.Connection, columns: Columns) -> None:
    """Make the recording triggers of this connection; writing outside a step fails from here on.

    What a merge joins is recorded while a step records, and may be written after it too.
    """
    connection.execute("CREATE TEMP TABLE recording (step_id INTEGER NOT NULL)")
    guard = "SELECT RAISE(ABORT, 'a change outside a step') WHERE NOT EXISTS (SELECT 1 FROM recording);"
    for table, names in columns.items():
        _watch(connection, table, names, guard)
    for table in JOINED:
        _watch(connection, table, _columns(connection, table), "")


def _watch(connection: sqlite3.Connection, table: str, names: tuple[str, ...], guard: str) -> None:
    before = image("OLD", names)
    for event, row, was in (("INSERT", "NEW", "NULL"), ("UPDATE", "OLD", before), ("DELETE", "OLD", before)):
        body = (
            # not OR IGNORE: the way in which the statement that fires this meets conflicts would override it
            f"{guard} INSERT INTO history (step_id, tbl, row_id, image)"
            f" SELECT step_id, '{table}', {row}.id, {was} FROM recording r WHERE step_id > 0"
            f" AND NOT EXISTS (SELECT 1 FROM history h WHERE h.step_id = r.step_id"
            f" AND h.tbl = '{table}' AND h.row_id = {row}.id);"
        )
        name = f"record_{event}_{table}"
        connection.execute(f'CREATE TEMP TRIGGER "{name}" AFTER {event} ON main."{table}" BEGIN {body} END')


def record_under(connection: sqlite3.Connection, step_id: int | None) -> None:
    """From now on note changed rows under this step; None: refuse changes."""
    connection.execute("DELETE FROM temp.recording")
    if step_id is not None:
        connection.execute("INSERT INTO temp.recording VALUES (?)", [step_id])


def move(connection: sqlite3.Connection, step_id: int, target: int) -> None:
    """Put what was recorded under a step under another, which keeps the rows as they were before both."""
    connection.execute(
        "INSERT OR IGNORE INTO history SELECT ?, tbl, row_id, image FROM history WHERE step_id = ?",
        [target, step_id],
    )
    connection.execute("DELETE FROM history WHERE step_id = ?", [step_id])


def image(row: str, names: tuple[str, ...]) -> str:
    """The SQL of a row's image: its fields as a JSON object."""
    return "json_object(" + ", ".join(f"'{name}', {row}.\"{name}\"" for name in names) + ")"


def swap(connection: sqlite3.Connection, step_id: int, columns: Columns) -> None:
    """Exchange a step's images with the rows as they stand: undoes it, or redoes it when undone.

    All touched rows are taken out first and then put in, so no order among them matters.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    record_under(connection, _NOT_RECORDING)
    joined = {table: _columns(connection, table) for table in joins(connection, step_id)}
    columns = {**columns, **joined}
    tables = [*tables_of(connection, step_id), *joined]
    connection.execute("DROP TABLE IF EXISTS temp.swapping")
    connection.execute("CREATE TEMP TABLE swapping (tbl TEXT, row_id TEXT, image TEXT)")
    for table in tables:
        connection.execute(
            f"""INSERT INTO temp.swapping SELECT h.tbl, h.row_id,
                (SELECT {image("t", columns[table])} FROM main."{table}" t WHERE t.id = h.row_id)
                FROM history h WHERE h.step_id = ? AND h.tbl = ?""",
            [step_id, table],
        )
        connection.execute(
            f'DELETE FROM "{table}" WHERE id IN (SELECT row_id FROM history WHERE step_id = ? AND tbl = ?)',
            [step_id, table],
        )
    for table in tables:
        names = ", ".join(f'"{name}"' for name in columns[table])
        values = ", ".join(f"json_extract(image, '$.\"{name}\"')" for name in columns[table])
        connection.execute(
            f"""INSERT INTO "{table}" ({names}) SELECT {values} FROM history
                WHERE step_id = ? AND tbl = ? AND image IS NOT NULL""",
            [step_id, table],
        )
    connection.execute("DELETE FROM history WHERE step_id = ?", [step_id])
    connection.execute("INSERT INTO history SELECT ?, tbl, row_id, image FROM temp.swapping", [step_id])
    connection.execute("DROP TABLE temp.swapping")


def tables_of(connection: sqlite3.Connection, step_id: int) -> list[str]:
    """The content tables a step touched; names this program does not know are passed over."""
    return _touched(connection, step_id, CONTENT)


def joins(connection: sqlite3.Connection, step_id: int) -> list[str]:
    """The records a step joined with those of another copy: only a merge does."""
    return _touched(connection, step_id, JOINED)


def _touched(connection: sqlite3.Connection, step_id: int, among: Iterable[str]) -> list[str]:
    touched = {row[0] for row in connection.execute("SELECT tbl FROM history WHERE step_id = ?", [step_id])}
    return [table for table in among if table in touched]


def ids_of(connection: sqlite3.Connection, step_id: int) -> dict[str, frozenset[str]]:
    """The rows a step touched, by table."""
    return {
        table: frozenset(
            row[0]
            for row in connection.execute(
                "SELECT row_id FROM history WHERE step_id = ? AND tbl = ?", [step_id, table]
            )
        )
        for table in tables_of(connection, step_id)
    }


def documents_of(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> set[str]:
    """The documents in which these rows lie, or lay before the last step, undo or redo took them out."""
    last, undone = connection.execute(
        "SELECT max(id) FILTER (WHERE undone = 0), min(id) FILTER (WHERE undone = 1) FROM step"
    ).fetchone()
    found: set[str] = set()
    for chunk in rows.chunks(list(ids)):
        marks = ", ".join("?" * len(chunk))
        there = connection.execute(f'SELECT document_id FROM "{table}" WHERE id IN ({marks})', chunk)
        gone = connection.execute(
            f"""SELECT json_extract(image, '$.document_id') FROM history
                WHERE step_id IN (?, ?) AND tbl = ? AND row_id IN ({marks}) AND image IS NOT NULL""",
            [last, undone, table, *chunk],
        )
        found |= {row[0] for row in (*there, *gone)}
    return found


def counts_of(connection: sqlite3.Connection, step_id: int) -> dict[str, dict[str, int]]:
    """How many rows of each table a step added, changed and removed, as the rows stand now."""
    counts: dict[str, dict[str, int]] = {}
    for table in tables_of(connection, step_id):
        rows = connection.execute(
            f"""SELECT h.image IS NULL, EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = h.row_id), count(*)
                FROM history h WHERE h.step_id = ? AND h.tbl = ? GROUP BY 1, 2""",
            [step_id, table],
        )
        words = {(1, 1): "added", (0, 1): "changed", (0, 0): "removed"}
        counts[table] = {words[new, there]: n for new, there, n in rows if (new, there) in words}
    return {table: found for table, found in counts.items() if found}
