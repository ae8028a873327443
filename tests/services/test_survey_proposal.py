"""What the columns of a survey are taken for, with the reason."""

from pathlib import Path

import pytest
from survey_files import planned

from qualcoder_cg.domain.surveys import ColumnPlan, SurveyTable, TableRow
from qualcoder_cg.services import surveys
from qualcoder_cg.services.survey_proposal import parts


def kinds(columns: list[ColumnPlan]) -> dict[str, str]:
    return {column.heading: column.kind for column in columns}


def proposed(**columns: list[str]) -> dict[str, ColumnPlan]:
    """The plan for columns given by their cells."""
    rows = tuple(TableRow(n, cells) for n, cells in enumerate(zip(*columns.values(), strict=True), start=2))
    table = SurveyTable("a.csv", tuple(columns), rows)
    return {column.heading: column for column in surveys.propose(table).columns}


def test_each_kind_is_known_by_its_answers(tmp_path: Path) -> None:
    _table, plan = planned(tmp_path / "a.csv")
    assert kinds(plan) == {
        "Code": "id",
        "Type": "attribute",
        "Useful": "closed",
        "Clear": "closed",
        "Heard of it by": "multiple",
        "What changed?": "open",
    }
    assert all(column.reason for column in plan)


def test_questions_with_the_same_answers_share_one_order(tmp_path: Path) -> None:
    _table, plan = planned(tmp_path / "a.csv")
    of = {column.heading: column for column in plan}
    whole = ("Muy bajo", "Bajo", "Medio", "Alto", "Muy alto")
    assert of["Useful"].categories == of["Clear"].categories == whole
    assert of["Useful"].missing == of["Clear"].missing == ("No sabe", "NR")
    assert of["Type"].categories == ()


def test_answers_worded_in_another_way_have_an_order_of_their_own() -> None:
    plan = proposed(a=["Muy alta", "Baja", "Alta"], b=["Muy alto", "Bajo", "Medio"])
    assert plan["a"].categories == ("Baja", "Alta", "Muy alta")
    assert plan["b"].categories == ("Bajo", "Medio", "Muy alto")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Correo", ["a@b.org", "c@d.org", "e@f.org"]),
        ("Contact", ["a@b.org", "c@d.org", ""]),
        ("Nombre completo", ["Ana P", "Luis R", "Eva M"]),
        ("IP Address", ["10.0.0.1", "10.0.0.2", "10.0.0.3"]),
    ],
)
def test_what_tells_who_somebody_is_is_left_out(heading: str, cells: list[str]) -> None:
    plan = proposed(**{heading: cells, "Why": ["x y", "x y", "z"]})
    assert (plan[heading].kind, plan[heading].reason) == ("ignored", "may tell who the person is")


def test_times_and_empty_columns_are_left_out() -> None:
    plan = proposed(
        id=["1", "2"], Timestamp=["2022-03-01 10:00", "2022-03-02 11:00"], Empty=["", ""], x=["yes", "no"]
    )
    assert {name: plan[name].kind for name in plan} == {
        "id": "id", "Timestamp": "ignored", "Empty": "ignored", "x": "closed"
    }  # fmt: skip


@pytest.mark.parametrize("separator", [";", "|", ",", "/", "\n"])
def test_a_multiple_response_is_known_by_parts_that_come_again(separator: str) -> None:
    lists = [["a", "b"], ["b"], ["a", "c"], ["c", "b", "a"], ["a"], ["c"], ["b", "c"]]
    plan = proposed(n=[str(n) for n in range(7)], heard=[separator.join(found) for found in lists])
    assert (plan["heard"].kind, plan["heard"].separator) == ("multiple", separator)


def test_commas_within_answers_part_nothing() -> None:
    answers = ["Yes, a lot", "No, nothing", "Yes, a lot", "No, nothing", "Yes, a lot"]
    assert proposed(n=["1", "2", "3", "4", "5"], x=answers)["x"].kind == "closed"
    long = ["well, it is late", "no, never again", "it was good, and cheap", "ask, and ask again", "so, so"]
    assert proposed(n=["1", "2", "3", "4", "5"], x=long)["x"].kind != "multiple"


def test_rows_of_one_respondent_are_seen_where_long_answers_come_again() -> None:
    answer = "a long answer of many words"
    plan = proposed(
        lfdn=["1", "1", "2"], why=[answer, answer, "another answer of many words"], tag=["x", "y", "x"]
    )
    assert [plan[name].kind for name in plan] == ["id", "open", "multiple"]
    assert plan["tag"].separator == "\n"
    plan = proposed(id=["1", "1", "2"], why=[answer, "quite another answer than that", answer])
    assert plan["id"].kind != "id"


def test_a_survey_without_codes_says_what_respondents_are_called(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Sex,Useful\nwoman,yes\nwoman,no\nman,yes\n", encoding="utf-8")
    warnings = surveys.propose(surveys.read_table(path)).warnings
    assert any("R001" in warning for warning in warnings)


def test_parts_of_a_cell_are_each_once() -> None:
    assert parts(" a; b ;;A;c ", ";") == ["a", "b", "c"]
    assert parts("a; b", "") == ["a; b"]
