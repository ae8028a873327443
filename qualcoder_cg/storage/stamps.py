"""Who changed which field of which row last, and what was deleted: what copies of a study are merged by.

Written at the end of every step, undo and redo. A row that was only added needs no stamp: its id belongs to
whoever made it. The clock is that of the machine, but never behind anything this copy has read, so that a
change is always later than what it changed.
"""

import hashlib
import json
import platform
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from . import history, rows
from .schema import CONTENT

# Tables whose ids are names: two copies may add the same row.
_NAMED = frozenset({"setting"})
_LIVES = ""  # the field whose stamp says that a row is there again


class Clock:
    """Who writes in this copy, and the time of its next change."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def writer(self) -> str:
        """The id under which this copy writes: another one for each place it is copied to; inside a step."""
        kept = dict(self._connection.execute("SELECT id, value FROM this_copy"))
        known = str(kept.get("writer", ""))
        if known and kept.get("place") == self._place(known):
            return known
        new = rows.new_id()
        self._connection.executemany(
            "INSERT OR REPLACE INTO this_copy VALUES (?, ?)",
            [("writer", new), ("place", self._place(new))],
        )
        return new

    def tick(self, coder: str) -> tuple[int, str]:
        """The time of a change that is made now, and its writer; inside a step."""
        writer = self.writer()
        last = self._connection.execute("SELECT ifnull(max(last), 0) FROM writer").fetchone()[0]
        at = max(time.time_ns() // 1000, last + 1)
        self._connection.execute(
            """INSERT INTO writer VALUES (?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET coder = excluded.coder, last = excluded.last""",
            [writer, coder, at],
        )
        return at, writer

    def _place(self, writer: str) -> str:
        """Where this file lies, as a hash that tells nobody."""
        return hashlib.sha256(f"{writer}\n{platform.node()}\n{self._path.resolve()}".encode()).hexdigest()


def follow(
    connection: sqlite3.Connection, step_id: int, clock: Clock, coder: str, columns: history.Columns
) -> None:
    """Stamp what a step changed, and leave a tombstone for each row that is gone; lift those of rows back.

    `history` holds the step's rows as they were before the step, or the undo or redo of it. A merge brings
    stamps and tombstones of its own, and its undo takes them back: nothing is written for it here.
    """
    if history.joins(connection, step_id):
        return
    tables = history.tables_of(connection, step_id)
    if not tables:
        return
    at, writer = clock.tick(coder)
    for table in tables:
        _bury(connection, step_id, table, coder)
        _lift(connection, step_id, table, (at, writer))
        _mark(connection, step_id, table, columns[table], (at, writer))


def put(connection: sqlite3.Connection, table: str, row_id: str, field: str, at: int, writer: str) -> None:
    """Write one stamp over whatever there was."""
    connection.execute(
        "INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?, ?, ?)",
        [stamp_id(table, row_id, field), table, row_id, field, at, writer],
    )


def stamp_id(table: str, row_id: str, field: str) -> str:
    """The id of a stamp."""
    return f"{table}/{row_id}/{field}"


def seen_of(connection: sqlite3.Connection, table: str, row_id: str) -> dict[str, tuple[int, str]]:
    """The stamps of a row by field."""
    found = connection.execute(
        "SELECT field, at, writer FROM stamp WHERE tbl = ? AND row_id = ?", [table, row_id]
    )
    return {field: (at, writer) for field, at, writer in found}


def _bury(connection: sqlite3.Connection, step_id: int, table: str, coder: str) -> None:
    gone = connection.execute(
        f"""SELECT row_id, image FROM history WHERE step_id = ? AND tbl = ? AND image IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = row_id)""",
        [step_id, table],
    ).fetchall()
    now = rows.now()
    # an amended step comes here again: the first grave stands
    connection.executemany(
        """INSERT INTO tombstone VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET image = excluded.image, seen = excluded.seen""",
        (
            (f"{table}/{row_id}", table, row_id, now, coder, image,
             json.dumps(seen_of(connection, table, row_id)))
            for row_id, image in gone
        ),
    )  # fmt: skip


def _lift(connection: sqlite3.Connection, step_id: int, table: str, when: tuple[int, str]) -> None:
    """Rows that are there again, and rows that another copy may add too, say since when they are there."""
    named = (
        ""
        if table in _NAMED
        else "AND EXISTS (SELECT 1 FROM tombstone b WHERE b.tbl = h.tbl AND b.row_id = h.row_id)"
    )
    back = connection.execute(
        f"""SELECT h.row_id FROM history h WHERE h.step_id = ? AND h.tbl = ? AND h.image IS NULL {named}
            AND EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = h.row_id)""",
        [step_id, table],
    ).fetchall()
    for (row_id,) in back:
        put(connection, table, row_id, _LIVES, *when)
        connection.execute("DELETE FROM tombstone WHERE tbl = ? AND row_id = ?", [table, row_id])


def _mark(
    connection: sqlite3.Connection, step_id: int, table: str, names: tuple[str, ...], when: tuple[int, str]
) -> None:
    """Stamp the fields that differ from what they were."""
    changed = connection.execute(
        f"""SELECT h.row_id, h.image, {history.image("t", names)} AS now FROM history h
            JOIN "{table}" t ON t.id = h.row_id
            WHERE h.step_id = ? AND h.tbl = ? AND h.image IS NOT NULL AND h.image <> now""",
        [step_id, table],
    ).fetchall()
    for row_id, before, after in changed:
        old: Mapping[str, object] = json.loads(before)
        new: Mapping[str, object] = json.loads(after)
        for field in names:
            if old.get(field) != new.get(field):
                put(connection, table, row_id, field, *when)


assert set(CONTENT) >= _NAMED
