"""Making and opening study files: checked, and migrated after a copy where they are older."""

import sqlite3
from pathlib import Path

from ..errors import UserError
from ..i18n import _
from . import backup, connection, schema
from .project import Project

QUICK_CHECK_BELOW = 16 * 1024 * 1024


def create(path: Path, coder_name: str) -> Project:
    """Make a new, empty study file; never over an existing file."""
    if path.exists():
        raise UserError(
            _("{file} is already there.").format(file=path.name), _("Choose another name, or open it.")
        )
    with connection.spoken(path.name):
        connected = connection.connect(path)
        try:
            _migrate(connected)
        except BaseException:
            connected.close()
            path.unlink(missing_ok=True)
            raise
        return Project(path, connected, coder_name)


def open_study(path: Path, coder_name: str, *, check_large: bool = True) -> Project:
    """Open a study: checked, and migrated after a copy where it is older.

    Files above QUICK_CHECK_BELOW bytes are read through only when `check_large` is set; a window that
    wants to be usable at once runs `problems` beside it instead.
    """
    version = connection.refuse_unless_study(path)
    try:
        with connection.spoken(path.name):
            connected = connection.connect(path)
            try:
                connection.refuse_foreign_objects(connected, path.name)
                connection.refuse_cut_off(connected, path)
                if check_large or path.stat().st_size < QUICK_CHECK_BELOW:
                    connection.refuse_damaged(connected)
                if version < schema.VERSION:
                    backup.make(path, version)
                    _migrate(connected)
                connection.refuse_incomplete(connected)
                return Project(path, connected, coder_name)
            except BaseException:
                connected.close()
                raise
    except sqlite3.DatabaseError as error:
        raise connection.damaged(path.name) from error


def _migrate(connected: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    schema.migrate(Database(connected, execute_plugins=False))
