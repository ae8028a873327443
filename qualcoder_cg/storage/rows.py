"""Writing and reading rows by id, so that no table family repeats it."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_CHUNK = 500


def new_id() -> str:
    """A fresh identity that no copy of the study can also have given away."""
    return uuid.uuid4().hex


def now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; the ids are in them."""
    statement = ""

    def values() -> Iterator[Mapping[str, Any]]:
        yield from rows

    stream = values()
    first = next(stream, None)
    if first is None:
        return
    names = list(first)
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(f":{name}" for name in names)
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
    connection.execute(statement, dict(first))
    connection.executemany(statement, stream)


def update(connection: sqlite3.Connection, table: str, row_id: str, **values: Any) -> bool:
    """Set columns of one row, if that changes anything; tells whether it did."""
    names = list(values)
    sets = ", ".join(f'"{name}" = ?' for name in names)
    differs = " OR ".join(f'"{name}" IS NOT ?' for name in names)
    cursor = connection.execute(
        f'UPDATE "{table}" SET {sets} WHERE id = ? AND ({differs})',
        [*values.values(), row_id, *values.values()],
    )
    return cursor.rowcount > 0


def delete(connection: sqlite3.Connection, table: str, ids: Sequence[str], column: str = "id") -> int:
    """Delete the rows whose `column` is one of `ids`; gives how many went."""
    gone = 0
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        gone += connection.execute(f'DELETE FROM "{table}" WHERE "{column}" IN ({marks})', chunk).rowcount
    return gone


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids in portions that fit into one statement."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Values gathered by their key, in the order they came."""
    groups: dict[str, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def fingerprint(connection: sqlite3.Connection, columns: Mapping[str, Sequence[str]]) -> str:
    """SHA-256 over these columns of all rows, independent of the order in which they lie in the file."""
    digest = hashlib.sha256()
    for table, names in columns.items():
        digest.update(table.encode())
        listed = ", ".join(f'"{name}"' for name in names)
        for row in connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id'):
            digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()
