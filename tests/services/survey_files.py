"""A small survey as a file, and how it comes into a study."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qualcoder_cg.domain.surveys import ColumnPlan, Survey, SurveyItem
from qualcoder_cg.services import surveys
from qualcoder_cg.services.studies import Project

SURVEY = """Code,Type,Useful,Clear,Heard of it by,What changed?
A1,Public,Alto,Bajo,Radio; Union,"Women ask for their rights.
They know whom to ask."
A2,Public,Muy alto,Medio,Union,Nothing changed in the villages at all
A3,Private,No sabe,Alto,Radio,
A4,Private,,Muy bajo,,The forms are shorter now and clearer
A5,,Medio,NR,Radio; Union; Press,Women ask for their rights.
"""


def planned(path: Path, content: str = SURVEY) -> tuple[surveys.SurveyTable, list[ColumnPlan]]:
    """The table written to a file and read, and what is proposed for it."""
    path.write_text(content, encoding="utf-8")
    table = surveys.read_table(path)
    return table, list(surveys.propose(table).columns)


def brought_in(
    project: Project,
    folder: Path,
    content: str = SURVEY,
    *,
    name: str = "Survey",
    questions: Mapping[str, str] | None = None,
) -> Survey:
    """The survey, imported as proposed; `questions` maps headings to numbers such as "Q3,Q10"."""
    table, plan = planned(folder / f"{name}.csv", content)
    numbers = questions or {}
    plan = [
        replace(column, questions=surveys.find_questions(project, numbers.get(column.heading, "").split(",")))
        for column in plan
    ]
    return surveys.import_survey(project, table, plan, name=name).survey


def item(project: Project, survey: Survey, heading: str) -> SurveyItem:
    """A column of the survey."""
    return surveys.find_item(project, survey, heading)
