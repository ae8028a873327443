"""Which codings are read: all that may be seen, those of them that count, those that wait for a person."""

import sqlite3
from collections.abc import Iterable

from ..domain.codings import CONSENSUS, SUGGESTED
from .codings import Codings

_COUNTS = "rowid NOT IN (SELECT number FROM temp.waiting)"
_WAITS = "rowid IN (SELECT number FROM temp.waiting)"
_SEEN = "coder_id IN (SELECT id FROM temp.seen_coder)"
_FIRST = "coder_id NOT IN (SELECT id FROM main.coder WHERE again_of IS NOT NULL)"
_OPEN = "NOT EXISTS (SELECT 1 FROM main.adjudicated a WHERE a.coding_id = main.coding.id)"
_ALL = "SELECT * FROM main.coding WHERE {}"
_COLUMNS = (
    "id, document_id, code_id, coder_id, memo, {} AS origin, created_at, start_cp, end_cp, polarity, is_key"
)
# Two decisions may hold the same: it counts once.
_HELD = f"""SELECT {_COLUMNS.format(f"'{CONSENSUS}'")} FROM main.consensus h WHERE NOT EXISTS (
    SELECT 1 FROM main.consensus o WHERE o.document_id = h.document_id AND o.code_id = h.code_id
    AND o.start_cp = h.start_cp AND o.end_cp = h.end_cp AND o.rowid < h.rowid)"""
_VIEWS = {
    "counted_coding": _ALL.format(f"{_COUNTS} AND {_FIRST}"),
    "seen_coding": _ALL.format(f"{_SEEN} AND {_COUNTS}"),
    "shown_coding": _ALL.format(_SEEN),
    "waiting_coding": _ALL.format(_WAITS),
    "waiting_seen_coding": _ALL.format(f"{_SEEN} AND {_WAITS}"),
    "agreed_coding": f"""SELECT {_COLUMNS.format("origin")} FROM main.coding
        WHERE {_COUNTS} AND {_FIRST} AND {_OPEN} UNION ALL {_HELD}""",
}


class Reading:
    """The readers of an open study; `coders` are those whose codings may be seen, None for everybody's.

    With `consensus`, what counts of everybody's are the codings about which nothing was decided and, as
    codings of whoever decided, what holds by decisions. The second codings of coders who code again count
    only where those coders are named.

    Which codings wait is kept beside the file by row number, which every index has: to leave them out reads
    no more of the file than to read all. While nothing waits and nobody is hidden, all codings are read.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.coders: frozenset[str] | None = None
        self.consensus = False
        self._version = -1
        _install(connection)
        self._all = Codings(connection)
        self._readers = {view: Codings(connection, view) for view in _VIEWS}

    @property
    def counted(self) -> Codings:
        """The codings that may be seen and do not wait."""
        if self.coders is None:
            return self.agreed if self.consensus else self.everybodys
        self._any_waits()
        return self._readers["seen_coding"]

    @property
    def everybodys(self) -> Codings:
        """The codings of all coders that do not wait, as they were made."""
        return self._readers["counted_coding"] if self._any_waits() or self._any_again() else self._all

    @property
    def agreed(self) -> Codings:
        """The consensus layer: what nothing was decided about, and what holds by decisions."""
        self._any_waits()
        return self._readers["agreed_coding"]

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

    def _any_again(self) -> bool:
        found = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM main.coder WHERE again_of IS NOT NULL)"
        )
        return bool(found.fetchone()[0])

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
    for view, selected in _VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {view} AS {selected}")
    gone = "DELETE FROM waiting WHERE number = OLD.rowid;"
    come = f"INSERT OR IGNORE INTO waiting SELECT NEW.rowid WHERE NEW.origin = '{SUGGESTED}';"
    for event, body in (("INSERT", come), ("UPDATE OF origin", gone + come), ("DELETE", gone)):
        connection.execute(
            f'CREATE TEMP TRIGGER "waiting_{event.split()[0]}" AFTER {event} ON main.coding BEGIN {body} END'
        )
