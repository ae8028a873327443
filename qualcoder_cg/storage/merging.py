"""Another copy of the study beside this one: what differs is read from both, what they join to is written.

The copy is attached to the connection of the open study; SQL finds the rows that differ, so that what both
have alike never leaves the file.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..domain.merging import Grave, Joined, Known, Origin, Row, Vectors
from ..domain.merging_places import Text, Texts, text_of
from ..domain.merging_plan import Reference
from ..domain.merging_tables import IN_TEXT, LAID, LAID_OUT, OWNERS, PLACES
from ..domain.text import fingerprint
from . import history, merging_met, rows
from .project import Project
from .schema import CONTENT

_SIDES = {"mine": "main", "theirs": "other"}


@contextmanager
def beside(project: Project, path: Path) -> Iterator["Copies"]:
    """The study and another copy of it, which nothing else uses; outside a step."""
    connection = project.connection
    connection.execute("ATTACH ? AS other", [str(path)])
    try:
        yield Copies(project)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DROP TABLE IF EXISTS temp.met")
        connection.execute("DETACH other")


class Copies:
    """What differs between this study ("mine") and the other copy ("theirs")."""

    def __init__(self, project: Project) -> None:
        self._connection = project.connection
        self.columns = history.columns_of(project.connection)
        self.references = _references(project.connection)
        merging_met.find(self._connection, self.columns, self.references)

    def setting(self, side: str, key: str) -> Any:
        """A setting of a side; None where there is none."""
        row = self._connection.execute(
            f"SELECT value FROM {_SIDES[side]}.setting WHERE id = ?", [key]
        ).fetchone()
        return json.loads(row[0]) if row else None

    def shares(self, table: str) -> bool:
        """Whether both have a row of a table, by identity."""
        found = self._connection.execute(
            f'SELECT EXISTS (SELECT 1 FROM main."{table}" m JOIN other."{table}" o ON o.id = m.id)'
        )
        return bool(found.fetchone()[0])

    def vectors(self) -> Vectors:
        """Up to where each side has read each writer."""
        mine, theirs = (
            dict(self._connection.execute(f"SELECT id, last FROM {name}.writer").fetchall())
            for name in _SIDES.values()
        )
        return Vectors(mine, theirs)

    def writers(self) -> dict[str, str]:
        """Who writes under which id, as the side knows that has read more of it."""
        found = self._connection.execute(
            """SELECT id, coder FROM (SELECT id, coder, last FROM main.writer
               UNION ALL SELECT id, coder, last FROM other.writer) ORDER BY last"""
        )
        return dict(found.fetchall())

    def rows(self, table: str) -> dict[str, tuple[Known, Known]]:
        """What each side knows of the rows of a table that differ, by id."""
        mine, theirs = (self._known(side, table) for side in _SIDES.values())
        nothing = Known()
        return {
            row_id: (mine.get(row_id, nothing), theirs.get(row_id, nothing))
            for row_id in dict.fromkeys([*mine, *theirs])
        }

    def texts(self) -> dict[str, Texts]:
        """The texts of the documents that either side corrected, or whose turns either side changed."""
        mine, theirs = (self._texts(name) for name in _SIDES.values())
        return {
            document_id: Texts(mine.get(document_id), theirs.get(document_id))
            for document_id in dict.fromkeys([*mine, *theirs])
        }

    def version_text(self, document_id: str, sha256: str) -> str | None:
        """An earlier text of a document by its hash, from whichever side kept it."""
        for name in _SIDES.values():
            row = self._connection.execute(
                f"SELECT text FROM {name}.text_version WHERE document_id = ? AND sha256 = ? LIMIT 1",
                [document_id, sha256],
            ).fetchone()
            if row:
                return str(row[0])
        return None

    def versions_of(self, document_id: str, sha256: str) -> list[str]:
        """The ids under which the study keeps an earlier text of a document."""
        found = self._connection.execute(
            "SELECT id FROM main.text_version WHERE document_id = ? AND sha256 = ?", [document_id, sha256]
        )
        return [row[0] for row in found]

    def is_here(self, table: str, row_id: str) -> bool:
        """Whether a row is in the study as it is now."""
        found = self._connection.execute(f'SELECT 1 FROM main."{table}" WHERE id = ?', [row_id])
        return found.fetchone() is not None

    def name(self, table: str, row_id: str) -> str:
        """The name of a row of the study; "" where it is not there."""
        row = self._connection.execute(f'SELECT name FROM main."{table}" WHERE id = ?', [row_id]).fetchone()
        return str(row[0]) if row else ""

    def doubles(self) -> list[str]:
        """The other copy's codings that say what one in the study says: same passage, code and coder."""
        found = self._connection.execute(
            """SELECT o.id FROM temp.met w JOIN other.coding o ON o.id = w.id
               WHERE w.tbl = 'coding' AND NOT EXISTS (SELECT 1 FROM main.coding m WHERE m.id = o.id)
               AND EXISTS (SELECT 1 FROM main.coding m WHERE m.document_id = o.document_id
                   AND m.start_cp = o.start_cp AND m.end_cp = o.end_cp AND m.code_id = o.code_id
                   AND m.coder_id = o.coder_id)"""
        )
        return [row[0] for row in found]

    def delete(self, table: str, row_id: str) -> bool:
        """Delete a row of the study to which nothing refers, inside a step; tells whether it was there."""
        return rows.delete(self._connection, table, [row_id]) > 0

    def change(self, table: str, row_id: str, values: Mapping[str, Any]) -> bool:
        """Set columns of a row of the study, inside a step; tells whether that changed anything."""
        return rows.update(self._connection, table, row_id, **values)

    def buried(self, table: str, row_id: str) -> bool:
        """Whether either side has deleted a row."""
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {name}.tombstone WHERE tbl = ? AND row_id = ?", [table, row_id]
            ).fetchone()
            for name in _SIDES.values()
        )

    def held(self, table: str, ids: Sequence[str]) -> set[str]:
        """Which of these rows are referred to by rows that both sides have alike."""
        return merging_met.held(self._connection, self.references, table, ids)

    def _known(self, name: str, table: str) -> dict[str, Known]:
        columns = self.columns[table]
        listed = ", ".join(f't."{column}"' for column in columns)
        met = "FROM temp.met w JOIN"
        found = self._connection.execute(
            f'SELECT {listed} {met} {name}."{table}" t ON t.id = w.id WHERE w.tbl = ?', [table]
        )
        place = columns.index("id")
        known: dict[str, Known] = {}
        there: dict[str, Row] = {row[place]: dict(zip(columns, row, strict=True)) for row in found}
        stamps: dict[str, dict[str, tuple[int, str]]] = {}
        for row_id, field, at, writer in self._connection.execute(
            f"SELECT s.row_id, s.field, s.at, s.writer {met} {name}.stamp s"
            " ON s.tbl = w.tbl AND s.row_id = w.id WHERE w.tbl = ?",
            [table],
        ):
            stamps.setdefault(row_id, {})[field] = (at, writer)
        graves = {
            row_id: Grave(
                at, coder, image, {field: (at_, by) for field, (at_, by) in json.loads(seen).items()}
            )
            for row_id, at, coder, image, seen in self._connection.execute(
                f"SELECT b.row_id, b.at, b.coder, b.image, b.seen {met} {name}.tombstone b"
                " ON b.tbl = w.tbl AND b.row_id = w.id WHERE w.tbl = ?",
                [table],
            )
        }
        origins = {
            row_id: Origin(*rest)
            for row_id, *rest in self._connection.execute(
                f"SELECT a.row_id, a.sha256, a.start_cp, a.end_cp {met} {name}.anchor a"
                " ON a.tbl = w.tbl AND a.row_id = w.id WHERE w.tbl = ?",
                [table],
            )
        }
        laid = self._laid(name, table) if table in LAID_OUT else {}
        for row_id in dict.fromkeys([*there, *stamps, *graves, *laid, *origins]):
            row, grave, origin = there.get(row_id), graves.get(row_id), origins.get(row_id)
            buried = laid.get(row_id)
            if row is None and grave is not None and grave.image:
                buried, origin = unburied(table, columns, grave, origin)
            is_laid = table in LAID_OUT and (row is not None or row_id in laid)
            known[row_id] = Known(row, stamps.get(row_id, {}), grave, origin, buried, is_laid)
        return known

    def _laid(self, name: str, table: str) -> dict[str, Row]:
        """The turns or pages in the graves of documents that are not there, by id."""
        found: dict[str, Row] = {}
        for (image,) in self._connection.execute(
            f"""SELECT b.image FROM temp.met w JOIN {name}.tombstone b ON b.tbl = w.tbl AND b.row_id = w.id
                WHERE w.tbl = 'document' AND b.image <> ''
                AND NOT EXISTS (SELECT 1 FROM {name}.document d WHERE d.id = w.id)"""
        ):
            found |= json.loads(image).get(LAID, {}).get(table) or {}
        return found

    def _texts(self, name: str) -> dict[str, Text]:
        found: dict[str, Text] = {}
        for document_id, text in self._connection.execute(
            f"""SELECT t.id, t.text FROM temp.met w JOIN {name}.document_text t ON t.id = w.id
                WHERE w.tbl = 'document_text' UNION ALL
                SELECT b.row_id, json_extract(b.image, '$.text') FROM temp.met w JOIN {name}.tombstone b
                ON b.tbl = w.tbl AND b.row_id = w.id WHERE w.tbl = 'document_text' AND b.image <> ''
                AND NOT EXISTS (SELECT 1 FROM {name}.document_text t WHERE t.id = w.id)"""
        ).fetchall():
            stamps = {
                (table, field): (at, writer)
                for table, field, at, writer in self._connection.execute(
                    f"SELECT tbl, field, at, writer FROM {name}.stamp WHERE row_id = ?"
                    " AND tbl IN ('document', 'document_text')",
                    [document_id],
                )
            }
            own = {field: stamp for (table, field), stamp in stamps.items() if table == "document_text"}
            document = {field: stamp for (table, field), stamp in stamps.items() if table == "document"}
            found[document_id] = text_of(text, fingerprint(text), own, document)
        return found


def write(project: Project, copies: Copies, found: Mapping[str, Mapping[str, Joined]]) -> None:
    """Write what two copies join to, with the records; inside a step."""
    connection = project.connection
    before = connection.total_changes
    for table, joined in found.items():
        _write_rows(connection, table, copies.columns[table], joined.values())
        _write_records(connection, table, joined.values())
    connection.execute(
        """INSERT INTO main.writer SELECT o.id, o.coder, o.last FROM other.writer o
           LEFT JOIN main.writer m ON m.id = o.id WHERE m.id IS NULL OR o.last > m.last
           ON CONFLICT (id) DO UPDATE SET coder = excluded.coder, last = excluded.last"""
    )
    if connection.total_changes > before:
        # a step that joined records is one whose rows get no stamps of its own, nor when it is undone
        nobody = "SELECT '', '', 0 WHERE NOT EXISTS (SELECT 1 FROM main.writer)"
        connection.execute(f"INSERT INTO main.writer {nobody}")
        connection.execute("UPDATE main.writer SET last = last WHERE id = (SELECT min(id) FROM main.writer)")


def _write_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], joined: Iterable[Joined]
) -> None:
    gone: list[tuple[str]] = []
    new: list[Row] = []
    changed: list[Row] = []
    for one in joined:
        if not one.alive:
            if one.mine.row is not None:
                gone.append((one.row_id,))
        elif one.mine.row is None:
            new.append(one.row or {})
        elif one.row != one.mine.row:
            changed.append(one.row or {})
    listed = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(f":{name}" for name in columns)
    sets = ", ".join(f'"{name}" = :{name}' for name in columns if name != "id")
    connection.executemany(f'DELETE FROM main."{table}" WHERE id = ?', gone)
    connection.executemany(f'UPDATE main."{table}" SET {sets} WHERE id = :id', changed)
    connection.executemany(f'INSERT INTO main."{table}" ({listed}) VALUES ({marks})', new)


def _write_records(connection: sqlite3.Connection, table: str, joined: Iterable[Joined]) -> None:
    stamps: list[tuple[Any, ...]] = []
    old: list[tuple[str]] = []
    graves: list[tuple[Any, ...]] = []
    anchors: list[tuple[Any, ...]] = []
    forgotten: list[tuple[str]] = []
    for one in joined:
        key = f"{table}/{one.row_id}"
        if one.stamps != one.mine.stamps:
            stamps += (
                (f"{key}/{field}", table, one.row_id, field, *stamp)
                for field, stamp in one.stamps.items()
                if one.mine.stamps.get(field) != stamp
            )
            old += ((f"{key}/{field}",) for field in one.mine.stamps if field not in one.stamps)
        if one.grave is not None and one.grave != one.mine.grave:
            at, coder, image, seen = one.grave
            graves.append((key, table, one.row_id, at, coder, image, json.dumps(seen, sort_keys=True)))
        if one.origin is None:
            forgotten += [(key,)] if one.mine.origin else []
        elif one.origin != one.mine.origin or one.mine.row is None:
            anchors.append((key, table, one.row_id, *one.origin))
    connection.executemany("DELETE FROM main.stamp WHERE id = ?", old)
    connection.executemany(
        """INSERT INTO main.stamp VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET at = excluded.at, writer = excluded.writer""",
        stamps,
    )
    connection.executemany(
        """INSERT INTO main.tombstone VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           at = excluded.at, coder = excluded.coder, image = excluded.image, seen = excluded.seen""",
        graves,
    )
    connection.executemany("DELETE FROM main.anchor WHERE id = ?", forgotten)
    connection.executemany(
        """INSERT INTO main.anchor VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           sha256 = excluded.sha256, start_cp = excluded.start_cp, end_cp = excluded.end_cp""",
        anchors,
    )


def unburied(
    table: str, columns: Sequence[str], grave: Grave, origin: Origin | None
) -> tuple[Row, Origin | None]:
    """The row that lies in a grave, and where a person had put it."""
    image = json.loads(grave.image)
    row = {name: image.get(name) for name in columns}
    if origin is None and table in PLACES and image.get(IN_TEXT):
        start, end = (row[PLACES[table][place]] for place in (0, -1))
        origin = Origin(image[IN_TEXT], start, end)
    return row, origin


def _references(connection: sqlite3.Connection) -> list[Reference]:
    """Every column of the content that refers to another table; cells of own columns to one of several."""
    cells = [Reference("own_value", "row_id", owner) for owner in OWNERS]
    return cells + [
        Reference(table, row[3], row[2])
        for table in CONTENT
        for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')
    ]
