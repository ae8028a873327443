"""Surveys, questions and plans as tables: what is typed into a cell is saved, or refused whole."""

from pathlib import Path

import pytest
from survey_files import brought_in, item, planned

from qualcoder_cg.domain.surveys import Survey
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import survey_cells, surveys
from qualcoder_cg.services.studies import Project


@pytest.fixture
def survey(project: Project, tmp_path: Path) -> Survey:
    return brought_in(project, tmp_path, questions={"What changed?": "Q11"})


def cell(project: Project, survey: Survey, heading: str, column: str) -> str:
    wanted = item(project, survey, heading).id
    rows = {row.id: row.cells for row in survey_cells.item_rows(project, survey.id)}
    return rows[wanted][column]


def test_every_column_of_a_table_has_a_cell_in_every_row(
    project: Project, survey: Survey, tmp_path: Path
) -> None:
    table, plan = planned(tmp_path / "a.csv")
    for columns, rows in (
        (survey_cells.survey_columns(), survey_cells.survey_rows(project)),
        (survey_cells.item_columns(project), survey_cells.item_rows(project, survey.id)),
        (survey_cells.plan_columns(project), survey_cells.plan_rows(project, table, plan)),
    ):
        assert rows
        for row in rows:
            assert set(row.cells) >= {column.id for column in columns}


def test_response_and_facts_of_a_survey(project: Project, survey: Survey) -> None:
    survey_cells.set_survey_cells(project, [(survey.id, "sent", "63"), (survey.id, "answered", "29")])
    (row,) = survey_cells.survey_rows(project)
    assert (row.cells["response"], row.cells["sent"], row.cells["reminders"]) == ("29 of 63", "63", "")
    survey_cells.set_survey_cells(project, [(survey.id, "sent", "")])
    assert survey_cells.survey_rows(project)[0].cells["response"] == "29 of –"


def test_cells_of_questions_are_saved_in_one_step(project: Project, survey: Survey) -> None:
    useful, changed = (item(project, survey, heading).id for heading in ("Useful", "What changed?"))
    before = project.fingerprint()
    survey_cells.set_item_cells(
        project,
        [
            (useful, "categories", "Muy alto; Alto; Medio"),
            (useful, "missing", "No sabe"),
            (useful, "questions", "Q3; Q19"),
            (changed, "kind", "Left out"),
        ],
    )
    assert cell(project, survey, "Clear", "categories") == "Muy alto; Alto; Medio"
    assert cell(project, survey, "Useful", "questions") == "Q3; Q19"
    assert cell(project, survey, "What changed?", "document") == ""
    project.undo()
    assert project.fingerprint() == before


def test_what_one_cell_refuses_none_of_them_changes(project: Project, survey: Survey) -> None:
    before = project.fingerprint()
    useful, code = item(project, survey, "Useful").id, item(project, survey, "Code").id
    for wrong in (
        (code, "kind", "open"),
        (useful, "questions", "Q77"),
        (useful, "kind", "colour"),
        (item(project, survey, "Type").id, "categories", "a; b"),
        (useful, "text", " "),
    ):
        with pytest.raises(UserError):
            survey_cells.set_item_cells(project, [(useful, "text", "How useful was it?"), wrong])
        assert project.fingerprint() == before


def test_a_plan_changes_in_memory_alone(project: Project, survey: Survey, tmp_path: Path) -> None:
    before = project.fingerprint()
    table, plan = planned(tmp_path / "a.csv")
    plan = survey_cells.changed_plan(
        project,
        table,
        plan,
        [
            ("Type", "kind", "closed"),
            ("Useful", "kind", "Left out"),
            ("Heard of it by", "separator", r"\n"),
            ("What changed?", "questions", "Q11; Q3"),
            ("What changed?", "text", "What has changed?"),
            ("Clear", "missing", "NR; NC"),
        ],
    )
    of = {column.heading: column for column in plan}
    assert (of["Type"].kind, of["Useful"].kind, of["Useful"].categories) == ("closed", "ignored", ())
    assert of["Heard of it by"].separator == "\n"
    assert of["What changed?"].text == "What has changed?" and len(of["What changed?"].questions) == 2
    assert of["Clear"].missing == ("NR", "NC")
    again = survey_cells.changed_plan(project, table, plan, [("Useful", "kind", "closed")])
    assert {one.heading: one for one in again}["Useful"].categories == ("Medio", "Alto", "Muy alto")
    assert project.fingerprint() == before


def test_choosing_another_code_leaves_the_first_out(project: Project, tmp_path: Path) -> None:
    table, plan = planned(tmp_path / "a.csv")
    plan = survey_cells.changed_plan(project, table, plan, [("Type", "kind", "id")])
    assert [column.heading for column in plan if column.kind == "id"] == ["Type"]
    assert {column.heading: column.kind for column in plan}["Code"] == "ignored"
    with pytest.raises(UserError, match="is no kind of column"):
        survey_cells.changed_plan(project, table, plan, [("Type", "kind", "")])
    assert surveys.propose(table).columns[0].kind == "id"
