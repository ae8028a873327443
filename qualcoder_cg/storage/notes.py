"""What coders leave in texts besides codings, in the file: passage memos, bookmarks, finished documents."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from ..domain.notes import Bookmark, Note
from . import rows

_NOTE = "id, document_id, coder_id, start_cp, end_cp, text, created_at"
_BOOKMARK = "id, document_id, coder_id, place_cp, name, created_at"


class Notes:
    """Reads and writes memos on passages; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, note_id: str) -> Note | None:
        """One memo by id."""
        row = self._connection.execute(f"SELECT {_NOTE} FROM note WHERE id = ?", [note_id]).fetchone()
        return Note(*row) if row else None

    def all(self) -> list[Note]:
        """Every memo, by document and place."""
        found = self._connection.execute(f"SELECT {_NOTE} FROM note ORDER BY document_id, start_cp, id")
        return list(map(Note._make, found))

    def in_document(self, document_id: str) -> list[Note]:
        """The memos of a document in the order of the text."""
        found = self._connection.execute(
            f"SELECT {_NOTE} FROM note WHERE document_id = ? ORDER BY start_cp, end_cp, id", [document_id]
        )
        return list(map(Note._make, found))

    def add(self, note: Note) -> None:
        """Add a memo."""
        rows.insert(self._connection, "note", [dict(zip(_NOTE.split(", "), note, strict=True))])

    def change(self, note_id: str, **values: Any) -> None:
        """Set columns of a memo."""
        rows.update(self._connection, "note", note_id, **values)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove memos; gives how many there were."""
        return rows.delete(self._connection, "note", ids)


class Bookmarks:
    """Reads and writes bookmarks; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Bookmark]:
        """Every bookmark, by document and place."""
        found = self._connection.execute(
            f"""SELECT {", ".join("b." + name for name in _BOOKMARK.split(", "))} FROM bookmark b
                JOIN document d ON d.id = b.document_id ORDER BY d.position, d.name, b.place_cp, b.id"""
        )
        return list(map(Bookmark._make, found))

    def in_document(self, document_id: str) -> list[Bookmark]:
        """The bookmarks of a document in the order of the text."""
        found = self._connection.execute(
            f"SELECT {_BOOKMARK} FROM bookmark WHERE document_id = ? ORDER BY place_cp, id", [document_id]
        )
        return list(map(Bookmark._make, found))

    def add(self, bookmark: Bookmark) -> None:
        """Add a bookmark."""
        rows.insert(self._connection, "bookmark", [dict(zip(_BOOKMARK.split(", "), bookmark, strict=True))])

    def change(self, bookmark_id: str, **values: Any) -> None:
        """Set columns of a bookmark."""
        rows.update(self._connection, "bookmark", bookmark_id, **values)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove bookmarks; gives how many there were."""
        return rows.delete(self._connection, "bookmark", ids)


class Finished:
    """Which coders have finished coding which documents; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_coder(self, coder_id: str) -> frozenset[str]:
        """The documents (ids) a coder has finished."""
        found = self._connection.execute("SELECT document_id FROM finished WHERE coder_id = ?", [coder_id])
        return frozenset(row[0] for row in found)

    def has(self, document_id: str, coder_id: str) -> bool:
        """Whether a coder has finished a document."""
        found = self._connection.execute(
            "SELECT 1 FROM finished WHERE coder_id = ? AND document_id = ?", [coder_id, document_id]
        )
        return found.fetchone() is not None

    def add(self, document_ids: Iterable[str], coder_id: str) -> None:
        """Note that a coder has finished documents; those noted already stay as they are."""
        there = self.of_coder(coder_id)

        def named(document_id: str) -> str:
            return rows.named_id("finished", document_id, coder_id)

        rows.insert(
            self._connection,
            "finished",
            [
                {"id": named(one), "document_id": one, "coder_id": coder_id, "at": rows.now()}
                for one in document_ids
                if one not in there
            ],
        )

    def remove(self, document_ids: Sequence[str], coder_id: str) -> None:
        """Take that back."""
        wanted = set(document_ids)
        found = self._connection.execute(
            "SELECT id, document_id FROM finished WHERE coder_id = ?", [coder_id]
        ).fetchall()
        rows.delete(self._connection, "finished", [row[0] for row in found if row[1] in wanted])
