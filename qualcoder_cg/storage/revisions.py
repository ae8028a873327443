"""Earlier versions of texts in the file, and the codings to look at after a correction."""

import json
import sqlite3

from ..domain.documents import Page, Turn
from ..domain.revisions import Review, TextVersion


class Revisions:
    """Reads and writes versions and reviews; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, document_id: str) -> list[TextVersion]:
        """The earlier versions of a text, oldest first."""
        found = self._connection.execute(
            """SELECT id, document_id, number, text, turns, pages, sha256, made_at, coder, reason
               FROM text_version WHERE document_id = ? ORDER BY number""",
            [document_id],
        )
        return [
            TextVersion(
                version,
                document,
                number,
                text,
                tuple(Turn(*turn) for turn in json.loads(turns)),
                tuple(Page(*page) for page in json.loads(pages)),
                *rest,
            )
            for version, document, number, text, turns, pages, *rest in found
        ]

    def reviews(self, document_id: str | None = None) -> list[Review]:
        """The codings to look at, in one document or in all, in order of the text."""
        where, values = ("WHERE r.document_id = ?", [document_id]) if document_id else ("", [])
        found = self._connection.execute(
            f"""SELECT r.id, r.document_id, r.coding_id, r.version_id, r.start_cp, r.end_cp, r.why
                FROM review r JOIN coding c ON c.id = r.coding_id {where}
                ORDER BY r.document_id, r.start_cp, r.id""",
            values,
        )
        return [Review(*row) for row in found]
