"""Interview guides in the file, with their items, wordings and evaluation questions."""

import json
import sqlite3

from ..domain.guides import Guide, GuideItem
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
            for item, language, text in ask("SELECT item_id, language, text FROM wording ORDER BY position")
        )
        questions = rows.grouped(
            ask(
                """SELECT l.item_id, l.question_id FROM item_question l
                   JOIN question q ON q.id = l.question_id ORDER BY q.position"""
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
