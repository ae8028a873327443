"""Saved queries: kept, renamed, deleted, taken back; and the codes that lie on the same words."""

import pytest

from qualcoder_cg.domain.queries import Query
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, queries
from qualcoder_cg.services.cooccurrence import cooccurrence, strongest, table
from qualcoder_cg.services.query_names import query_by_names
from qualcoder_cg.services.studies import Project


def names(project: Project) -> list[str]:
    return [one.saved.name for one in queries.saved(project)]


def test_a_query_is_kept_renamed_and_deleted_and_each_can_be_taken_back(project: Project) -> None:
    query = Query(questions=frozenset([project.matrix.questions()[0].id]), words="caja")
    kept = queries.save_query(project, " My  quotes ", query)
    assert names(project) == ["My quotes"]
    assert queries.query_of(queries.named(project, "my quotes")) == query
    queries.save_query(project, "my quotes", Query())
    assert names(project) == ["my quotes"] and queries.saved(project)[0].query == Query()
    project.undo()
    assert queries.saved(project)[0].query == query
    queries.rename_query(project, kept.id, "Others")
    queries.save_query(project, "More", Query())
    assert names(project) == ["Others", "More"]
    with pytest.raises(UserError, match="Another query"):
        queries.rename_query(project, kept.id, "MORE")
    queries.delete_query(project, kept.id)
    assert names(project) == ["More"]
    project.undo()
    assert names(project) == ["Others", "More"]
    assert {step.name for step in project.steps()} >= {"Save query {name}", "Delete query {name}"}


def test_a_name_is_needed_and_a_query_that_is_not_there_is_said_so(project: Project) -> None:
    for work in (
        lambda: queries.save_query(project, "  ", Query()),
        lambda: queries.named(project, "nothing"),
        lambda: queries.rename_query(project, "gone", "New"),
        lambda: queries.day("yesterday"),
    ):
        with pytest.raises(UserError):
            work()
    assert queries.day("31/05/2021") == "2021-05-31" and queries.day("2021-5") == "2021-05"


def test_a_saved_query_says_what_was_removed(project: Project) -> None:
    code = codebook.add_code(project, "Desk")
    queries.save_query(project, "Desks", Query(codes=frozenset([code.id])))
    assert queries.saved(project)[0].missing == ()
    codebook.delete_codes(project, [code.id])
    (said,) = queries.saved(project)[0].missing
    assert said == "Code: something this query refers to was removed."
    project.undo()
    assert queries.saved(project)[0].missing == ()


def test_values_are_named_as_people_name_them(project: Project, code_ids: dict[str, str]) -> None:
    found = query_by_names(
        project,
        {
            "questions": ["11", "q2"],
            "criteria": ["rel"],
            "codes": ["Q11"],
            "polarities": ["undecided", "Supports"],
            "key": ["yes"],
            "coders": ["Marta R."],
            "types": ["none"],
            "kinds": ["interview"],
            "documents": ["INT-01"],
        },
        words="caja",
    )
    numbers = {one.id: one.number for one in project.matrix.questions()}
    assert {numbers[one] for one in found.questions} == {"11", "2"}
    assert found.polarities == {"", "supports"} and found.key == {"key"} and found.types == {""}
    assert found.codes == {code_ids["Q11"]} and found.words == "caja"
    with pytest.raises(UserError, match="there is no 99"):
        query_by_names(project, {"questions": ["99"]})


def test_codes_on_the_same_words(project: Project, document_id: str, code_ids: dict[str, str]) -> None:
    def put(code: str, start: int, end: int, coder: str = "Marta R.") -> None:
        project.coder_name = coder
        span = Span(start, end)
        coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids[code])

    put("Q1", 30, 60)
    put("Q1", 30, 60, "Ana")
    put("Q1", 70, 90)
    put("Q2", 50, 80)
    put("Q3", 60, 70)
    found = cooccurrence(project)
    first, second, third = code_ids["Q1"], code_ids["Q2"], code_ids["Q3"]
    assert found.of(first, second) == (2, 2, 1, 1) and found.of(second, first) == (2, 1, 2, 1)
    assert found.of(second, third) == (1, 1, 1, 1)
    # passages that only touch do not overlap
    assert found.of(first, third) == (0, 0, 0, 0)
    assert found.excerpts[first] == 2
    assert [one[:2] for one in strongest(found)] == [(first, second), (second, third)]
    assert [[cell.text for cell in cells[1:]] for cells in table(project, found).rows] == [
        ["2", "", "2", ""],
        ["1", "2", "", "1"],
        ["1", "", "1", ""],
    ]
    assert cooccurrence(project, [first, third]).pairs == {}
