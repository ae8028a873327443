"""Tables whose rows are one NamedTuple each, field for column: read and written without further ado."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from . import rows

_Value = TypeVar("_Value", bound=NamedTuple)
# Positions in texts carry their unit in the file.
_NAMES = {"start": "start_cp", "end": "end_cp"}


class Values(Generic[_Value]):
    """The rows of a table as values of `kind`, in `order`; writing happens inside a step."""

    def __init__(
        self, connection: sqlite3.Connection, table: str, kind: type[_Value], order: str = "position, id"
    ) -> None:
        self._connection = connection
        self._table = table
        self._kind = kind
        self._columns = [_NAMES.get(name, name) for name in kind._fields]
        listed = ", ".join(f'"{name}"' for name in self._columns)
        self._select = f'SELECT {listed} FROM "{table}"'
        self._order = f" ORDER BY {order}"

    def all(self) -> list[_Value]:
        """Every value, in order."""
        return self._read("", [])

    def get(self, row_id: str) -> _Value | None:
        """One value by id."""
        return next(iter(self._read(" WHERE id = ?", [row_id])), None)

    def where(self, column: str, value: str | int | None) -> list[_Value]:
        """The values that have this in a column, in order."""
        return self._read(f' WHERE "{column}" IS ?', [value])

    def among(self, column: str, wanted: Sequence[str]) -> list[_Value]:
        """The values whose column has one of these, in order within each portion of them."""
        found: list[_Value] = []
        for chunk in rows.chunks(wanted):
            found += self._read(f' WHERE "{column}" IN ({", ".join("?" * len(chunk))})', chunk)
        return found

    def add(self, *values: _Value) -> None:
        """Add values."""
        rows.insert(
            self._connection,
            self._table,
            (dict(zip(self._columns, value, strict=True)) for value in values),
        )

    def change(self, row_id: str, **values: Any) -> bool:
        """Set fields of one value; tells whether that changed anything."""
        columns = {_NAMES.get(name, name): value for name, value in values.items()}
        return rows.update(self._connection, self._table, row_id, **columns)

    def remove(self, wanted: Sequence[str], column: str = "id") -> int:
        """Remove the values whose column has one of these; gives how many there were."""
        return rows.delete(self._connection, self._table, wanted, column)

    def next_position(self, column: str = "", value: str | None = None) -> int:
        """The place after the last one, of all or of those that have a value in a column."""
        only, values = (f' WHERE "{column}" IS ?', [value]) if column else ("", [])
        found = self._connection.execute(
            f'SELECT ifnull(max(position), -1) + 1 FROM "{self._table}"{only}', values
        )
        return int(found.fetchone()[0])

    def _read(self, where: str, values: Iterable[Any]) -> list[_Value]:
        found = self._connection.execute(self._select + where + self._order, tuple(values))
        return [self._kind(*row) for row in found]
