"""The study's own columns in the file, and what stands in them."""

import sqlite3

from ..domain.own_columns import OwnColumn


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

    def values(self, owner: str) -> dict[tuple[str, str], str]:
        """What stands in them, by id of the row and id of the column."""
        found = self._connection.execute(
            """SELECT v.row_id, v.column_id, v.value FROM own_value v
               JOIN own_column c ON c.id = v.column_id WHERE c.owner = ?""",
            [owner],
        )
        return {(row_id, column_id): value for row_id, column_id, value in found}
