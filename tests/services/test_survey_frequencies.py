"""Closed questions are counted over all respondents, each category for itself, in the order of its scale."""

from collections import Counter
from pathlib import Path

import pytest
from survey_files import SURVEY, brought_in, item

from qualcoder_cg.domain.report_table import as_text
from qualcoder_cg.domain.surveys import Frequencies, Survey
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import surveys
from qualcoder_cg.services.rules import change_rules
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.survey_frequencies import figure_words, grouping, least_for_shares


@pytest.fixture
def survey(project: Project, tmp_path: Path) -> Survey:
    return brought_in(project, tmp_path)


def counted(project: Project, survey: Survey, heading: str, by: str = "") -> Frequencies:
    group = item(project, survey, by).id if by else None
    return surveys.frequencies(project, item(project, survey, heading).id, group)


def as_counts(found: Frequencies) -> dict[str, int]:
    return {category.text: n for category, n in zip(found.categories, found.total.counts, strict=True)}


def test_categories_keep_the_order_of_the_scale_and_blanks_come_last(
    project: Project, survey: Survey
) -> None:
    found = counted(project, survey, "Useful")
    assert list(as_counts(found).items()) == [
        ("Muy bajo", 0), ("Bajo", 0), ("Medio", 1), ("Alto", 1), ("Muy alto", 1), ("No sabe", 1), ("NR", 0),
        ("", 1),
    ]  # fmt: skip
    assert [category.text for category in found.categories if category.missing] == ["No sabe", "NR", ""]
    assert found.total.respondents == sum(found.total.counts) == 5


def test_a_multiple_response_counts_respondents_and_may_exceed_100_per_cent(
    project: Project, survey: Survey
) -> None:
    found = counted(project, survey, "Heard of it by")
    assert as_counts(found) == {"Radio": 3, "Union": 3, "Press": 1, "": 1}
    assert found.multiple and found.total.respondents == 5
    table = as_text(surveys.frequency_table(project, item(project, survey, "Heard of it by").id))
    assert "Radio\t3\t60\nUnion\t3\t60\nPress\t1\t20" in table
    assert "per cent may exceed 100" in table


def test_groups_are_those_of_the_attribute_and_add_up(project: Project, survey: Survey) -> None:
    found = counted(project, survey, "Clear", by="Type")
    assert [(group.name, group.respondents) for group in found.groups] == [
        ("Private", 2), ("Public", 2), ("", 1)
    ]  # fmt: skip
    for place, n in enumerate(found.total.counts):
        assert sum(group.counts[place] for group in found.groups) == n
    text = as_text(
        surveys.frequency_table(project, item(project, survey, "Clear").id, item(project, survey, "Type").id)
    )
    head = next(line for line in text.splitlines() if line.startswith("Answer\t")).split("\t")
    assert head[1:5] == ["Private (n = 2)", "Private, %", "Public (n = 2)", "Public, %"]
    assert head[5:] == ["Not stated (n = 1)", "Not stated, %", "All (n = 5)", "%"]
    assert "Groups: Type." in text


def test_the_counts_are_those_of_a_recount_of_the_file(project: Project, survey: Survey) -> None:
    rows = [line.split(",") for line in SURVEY.splitlines() if line.startswith("A")]
    for place, heading in ((2, "Useful"), (3, "Clear")):
        plain = Counter(row[place] for row in rows)
        assert {key: n for key, n in as_counts(counted(project, survey, heading)).items() if n} == dict(plain)


def test_without_a_scale_the_most_frequent_answer_comes_first(project: Project, tmp_path: Path) -> None:
    rows = "".join(
        f"x{n},{kind},{age}\n" for n, (kind, age) in enumerate(zip("bbabc", [40, 9, 40, 25, 9], strict=True))
    )
    survey = brought_in(project, tmp_path, f"id,kind,age\n{rows}")
    assert list(as_counts(counted(project, survey, "kind"))) == ["b", "a", "c", ""]
    assert list(as_counts(counted(project, survey, "age"))) == ["9", "25", "40", ""]


def test_an_order_is_set_once_for_all_questions_with_its_scale(project: Project, survey: Survey) -> None:
    useful, clear = (item(project, survey, heading).id for heading in ("Useful", "Clear"))
    order = ["Muy alto", "Alto", "Medio", "Bajo", "Muy bajo"]
    assert surveys.set_scale(project, useful, order, ["No sabe"]) == 2
    assert len(project.surveys.scales()) == 1
    assert list(as_counts(counted(project, survey, "Clear"))) == [*order, "No sabe", "NR", ""]
    assert surveys.set_scale(project, clear, order[::-1], everywhere=False) == 1
    assert len(project.surveys.scales()) == 2
    assert surveys.set_scale(project, useful, ()) == 1
    assert list(as_counts(counted(project, survey, "Useful")))[-2:] == ["No sabe", ""]
    assert len(project.surveys.scales()) == 1


def test_a_scale_reaches_questions_that_have_none_but_the_same_answers(
    project: Project, tmp_path: Path
) -> None:
    survey = brought_in(project, tmp_path, "id,a,b,c\n1,rojo,azul,x\n2,azul,azul,y\n3,azul,rojo,x\n")
    assert surveys.set_scale(project, item(project, survey, "a").id, ["azul", "ROJO"]) == 2
    assert item(project, survey, "b").scale_id == item(project, survey, "a").scale_id
    assert item(project, survey, "c").scale_id is None
    assert as_counts(counted(project, survey, "a")) == {"azul": 2, "ROJO": 1, "": 0}


@pytest.mark.parametrize(
    ("categories", "told"), [(["a", "A"], "names “a” twice"), (["a", " "], "blank answer")]
)
def test_a_scale_names_each_answer_once(
    project: Project, survey: Survey, categories: list[str], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        surveys.set_scale(project, item(project, survey, "Useful").id, categories)


def test_open_questions_are_not_counted_and_closed_ones_not_grouped_by_them(
    project: Project, survey: Survey
) -> None:
    with pytest.raises(UserError, match="no answers that can be counted"):
        counted(project, survey, "What changed?")
    with pytest.raises(UserError, match="no answers that can be counted"):
        counted(project, survey, "Useful", by="Heard of it by")
    with pytest.raises(UserError, match="cannot be grouped"):
        counted(project, survey, "Useful", by="Useful")
    with pytest.raises(UserError, match="is no closed question"):
        surveys.set_scale(project, item(project, survey, "Type").id, ["a"])
    names = [one.heading for one in grouping(project, item(project, survey, "Useful"))]
    assert names == ["Type", "Clear"]


def test_a_changed_kind_changes_what_is_counted(project: Project, survey: Survey) -> None:
    heard = item(project, survey, "Heard of it by")
    surveys.change_item(project, heard.id, kind="closed")
    assert as_counts(counted(project, survey, "Heard of it by"))["Radio; Union"] == 1
    surveys.change_item(project, heard.id, kind="multiple", separator=";")
    assert as_counts(counted(project, survey, "Heard of it by"))["Radio"] == 3
    useful = item(project, survey, "Useful")
    surveys.change_item(project, useful.id, kind="attribute")
    surveys.change_item(project, useful.id, kind="closed")
    assert list(as_counts(counted(project, survey, "Useful")))[:3] == ["Medio", "Alto", "Muy alto"]


def test_the_source_says_how_many_were_asked(project: Project, survey: Survey) -> None:
    useful = item(project, survey, "Useful").id
    assert surveys.frequency_table(project, useful).source == "Source: survey “Survey”."
    surveys.set_facts(project, survey.id, {"sent": 12})
    assert surveys.frequency_table(project, useful).source == "Source: survey “Survey”, 5 answers of 12 sent."


def test_groups_of_few_have_no_shares_where_that_is_asked(project: Project, survey: Survey) -> None:
    clear, kind = item(project, survey, "Clear").id, item(project, survey, "Type").id
    text = as_text(surveys.frequency_table(project, clear, kind, least=5))
    head = next(line for line in text.splitlines() if line.startswith("Answer\t")).split("\t")
    assert head[1:] == ["Private (n = 2)", "Public (n = 2)", "Not stated (n = 1)", "All (n = 5)", "%"]
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    assert {len(row) for row in rows} == {len(head)}
    assert "per cent of all of them" in text
    plain = as_text(surveys.frequency_table(project, item(project, survey, "Heard of it by").id, least=6))
    assert "Radio\t3\n" in plain and "per cent" not in plain
    assert "Several answers were possible." in plain


def test_per_cent_stands_from_thirty_on_or_later_by_the_rule_of_the_study(project: Project) -> None:
    assert least_for_shares(project) == 30
    change_rules(project, plain_below=40)
    assert least_for_shares(project) == 40
    assert [figure_words(9, base, 40) for base in (39, 40)] == ["9 of 39", "9 (23 %)"]
