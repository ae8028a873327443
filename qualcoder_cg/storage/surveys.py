"""Surveys in the file: items, scales, respondents, answers."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..domain.surveys import Respondent, Scale, Survey, SurveyItem
from . import rows

_SURVEY = "id, name, sent, answered, reminders, opened, closed, file"
_ITEM = "id, survey_id, heading, text, kind, scale_id, separator"


class Surveys:
    """Reads and writes surveys; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Survey]:
        """Every survey, in order."""
        found = self._connection.execute(f"SELECT {_SURVEY} FROM survey ORDER BY position, name")
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
        found = self._connection.execute(
            f"SELECT {_ITEM} FROM survey_item WHERE survey_id = ? ORDER BY position", [survey_id]
        )
        return self._with_questions(found)

    def item(self, item_id: str) -> SurveyItem | None:
        """One column by id."""
        found = self._connection.execute(f"SELECT {_ITEM} FROM survey_item WHERE id = ?", [item_id])
        return next(iter(self._with_questions(found)), None)

    def respondents(self, survey_id: str) -> list[Respondent]:
        """Those who answered a survey, in order."""
        found = self._connection.execute(
            "SELECT id, survey_id, code FROM respondent WHERE survey_id = ? ORDER BY position", [survey_id]
        )
        return [Respondent(*row) for row in found]

    def answers(self, item_id: str) -> dict[str, str]:
        """What was answered to an item, by the respondent's id; who left it blank is not in it."""
        return dict(
            self._connection.execute("SELECT respondent_id, value FROM answer WHERE item_id = ?", [item_id])
        )

    def add(self, survey: Survey, items: Sequence[SurveyItem], respondents: Sequence[Respondent]) -> None:
        """Add a survey with its columns and those who answered, in order."""
        values = {name: getattr(survey, name) for name in _SURVEY.split(", ")}
        rows.insert(self._connection, "survey", [{**values, "position": self._next("survey")}])
        names = _ITEM.split(", ")
        rows.insert(
            self._connection,
            "survey_item",
            (
                {**{name: getattr(item, name) for name in names}, "position": position}
                for position, item in enumerate(items)
            ),
        )
        for item in items:
            self._link(item.id, item.questions)
        rows.insert(
            self._connection,
            "respondent",
            (
                {"id": one.id, "survey_id": survey.id, "code": one.code, "position": position}
                for position, one in enumerate(respondents)
            ),
        )

    def add_answers(self, item_id: str, answers: Mapping[str, str]) -> None:
        """Add what was answered to an item, by the respondent's id."""
        rows.insert(
            self._connection,
            "answer",
            (
                {"id": rows.new_id(), "respondent_id": respondent, "item_id": item_id, "value": value}
                for respondent, value in answers.items()
            ),
        )

    def add_scale(self, scale: Scale) -> None:
        """Add a scale after the others."""
        values = {"id": scale.id, "position": self._next("scale"), **_scale(scale)}
        rows.insert(self._connection, "scale", [values])

    def change_scale(self, scale: Scale) -> None:
        """Set name, order and missing answers of a scale, for all items that have it."""
        rows.update(self._connection, "scale", scale.id, **_scale(scale))

    def remove_unused_scales(self) -> None:
        """Remove the scales that no item has any more."""
        found = self._connection.execute(
            "SELECT id FROM scale WHERE id NOT IN (SELECT scale_id FROM survey_item WHERE scale_id NOT NULL)"
        )
        rows.delete(self._connection, "scale", [row[0] for row in found.fetchall()])

    def change(self, survey_id: str, **values: str | int | None) -> None:
        """Set columns of a survey."""
        rows.update(self._connection, "survey", survey_id, **values)

    def change_item(self, item_id: str, **values: str | None) -> None:
        """Set columns of an item."""
        rows.update(self._connection, "survey_item", item_id, **values)

    def set_questions(self, item_id: str, questions: Sequence[str]) -> None:
        """Set the evaluation questions that an item serves, if that changes them."""
        found = self._connection.execute(
            "SELECT question_id FROM survey_item_question WHERE item_id = ?", [item_id]
        )
        if {row[0] for row in found} != set(questions):
            self._link(item_id, questions)

    def remove(self, survey_id: str) -> None:
        """Remove a survey whose documents are gone, with all that was answered."""
        items = [item.id for item in self.items(survey_id)]
        rows.delete(self._connection, "answer", items, "item_id")
        rows.delete(self._connection, "survey_item_question", items, "item_id")
        rows.delete(self._connection, "respondent", [survey_id], "survey_id")
        rows.delete(self._connection, "survey_item", items)
        rows.delete(self._connection, "survey", [survey_id])
        self.remove_unused_scales()

    def _with_questions(self, found: sqlite3.Cursor) -> list[SurveyItem]:
        questions = rows.grouped(
            self._connection.execute(
                """SELECT l.item_id, l.question_id FROM survey_item_question l
                   JOIN question q ON q.id = l.question_id
                   JOIN criterion c ON c.id = q.criterion_id ORDER BY c.position, q.position"""
            )
        )
        return [replace(SurveyItem(*row), questions=tuple(questions.get(row[0], ()))) for row in found]

    def _link(self, item_id: str, questions: Sequence[str]) -> None:
        links = [{"question_id": question} for question in dict.fromkeys(questions)]
        rows.keep_set(self._connection, "survey_item_question", {"item_id": item_id}, links)

    def _next(self, table: str) -> int:
        found = self._connection.execute(f"SELECT ifnull(max(position), -1) + 1 FROM {table}")
        return int(found.fetchone()[0])


def _scale(scale: Scale) -> dict[str, str]:
    """The columns of a scale, without its id."""
    return {
        "name": scale.name,
        "categories": json.dumps(scale.categories, ensure_ascii=False),
        "missing": json.dumps(scale.missing, ensure_ascii=False),
    }
