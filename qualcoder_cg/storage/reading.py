"""Which codings are read: all that may be seen, those of them that count, those that wait for a person."""

import sqlite3
from collections.abc import Iterable

from ..domain.codings import SUGGESTED
from .codings import Codings

_COUNTS = "rowid NOT IN (SELECT number FROM temp.waiting)"
_WAITS = "rowid IN (SELECT number FROM temp.waiting)"
_SEEN = "coder_id IN (SELECT id FROM temp.seen_coder)"
_VIEWS = {
    "counted_coding": _COUNTS,
    "seen_coding": f"{_SEEN} AND {_COUNTS}",
    "shown_coding": _SEEN,
    "waiting_coding": _WAITS,
    "waiting_seen_coding": f"{_SEEN} AND {_WAITS}",
}


class Reading:
    """The readers of an open study; `coders` are those whose codings may be seen, None for everybody's.

    Which codings wait is kept beside the file by row number, which every index has: to leave them out reads
    no more of the file than to read all. While nothing waits and nobody is hidden, all codings are read.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.coders: frozenset[str] | None = None
        self._version = -1
        _install(connection)
        self._all = Codings(connection)
        self._readers = {view: Codings(connection, view) for view in _VIEWS}

    @property
    def counted(self) -> Codings:
        """The codings that may be seen and do not wait."""
        waits = self._any_waits()
        if self.coders is not None:
            return self._readers["seen_coding"]
        return self._readers["counted_coding"] if waits else self._all

    @property
    def shown(self) -> Codings:
        """The codings that may be seen."""
        return self._all if self.coders is None else self._readers["shown_coding"]

    @property
    def waiting(self) -> Codings:
        """The codings that may be seen and wait."""
        self._any_waits()
        return self._readers["waiting_coding" if self.coders is None else "waiting_seen_coding"]

    def see_only(self, coder_ids: Iterable[str] | None) -> bool:
        """Let only the codings of these coders be seen; tells whether that is another choice."""
        wanted = None if coder_ids is None else frozenset(coder_ids)
        if wanted == self.coders:
            return False
        self.coders = wanted
        self._connection.execute("DELETE FROM temp.seen_coder")
        self._connection.executemany(
            "INSERT INTO temp.seen_coder VALUES (?)", [(one,) for one in wanted or ()]
        )
        return True

    def _any_waits(self) -> bool:
        """Whether any coding waits; all are looked through where another program wrote to the file since."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            # what is found amid a transaction is taken back with it
            self._version = -1 if self._connection.in_transaction else version
            self._connection.execute("DELETE FROM temp.waiting")
            self._connection.execute(
                "INSERT INTO temp.waiting SELECT rowid FROM main.coding WHERE origin = ?", [SUGGESTED]
            )
        return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM temp.waiting)").fetchone()[0])


def _install(connection: sqlite3.Connection) -> None:
    """Make the views of this connection, and the triggers that follow which codings wait."""
    connection.execute("CREATE TEMP TABLE seen_coder (id TEXT PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE waiting (number INTEGER PRIMARY KEY)")
    for view, where in _VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM main.coding WHERE {where}")
    gone = "DELETE FROM waiting WHERE number = OLD.rowid;"
    come = f"INSERT OR IGNORE INTO waiting SELECT NEW.rowid WHERE NEW.origin = '{SUGGESTED}';"
    for event, body in (("INSERT", come), ("UPDATE OF origin", gone + come), ("DELETE", gone)):
        connection.execute(
            f'CREATE TEMP TRIGGER "waiting_{event.split()[0]}" AFTER {event} ON main.coding BEGIN {body} END'
        )
