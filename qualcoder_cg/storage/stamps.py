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
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..domain.merging_tables import ABOUT_TURNS, IN_TEXT, LAID, LAID_OUT, LAYOUT, LIVES, NAMED, PLACES
from ..domain.text import fingerprint
from . import history, rows

_PUT = """INSERT INTO stamp VALUES (?1 || '/' || ?2 || '/' || ?3, ?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, writer = excluded.writer"""
_SEEN = """(SELECT json_group_object(field, json_array(at, writer)) FROM stamp s
            WHERE s.tbl = h.tbl AND s.row_id = h.row_id)"""

When = tuple[int, str]


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
        # not one statement with ON CONFLICT: what a trigger of it does on a conflict would be overruled
        known = self._connection.execute(
            "UPDATE writer SET coder = ?, last = ? WHERE id = ?", [coder, at, writer]
        )
        if not known.rowcount:
            self._connection.execute("INSERT INTO writer VALUES (?, ?, ?)", [writer, coder, at])
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
    when = clock.tick(coder)
    # to the microsecond: what died at once died in one step
    now = datetime.fromtimestamp(when[0] / 1_000_000, UTC).isoformat(timespec="microseconds")
    corrected = _corrected(connection, step_id) if "document_text" in tables else {}
    for document_id, sha256 in corrected.items():
        _remember_places(connection, step_id, document_id, sha256)
    for table in tables:
        _bury(connection, step_id, table, (now, coder), corrected)
        _lift(connection, step_id, table, when)
        _mark(connection, step_id, table, columns[table], when, corrected)
    about = {
        one for table in LAID_OUT if table in tables for one in _laid_out(connection, step_id, table, "1")
    }
    put(connection, "document", ((one, ABOUT_TURNS) for one in about), when)
    laid_out = {one for table in LAID_OUT if table in tables for one in _laid_out(connection, step_id, table)}
    put(connection, "document", ((one, LAYOUT) for one in laid_out | corrected.keys()), when)


def put(connection: sqlite3.Connection, table: str, marks: Iterable[tuple[str, str]], when: When) -> None:
    """Stamp fields of rows (id, field), over whatever stamps they had."""
    connection.executemany(_PUT, ((table, row_id, field, *when) for row_id, field in marks))


def _corrected(connection: sqlite3.Connection, step_id: int) -> dict[str, str]:
    """The documents that have another text since the step, with the hash of the one before."""
    found = connection.execute(
        """SELECT h.row_id, json_extract(h.image, '$.text') FROM history h
           JOIN document_text t ON t.id = h.row_id
           WHERE h.step_id = ? AND h.tbl = 'document_text' AND h.image IS NOT NULL
           AND json_extract(h.image, '$.text') <> t.text""",
        [step_id],
    )
    return {document_id: fingerprint(text) for document_id, text in found}


def _remember_places(connection: sqlite3.Connection, step_id: int, document_id: str, sha256: str) -> None:
    """Note where the rows in a corrected text lay before it was, unless it is known from an earlier text.

    That a correction takes them along is no change a person made to them.
    """
    for table, names in PLACES.items():
        before = [
            f"CASE WHEN h.image IS NULL THEN t.\"{name}\" ELSE json_extract(h.image, '$.{name}') END"
            for name in (names[0], names[-1])
        ]
        connection.execute(
            f"""INSERT OR IGNORE INTO anchor
                SELECT ?1 || '/' || t.id, ?1, t.id, ?2, {before[0]}, {before[1]} FROM "{table}" t
                LEFT JOIN history h ON h.step_id = ?3 AND h.tbl = ?1 AND h.row_id = t.id
                WHERE t.document_id = ?4 AND (h.step_id IS NULL OR h.image IS NOT NULL)""",
            [table, sha256, step_id, document_id],
        )


def _laid_out(connection: sqlite3.Connection, step_id: int, table: str, differs: str = "") -> set[str]:
    """The documents, there before the step and now, whose turns or pages are others or lie elsewhere.

    `differs` is another condition (SQL) for a row `t` that was `h.image`.
    """
    differs = differs or " OR ".join(
        f"json_extract(h.image, '$.{name}') IS NOT t.{name}" for name in LAID_OUT[table]
    )
    found = connection.execute(
        f"""SELECT DISTINCT d.id FROM history h LEFT JOIN "{table}" t ON t.id = h.row_id
            JOIN document d ON d.id = ifnull(t.document_id, json_extract(h.image, '$.document_id'))
            WHERE h.step_id = ?1 AND h.tbl = ?2 AND (h.image IS NULL OR t.id IS NULL OR {differs})
            AND NOT EXISTS (SELECT 1 FROM history n WHERE n.step_id = ?1 AND n.tbl = 'document'
                            AND n.row_id = d.id AND n.image IS NULL)""",
        [step_id, table],
    )
    return {row[0] for row in found}


def _bury(
    connection: sqlite3.Connection,
    step_id: int,
    table: str,
    who: tuple[str, str],
    corrected: Mapping[str, str],
) -> None:
    """Leave a tombstone for each row that is gone; a later grave takes the place of an earlier one.

    That a coding need not be looked at in a corrected text says nothing about its place in another one.
    """
    if table == "review" and corrected:
        return
    connection.execute(
        f"""INSERT INTO tombstone
            SELECT h.tbl || '/' || h.row_id, h.tbl, h.row_id, ?, ?, {_image(table)}, {_SEEN}
            FROM history h WHERE h.step_id = ? AND h.tbl = ? AND h.image IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = h.row_id)
            ON CONFLICT (id) DO UPDATE SET at = excluded.at, coder = excluded.coder, image = excluded.image,
                seen = excluded.seen""",
        [*who, step_id, table],
    )


def _image(table: str) -> str:
    """The SQL of what lies in a grave."""
    if table in PLACES:
        document = "json_extract(h.image, '$.document_id')"
        sha256 = f"""ifnull((SELECT json_extract(g.image, '$.sha256') FROM history g WHERE
            g.step_id = h.step_id AND g.tbl = 'document' AND g.row_id = {document}),
            (SELECT d.sha256 FROM document d WHERE d.id = {document}))"""
        return f"json_set(h.image, '$.\"{IN_TEXT}\"', {sha256})"
    if table == "document":
        parts = ", ".join(
            f"""'{part}', (SELECT json_group_object(g.row_id, json(g.image)) FROM history g
                WHERE g.step_id = h.step_id AND g.tbl = '{part}' AND g.image IS NOT NULL
                AND json_extract(g.image, '$.document_id') = h.row_id)"""
            for part in LAID_OUT
        )
        return f"json_set(h.image, '$.\"{LAID}\"', json_object({parts}))"
    return "h.image"


def _lift(connection: sqlite3.Connection, step_id: int, table: str, when: When) -> None:
    """Rows that are there again, and rows that another copy may add too, say since when they are there."""
    buried = "EXISTS (SELECT 1 FROM tombstone b WHERE b.tbl = h.tbl AND b.row_id = h.row_id)"
    back = connection.execute(
        f"""SELECT h.row_id FROM history h WHERE h.step_id = ? AND h.tbl = ? AND h.image IS NULL
            AND {"1" if table in NAMED else buried}
            AND EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = h.row_id)""",
        [step_id, table],
    ).fetchall()
    put(connection, table, ((row_id, LIVES) for (row_id,) in back), when)
    connection.executemany(
        "DELETE FROM tombstone WHERE tbl = ? AND row_id = ?", ((table, row_id) for (row_id,) in back)
    )


def _mark(
    connection: sqlite3.Connection,
    step_id: int,
    table: str,
    names: tuple[str, ...],
    when: When,
    corrected: Mapping[str, str],
) -> None:
    """Stamp the fields that differ from before; a row that a person put elsewhere has a new origin."""
    changed = connection.execute(
        f"""SELECT h.row_id, h.image, {history.image("t", names)} AS now FROM history h
            JOIN "{table}" t ON t.id = h.row_id
            WHERE h.step_id = ? AND h.tbl = ? AND h.image IS NOT NULL AND h.image <> now""",
        [step_id, table],
    )
    places = frozenset(PLACES.get(table, ()))
    passed = frozenset(LAID_OUT.get(table, ()))
    origins = frozenset({*places, "parent_id"}) if table == "code" else places
    marks: list[tuple[str, str]] = []
    put_elsewhere: list[tuple[str, str]] = []
    for row_id, before, after in changed:
        old, new = json.loads(before), json.loads(after)
        taken_along = places if places and new.get("document_id") in corrected else passed
        fields = [one for one in names if old.get(one) != new.get(one) and one not in taken_along]
        marks += ((row_id, field) for field in fields)
        if origins and not origins.isdisjoint(fields):
            put_elsewhere.append((table, row_id))
    put(connection, table, marks, when)
    connection.executemany("DELETE FROM anchor WHERE tbl = ? AND row_id = ?", put_elsewhere)
