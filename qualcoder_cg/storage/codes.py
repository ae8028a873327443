"""The codebook in the file."""

import sqlite3
from typing import Any

from ..domain.codes import Code
from . import rows

_COLUMNS = (
    "id, kind, name, short, (SELECT criterion_id FROM question q WHERE q.id = code.question_id),"
    " parent_id, question_id, definition, when_to_use, when_not, example, colour, position, memo, coder_id"
)
_STORED = (
    "id", "kind", "name", "short", "parent_id", "question_id", "definition", "when_to_use", "when_not",
    "example", "colour", "position", "memo", "coder_id",
)  # fmt: skip


class Codes:
    """Reads and writes codes; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Code]:
        """Every code: questions in the order of the matrix, then themes, then the team's codes."""
        return self._read()

    def get(self, code_id: str) -> Code | None:
        """One code by id."""
        return next(iter(self._read(code_id)), None)

    def children(self, code_id: str) -> list[str]:
        """Ids of the codes directly under a code."""
        found = self._connection.execute(
            "SELECT id FROM code WHERE parent_id = ? ORDER BY position", [code_id]
        )
        return [row[0] for row in found]

    def next_position(self) -> int:
        """A position after all codes."""
        return int(self._connection.execute("SELECT ifnull(max(position), 0) + 1 FROM code").fetchone()[0])

    def add(self, code: Code) -> None:
        """Add a code with its links and keywords."""
        rows.insert(self._connection, "code", [{name: getattr(code, name) for name in _STORED}])
        if not code.question_id:
            self.link(code.id, code.questions)
        self.set_keywords(code.id, code.keywords)

    def change(self, code_id: str, **values: Any) -> None:
        """Set columns of a code."""
        rows.update(self._connection, "code", code_id, **values)

    def link(self, code_id: str, question_ids: tuple[str, ...]) -> None:
        """Make these the questions a theme or team code is linked to."""
        now = [
            row[0]
            for row in self._connection.execute(
                "SELECT question_id FROM code_question WHERE code_id = ? ORDER BY position, id", [code_id]
            )
        ]
        if tuple(now) == question_ids:
            return
        links = [{"question_id": one, "position": place} for place, one in enumerate(question_ids)]
        rows.keep_set(self._connection, "code_question", {"code_id": code_id}, links)

    def set_keywords(self, code_id: str, keywords: dict[str, tuple[str, ...]]) -> None:
        """Make these the keywords of a code, by language."""
        wanted = [(language, term) for language, terms in sorted(keywords.items()) for term in terms]
        now = self._connection.execute(
            "SELECT language, term FROM keyword WHERE code_id = ? ORDER BY language, position, id", [code_id]
        ).fetchall()
        if now == wanted:
            return
        terms = [
            {"language": language, "term": term, "position": place}
            for place, (language, term) in enumerate(wanted)
        ]
        rows.keep_set(self._connection, "keyword", {"code_id": code_id}, terms)

    def remove(self, code_id: str) -> None:
        """Remove a code that no coding, decision or child refers to any more."""
        for table in ("code_question", "keyword"):
            rows.delete(self._connection, table, [code_id], "code_id")
        rows.delete(self._connection, "code", [code_id])

    def _read(self, only: str | None = None) -> list[Code]:
        """One code, or all in order."""
        one, of_one = ("", "") if only is None else ("WHERE id = ?", "WHERE code_id = ?")
        values = [] if only is None else [only]
        links = rows.grouped(
            self._connection.execute(
                f"SELECT code_id, question_id FROM code_question {of_one} ORDER BY position, id", values
            )
        )
        keywords: dict[str, dict[str, list[str]]] = {}
        for code_id, language, term in self._connection.execute(
            f"SELECT code_id, language, term FROM keyword {of_one} ORDER BY language, position, id", values
        ):
            keywords.setdefault(code_id, {}).setdefault(language, []).append(term)
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM code {one}"
            " ORDER BY CASE kind WHEN 'question' THEN 0 WHEN 'theme' THEN 1 ELSE 2 END, position, name",
            values,
        )

        def code(row: tuple[Any, ...]) -> Code:
            linked = (row[6],) if row[6] else tuple(links.get(row[0], ()))
            words = {language: tuple(terms) for language, terms in keywords.get(row[0], {}).items()}
            values = [*row[:-2], linked, words, *row[-2:]]
            return Code(*values)

        return [code(row) for row in found]
