"""The durable log of what was done in a study: written with every step, never shortened."""

import json
import sqlite3
from collections.abc import Mapping

from ..domain.changes import Activity
from . import rows


def lines(connection: sqlite3.Connection, limit: int) -> list[Activity]:
    """The log, newest first; all of it where the limit is negative."""
    found = connection.execute(
        "SELECT seq, at, coder, what, words, counts FROM activity ORDER BY seq DESC LIMIT ?", [limit]
    )
    return [
        Activity(seq, at, coder, what, json.loads(words), json.loads(counts))
        for seq, at, coder, what, words, counts in found
    ]


def write(
    connection: sqlite3.Connection,
    coder: str,
    what: str,
    words: Mapping[str, object],
    counts: Mapping[str, Mapping[str, int]],
) -> int:
    """Add a line, inside a transaction; gives its number."""
    written = connection.execute(
        "INSERT INTO activity (at, coder, what, words, counts) VALUES (?, ?, ?, ?, ?)",
        [rows.now(), coder, what, json.dumps(words, ensure_ascii=False), json.dumps(counts)],
    )
    return written.lastrowid or 0


def recount(connection: sqlite3.Connection, seq: int, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Let a line tell other counts: its step was amended."""
    connection.execute("UPDATE activity SET counts = ? WHERE seq = ?", [json.dumps(counts), seq])


def last(connection: sqlite3.Connection) -> int:
    """The number of the newest line; 0 where there is none."""
    return int(connection.execute("SELECT ifnull(max(seq), 0) FROM activity").fetchone()[0])
