"""Writing and reading rows by id, so that no table family repeats it."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_CHUNK = 500
_NAMES = uuid.UUID("5d1f7f0e-6f2a-4b52-9d0c-51b1f1d1c6a7")


def new_id() -> str:
    """A fresh identity that no copy of the study can also have given away."""
    return uuid.uuid4().hex


def named_id(*parts: object) -> str:
    """The identity of a row that is wholly named by these: two copies that add it give it the same."""
    return uuid.uuid5(_NAMES, json.dumps(parts, ensure_ascii=False)).hex


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


def keep_set(
    connection: sqlite3.Connection, table: str, owner: Mapping[str, Any], wanted: Sequence[Mapping[str, Any]]
) -> None:
    """Make `wanted` the rows of a table that have `owner`'s values; the ids are named by what stands in them.

    A row that is wanted still keeps its id, whatever its place; the same row twice is two rows.
    """
    names = [name for name in (wanted[0] if wanted else ()) if name != "position"]
    listed = ", ".join(f'"{name}"' for name in ("id", *names))
    where = " AND ".join(f'"{name}" IS ?' for name in owner)
    found = connection.execute(
        f'SELECT {listed} FROM "{table}" WHERE {where} ORDER BY rowid', list(owner.values())
    )
    there: dict[tuple[Any, ...], list[str]] = {}
    for row_id, *values in found.fetchall():
        there.setdefault(tuple(values), []).append(row_id)
    added: list[tuple[int, Mapping[str, Any]]] = []
    times: dict[tuple[Any, ...], int] = {}
    for one in wanted:
        key = tuple(one[name] for name in names)
        times[key] = times.get(key, -1) + 1
        if not there.get(key):
            added.append((times[key], one))
        else:
            row_id = there[key].pop(0)
            if "position" in one:
                update(connection, table, row_id, position=one["position"])
    delete(connection, table, [row_id for ids in there.values() for row_id in ids])
    for nth, one in added:
        whole = {**owner, **one}
        row_id = named_id(table, *(whole[name] for name in sorted(whole) if name != "position"), nth)
        insert(connection, table, [{"id": free_id(connection, table, row_id), **whole}])


def free_id(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """This id, or a fresh one where a row has it that was renamed since."""
    taken = connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', [row_id]).fetchone()
    return new_id() if taken else row_id


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
