"""Decisions on suggestions, what was predicted before them, and passages under no code, in the file."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple

from ..domain.suggestions import ACCEPTED, Decision, NothingHere, Prediction
from . import rows
from .values import Values

_COLUMNS = (
    "id, document_id, code_id, coder_id, start_cp, end_cp, verdict, suggester, score, reason,"
    " chosen_code_id, coding_id, created_at"
)


class Decisions:
    """Reads and writes decisions; writing happens inside a step.

    `predictions` are what was predicted before each, `nothing` the passages that belong under no code.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.predictions = Values(connection, "prediction", Prediction, "made_at, id")
        self.nothing = Values(connection, "nothing_here", NothingHere, "document_id, start_cp, id")

    def all(self) -> list[Decision]:
        """Every decision, oldest first."""
        found = self._connection.execute(f"SELECT {_COLUMNS} FROM decision ORDER BY created_at, id")
        return [Decision(*row) for row in found]

    def newest(self, most: int) -> list[Decision]:
        """So many of the newest decisions, oldest first."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM decision ORDER BY created_at DESC, id DESC LIMIT ?", [most]
        )
        return [Decision(*row) for row in found][::-1]

    def in_document(self, document_id: str) -> list[Decision]:
        """Decisions in a document, oldest first."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM decision WHERE document_id = ? ORDER BY created_at, id", [document_id]
        )
        return [Decision(*row) for row in found]

    def reached(self, document_id: str, coder_id: str) -> int:
        """Where the furthest passage ends that a coder decided on in a document; 0 where there is none."""
        found = self._connection.execute(
            "SELECT ifnull(max(end_cp), 0) FROM decision WHERE document_id = ? AND +coder_id = ?",
            [document_id, coder_id],
        )
        return int(found.fetchone()[0])

    def add(self, decision: Decision) -> None:
        """Add a decision; its score is kept to six decimals."""
        values = dict(zip(_COLUMNS.split(", "), astuple(decision), strict=True))
        values["score"] = round(float(decision.score), 6)
        rows.insert(self._connection, "decision", [values])

    def put_under(self, code_id: str, other_id: str) -> None:
        """Let decisions about a code, and those that chose it, be about another.

        Where that other code was chosen instead of this one, or this one instead of it, the suggestion
        turns out to have been right.
        """
        for column in ("code_id", "chosen_code_id"):
            self._connection.execute(
                f"UPDATE decision SET {column} = ? WHERE {column} = ?", [other_id, code_id]
            )
        self._connection.execute("UPDATE prediction SET code_id = ? WHERE code_id = ?", [other_id, code_id])
        # Ids are unique, so that one in quotes in the list of what was predicted can be nothing else.
        self._connection.execute(
            "UPDATE prediction SET ranked = replace(ranked, ?, ?) WHERE instr(ranked, ?)",
            [f'"{code_id}"', f'"{other_id}"', f'"{code_id}"'],
        )
        self._connection.execute(
            """UPDATE decision SET verdict = ?, chosen_code_id = NULL
               WHERE code_id = ? AND chosen_code_id = code_id""",
            [ACCEPTED, other_id],
        )

    def follow_coding(self, coding_id: str, other_id: str) -> None:
        """Let the decision that led to a coding name another, which says the same."""
        self._connection.execute(
            "UPDATE decision SET coding_id = ? WHERE coding_id = ?", [other_id, coding_id]
        )

    def forget_documents(self, ids: Sequence[str]) -> None:
        """Remove all that was decided and predicted in documents."""
        for table in (self.predictions, self.nothing):
            table.remove(ids, "document_id")
        rows.delete(self._connection, "decision", ids, "document_id")

    def forget_codes(self, ids: Sequence[str]) -> None:
        """Remove the decisions that are about codes or chose them; what was predicted stays, without them."""
        for code_id in ids:
            for one in self.predictions.where("code_id", code_id):
                self.predictions.change(one.id, code_id=None)
        for column in ("code_id", "chosen_code_id"):
            rows.delete(self._connection, "decision", ids, column)
