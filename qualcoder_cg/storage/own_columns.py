"""The study's own columns in the file, and what stands in them."""

import sqlite3
from collections.abc import Sequence

from ..domain.own_columns import OwnColumn
from . import rows


class OwnColumns:
    """Reads and writes own columns; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, owner: str) -> list[OwnColumn]:
        """The columns added to a table of the register, in order."""
        found = self._connection.execute(
            "SELECT id, owner, name, position FROM own_column WHERE owner = ? ORDER BY position, name",
            [owner],
        )
        return [OwnColumn(*row) for row in found]

    def every(self) -> list[OwnColumn]:
        """The columns added to all tables."""
        found = self._connection.execute("SELECT id, owner, name, position FROM own_column ORDER BY id")
        return [OwnColumn(*row) for row in found]

    def values(self, owner: str) -> dict[tuple[str, str], str]:
        """What stands in them, by id of the row and id of the column."""
        found = self._connection.execute(
            """SELECT v.row_id, v.column_id, v.value FROM own_value v
               JOIN own_column c ON c.id = v.column_id WHERE c.owner = ?""",
            [owner],
        )
        return {(row_id, column_id): value for row_id, column_id, value in found}

    def add(self, owner: str, name: str) -> str:
        """Add a column after the others of its table; gives its id."""
        last = self._connection.execute(
            "SELECT ifnull(max(position), 0) FROM own_column WHERE owner = ?", [owner]
        ).fetchone()[0]
        new = rows.new_id()
        values = {"id": new, "owner": owner, "name": name, "position": last + 1}
        rows.insert(self._connection, "own_column", [values])
        return new

    def rename(self, column_id: str, name: str) -> None:
        """Give a column another name."""
        rows.update(self._connection, "own_column", column_id, name=name)

    def remove(self, column_id: str) -> None:
        """Take a column out with all that stands in it."""
        rows.delete(self._connection, "own_value", [column_id], "column_id")
        rows.delete(self._connection, "own_column", [column_id])

    def set_value(self, row_id: str, column_id: str, value: str) -> None:
        """Write a cell; "" leaves nothing behind."""
        known = self._connection.execute(
            "SELECT id FROM own_value WHERE column_id = ? AND row_id = ?", [column_id, row_id]
        ).fetchone()
        if known and value:
            rows.update(self._connection, "own_value", known[0], value=value)
        elif known:
            rows.delete(self._connection, "own_value", [known[0]])
        elif value:
            named = rows.named_id("own_value", column_id, row_id)
            cell = {"id": named, "column_id": column_id, "row_id": row_id, "value": value}
            rows.insert(self._connection, "own_value", [cell])

    def forget_rows(self, row_ids: Sequence[str]) -> None:
        """Delete what stands in the rows of entries that are taken out."""
        rows.delete(self._connection, "own_value", row_ids, "row_id")
