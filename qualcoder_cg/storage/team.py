"""Rounds, packages, decided disagreements and codebook versions in the file."""

import sqlite3
from collections.abc import Sequence

from ..domain.codings import SUGGESTED
from ..domain.team import (
    Adjudicated,
    Adjudication,
    Assignment,
    CodebookVersion,
    Consensus,
    Package,
    Round,
)
from . import rows
from .values import Values

_BY_PLACE = "document_id, start_cp, end_cp, id"


class TeamTables:
    """What a team does together; `project.team.rounds.all()`. Writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.versions = Values(connection, "codebook_version", CodebookVersion, "number, made_at, id")
        self.rounds = Values(connection, "round", Round)
        self.packages = Values(connection, "package", Package, "made_at, id")
        self.assignments = Values(connection, "assignment", Assignment, "coder_id, document_id, id")
        self.adjudications = Values(connection, "adjudication", Adjudication, _BY_PLACE)
        self.adjudicated = Values(connection, "adjudicated", Adjudicated, "adjudication_id, coding_id, id")
        self.consensus = Values(connection, "consensus", Consensus, _BY_PLACE)

    def current_version(self) -> int:
        """The number of the newest codebook version; 0 before the first."""
        return int(
            self._connection.execute("SELECT ifnull(max(number), 0) FROM codebook_version").fetchone()[0]
        )

    def versions_of_codings(self, code_id: str) -> dict[str, int]:
        """Under which codebook version (number) each coding of a code was made or last moved to it."""
        found = self._connection.execute("SELECT id, version FROM coding WHERE code_id = ?", [code_id])
        return dict(found.fetchall())

    def versions_of(self, coding_ids: Sequence[str]) -> dict[str, int]:
        """Under which codebook version (number) each of these codings was made or last looked at."""
        found: dict[str, int] = {}
        for chunk in rows.chunks(coding_ids):
            marks = ", ".join("?" * len(chunk))
            found.update(
                self._connection.execute(f"SELECT id, version FROM coding WHERE id IN ({marks})", chunk)
            )
        return found

    def has_codings_under(self, number: int) -> bool:
        """Whether anything was coded, or looked at again, under the codebook version of that number."""
        found = self._connection.execute("SELECT EXISTS (SELECT 1 FROM coding WHERE version = ?)", [number])
        return bool(found.fetchone()[0])

    def looked_at(self, coding_ids: Sequence[str]) -> None:
        """Say that these codings were looked at under the codebook as it is now."""
        number = self.current_version()
        self._connection.executemany(
            "UPDATE coding SET version = ? WHERE id = ? AND version <> ?",
            [(number, one, number) for one in coding_ids],
        )

    def words_before(self, coding_ids: Sequence[str]) -> dict[str, str]:
        """The words that these codings (ids) were put on, of those whose text was corrected since."""
        found: dict[str, str] = {}
        for chunk in rows.chunks(coding_ids):
            marks = ", ".join("?" * len(chunk))
            placed = self._connection.execute(
                f"""SELECT a.row_id, substr(v.text, a.start_cp + 1, a.end_cp - a.start_cp)
                    FROM anchor a JOIN text_version v ON v.sha256 = a.sha256
                    WHERE a.tbl = 'coding' AND a.row_id IN ({marks})""",
                chunk,
            )
            found.update(placed.fetchall())
        return found

    def received(self, *, handed_out: bool = False) -> dict[str, set[str]]:
        """The coders (ids) who received each document (id): given to them, or coded or finished by them.

        What was handed out as a package counts from when it came back, unless `handed_out` asks for all.
        """
        rows_of = self._connection.execute(
            """SELECT document_id, coder_id FROM assignment
               WHERE ? OR package_id IS NULL OR package_id IN (SELECT id FROM package WHERE is_back = 1)
               UNION SELECT document_id, coder_id FROM finished
               UNION SELECT DISTINCT document_id, coder_id FROM coding WHERE origin <> ?""",
            [handed_out, SUGGESTED],
        )
        found: dict[str, set[str]] = {}
        for document_id, coder_id in rows_of:
            found.setdefault(document_id, set()).add(coder_id)
        return found

    def this_copy(self, key: str) -> str:
        """What is known of this file alone, such as the package it came as ("package"); "" if nothing."""
        row = self._connection.execute("SELECT value FROM this_copy WHERE id = ?", [key]).fetchone()
        return row[0] if row else ""

    def forget_documents(self, ids: Sequence[str]) -> None:
        """Remove what was decided in these documents, and that they were handed out."""
        self.forget_adjudications([one.id for one in self.adjudications.among("document_id", ids)])
        self.assignments.remove(ids, "document_id")

    def forget_codes(self, ids: Sequence[str]) -> None:
        """Let nothing hold under these codes; the decisions stay, with the rest that holds by them."""
        self.consensus.remove(ids, "code_id")

    def put_under(self, code_id: str, other_id: str) -> None:
        """Let what was decided about a code be decided about another; what holds twice then holds once."""
        self._connection.execute(
            "UPDATE adjudicated SET was = ? || substr(was, ?) WHERE substr(was, 1, ?) = ?",
            [other_id, len(code_id) + 1, len(code_id) + 1, f"{code_id} "],
        )
        self._connection.execute("UPDATE consensus SET code_id = ? WHERE code_id = ?", [other_id, code_id])
        self._connection.execute(
            """DELETE FROM consensus WHERE code_id = ? AND EXISTS (SELECT 1 FROM consensus o
               WHERE o.adjudication_id = consensus.adjudication_id AND o.code_id = consensus.code_id
               AND o.start_cp = consensus.start_cp AND o.end_cp = consensus.end_cp
               AND o.id < consensus.id)""",
            [other_id],
        )

    def follow_coding(self, coding_id: str, other_id: str) -> None:
        """Let decisions about a coding be about another, which says the same, unless they are already."""
        self._connection.execute(
            """DELETE FROM adjudicated WHERE coding_id = ? AND adjudication_id IN
               (SELECT adjudication_id FROM adjudicated WHERE coding_id = ?)""",
            [coding_id, other_id],
        )
        self._connection.execute(
            "UPDATE adjudicated SET coding_id = ? WHERE coding_id = ?", [other_id, coding_id]
        )

    def forget_adjudications(self, ids: Sequence[str]) -> None:
        """Remove decisions with what they are about and what holds by them."""
        self.adjudicated.remove(ids, "adjudication_id")
        self.consensus.remove(ids, "adjudication_id")
        self.adjudications.remove(ids)
