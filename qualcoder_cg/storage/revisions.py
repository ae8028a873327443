"""Earlier versions of texts in the file, and the codings to look at after a correction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from ..domain.documents import Page, Turn
from ..domain.merging_tables import PLACES
from ..domain.revisions import Review, TextVersion
from ..domain.spans import Span
from ..domain.text import fingerprint, word_count
from . import rows


class Revisions:
    """Reads and writes versions and reviews; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, document_id: str) -> list[TextVersion]:
        """The earlier versions of a text, oldest first."""
        return self._versions("document_id = ? ORDER BY number", document_id)

    def get(self, version_id: str) -> TextVersion | None:
        """One version by id."""
        return next(iter(self._versions("id = ?", version_id)), None)

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

    def put_on(self, document_id: str, sha256: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Where rows (by table and id) lay in an earlier text (its hash) on which a person had put them."""
        return {
            (table, row_id): (start, end)
            for table in PLACES
            for row_id, start, end in self._connection.execute(
                f"""SELECT a.row_id, a.start_cp, a.end_cp FROM anchor a JOIN "{table}" t ON t.id = a.row_id
                    WHERE a.tbl = ? AND a.sha256 = ? AND t.document_id = ?""",
                [table, sha256, document_id],
            )
        }

    def add_version(self, version: TextVersion) -> None:
        """Keep a version of a text."""
        rows.insert(
            self._connection,
            "text_version",
            [
                {
                    "id": version.id,
                    "document_id": version.document_id,
                    "number": version.number,
                    "text": version.text,
                    "turns": json.dumps(version.turns, ensure_ascii=False),
                    "pages": json.dumps(version.pages, ensure_ascii=False),
                    "sha256": version.sha256,
                    "made_at": version.made_at,
                    "coder": version.coder,
                    "reason": version.reason,
                }
            ],
        )

    def add_reviews(self, reviews: Iterable[Review]) -> None:
        """Put codings on the list of those to look at."""
        rows.insert(
            self._connection,
            "review",
            (
                {
                    "id": review.id,
                    "document_id": review.document_id,
                    "coding_id": review.coding_id,
                    "version_id": review.version_id,
                    "start_cp": review.start,
                    "end_cp": review.end,
                    "why": review.why,
                }
                for review in reviews
            ),
        )

    def remove_reviews(self, ids: Sequence[str]) -> int:
        """Take codings off that list; gives how many were on it."""
        return rows.delete(self._connection, "review", ids)

    def settle(self, coding_ids: Sequence[str]) -> int:
        """Take these codings off that list, whether they are on it or not; gives how many were."""
        return rows.delete(self._connection, "review", coding_ids, "coding_id")

    def settle_under(self, code_ids: Sequence[str]) -> None:
        """Take the codings under these codes off that list."""
        for chunk in rows.chunks(code_ids):
            marks = ", ".join("?" * len(chunk))
            self._connection.execute(
                f"DELETE FROM review WHERE coding_id IN (SELECT id FROM coding WHERE code_id IN ({marks}))",
                chunk,
            )

    def put_text(self, document_id: str, text: str) -> None:
        """Give a document another text; its length, words and hash follow."""
        rows.update(self._connection, "document_text", document_id, text=text)
        rows.update(
            self._connection,
            "document",
            document_id,
            characters=len(text),
            words=word_count(text),
            sha256=fingerprint(text),
        )

    def put_pages(self, document_id: str, pages: Sequence[Page]) -> None:
        """Say where the pages of a document begin."""
        found = self._connection.execute(
            "SELECT label, start_cp FROM page WHERE document_id = ? ORDER BY start_cp, rowid", [document_id]
        )
        if list(map(Page._make, found)) == list(pages):
            return
        rows.delete(self._connection, "page", [document_id], "document_id")
        rows.insert(
            self._connection,
            "page",
            (
                {"id": rows.new_id(), "document_id": document_id, "label": page.label, "start_cp": page.start}
                for page in pages
            ),
        )

    def move_decisions(self, places: Iterable[tuple[str, Span]]) -> None:
        """Say where the passages of decisions lie."""
        for decision_id, span in places:
            rows.update(self._connection, "decision", decision_id, start_cp=span.start, end_cp=span.end)

    def remove_decisions(self, ids: Sequence[str]) -> None:
        """Remove decisions on passages that are no longer there."""
        rows.delete(self._connection, "decision", ids)

    def _versions(self, where: str, value: str) -> list[TextVersion]:
        found = self._connection.execute(
            f"""SELECT id, document_id, number, text, turns, pages, sha256, made_at, coder, reason
                FROM text_version WHERE {where}""",
            [value],
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
