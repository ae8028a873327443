"""Which rows of two copies are looked at to join them: those that differ, and those that these concern."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from ..domain.merging_plan import Reference
from ..domain.merging_tables import LAID, LAID_OUT, LAYOUT, PARTS, PLACES
from . import rows

_MEET = "INSERT OR IGNORE INTO temp.met "


def find(
    connection: sqlite3.Connection, columns: Mapping[str, Sequence[str]], references: Iterable[Reference]
) -> None:
    """Fill the table `temp.met` (tbl, id); the other copy is attached as `other`.

    Of what was deleted everything is met to which something may refer, or that may come back with its owner.
    """
    connection.execute("DROP TABLE IF EXISTS temp.met")
    connection.execute("CREATE TEMP TABLE met (tbl TEXT, id TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID")
    for table, names in columns.items():
        _differing(connection, table, names)
    _by_records(connection)
    # whose text is the later one says which place is the later one
    connection.execute(
        f"""{_MEET} SELECT 'document_text', row_id FROM (
            SELECT row_id, at, writer FROM main.stamp WHERE tbl = 'document_text'
            EXCEPT SELECT row_id, at, writer FROM other.stamp WHERE tbl = 'document_text')"""
    )
    needed = {one.target for one in references} | {
        table for parts in PARTS.values() for table, _name in parts
    }
    for table in needed:
        connection.execute(f"{_MEET} SELECT tbl, row_id FROM main.tombstone WHERE tbl = ?", [table])
    for copy in ("main", "other"):
        connection.execute(
            f"""{_MEET} SELECT 'document_text', json_extract(image, '$.document_id') FROM {copy}.tombstone
                WHERE tbl = 'text_version' AND image <> ''"""
        )
    connection.execute(f"{_MEET} SELECT 'code', id FROM main.code UNION SELECT 'code', id FROM other.code")
    _by_texts(connection)
    _by_layout(connection)
    _by_reviews(connection)


def held(
    connection: sqlite3.Connection, references: Iterable[Reference], table: str, ids: Sequence[str]
) -> set[str]:
    """Which of these rows of a table are referred to by rows of the study that have not been met."""
    found: set[str] = set()
    for one in references:
        if one.target != table:
            continue
        for chunk in rows.chunks(ids):
            marks = ", ".join("?" * len(chunk))
            found |= {
                row[0]
                for row in connection.execute(
                    f"""SELECT DISTINCT t."{one.column}" FROM main."{one.table}" t
                        WHERE t."{one.column}" IN ({marks})
                        AND NOT EXISTS (SELECT 1 FROM temp.met w WHERE w.tbl = ? AND w.id = t.id)""",
                    [*chunk, one.table],
                )
            }
    return found


def _differing(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> None:
    """Rows that only the other copy has, or that are not alike; those that stand on a grave."""
    differs = " OR ".join(f'm."{name}" IS NOT o."{name}"' for name in names)
    connection.execute(
        f"""{_MEET} SELECT ?, o.id FROM other."{table}" o LEFT JOIN main."{table}" m ON m.id = o.id
            WHERE m.id IS NULL OR {differs}""",
        [table],
    )
    for copy in ("main", "other"):
        connection.execute(
            f"""{_MEET} SELECT b.tbl, b.row_id FROM {copy}.tombstone b
                WHERE b.tbl = ? AND EXISTS (SELECT 1 FROM {copy}."{table}" t WHERE t.id = b.row_id)""",
            [table],
        )


def _by_records(connection: sqlite3.Connection) -> None:
    """Rows of which the other copy knows a change, a grave or a place that this one does not."""
    for table, names in (
        ("stamp", "field, at, writer"),
        ("tombstone", "at, coder, image, seen"),
        ("anchor", "sha256, start_cp, end_cp"),
    ):
        connection.execute(
            f"""{_MEET} SELECT tbl, row_id FROM (
                SELECT tbl, row_id, {names} FROM other.{table}
                EXCEPT SELECT tbl, row_id, {names} FROM main.{table})"""
        )


def _by_texts(connection: sqlite3.Connection) -> None:
    """What lies in texts that are not alike; the texts of what was deleted in one of the copies."""
    _by_places(connection)
    connection.execute("DROP TABLE IF EXISTS temp.uneven")
    connection.execute(
        """CREATE TEMP TABLE uneven AS SELECT m.id FROM main.document_text m
           JOIN other.document_text o ON o.id = m.id WHERE m.text IS NOT o.text
           UNION SELECT w.id FROM temp.met w WHERE w.tbl IN ('document', 'document_text') AND (
           EXISTS (SELECT 1 FROM main.tombstone b WHERE b.tbl = w.tbl AND b.row_id = w.id) OR
           EXISTS (SELECT 1 FROM other.tombstone b WHERE b.tbl = w.tbl AND b.row_id = w.id))"""
    )
    for table in ("document", "document_text"):
        connection.execute(f"{_MEET} SELECT ?, id FROM temp.uneven", [table])
    for table in (*PLACES, *LAID_OUT, "review", "text_version"):
        for copy in ("main", "other"):
            connection.execute(
                f"""{_MEET} SELECT ?, t.id FROM temp.uneven u JOIN {copy}."{table}" t
                    ON t.document_id = u.id""",
                [table],
            )
    connection.execute(
        f"""{_MEET} SELECT 'text_version', m.id FROM main.text_version m JOIN other.document d
            ON d.id = m.document_id WHERE m.id NOT IN (SELECT id FROM other.text_version)"""
    )
    for copy in ("main", "other"):
        connection.execute(
            f"""{_MEET} SELECT 'text_version', t.id FROM {copy}.text_version t WHERE t.document_id IN (
                SELECT v.document_id FROM temp.met w JOIN {copy}.text_version v ON v.id = w.id
                WHERE w.tbl = 'text_version' UNION
                SELECT w.id FROM temp.met w WHERE w.tbl = 'document_text')"""
        )
    connection.execute("DROP TABLE temp.uneven")


def _by_places(connection: sqlite3.Connection) -> None:
    """The texts of what was deleted in one of the copies, or lies at two places of one text."""
    for table in PLACES:
        for copy in ("main", "other"):
            connection.execute(
                f"""{_MEET} SELECT 'document_text', t.document_id FROM temp.met w
                    JOIN {copy}."{table}" t ON t.id = w.id WHERE w.tbl = ?1 AND (
                    EXISTS (SELECT 1 FROM main.tombstone b WHERE b.tbl = ?1 AND b.row_id = w.id) OR
                    EXISTS (SELECT 1 FROM other.tombstone b WHERE b.tbl = ?1 AND b.row_id = w.id))""",
                [table],
            )
    for table, columns in PLACES.items():
        # corrections may have taken a row on two ways to two places in one text
        apart = " OR ".join(f"m.{name} IS NOT o.{name}" for name in columns)
        connection.execute(
            f"""{_MEET} SELECT 'document_text', m.document_id FROM temp.met w
                JOIN main."{table}" m ON m.id = w.id JOIN other."{table}" o ON o.id = w.id
                WHERE w.tbl = ?1 AND ({apart}) AND (
                EXISTS (SELECT 1 FROM main.anchor a WHERE a.tbl = ?1 AND a.row_id = w.id) OR
                EXISTS (SELECT 1 FROM other.anchor a WHERE a.tbl = ?1 AND a.row_id = w.id))""",
            [table],
        )


def _by_layout(connection: sqlite3.Connection) -> None:
    """All turns and pages of documents where one of them is not alike, with the documents and texts."""
    connection.execute("DROP TABLE IF EXISTS temp.laid")
    connection.execute("CREATE TEMP TABLE laid (id TEXT PRIMARY KEY)")
    connection.execute(
        """INSERT OR IGNORE INTO temp.laid SELECT row_id FROM (
           SELECT row_id, at, writer FROM other.stamp WHERE tbl = 'document' AND field = ?1
           EXCEPT SELECT row_id, at, writer FROM main.stamp WHERE tbl = 'document' AND field = ?1)""",
        [LAYOUT],
    )
    connection.execute("INSERT OR IGNORE INTO temp.laid SELECT id FROM temp.met WHERE tbl = 'document_text'")
    for table in LAID_OUT:
        for copy in ("main", "other"):
            connection.execute(
                f"""INSERT OR IGNORE INTO temp.laid SELECT DISTINCT t.document_id FROM temp.met w
                    JOIN {copy}."{table}" t ON t.id = w.id WHERE w.tbl = ?""",
                [table],
            )
    for table in LAID_OUT:
        for copy in ("main", "other"):
            connection.execute(
                f"""{_MEET} SELECT ?, t.id FROM temp.laid l JOIN {copy}."{table}" t
                    ON t.document_id = l.id""",
                [table],
            )
            connection.execute(
                f"""{_MEET} SELECT ?1, j.key FROM temp.met w JOIN {copy}.tombstone b
                    ON b.tbl = w.tbl AND b.row_id = w.id AND b.image <> '',
                    json_each(b.image, '$."{LAID}"' || '.' || ?1) j WHERE w.tbl = 'document'""",
                [table],
            )
    for table in ("document", "document_text"):
        connection.execute(f"{_MEET} SELECT ?, id FROM temp.laid", [table])
    connection.execute("DROP TABLE temp.laid")


def _by_reviews(connection: sqlite3.Connection) -> None:
    """Codings to look at, with their reviews."""
    for copy in ("main", "other"):
        connection.execute(
            f"""{_MEET} SELECT 'coding', r.coding_id FROM temp.met w JOIN {copy}.review r ON r.id = w.id
                WHERE w.tbl = 'review'"""
        )
    for copy in ("main", "other"):
        connection.execute(
            f"""{_MEET} SELECT 'review', r.id FROM {copy}.review r
                JOIN temp.met w ON w.tbl = 'coding' AND w.id = r.coding_id"""
        )
