"""The evaluation matrix in the file: criteria, questions, judgement criteria, indicators, planned sources."""

import sqlite3
from collections.abc import Iterable

from ..domain.matrix import (
    Criterion,
    JudgementCriterion,
    MatrixAlias,
    PlannedMethod,
    PlannedSource,
    Question,
    SubQuestion,
)
from . import rows


class Matrix:
    """Reads and writes the matrix; writing happens inside a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def criteria(self) -> list[Criterion]:
        """Criteria in order."""
        found = self._connection.execute(
            "SELECT id, key, name, position FROM criterion ORDER BY position, key"
        )
        return [Criterion(*row) for row in found]

    def questions(self) -> list[Question]:
        """Questions in the order of the matrix: by criterion, then by their place in it."""
        found = self._connection.execute(
            """SELECT q.id, q.criterion_id, q.number, q.text, q.short, q.position
               FROM question q JOIN criterion c ON c.id = q.criterion_id
               ORDER BY c.position, q.position, q.number"""
        )
        return [Question(*row) for row in found]

    def judgement(self) -> list[JudgementCriterion]:
        """All judgement criteria in order, each with its indicators."""
        indicators = rows.grouped(
            self._connection.execute("SELECT judgement_criterion_id, text FROM indicator ORDER BY position")
        )
        found = self._connection.execute(
            "SELECT id, question_id, text, sub_question_id FROM judgement_criterion"
            " ORDER BY question_id, position"
        )
        return [
            JudgementCriterion(new, question, text, tuple(indicators.get(new, ())), part)
            for new, question, text, part in found
        ]

    def sources(self) -> list[PlannedSource]:
        """All planned sources in order."""
        found = self._connection.execute(
            "SELECT id, question_id, text, sub_question_id FROM planned_source ORDER BY question_id, position"
        )
        return [PlannedSource(*row) for row in found]

    def methods(self) -> list[PlannedMethod]:
        """All planned methods in order."""
        found = self._connection.execute(
            "SELECT id, question_id, text, sub_question_id FROM planned_method ORDER BY question_id, position"
        )
        return [PlannedMethod(*row) for row in found]

    def sub_questions(self) -> list[SubQuestion]:
        """All sub-questions, in order within their question."""
        found = self._connection.execute(
            "SELECT id, question_id, text, position FROM sub_question ORDER BY question_id, position"
        )
        return [SubQuestion(*row) for row in found]

    def aliases(self) -> list[MatrixAlias]:
        """Other ways in which criteria and questions are called."""
        found = self._connection.execute(
            "SELECT id, criterion_id, question_id, name FROM matrix_alias ORDER BY name, id"
        )
        return [MatrixAlias(*row) for row in found]

    def add_criterion(self, criterion: Criterion) -> None:
        """Add a criterion."""
        rows.insert(
            self._connection,
            "criterion",
            [
                {
                    "id": criterion.id,
                    "key": criterion.key,
                    "name": criterion.name,
                    "position": criterion.position,
                }
            ],
        )

    def add_question(self, question: Question) -> None:
        """Add a question; its code is added separately."""
        names = ("id", "criterion_id", "number", "text", "short", "position")
        rows.insert(self._connection, "question", [{name: getattr(question, name) for name in names}])

    def add_judgement(self, judgement: JudgementCriterion, position: int) -> None:
        """Add a judgement criterion with its indicators."""
        rows.insert(
            self._connection,
            "judgement_criterion",
            [
                {
                    "id": judgement.id,
                    "question_id": judgement.question_id,
                    "text": judgement.text,
                    "position": position,
                }
            ],
        )
        rows.insert(
            self._connection,
            "indicator",
            (
                {"id": rows.new_id(), "judgement_criterion_id": judgement.id, "text": text, "position": place}
                for place, text in enumerate(judgement.indicators)
            ),
        )

    def add_sources(self, question_id: str, sources: Iterable[str]) -> None:
        """Add planned sources of a question, in order."""
        rows.insert(
            self._connection,
            "planned_source",
            (
                {"id": rows.new_id(), "question_id": question_id, "text": text, "position": place}
                for place, text in enumerate(sources)
            ),
        )
