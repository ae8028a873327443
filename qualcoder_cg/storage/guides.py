"""Interview guides in the file, with their items, wordings and evaluation questions; what turns put."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from ..domain.documents import INTERVIEWER
from ..domain.guides import Guide, GuideItem, TurnItems
from . import rows


class Guides:
    """Reads and writes guides; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Guide]:
        """Every guide with its items, in order."""
        ask = self._connection.execute
        wordings = rows.grouped(
            (item, (language, text))
            for item, language, text in ask(
                "SELECT item_id, language, text FROM wording ORDER BY position, id"
            )
        )
        questions = rows.grouped(
            ask(
                """SELECT l.item_id, l.question_id FROM item_question l
                   JOIN question q ON q.id = l.question_id JOIN criterion c ON c.id = q.criterion_id
                   ORDER BY c.position, q.position"""
            )
        )
        items = rows.grouped(
            (
                guide,
                GuideItem(item, guide, number, tuple(wordings.get(item, ())), tuple(questions.get(item, ()))),
            )
            for item, guide, number in ask("SELECT id, guide_id, number FROM guide_item ORDER BY position")
        )
        found = ask("SELECT id, name, version, types FROM guide ORDER BY position, name, version")
        return [
            Guide(guide, name, version, tuple(json.loads(types)), tuple(items.get(guide, ())))
            for guide, name, version, types in found
        ]

    def get(self, guide_id: str) -> Guide | None:
        """One guide by id."""
        return next((guide for guide in self.all() if guide.id == guide_id), None)

    def add(self, guide: Guide) -> None:
        """Add a guide with its items, after all others."""
        place = self._connection.execute("SELECT ifnull(max(position), 0) + 1 FROM guide").fetchone()[0]
        values = {"id": guide.id, "name": guide.name, "version": guide.version, "position": place}
        rows.insert(self._connection, "guide", [{**values, "types": _json(guide.types)}])
        for item in guide.items:
            self.add_item(item)

    def change(self, guide_id: str, *, name: str, version: str, types: Sequence[str]) -> None:
        """Set what a guide is called and whom it is for."""
        rows.update(
            self._connection, "guide", guide_id, name=name, version=version, types=_json(tuple(types))
        )

    def remove(self, guide_id: str) -> None:
        """Remove a guide; its interviews point at none, what turns put of it is forgotten."""
        items = [row[0] for row in self._ask("SELECT id FROM guide_item WHERE guide_id = ?", guide_id)]
        self.remove_items(items)
        for row in self._ask("SELECT id FROM interview WHERE guide_id = ?", guide_id):
            rows.update(self._connection, "interview", row[0], guide_id=None)
        rows.delete(self._connection, "guide", [guide_id])

    def add_item(self, item: GuideItem) -> None:
        """Add an item after the others of its guide."""
        found = self._ask(
            "SELECT ifnull(max(position), 0) + 1 FROM guide_item WHERE guide_id = ?", item.guide_id
        )
        values = {"id": item.id, "guide_id": item.guide_id, "number": item.number, "position": found[0][0]}
        rows.insert(self._connection, "guide_item", [values])
        self._put_parts(item)

    def change_item(self, item: GuideItem) -> None:
        """Bring number, wordings and questions of an item up to date."""
        rows.update(self._connection, "guide_item", item.id, number=item.number)
        known = self._ask("SELECT language, text FROM wording WHERE item_id = ? ORDER BY position", item.id)
        linked = {
            row[0] for row in self._ask("SELECT question_id FROM item_question WHERE item_id = ?", item.id)
        }
        if tuple(known) != item.wordings or linked != set(item.questions):
            self._put_parts(item)

    def place_items(self, ids: Sequence[str]) -> None:
        """Put the items of a guide into this order."""
        for position, item_id in enumerate(ids, start=1):
            rows.update(self._connection, "guide_item", item_id, position=position)

    def remove_items(self, ids: Sequence[str]) -> None:
        """Remove items; turns that put them put them no more, and nobody has decided about those turns."""
        for chunk in rows.chunks(ids):
            marks = ", ".join("?" * len(chunk))
            self._connection.execute(
                f"""UPDATE turn SET second_item_id = NULL WHERE second_item_id IN ({marks})""", chunk
            )
            self._connection.execute(
                f"""UPDATE turn SET item_id = second_item_id, second_item_id = NULL,
                       item_set = CASE WHEN second_item_id IS NULL THEN 0 ELSE item_set END
                    WHERE item_id IN ({marks})""",
                chunk,
            )
        for table in ("wording", "item_question"):
            rows.delete(self._connection, table, ids, "item_id")
        rows.delete(self._connection, "guide_item", ids)

    def uses(self, guide_id: str) -> tuple[int, int]:
        """How many interviews point at a guide, and how many turns put one of its items."""
        interviews = self._ask("SELECT count(*) FROM interview WHERE guide_id = ?", guide_id)[0][0]
        turns = self._ask(
            """SELECT count(*) FROM turn WHERE item_id IN (SELECT id FROM guide_item WHERE guide_id = ?1)
               OR second_item_id IN (SELECT id FROM guide_item WHERE guide_id = ?1)""",
            guide_id,
        )[0][0]
        return int(interviews), int(turns)

    def turns_putting(self, item_ids: Sequence[str]) -> int:
        """How many turns put one of these items."""
        found: set[str] = set()
        for chunk in rows.chunks(item_ids):
            marks = ", ".join("?" * len(chunk))
            found.update(
                row[0]
                for row in self._connection.execute(
                    f"SELECT id FROM turn WHERE item_id IN ({marks}) OR second_item_id IN ({marks})",
                    [*chunk, *chunk],
                )
            )
        return len(found)

    def put_in(self, document_id: str) -> list[TurnItems]:
        """What interviewers' turns of a document put, in order: where an item, or a person decided."""
        found = self._ask(
            """SELECT start_cp, item_id, second_item_id, item_set FROM turn
               WHERE document_id = ? AND role = ? AND (item_id IS NOT NULL OR item_set) ORDER BY start_cp""",
            document_id,
            INTERVIEWER,
        )
        return [_turn_items(*row) for row in found]

    def put(self) -> dict[str, list[TurnItems]]:
        """The same for every document that has such turns, by its id."""
        found = self._ask(
            """SELECT document_id, start_cp, item_id, second_item_id, item_set FROM turn
               WHERE role = ? AND (item_id IS NOT NULL OR item_set) ORDER BY document_id, start_cp""",
            INTERVIEWER,
        )
        return rows.grouped((row[0], _turn_items(*row[1:])) for row in found)

    def set_put(self, document_id: str, turns: Iterable[TurnItems]) -> int:
        """Say what turns put; gives how many turns that changed."""
        changed = 0
        for turn in turns:
            first, second = (*turn.items, None, None)[:2]
            for row in self._ask(
                "SELECT id FROM turn WHERE document_id = ? AND start_cp = ?", document_id, turn.start
            ):
                changed += rows.update(
                    self._connection,
                    "turn",
                    row[0],
                    item_id=first,
                    second_item_id=second,
                    item_set=int(turn.by_hand),
                )
        return changed

    def set_roles(self, document_id: str, roles: Iterable[tuple[int, str]]) -> None:
        """Set who asks and who answers, by where the words of a turn start."""
        for start, role in roles:
            self._connection.execute(
                "UPDATE turn SET role = ?1 WHERE document_id = ?2 AND start_cp = ?3 AND role <> ?1",
                [role, document_id, start],
            )

    def _put_parts(self, item: GuideItem) -> None:
        owner = {"item_id": item.id}
        wordings = [
            {"language": language, "text": text, "position": place}
            for place, (language, text) in enumerate(item.wordings)
        ]
        rows.keep_set(self._connection, "wording", owner, wordings)
        questions = [{"question_id": question} for question in dict.fromkeys(item.questions)]
        rows.keep_set(self._connection, "item_question", owner, questions)

    def _ask(self, statement: str, *values: Any) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()


def _turn_items(start: int, first: str | None, second: str | None, by_hand: int) -> TurnItems:
    return TurnItems(start, tuple(item for item in (first, second) if item), bool(by_hand))


def _json(types: tuple[str, ...]) -> str:
    return json.dumps(types, ensure_ascii=False)
