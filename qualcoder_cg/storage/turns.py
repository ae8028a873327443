"""The turns of documents in the file, with their ids: who speaks is changed here, turn by turn."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain.documents import Turn
from . import rows

_TURN = "speaker, role, label_cp, start_cp, end_cp, seconds"


class StoredTurn(NamedTuple):
    """A turn and the id of its row."""

    id: str
    turn: Turn


class Turns:
    """Reads turns with their ids and writes them; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, document_id: str) -> list[StoredTurn]:
        """The turns of a document, in order."""
        found = self._connection.execute(
            f"SELECT id, {_TURN} FROM turn WHERE document_id = ? ORDER BY start_cp, id", [document_id]
        )
        return [StoredTurn(row[0], Turn._make(row[1:])) for row in found]

    def speakers(self) -> list[str]:
        """All labels under which somebody speaks in any document, each once."""
        found = self._connection.execute("SELECT DISTINCT speaker FROM turn WHERE speaker <> ''")
        return [row[0] for row in found]

    def measured(self, document_id: str, place: int, role: str) -> tuple[int, int]:
        """How many code points those in this role say before a place, and how many in all."""
        found = self._connection.execute(
            """SELECT ifnull(sum(max(0, min(end_cp, ?) - start_cp)), 0), ifnull(sum(end_cp - start_cp), 0)
               FROM turn WHERE document_id = ? AND role = ?""",
            [place, document_id, role],
        )
        before, whole = found.fetchone()
        return int(before), int(whole)

    def put(self, document_id: str, turns: Iterable[tuple[str | None, Turn]]) -> None:
        """Make these the turns of a document: those with an id keep their row, and what else stands in it,
        those without are new, and the others go."""
        wanted = list(turns)
        there = {stored.id: stored.turn for stored in self.of(document_id)}
        kept = {turn_id for turn_id, _turn in wanted if turn_id}
        rows.delete(self._connection, "turn", [turn_id for turn_id in there if turn_id not in kept])
        for turn_id, turn in wanted:
            if turn_id and there.get(turn_id) != turn:
                rows.update(self._connection, "turn", turn_id, **_columns(turn))
        rows.insert(
            self._connection,
            "turn",
            (
                {"id": rows.new_id(), "document_id": document_id, **_columns(turn)}
                for turn_id, turn in wanted
                if not turn_id
            ),
        )

    def change(self, ids: Sequence[str], **values: str) -> None:
        """Set columns of turns: `speaker`, `role`."""
        for turn_id in ids:
            rows.update(self._connection, "turn", turn_id, **values)

    def rename_voices(self, document_id: str, names: Mapping[str, str]) -> None:
        """Let informants who speak under one name speak under another, in a document."""
        found = self._connection.execute(
            "SELECT id, informant_id, speaker FROM voice WHERE document_id = ?", [document_id]
        ).fetchall()
        there = {(informant, speaker.casefold()) for _id, informant, speaker in found}
        by_name = {old.casefold(): new for old, new in names.items()}
        for voice_id, informant, speaker in found:
            new = by_name.get(speaker.casefold())
            if new is None or new == speaker:
                continue
            if (informant, new.casefold()) in there and new.casefold() != speaker.casefold():
                rows.delete(self._connection, "voice", [voice_id])
            else:
                rows.update(self._connection, "voice", voice_id, speaker=new)
                there.add((informant, new.casefold()))


def _columns(turn: Turn) -> dict[str, object]:
    return {
        "speaker": turn.speaker,
        "role": turn.role,
        "label_cp": turn.label_start,
        "start_cp": turn.start,
        "end_cp": turn.end,
        "seconds": None if turn.seconds is None else round(turn.seconds, 3),
    }
