"""Documents in the file: the register entry, the text, the turns."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from ..domain.documents import Category, Document, Page, Turn
from . import rows

_COLUMNS = (
    "id, code, name, kind, language, format, characters, words, sha256, memo, position, imported_at, "
    "date, place, citation, encoding, interview_id, category_id, survey_item_id"
)
_TURN = "speaker, role, label_cp, start_cp, end_cp, seconds"


class Documents:
    """Reads and writes documents; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Document]:
        """Every document, in order."""
        found = self._connection.execute(f"SELECT {_COLUMNS} FROM document ORDER BY position, name, id")
        return [Document(*row) for row in found]

    def recordings(self) -> list[tuple[str, str, str | None]]:
        """Id, kind and the id of the interview recorded, of every document in order: for looking at all."""
        found = self._connection.execute(
            "SELECT id, kind, interview_id FROM document ORDER BY position, name, id"
        )
        return found.fetchall()

    def ids(self) -> list[str]:
        """The ids of all documents, in order."""
        return [
            row[0] for row in self._connection.execute("SELECT id FROM document ORDER BY position, name, id")
        ]

    def get(self, document_id: str) -> Document | None:
        """One document by id."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM document WHERE id = ?", [document_id]
        ).fetchone()
        return Document(*row) if row else None

    def with_text(self, sha256: str) -> list[Document]:
        """The documents that already hold this very text, in order."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM document WHERE sha256 = ? ORDER BY position", [sha256]
        )
        return [Document(*row) for row in found]

    def text(self, document_id: str) -> str:
        """The stored text; KeyError for an unknown id."""
        row = self._connection.execute(
            "SELECT text FROM document_text WHERE id = ?", [document_id]
        ).fetchone()
        if row is None:
            raise KeyError(document_id)
        return str(row[0])

    def turns(self, document_id: str) -> list[Turn]:
        """The turns of a document, in order."""
        found = self._connection.execute(
            f"SELECT {_TURN} FROM turn WHERE document_id = ? ORDER BY start_cp", [document_id]
        )
        return list(map(Turn._make, found))

    def turn_counts(self) -> dict[str, int]:
        """How many turns documents have, by id; one without turns is not in it."""
        return dict(
            self._connection.execute("SELECT document_id, count(*) FROM turn GROUP BY document_id").fetchall()
        )

    def next_number(self, prefix: str) -> int:
        """The first free number for a document code such as INT-07."""
        taken = self._connection.execute(
            "SELECT ifnull(max(CAST(substr(code, ?) AS INTEGER)), 0) FROM document WHERE code LIKE ?",
            [len(prefix) + 2, f"{prefix}-%"],
        )
        return int(taken.fetchone()[0]) + 1

    def next_position(self) -> int:
        """A position after all documents."""
        return int(
            self._connection.execute("SELECT ifnull(max(position), 0) + 1 FROM document").fetchone()[0]
        )

    def pages(self, document_id: str) -> list[Page]:
        """Where the pages of a document begin, in order; [] where it has none."""
        found = self._connection.execute(
            "SELECT label, start_cp FROM page WHERE document_id = ? ORDER BY start_cp, rowid", [document_id]
        )
        return list(map(Page._make, found))

    def categories(self) -> list[Category]:
        """The categories of secondary sources, in order."""
        found = self._connection.execute("SELECT id, name, position FROM category ORDER BY position, name")
        return [Category(*row) for row in found]

    def put_category(self, category: Category) -> None:
        """Add a category, or bring the one with this id up to date."""
        known = self._connection.execute("SELECT 1 FROM category WHERE id = ?", [category.id]).fetchone()
        if known:
            rows.update(
                self._connection, "category", category.id, name=category.name, position=category.position
            )
        else:
            rows.insert(self._connection, "category", [asdict(category)])

    def remove_category(self, category_id: str) -> None:
        """Remove a category; its documents have none then."""
        for row in self._connection.execute(
            "SELECT id FROM document WHERE category_id = ?", [category_id]
        ).fetchall():
            rows.update(self._connection, "document", row[0], category_id=None)
        rows.delete(self._connection, "category", [category_id])

    def add(self, document: Document, text: str, turns: Iterable[Turn], pages: Iterable[Page] = ()) -> None:
        """Add a document with its text, turns and pages."""
        names = _COLUMNS.split(", ")
        rows.insert(self._connection, "document", [{name: getattr(document, name) for name in names}])
        rows.insert(self._connection, "document_text", [{"id": document.id, "text": text}])
        self._add_turns(document.id, turns)
        rows.insert(
            self._connection,
            "page",
            (
                {
                    "id": rows.new_id(),
                    "document_id": document.id,
                    "label": page.label,
                    "start_cp": page.start,
                }
                for page in pages
            ),
        )

    def change(self, document_id: str, **values: str | None) -> None:
        """Set columns of a document."""
        rows.update(self._connection, "document", document_id, **values)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove documents to whose texts nothing refers any more."""
        for table in ("review", "text_version", "page", "turn", "voice", "note", "bookmark", "finished"):
            rows.delete(self._connection, table, ids, "document_id")
        rows.delete(self._connection, "own_value", ids, "row_id")
        rows.delete(self._connection, "document_text", ids)
        rows.delete(self._connection, "document", ids)

    def _add_turns(self, document_id: str, turns: Iterable[Turn]) -> None:
        rows.insert(
            self._connection,
            "turn",
            (
                {
                    "id": rows.new_id(),
                    "document_id": document_id,
                    "speaker": turn.speaker,
                    "role": turn.role,
                    "label_cp": turn.label_start,
                    "start_cp": turn.start,
                    "end_cp": turn.end,
                    "seconds": None if turn.seconds is None else round(turn.seconds, 3),
                }
                for turn in turns
                if turn.end > turn.start
            ),
        )
