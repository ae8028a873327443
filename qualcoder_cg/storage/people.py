"""The study's own settings, and its coders."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from ..domain.codings import Coder
from . import rows

_COLUMNS = "id, name, initials, hue, role, again_of"


class Settings:
    """Values that travel with the study, by key, as JSON."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default`."""
        row = self._connection.execute("SELECT value FROM setting WHERE id = ?", [key]).fetchone()
        return json.loads(row[0]) if row else default

    def beginning(self, prefix: str) -> list[Any]:
        """The values whose keys begin so, in the order in which they came into the file."""
        found = self._connection.execute(
            "SELECT value FROM setting WHERE substr(id, 1, ?) = ? ORDER BY rowid", [len(prefix), prefix]
        )
        return [json.loads(row[0]) for row in found]

    def entries(self, key: str) -> dict[str, Any]:
        """The entries under a key: each a setting of its own, so that merged copies keep what either changed.

        Earlier versions of the program kept them as one value; what it has counts where no entry does.
        """
        start = f"{key}/"
        found = self._connection.execute(
            "SELECT id, value FROM setting WHERE substr(id, 1, ?) = ?", [len(start), start]
        )
        whole: dict[str, Any] = self.get(key, {})
        return whole | {name[len(start) :]: json.loads(value) for name, value in found}

    def put_entries(self, key: str, values: Mapping[str, Any]) -> None:
        """Set entries under a key, inside a step; those not named stay as they are."""
        for name, value in values.items():
            self.put(f"{key}/{name}", value)

    def put(self, key: str, value: Any) -> None:
        """Set a value, inside a step."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        known = self._connection.execute("SELECT 1 FROM setting WHERE id = ?", [key]).fetchone()
        if known:
            rows.update(self._connection, "setting", key, value=text)
        else:
            rows.insert(self._connection, "setting", [{"id": key, "value": text}])


class Coders:
    """Those who code."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Coder]:
        """Every coder, by name."""
        found = self._connection.execute(f"SELECT {_COLUMNS} FROM coder ORDER BY name, id")
        return [Coder(*row) for row in found]

    def named(self, name: str) -> Coder | None:
        """The coder of that name."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM coder WHERE name = ? ORDER BY id LIMIT 1", [name]
        ).fetchone()
        return Coder(*row) if row else None

    def add(self, coder: Coder) -> None:
        """Add a coder, inside a step."""
        rows.insert(self._connection, "coder", [coder._asdict()])

    def change(self, coder_id: str, **values: Any) -> None:
        """Set columns of a coder, inside a step."""
        if values:
            rows.update(self._connection, "coder", coder_id, **values)
