"""The register in the file: informants, their institutions, and in which documents they speak."""

import sqlite3
from collections.abc import Sequence

from ..domain.informants import Informant, Institution, Voice
from ..domain.vocabulary import fold
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

    def institutions(self) -> list[Institution]:
        """Every institution with its aliases, in the order of the alphabet."""
        aliases = rows.grouped(
            self._connection.execute(
                "SELECT institution_id, name FROM institution_alias ORDER BY name COLLATE NOCASE, name"
            )
        )
        found = self._connection.execute(
            "SELECT id, name FROM institution ORDER BY name COLLATE NOCASE, name, id"
        )
        return [Institution(key, name, tuple(aliases.get(key, ()))) for key, name in found]

    def voices(self, document_id: str | None = None) -> list[Voice]:
        """Who speaks where; in one document or in all."""
        where, values = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        found = self._connection.execute(
            f"""SELECT v.document_id, v.informant_id, v.speaker FROM voice v
                JOIN informant i ON i.id = v.informant_id {where}
                ORDER BY i.position, i.code, v.speaker""",
            values,
        )
        return [Voice(*row) for row in found]

    def put(self, informant: Informant) -> None:
        """Add an informant, or bring the one with this id up to date.

        The institution is found by any of its names; a name that is not known makes a new one.
        """
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

    def remove(self, ids: Sequence[str]) -> None:
        """Take informants out of the register, of interviews and of documents."""
        for table in ("voice", "interview_informant", "known_name"):
            rows.delete(self._connection, table, ids, "informant_id")
        rows.delete(self._connection, "informant", ids)

    def set_voices(self, informant_id: str, voices: Sequence[Voice]) -> None:
        """Make these the documents an informant speaks in."""
        self._set_voices("informant_id", informant_id, voices)

    def set_voices_in(self, document_id: str, voices: Sequence[Voice]) -> None:
        """Make these the ones who speak in a document."""
        self._set_voices("document_id", document_id, voices)

    def put_institution(self, institution: Institution) -> None:
        """Add an institution, or bring the one with this id up to date, aliases included."""
        known = self._connection.execute(
            "SELECT 1 FROM institution WHERE id = ?", [institution.id]
        ).fetchone()
        if known:
            rows.update(self._connection, "institution", institution.id, name=institution.name)
        else:
            new = {"id": institution.id, "name": institution.name}
            rows.insert(self._connection, "institution", [new])
        names = [{"name": name} for name in dict.fromkeys(institution.aliases)]
        rows.keep_set(self._connection, "institution_alias", {"institution_id": institution.id}, names)

    def remove_institutions(self, ids: Sequence[str]) -> None:
        """Take institutions out for which nobody speaks any more."""
        rows.delete(self._connection, "institution_alias", ids, "institution_id")
        rows.delete(self._connection, "institution", ids)

    def _set_voices(self, column: str, value: str, wanted: Sequence[Voice]) -> None:
        """Change only the voices that differ, among those whose column has the value."""
        voices = [
            {"document_id": one.document_id, "informant_id": one.informant_id, "speaker": one.speaker}
            for one in dict.fromkeys(wanted)
        ]
        rows.keep_set(self._connection, "voice", {column: value}, voices)

    def _institution(self, name: str) -> str | None:
        if not name:
            return None
        row = self._connection.execute("SELECT id FROM institution WHERE name = ?", [name]).fetchone()
        if row:
            return str(row[0])
        folded = fold(name)
        for institution in self.institutions():
            if folded in map(fold, (institution.name, *institution.aliases)):
                return institution.id
        new = rows.new_id()
        rows.insert(self._connection, "institution", [{"id": new, "name": name}])
        return new
