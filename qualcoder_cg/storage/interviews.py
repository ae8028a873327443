"""Interviews in the file, and who takes part in them."""

import sqlite3
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
