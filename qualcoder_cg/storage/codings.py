"""Codings in the file."""

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from ..domain.codings import ACCEPTED, SUGGESTED, Coding
from . import rows

_COLUMNS = "id, document_id, code_id, coder_id, start_cp, end_cp, memo, origin, created_at, polarity, is_key"


class Codings:
    """Reads and writes codings; writing happens inside a step.

    One made with a view (see `reading`) reads only what is in that; all of them write to the same table.
    """

    def __init__(self, connection: sqlite3.Connection, table: str = "coding") -> None:
        self._connection = connection
        self._table = table

    def get(self, coding_id: str) -> Coding | None:
        """One coding by id."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM {self._table} WHERE id = ?", [coding_id]
        ).fetchone()
        return Coding(*row) if row else None

    def some(self, ids: Iterable[str]) -> list[Coding]:
        """The codings with these ids that exist, in the order of the text."""
        wanted = list(ids)
        found: list[Coding] = []
        for chunk in rows.chunks(wanted):
            marks = ", ".join("?" * len(chunk))
            found += map(
                Coding._make,
                self._connection.execute(
                    f"SELECT {_COLUMNS} FROM {self._table} WHERE id IN ({marks})", chunk
                ),
            )
        return sorted(found, key=lambda coding: (coding.document_id, coding.start, coding.end, coding.id))

    def in_document(self, document_id: str) -> list[Coding]:
        """Codings of a document in the order of the text."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM {self._table} WHERE document_id = ? ORDER BY start_cp, end_cp, id",
            [document_id],
        )
        return list(map(Coding._make, found))

    def of_code(self, code_id: str) -> list[Coding]:
        """Codings of a code by document and place."""
        found = self._connection.execute(
            f"""SELECT {_COLUMNS} FROM {self._table} WHERE code_id = ?
                ORDER BY document_id, start_cp, end_cp, id""",
            [code_id],
        )
        return list(map(Coding._make, found))

    def walk(self, only: Container[str] | None = None) -> Iterator[tuple[str, list[Any]]]:
        """Coded documents in order, each with its codings in the order of the text.

        The codings are bare rows with the fields start, end, code_id, id, coder_id, origin, created_at,
        polarity, is_key: hundreds of thousands of them are walked at a time. `only` are ids of the documents
        to walk, else all.
        """
        columns = "start_cp, end_cp, code_id, id, coder_id, origin, created_at, polarity, is_key"
        return self._walk(columns, only)

    def walk_places(self, only: Container[str] | None = None) -> Iterator[tuple[str, list[Any]]]:
        """Like `walk`, with start, end and code_id alone: an index answers that without reading codings.

        `only` are ids of the documents to walk, else all.
        """
        return self._walk("start_cp, end_cp, code_id", only)

    def _walk(self, columns: str, only: Container[str] | None = None) -> Iterator[tuple[str, list[Any]]]:
        coded = self._connection.execute(
            f"""SELECT d.id FROM document d
                WHERE EXISTS (SELECT 1 FROM {self._table} c WHERE c.document_id = d.id)
                ORDER BY d.position, d.name, d.id"""
        )
        for (document_id,) in coded.fetchall():
            if only is not None and document_id not in only:
                continue
            found = self._connection.execute(
                f"SELECT {columns} FROM {self._table} WHERE document_id = ? ORDER BY start_cp, end_cp, id",
                [document_id],
            )
            yield document_id, found.fetchall()

    def places_in(self, document_id: str) -> list[tuple[int, int, str]]:
        """Start, end and code id of the codings of a document, in the order of the text."""
        found = self._connection.execute(
            f"""SELECT start_cp, end_cp, code_id FROM {self._table} WHERE document_id = ?
                ORDER BY start_cp, end_cp, id""",
            [document_id],
        )
        return found.fetchall()

    def coded_in(self, document_id: str) -> list[Any]:
        """Start, end, code id, coder id, origin, polarity, is_key of the codings of a document, in order."""
        found = self._connection.execute(
            f"""SELECT start_cp, end_cp, code_id, coder_id, origin, polarity, is_key FROM {self._table}
                WHERE document_id = ? ORDER BY start_cp, end_cp, id""",
            [document_id],
        )
        return found.fetchall()

    def on_passage(self, document_id: str, start: int, end: int) -> list[Coding]:
        """Codings of exactly this passage."""
        found = self._connection.execute(
            f"""SELECT {_COLUMNS} FROM {self._table} WHERE document_id = ? AND start_cp = ? AND end_cp = ?
                ORDER BY created_at, id""",
            [document_id, start, end],
        )
        return list(map(Coding._make, found))

    def quotes_of(self, code_id: str) -> list[tuple[Coding, str]]:
        """Codings of a code with their passages."""
        found = self._connection.execute(
            f"""SELECT {", ".join("c." + name for name in _COLUMNS.split(", "))},
                substr(t.text, c.start_cp + 1, c.end_cp - c.start_cp)
                FROM {self._table} c JOIN document_text t ON t.id = c.document_id
                WHERE c.code_id = ? ORDER BY c.document_id, c.start_cp, c.end_cp, c.id""",
            [code_id],
        )
        return [(Coding._make(row[:11]), row[11]) for row in found]

    def newest_places(self, code_id: str, limit: int) -> list[tuple[str, int, int]]:
        """Document id, start and end of the codings of a code that were made last."""
        found = self._connection.execute(
            f"""SELECT document_id, start_cp, end_cp FROM {self._table} WHERE code_id = ?
               ORDER BY created_at DESC, id DESC LIMIT ?""",
            [code_id, limit],
        )
        return found.fetchall()

    def places_of(self, code_id: str) -> list[tuple[str, int, int]]:
        """Document id, start and end of all codings of a code."""
        found = self._connection.execute(
            f"SELECT document_id, start_cp, end_cp FROM {self._table} WHERE code_id = ?", [code_id]
        )
        return found.fetchall()

    def same(self, coding: Coding) -> Coding | None:
        """The coding that already says this: same document, place, code and coder."""
        row = self._connection.execute(
            f"""SELECT {_COLUMNS} FROM {self._table} WHERE document_id = ? AND start_cp = ? AND end_cp = ?
                AND code_id = ? AND coder_id = ?""",
            [coding.document_id, coding.start, coding.end, coding.code_id, coding.coder_id],
        ).fetchone()
        return Coding(*row) if row else None

    def count(self) -> int:
        """How many codings there are."""
        return int(self._connection.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])

    def count_passages(self) -> int:
        """How many distinct passages are coded: two codings of the same stretch count once."""
        found = self._connection.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT document_id, start_cp, end_cp FROM {self._table})"
        )
        return int(found.fetchone()[0])

    def counts_by_code(self, code_ids: Iterable[str] | None = None) -> dict[str, int]:
        """Excerpts of each code that has any; of these codes, or of all."""
        if code_ids is None:
            return dict(
                self._connection.execute(f"SELECT code_id, count(*) FROM {self._table} GROUP BY code_id")
            )
        single = f"SELECT count(*) FROM {self._table} WHERE code_id = ?"
        return {code_id: self._connection.execute(single, [code_id]).fetchone()[0] for code_id in code_ids}

    def counts_by_document(self) -> dict[str, int]:
        """Excerpts of each document that has any."""
        return dict(
            self._connection.execute(f"SELECT document_id, count(*) FROM {self._table} GROUP BY document_id")
        )

    def count_in(self, document_id: str) -> int:
        """Excerpts of a document."""
        found = self._connection.execute(
            f"SELECT count(*) FROM {self._table} WHERE document_id = ?", [document_id]
        )
        return int(found.fetchone()[0])

    def reached(self, document_id: str, coder_id: str) -> int:
        """Where the furthest coding of a coder in a document ends; 0 where there is none."""
        # The plus keeps SQLite from going through all codings of the coder.
        found = self._connection.execute(
            f"SELECT ifnull(max(end_cp), 0) FROM {self._table} WHERE document_id = ? AND +coder_id = ?",
            [document_id, coder_id],
        )
        return int(found.fetchone()[0])

    def reached_by_hand(self, document_id: str, coder_id: str) -> int:
        """As `reached`, of codings that came of no suggestion."""
        found = self._connection.execute(
            f"SELECT ifnull(max(end_cp), 0) FROM {self._table}"
            " WHERE document_id = ? AND +coder_id = ? AND origin NOT IN (?, ?)",
            [document_id, coder_id, ACCEPTED, SUGGESTED],
        )
        return int(found.fetchone()[0])

    def add(self, codings: Iterable[Coding]) -> None:
        """Add codings, as made under the newest version of the codebook."""
        names = [*_COLUMNS.split(", "), "version"]
        number = self._version()
        rows.insert(
            self._connection,
            "coding",
            (dict(zip(names, (*coding, number), strict=True)) for coding in codings),
        )

    def change(self, coding_id: str, **values: Any) -> None:
        """Set columns of a coding; whoever puts it under another code, or confirms it, does so under the
        newest version of the codebook.
        """
        if "code_id" in values or "origin" in values:
            before = self._connection.execute(
                "SELECT code_id, origin FROM coding WHERE id = ?", [coding_id]
            ).fetchone()
            moved = before and values.get("code_id", before[0]) != before[0]
            if moved or (before and before[1] == SUGGESTED != values.get("origin", SUGGESTED)):
                values["version"] = self._version()
        rows.update(self._connection, "coding", coding_id, **values)

    def _version(self) -> int:
        """The number of the newest version of the codebook; 0 before the first."""
        found = self._connection.execute("SELECT ifnull(max(number), 0) FROM codebook_version")
        return int(found.fetchone()[0])

    def equal_under(self, code_id: str, other_id: str) -> list[tuple[Coding, Coding]]:
        """Pairs of a coding under a code and one under another that say the same of the same passage:
        same document, place and coder. Each coding of the first code is in one pair at most."""
        first, second = (", ".join(f"{name}.{one}" for one in _COLUMNS.split(", ")) for name in "ab")
        found = self._connection.execute(
            f"""SELECT {first}, {second} FROM coding a JOIN coding b
                ON b.code_id = ? AND b.document_id = a.document_id AND b.start_cp = a.start_cp
                AND b.end_cp = a.end_cp AND b.coder_id = a.coder_id
                WHERE a.code_id = ? ORDER BY a.document_id, a.start_cp, a.end_cp, a.id, b.id""",
            [other_id, code_id],
        )
        fields = len(Coding._fields)
        pairs = {row[0]: (Coding._make(row[:fields]), Coding._make(row[fields:])) for row in found}
        return list(pairs.values())

    def put_under(self, code_id: str, other_id: str) -> int:
        """Put all codings of a code under another; gives how many."""
        return self._connection.execute(
            "UPDATE coding SET code_id = ? WHERE code_id = ?", [other_id, code_id]
        ).rowcount

    def remove(self, ids: Sequence[str]) -> int:
        """Remove codings; gives how many there were."""
        return rows.delete(self._connection, "coding", ids)

    def remove_where(self, column: str, ids: Sequence[str]) -> int:
        """Remove all codings of documents ("document_id") or codes ("code_id")."""
        return rows.delete(self._connection, "coding", ids, column)
