"""Letting everything that refers to one row refer to another, because both are the same person or thing.

What comes of it follows from the rows alone and not from who does it or in which order: rows that are named
by what is in them are named anew, and of rows that then say the same the one with the smallest id stays.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import Any

from . import rows
from .schema import CONTENT

Row = dict[str, Any]


def _named(table: str, *columns: str, last: tuple[object, ...] = ()) -> Callable[[Row], str]:
    return lambda row: rows.named_id(table, *(row[name] for name in columns), *last)


# Rows whose ids say what is in them, and how; the last part tells the same row twice from one.
_NAMED: dict[str, Callable[[Row], str]] = {
    "finished": _named("finished", "document_id", "coder_id"),
    "own_value": _named("own_value", "column_id", "row_id"),
    "voice": _named("voice", "document_id", "informant_id", "speaker", last=(0,)),
    "interview_informant": _named("interview_informant", "informant_id", "interview_id", last=(0,)),
    "institution_alias": _named("institution_alias", "institution_id", "name", last=(0,)),
}
# Rows of which one is enough where several say the same, and what does not count for that.
_TWINS: dict[str, tuple[str, ...]] = {
    "note": ("created_at",),
    "bookmark": ("created_at",),
    "nothing_here": ("created_at",),
    "assignment": (),
    "known_name": ("position",),
}
# Of two that meet, the earlier mark of a finished document stands, and of two cells the smaller value.
_SMALLER = {"finished": "at", "own_value": "value"}


class Sameness:
    """Re-points references in the study; inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def follow(self, table: str, gone: str, kept: str) -> None:
        """Let what refers to a row of a table refer to another, also in own columns, queries and settings."""
        for other in CONTENT:
            for link in self._connection.execute(f'PRAGMA foreign_key_list("{other}")').fetchall():
                if link[2] == table:
                    self._point(other, link[3], gone, kept)
        if table in ("informant", "institution"):
            self._point("own_value", "row_id", gone, kept)
        names = json.dumps(gone), json.dumps(kept)
        for other, column in (("saved_query", "query"), ("setting", "value")):
            self._connection.execute(
                f"UPDATE {other} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1)", names
            )

    def twins(self, table: str, column: str, value: str, but: Collection[str] = ()) -> list[tuple[str, str]]:
        """Pairs (id, id of the one that stands for it) of rows with this value that say the same.

        `but` are columns that do not count.
        """
        found = self._rows(table, column, value)
        first: dict[tuple[Any, ...], str] = {}
        pairs = []
        for row in found:
            said = tuple(row[name] for name in row if name not in ("id", *but))
            stands = first.setdefault(said, row["id"])
            if stands != row["id"]:
                pairs.append((row["id"], stands))
        return pairs

    def follow_codings(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Let what was decided about codings be about those that say the same."""
        for gone, kept in pairs:
            for table in ("decision", "adjudicated"):
                self._connection.execute(
                    f"UPDATE {table} SET coding_id = ? WHERE coding_id = ?", [kept, gone]
                )
            self._drop("adjudicated", "coding_id", kept, ())

    def remove(self, table: str, row_id: str) -> None:
        """Take out a row to which nothing refers any more."""
        rows.delete(self._connection, table, [row_id])

    def _point(self, table: str, column: str, gone: str, kept: str) -> None:
        if table in _NAMED:
            for row in self._rows(table, column, gone):
                self._renamed(table, row, {**row, column: kept})
            return
        self._connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', [kept, gone])
        if table in _TWINS:
            self._drop(table, column, kept, _TWINS[table])

    def _drop(self, table: str, column: str, value: str, but: Collection[str]) -> None:
        rows.delete(self._connection, table, [gone for gone, _kept in self.twins(table, column, value, but)])

    def _renamed(self, table: str, old: Row, new: Row) -> None:
        """Put a row that is named by what is in it under its new name, unless one that says it is there."""
        rows.delete(self._connection, table, [old["id"]])
        smaller = _SMALLER.get(table)
        said = [name for name in new if name not in ("id", smaller)]
        where = " AND ".join(f'"{name}" IS ?' for name in said)
        there = self._connection.execute(
            f'SELECT id FROM "{table}" WHERE {where} ORDER BY id LIMIT 1', [new[name] for name in said]
        ).fetchone()
        if there is None:
            named = rows.free_id(self._connection, table, _NAMED[table](new))
            rows.insert(self._connection, table, [{**new, "id": named}])
        elif smaller:
            self._connection.execute(
                f'UPDATE "{table}" SET "{smaller}" = ?1 WHERE id = ?2 AND "{smaller}" > ?1',
                [new[smaller], there[0]],
            )

    def _rows(self, table: str, column: str, value: str) -> list[Row]:
        found = self._connection.execute(f'SELECT * FROM "{table}" WHERE "{column}" = ? ORDER BY id', [value])
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
