"""Opening the SQLite file itself: what is refused, and how the connection is set."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UserError
from ..i18n import _
from . import schema

_HEADER = b"SQLite format 3\0"
# What SQLite says where a person writes over something that a package does not hold.
LEFT_OUT = "left out of the package"
_INDEX = [schema.INDEX + part for part in ("", "_data", "_idx", "_docsize", "_config")]
_OURS = frozenset(
    (*schema.CONTENT, *schema.RECORDS, *_INDEX, "_sqlite_migrations", "sqlite_sequence", "sqlite_stat1")
)


def refuse_unless_study(path: Path) -> int:
    """Read the file's first 100 bytes; gives its schema version, or says why it is no study to open."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise UserError(
            _("There is no file {file}.").format(file=name), _("Check the folder and the name.")
        ) from None
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: {reason}.").format(file=name, reason=error.strerror or error),
            _("Check that it is a file and that you may open it."),
        ) from None
    if len(head) < 100 or not head.startswith(_HEADER):
        raise UserError(
            _("{file} is not a study file.").format(file=name),
            _("Studies end in .qcg; transcripts are imported into a study."),
        )
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise UserError(
            _("{file} is a database of another program, not a study of QualCoder CG.").format(file=name),
            _("Choose a file that ends in .qcg."),
        )
    version = int.from_bytes(head[60:64], "big")
    if version > schema.VERSION:
        raise UserError(
            _("{file} was written by a newer version of QualCoder CG.").format(file=name),
            _("Install the newer version to open it; this one leaves the file as it is."),
        )
    return version


def connect(path: Path) -> sqlite3.Connection:
    """A connection set for one careful writer: full sync, one file on disk, nothing in the file trusted."""
    connection = sqlite3.connect(str(path), isolation_level=None, timeout=5.0)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "journal_mode = DELETE",
        "synchronous = FULL",
        "fullfsync = ON",
        "temp_store = MEMORY",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def refuse_foreign_objects(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a file that brings triggers, views or tables that no study has."""
    for kind, table in connection.execute("SELECT type, tbl_name FROM sqlite_schema"):
        if kind not in ("table", "index") or table not in _OURS:
            raise UserError(
                _("{file} holds a {kind} that no study has: {name}.").format(
                    file=name, kind=kind, name=table
                ),
                _("It may have been tampered with; ask whoever sent it for a fresh copy."),
            )


class Damaged(UserError):
    """A file that SQLite cannot read through; the hint is for a study of one's own."""


def damaged(name: str) -> Damaged:
    """The error for a file that SQLite cannot read through."""
    return Damaged(
        _("{file} is damaged.").format(file=name),
        _("Keep it, and open the newest file in the folder {folder} beside it.").format(
            folder=f"{Path(name).stem}.backups"
        ),
    )


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Say the world's troubles with the file as sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise (_left_out() if LEFT_OUT in str(error) else _in_words(error, name)) from error


def _left_out() -> UserError:
    return UserError(
        _("What the team wrote here is not in this package, and would be replaced unseen."),
        _("Write it as a memo on a passage, or when the package is back."),
    )


def _in_words(error: sqlite3.Error, name: str) -> BaseException:
    text = str(error)
    if "locked" in text:
        return UserError(
            _("{file} is being written by another program.").format(file=name),
            _("Nothing was changed. Try again when it has finished."),
        )
    if "full" in text:
        return UserError(
            _("The disk is full; the last action was not saved to {file}.").format(file=name),
            _("Everything before it is safe. Make room and try again."),
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return UserError(
            _("{file} cannot be written.").format(file=name),
            _("Nothing was changed. Check that the file and its folder are not write-protected."),
        )
    if "disk I/O" in text:
        return UserError(
            _("The disk did not take the last action into {file}.").format(file=name),
            _("Everything before it is safe. Check the disk and try again."),
        )
    if "malformed" in text or "not a database" in text:
        return damaged(name)
    return error


def refuse_incomplete(connection: sqlite3.Connection) -> None:
    """Refuse a file in which tables are missing."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    missing = {*schema.CONTENT, *schema.RECORDS} - there
    if missing:
        raise sqlite3.DatabaseError(f"no table {', '.join(sorted(missing))}")


def refuse_damaged(connection: sqlite3.Connection) -> None:
    """Refuse a file in which SQLite finds faults."""
    result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise sqlite3.DatabaseError(result)


def refuse_cut_off(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that ends within its last page, which SQLite would read as zeros."""
    connection.execute("BEGIN")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    there = path.stat().st_size
    connection.execute("COMMIT")
    if there < pages * size:
        raise sqlite3.DatabaseError("the file is shorter than its pages")


def refuse_loose(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a file in which a row refers to one that is not there."""
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged(name)
