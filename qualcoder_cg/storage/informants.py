"""The register in the file: informants, their institutions, and in which documents they speak."""

import sqlite3
from collections.abc import Sequence

from ..domain.informants import Informant, Voice
from . import rows


class Informants:
    """Reads and writes the register; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Informant]:
        """Every informant, in order."""
        found = self._connection.execute(
            """SELECT i.id, i.code, i.type, i.sex, i.role, ifnull(o.name, ''), i.place,
                      i.consent, i.ceiling
               FROM informant i LEFT JOIN institution o ON o.id = i.institution_id
               ORDER BY i.position, i.code"""
        )
        return [Informant(*row) for row in found]

    def voices(self, document_id: str | None = None) -> list[Voice]:
        """Who speaks where; in one document or in all."""
        where, values = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        found = self._connection.execute(
            f"""SELECT v.document_id, v.informant_id, v.speaker FROM voice v
                JOIN informant i ON i.id = v.informant_id {where} ORDER BY i.position, i.code""",
            values,
        )
        return [Voice(*row) for row in found]

    def put(self, informant: Informant) -> None:
        """Add an informant, or bring the one with this id up to date."""
        values = {
            "code": informant.code,
            "type": informant.type,
            "sex": informant.sex,
            "role": informant.role,
            "institution_id": self._institution(informant.institution),
            "place": informant.place,
            "consent": informant.consent,
            "ceiling": informant.ceiling,
        }
        known = self._connection.execute("SELECT 1 FROM informant WHERE id = ?", [informant.id]).fetchone()
        if known:
            rows.update(self._connection, "informant", informant.id, **values)
            return
        place = self._connection.execute("SELECT ifnull(max(position), 0) + 1 FROM informant").fetchone()[0]
        rows.insert(self._connection, "informant", [{"id": informant.id, **values, "position": place}])

    def set_voices(self, informant_id: str, voices: Sequence[Voice]) -> None:
        """Make these the documents an informant speaks in."""
        now = [voice for voice in self.voices() if voice.informant_id == informant_id]
        if sorted(now, key=repr) == sorted(voices, key=repr):
            return
        rows.delete(self._connection, "voice", [informant_id], "informant_id")
        rows.insert(
            self._connection,
            "voice",
            (
                {
                    "id": rows.new_id(),
                    "document_id": voice.document_id,
                    "informant_id": voice.informant_id,
                    "speaker": voice.speaker,
                }
                for voice in voices
            ),
        )

    def _institution(self, name: str) -> str | None:
        if not name:
            return None
        row = self._connection.execute("SELECT id FROM institution WHERE name = ?", [name]).fetchone()
        if row:
            return str(row[0])
        new = rows.new_id()
        rows.insert(self._connection, "institution", [{"id": new, "name": name}])
        return new
