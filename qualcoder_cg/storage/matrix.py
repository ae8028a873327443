"""The evaluation matrix in the file: criteria, questions, judgement criteria, indicators, planned sources."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

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

    def judgement(self, question_id: str = "") -> list[JudgementCriterion]:
        """All judgement criteria in order, or those of one question, each with its indicators."""
        only, values = _of_question(question_id)
        indicators = rows.grouped(
            self._connection.execute(
                "SELECT judgement_criterion_id, text FROM indicator WHERE judgement_criterion_id IN"
                f" (SELECT id FROM judgement_criterion{only}) ORDER BY position",
                values,
            )
        )
        found = self._connection.execute(
            f"SELECT id, question_id, text, sub_question_id FROM judgement_criterion{only}"
            " ORDER BY question_id, position",
            values,
        )
        return [
            JudgementCriterion(new, question, text, tuple(indicators.get(new, ())), part)
            for new, question, text, part in found
        ]

    def sources(self, question_id: str = "") -> list[PlannedSource]:
        """All planned sources in order, or those of one question."""
        return [PlannedSource(*row) for row in self._texts("planned_source", question_id)]

    def methods(self, question_id: str = "") -> list[PlannedMethod]:
        """All planned methods in order, or those of one question."""
        return [PlannedMethod(*row) for row in self._texts("planned_method", question_id)]

    def _texts(self, table: str, question_id: str) -> list[tuple[str, str, str, str | None]]:
        only, values = _of_question(question_id)
        return self._connection.execute(
            f"SELECT id, question_id, text, sub_question_id FROM {table}{only}"
            " ORDER BY question_id, position",
            values,
        ).fetchall()

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
        names = ("id", "key", "name", "position")
        rows.insert(self._connection, "criterion", [{name: getattr(criterion, name) for name in names}])

    def change_criterion(self, criterion_id: str, **values: Any) -> bool:
        """Set columns of a criterion; tells whether that changed anything."""
        return rows.update(self._connection, "criterion", criterion_id, **values)

    def remove_criterion(self, criterion_id: str) -> None:
        """Remove a criterion that nothing belongs to any more, with its other names."""
        rows.delete(self._connection, "matrix_alias", [criterion_id], "criterion_id")
        rows.delete(self._connection, "criterion", [criterion_id])

    def add_question(self, question: Question) -> None:
        """Add a question; its code is added separately."""
        names = ("id", "criterion_id", "number", "text", "short", "position")
        rows.insert(self._connection, "question", [{name: getattr(question, name) for name in names}])

    def change_question(self, question_id: str, **values: Any) -> bool:
        """Set columns of a question; its code is changed separately. Tells whether that changed anything."""
        return rows.update(self._connection, "question", question_id, **values)

    def remove_question(self, question_id: str) -> None:
        """Remove a question without code or findings, with all that is planned for it and linked to it."""
        for part in self._ids("sub_question", question_id):
            self.remove_sub_question(question_id, part)
        for table in ("planned_source", "planned_method"):
            rows.delete(self._connection, table, [question_id], "question_id")
        self._remove_judgement(self._ids("judgement_criterion", question_id))
        for table in ("matrix_alias", "code_question", "item_question", "survey_item_question"):
            rows.delete(self._connection, table, [question_id], "question_id")
        rows.delete(self._connection, "question", [question_id])

    def add_sub_question(self, part: SubQuestion) -> None:
        """Add a sub-question."""
        names = ("id", "question_id", "text", "position")
        rows.insert(self._connection, "sub_question", [{name: getattr(part, name) for name in names}])

    def change_sub_question(self, part_id: str, **values: Any) -> bool:
        """Set columns of a sub-question; tells whether that changed anything."""
        return rows.update(self._connection, "sub_question", part_id, **values)

    def move_sub_question(self, part_id: str, question_id: str, position: int) -> None:
        """Put a sub-question under another question, with what is planned for it."""
        for table in ("judgement_criterion", "planned_source", "planned_method"):
            for row in self._of_part(table, part_id):
                rows.update(self._connection, table, row, question_id=question_id)
        self.change_sub_question(part_id, question_id=question_id, position=position)

    def remove_sub_question(self, question_id: str, part_id: str) -> None:
        """Remove a sub-question with what is planned for it alone."""
        self.put_judgement(question_id, part_id, ())
        for table in ("planned_source", "planned_method"):
            rows.delete(self._connection, table, [part_id], "sub_question_id")
        rows.delete(self._connection, "sub_question", [part_id])

    def put_judgement(
        self, question_id: str, part_id: str | None, entries: Sequence[tuple[str, tuple[str, ...]]]
    ) -> None:
        """Make these the judgement criteria, with their indicators, of a question or of one of its parts."""
        now = [entry for entry in self.judgement(question_id) if _is_of(entry, question_id, part_id)]
        if [(entry.text, entry.indicators) for entry in now] == [(text, tuple(few)) for text, few in entries]:
            return
        self._remove_judgement([entry.id for entry in now])
        first = self._next_position("judgement_criterion", question_id)
        for place, (text, indicators) in enumerate(entries, first):
            named = rows.named_id("judgement_criterion", question_id, part_id, text)
            made_id = rows.free_id(self._connection, "judgement_criterion", named)
            made = JudgementCriterion(made_id, question_id, text, tuple(indicators), part_id)
            self.add_judgement(made, place)

    def add_judgement(self, judgement: JudgementCriterion, position: int) -> None:
        """Add a judgement criterion with its indicators."""
        row = {
            "id": judgement.id,
            "question_id": judgement.question_id,
            "text": judgement.text,
            "sub_question_id": judgement.sub_question_id,
            "position": position,
        }
        rows.insert(self._connection, "judgement_criterion", [row])
        indicators = [{"text": text, "position": place} for place, text in enumerate(judgement.indicators)]
        rows.keep_set(self._connection, "indicator", {"judgement_criterion_id": judgement.id}, indicators)

    def put_sources(self, question_id: str, part_id: str | None, texts: Iterable[str]) -> None:
        """Make these the planned sources of a question or of one of its parts."""
        now = [one for one in self.sources(question_id) if _is_of(one, question_id, part_id)]
        self._put_texts("planned_source", now, question_id, part_id, tuple(texts))

    def put_methods(self, question_id: str, part_id: str | None, texts: Iterable[str]) -> None:
        """Make these the planned methods of a question or of one of its parts."""
        now = [one for one in self.methods(question_id) if _is_of(one, question_id, part_id)]
        self._put_texts("planned_method", now, question_id, part_id, tuple(texts))

    def put_aliases(
        self, names: Iterable[str], *, criterion_id: str | None = None, question_id: str | None = None
    ) -> None:
        """Make these the other names of a criterion or a question."""
        wanted = sorted(names)
        now = [
            one
            for one in self.aliases()
            if (one.criterion_id, one.question_id) == (criterion_id, question_id)
        ]
        if [one.name for one in now] == wanted:
            return
        owner = {"criterion_id": criterion_id, "question_id": question_id}
        rows.keep_set(self._connection, "matrix_alias", owner, [{"name": name} for name in wanted])

    def _put_texts(
        self,
        table: str,
        now: "Sequence[PlannedSource | PlannedMethod]",
        question_id: str,
        part_id: str | None,
        texts: tuple[str, ...],
    ) -> None:
        if tuple(one.text for one in now) == texts:
            return
        found = self._connection.execute(
            f"""SELECT ifnull(max(position), -1) + 1 FROM "{table}"
                WHERE question_id = ? AND sub_question_id IS NOT ?""",
            [question_id, part_id],
        )
        first = int(found.fetchone()[0])
        planned = [{"text": text, "position": place} for place, text in enumerate(texts, first)]
        owner = {"question_id": question_id, "sub_question_id": part_id}
        rows.keep_set(self._connection, table, owner, planned)

    def _next_position(self, table: str, question_id: str) -> int:
        found = self._connection.execute(
            f'SELECT ifnull(max(position), -1) + 1 FROM "{table}" WHERE question_id = ?', [question_id]
        )
        return int(found.fetchone()[0])

    def _remove_judgement(self, ids: Sequence[str]) -> None:
        rows.delete(self._connection, "indicator", ids, "judgement_criterion_id")
        rows.delete(self._connection, "judgement_criterion", ids)

    def _ids(self, table: str, question_id: str) -> list[str]:
        found = self._connection.execute(f'SELECT id FROM "{table}" WHERE question_id = ?', [question_id])
        return [row[0] for row in found]

    def _of_part(self, table: str, part_id: str) -> list[str]:
        found = self._connection.execute(f'SELECT id FROM "{table}" WHERE sub_question_id = ?', [part_id])
        return [row[0] for row in found]


def _of_question(question_id: str) -> tuple[str, list[str]]:
    return (" WHERE question_id = ?", [question_id]) if question_id else ("", [])


def _is_of(
    one: JudgementCriterion | PlannedSource | PlannedMethod, question_id: str, part_id: str | None
) -> bool:
    return (one.question_id, one.sub_question_id) == (question_id, part_id)
