"""The steps that undo can take back and redo can do again, as they stand in the file.

Undone steps are always the newest ones: a new step makes them forgotten. So every question here is
answered from the end of the table, however long the history is.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from ..domain.changes import StepInfo

_COLUMNS = "id, name, words, at, coder, undone"
_LAST_DONE = "(SELECT id FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1)"


def undoable(connection: sqlite3.Connection) -> StepInfo | None:
    """The newest step that stands."""
    return _one(connection, f"WHERE id = {_LAST_DONE}")


def redoable(connection: sqlite3.Connection) -> StepInfo | None:
    """The oldest step that was undone."""
    return _one(connection, f"WHERE id > ifnull({_LAST_DONE}, 0) ORDER BY id LIMIT 1")


def count(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many steps there are, and how many of them are undone."""
    undone = f"SELECT count(*) FROM step WHERE id > ifnull({_LAST_DONE}, 0)"
    row = connection.execute(f"SELECT (SELECT count(*) FROM step), ({undone})").fetchone()
    return row[0], row[1]


def page(connection: sqlite3.Connection, offset: int, limit: int) -> list[StepInfo]:
    """Some of the steps, newest first."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM step ORDER BY id DESC LIMIT ? OFFSET ?", [limit, offset]
    )
    return [_step(row) for row in found]


def get(connection: sqlite3.Connection, step_id: int) -> StepInfo | None:
    """A step by its number."""
    return _one(connection, "WHERE id = ?", [step_id])


def distance(connection: sqlite3.Connection, step_id: int) -> int:
    """How many steps stand after this one (0: none stands), or, where it is undone, minus those to redo."""
    after = "SELECT count(*) FROM step WHERE undone = 0 AND id > ?"
    upto = "SELECT count(*) FROM step WHERE undone = 1 AND id <= ?"
    back = int(connection.execute(after, [step_id]).fetchone()[0])
    return back or -int(connection.execute(upto, [step_id]).fetchone()[0])


def forget_undone(connection: sqlite3.Connection) -> None:
    """Drop what could be redone: a new step has been taken instead."""
    last = connection.execute("SELECT undone FROM step ORDER BY id DESC LIMIT 1").fetchone()
    if last and last[0]:
        first = connection.execute(f"SELECT ifnull({_LAST_DONE}, 0)").fetchone()[0]
        connection.execute("DELETE FROM history WHERE step_id > ?", [first])
        connection.execute("DELETE FROM step WHERE id > ?", [first])


def _one(connection: sqlite3.Connection, where: str, values: Sequence[Any] = ()) -> StepInfo | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM step {where}", values).fetchone()
    return _step(row) if row else None


def _step(row: Sequence[Any]) -> StepInfo:
    return StepInfo(row[0], row[1], json.loads(row[2]), row[3], row[4], bool(row[5]))
