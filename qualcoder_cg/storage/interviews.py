"""Interviews in the file, and who takes part in them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from ..domain.interviews import Interview
from . import rows

_COLUMNS = "id, code, status, date, mode, form, interviewer, language, place, guide_id, note"


class Interviews:
    """Reads and writes interviews; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Interview]:
        """Every interview, in order."""
        people = rows.grouped(
            self._connection.execute(
                """SELECT l.interview_id, l.informant_id FROM interview_informant l
                   JOIN informant i ON i.id = l.informant_id ORDER BY i.position, i.code"""
            )
        )
        found = self._connection.execute(f"SELECT {_COLUMNS} FROM interview ORDER BY position, code, id")
        return [replace(Interview(*row), informants=tuple(people.get(row[0], ()))) for row in found]

    def put(self, interview: Interview) -> None:
        """Add an interview after the others, or bring the one with this id up to date, people included."""
        names = _COLUMNS.split(", ")[1:]
        values = {name: getattr(interview, name) for name in names}
        known = self._connection.execute("SELECT 1 FROM interview WHERE id = ?", [interview.id]).fetchone()
        if known:
            rows.update(self._connection, "interview", interview.id, **values)
        else:
            last = self._connection.execute("SELECT ifnull(max(position), 0) FROM interview").fetchone()[0]
            new = {"id": interview.id, **values, "position": last + 1}
            rows.insert(self._connection, "interview", [new])
        self._set_informants(interview.id, interview.informants)

    def remove(self, ids: Sequence[str]) -> None:
        """Take interviews out; documents that recorded them stay, recording none."""
        rows.delete(self._connection, "interview_informant", ids, "interview_id")
        for interview_id in ids:
            self.set_documents(interview_id, ())
        rows.delete(self._connection, "interview", ids)

    def set_documents(self, interview_id: str, document_ids: Sequence[str]) -> None:
        """Make these the documents that record an interview."""
        now = {
            row[0]
            for row in self._connection.execute(
                "SELECT id FROM document WHERE interview_id = ?", [interview_id]
            )
        }
        for document_id in now.difference(document_ids):
            rows.update(self._connection, "document", document_id, interview_id=None)
        for document_id in document_ids:
            rows.update(self._connection, "document", document_id, interview_id=interview_id)

    def _set_informants(self, interview_id: str, wanted: Sequence[str]) -> None:
        """Change only the links that differ."""
        links = [{"informant_id": informant_id} for informant_id in dict.fromkeys(wanted)]
        rows.keep_set(self._connection, "interview_informant", {"interview_id": interview_id}, links)
