"""Where the grids of surveys, of their questions and of a planned import get their rows."""

from collections.abc import Mapping, Sequence

from ...domain.surveys import ColumnPlan, SurveyTable
from ...services import survey_cells, surveys
from ...services.register_table import Column, Row
from ...services.studies import Project
from .grid_source import Cell, FixedColumns


class SurveySource(FixedColumns):
    """The surveys of a study."""

    may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Name, response, and the facts it comes from."""
        return survey_cells.survey_columns()

    def rows(self) -> list[Row]:
        """The surveys in order."""
        return survey_cells.survey_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change facts, in one step."""
        survey_cells.set_survey_cells(self._project, cells)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        """Remove surveys with their documents, in one step."""
        surveys.remove_surveys(self._project, ids)


class ItemSource(FixedColumns):
    """The questions of one survey."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.survey_id = ""

    def columns(self) -> list[Column]:
        """What was asked, its kind, its scale, the evaluation questions it serves."""
        return survey_cells.item_columns(self._project)

    def rows(self) -> list[Row]:
        """The questions in order."""
        return survey_cells.item_rows(self._project, self.survey_id)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change questions, in one step."""
        survey_cells.set_item_cells(self._project, cells)
        return []


class PlanSource(FixedColumns):
    """What is to become of the columns of a file; nothing of it is in the study yet."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.table: SurveyTable | None = None
        self.plan: list[ColumnPlan] = []

    def columns(self) -> list[Column]:
        """The heading, the first answers, and what is decided of the column."""
        return survey_cells.plan_columns(self._project)

    def rows(self) -> list[Row]:
        """The columns of the file in order."""
        return survey_cells.plan_rows(self._project, self.table, self.plan) if self.table else []

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change the plan."""
        if self.table:
            self.plan = survey_cells.changed_plan(self._project, self.table, self.plan, cells)
        return []
