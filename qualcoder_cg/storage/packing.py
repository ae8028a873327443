"""A package: a new study file that holds a part of a study, for one coder.

The file is built row by row and never cut out of a copy, so that nothing of what was left out lies in it,
in no free page either. Rows keep their ids and stamps, by which a later merge knows them again. What a blind
package holds is said in `packing_rows`.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from . import connection, rows, schema, text_index
from .packing_rows import Blanked, Carried, Selection, carried, without_open_references

PACKAGE = "package"  # the key in `this_copy`
# When a field was blanked, it was said before anything else: whatever the study says of it stands.
NEVER = -1
# What a person could write over without having seen what the study says.
_GUARDED = (("code", "memo"), ("document", "memo"), ("interview", "interviewer"))


# Fields of which copies never take one from here and the other from there.
_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "code": (("kind", "parent_id"),),
    "round": (("closed_at", "measured"),),
    "text_version": (("text", "turns", "pages", "sha256", "made_at", "coder", "reason"),),
}


class _Study(NamedTuple):
    """What a package takes from the records about the rows."""

    stamps: list[tuple[Any, ...]]
    writers: list[tuple[Any, ...]]
    anchors: list[tuple[Any, ...]]


def pack(source: Path, target: Path, wanted: Selection, progress: Progress = silent) -> None:
    """Write the package of a selection to `target`, which must not exist.

    Reads the study over a connection of its own, so it may run in another thread than the open study. The
    file is whole or not there: UserError where it cannot be written, Cancelled where `progress` says so.
    """
    if target.exists():
        raise UserError(_("{file} is already there.").format(file=target.name), _("Choose another name."))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with connection.spoken(source.name), contextlib.closing(_reading(source)) as study:
            content, blanked = carried(study, wanted, progress)
            references = _references(study)
            blanked |= without_open_references(content, references)
            records = _records(study, content, blanked, wanted.blind)
        with connection.spoken(target.name):
            _write(part, content, blanked, records, wanted.package_id, progress)
        part.rename(target)
    except OSError as error:
        raise UserError(
            _("{file} cannot be written.").format(file=target.name),
            _("Choose a folder you may write to."),
        ) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def guard(connected: sqlite3.Connection) -> None:
    """From now on refuse to write over what was blanked in this package: it would replace what nobody saw."""
    for table, field in _GUARDED:
        connected.execute(
            f"""CREATE TEMP TRIGGER IF NOT EXISTS "guard_{table}_{field}"
                BEFORE UPDATE OF {field} ON main.{table}
                WHEN NEW.{field} <> OLD.{field} AND EXISTS (SELECT 1 FROM stamp WHERE tbl = '{table}'
                    AND row_id = OLD.id AND field = '{field}' AND at < 0)
                BEGIN SELECT RAISE(ABORT, '{connection.LEFT_OUT}'); END"""
        )


@contextlib.contextmanager
def _whole(connected: sqlite3.Connection) -> Iterator[None]:
    connected.execute("BEGIN IMMEDIATE")
    yield
    connected.execute("COMMIT")


def _reading(path: Path) -> sqlite3.Connection:
    """The study as it is at one moment."""
    connected = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)
    connected.execute("PRAGMA trusted_schema = OFF")
    connected.isolation_level = None
    connected.row_factory = sqlite3.Row
    connected.execute("BEGIN")
    return connected


def _references(study: sqlite3.Connection) -> dict[str, list[tuple[str, str, bool]]]:
    """What columns of each content table refer to: column, table, whether it must."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for table in schema.CONTENT:
        must = {row["name"] for row in study.execute(f'PRAGMA table_info("{table}")') if row["notnull"]}
        must.add("id")
        found[table] = [
            (row["from"], row["table"], row["from"] in must)
            for row in study.execute(f'PRAGMA foreign_key_list("{table}")')
        ]
    return found


def _records(study: sqlite3.Connection, content: Carried, blanked: Blanked, blind: bool) -> _Study:
    """Stamps and anchors of the rows carried; writers, without their names in a blind package."""
    held = [
        tuple(row)
        for row in study.execute("SELECT id, tbl, row_id, field, at, writer FROM stamp")
        if row["row_id"] in content.get(row["tbl"], {})
        and not blanked & {(row["tbl"], row["row_id"], one) for one in _one_with(row["tbl"], row["field"])}
    ]
    anchors = [
        tuple(row)
        for row in study.execute("SELECT id, tbl, row_id, sha256, start_cp, end_cp FROM anchor")
        if row["row_id"] in content.get(row["tbl"], {})
        # of a code it is the code under which it was put, which may be one that is not handed out
        and (row["tbl"] != "code" or row["sha256"] in content["code"])
    ]
    writers = [
        (row["id"], "" if blind else row["coder"], row["last"])
        for row in study.execute("SELECT id, coder, last FROM writer")
    ]
    return _Study(held, writers, anchors)


def _one_with(table: str, field: str) -> tuple[str, ...]:
    """The fields that are joined as one with a field, and the field itself."""
    return next((group for group in _TOGETHER.get(table, ()) if field in group), (field,))


def _write(
    part: Path, content: Carried, blanked: Blanked, records: _Study, package_id: str, progress: Progress
) -> None:
    from sqlite_utils import Database

    part.unlink(missing_ok=True)
    with contextlib.closing(connection.connect(part)) as made:
        schema.migrate(Database(made, execute_plugins=False))
        with _whole(made):
            for number, table in enumerate(schema.CONTENT):
                progress(number, len(schema.CONTENT) + 1, _("Writing the package"))
                rows.insert(made, table, content.get(table, {}).values())
            made.executemany("INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?)", records.stamps)
            for table, row_id, field in sorted(blanked):
                identity = f"{table}/{row_id}/{field}"
                blank = [identity, table, row_id, field, NEVER, ""]
                made.execute("INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?)", blank)
            made.executemany("INSERT INTO writer VALUES (?, ?, ?)", records.writers)
            made.executemany("INSERT INTO anchor VALUES (?, ?, ?, ?, ?, ?)", records.anchors)
            made.execute("INSERT INTO this_copy VALUES (?, ?)", [PACKAGE, package_id])
            _comes_back(made, package_id)
            text_index.rebuild(made)
        connection.refuse_damaged(made)
        progress(1, 1, _("Writing the package"))


def _comes_back(made: sqlite3.Connection, package_id: str) -> None:
    """Say in the package that it is back: the study learns that when the package is merged."""
    made.execute("UPDATE package SET is_back = 1 WHERE id = ?", [package_id])
    at = made.execute("SELECT ifnull(max(last), 0) + 1 FROM writer").fetchone()[0]
    stamp = [f"package/{package_id}/is_back", "package", package_id, "is_back", at, package_id]
    made.execute("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?, ?, ?)", stamp)
    made.execute("INSERT INTO writer VALUES (?, '', ?)", [package_id, at])
