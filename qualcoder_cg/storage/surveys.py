"""Surveys in the file: items, scales, respondents, answers."""

import json
import sqlite3
from dataclasses import replace

from ..domain.surveys import Scale, Survey, SurveyItem
from . import rows


class Surveys:
    """Reads and writes surveys; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Survey]:
        """Every survey, in order."""
        found = self._connection.execute(
            """SELECT id, name, sent, answered, reminders, opened, closed, file FROM survey
               ORDER BY position, name"""
        )
        return [Survey(*row) for row in found]

    def scales(self) -> list[Scale]:
        """The scales of the study, in order."""
        found = self._connection.execute(
            "SELECT id, name, categories, missing FROM scale ORDER BY position, name"
        )
        return [
            Scale(scale, name, tuple(json.loads(categories)), tuple(json.loads(missing)))
            for scale, name, categories, missing in found
        ]

    def items(self, survey_id: str) -> list[SurveyItem]:
        """The columns of a survey, in order."""
        questions = rows.grouped(
            self._connection.execute(
                """SELECT l.item_id, l.question_id FROM survey_item_question l
                   JOIN question q ON q.id = l.question_id ORDER BY q.position"""
            )
        )
        found = self._connection.execute(
            """SELECT id, survey_id, heading, text, kind, scale_id, separator FROM survey_item
               WHERE survey_id = ? ORDER BY position""",
            [survey_id],
        )
        return [replace(SurveyItem(*row), questions=tuple(questions.get(row[0], ()))) for row in found]
