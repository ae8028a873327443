"""The matrix is changed in every way, and no coding with it."""

import hashlib
import json
import random
from pathlib import Path

import pytest
from evidence_rows import fill_evidence_tables

from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, matrix, matrix_cells, matrix_edit, studies
from qualcoder_cg.services import matrix_parts_edit as parts
from qualcoder_cg.services.lookup import Names
from qualcoder_cg.services.matrix_table import blank_cells
from qualcoder_cg.services.studies import Project


def coding_hash(project: Project) -> str:
    found = project.connection.execute("SELECT * FROM coding ORDER BY id").fetchall()
    assert found
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def ids(project: Project) -> dict[str, str]:
    return {one.number: one.id for one in project.matrix.questions()}


def criteria(project: Project) -> dict[str, str]:
    return {one.key: one.id for one in project.matrix.criteria()}


def test_a_question_goes_to_another_criterion_and_back(project: Project, coding_id: str) -> None:
    codings, whole = coding_hash(project), project.fingerprint()
    keys = list(criteria(project))
    q12 = ids(project)["12"]
    code = next(code for code in project.codes.all() if code.question_id == q12)
    matrix_edit.move_questions(project, [q12], criteria(project)[keys[0]])
    assert coding_hash(project) == codings
    moved = project.codes.get(code.id)
    assert moved and moved.criterion_id == criteria(project)[keys[0]]
    assert moved.colour == "1-" + code.colour[-1], "its colour is of the family of its new criterion"
    assert [one.number for one in project.matrix.questions()][:9] == [*map(str, range(1, 9)), "12"]
    assert [one.name for one in project.codes.all() if one.kind == QUESTION][8] == "Q12"
    matrix_edit.move_questions(project, [q12], criteria(project)[keys[1]], 3)
    assert coding_hash(project) == codings and project.fingerprint() == whole


def test_anything_may_be_done_and_undone(project: Project, coding_id: str) -> None:
    codings, whole = coding_hash(project), project.fingerprint()
    chance = random.Random(7)
    for _n in range(60):
        numbers, keys = ids(project), criteria(project)
        some = chance.sample(sorted(numbers.values()), 2)
        kind = chance.randrange(7)
        if kind == 0:
            matrix_edit.move_questions(project, some, chance.choice(list(keys.values())), chance.randrange(5))
        elif kind == 1:
            matrix_edit.shift_questions(project, some, chance.choice((-1, 1)))
        elif kind == 2:
            matrix_edit.renumber_all(project, chance.choice(matrix_edit.RENUMBERINGS))
        elif kind == 3:
            matrix_edit.move_criteria(project, [chance.choice(list(keys.values()))], chance.choice((-1, 1)))
        elif kind == 4:
            one, other = (matrix_edit.question(project, name).number for name in some)
            matrix_edit.renumber(project, {some[0]: other, some[1]: one})
        elif kind == 5:
            parts.add_part(project, some[0], "A part?")
        else:
            matrix_edit.rename_criterion(project, chance.choice(list(keys.values())), name=f"Name {_n}")
        assert coding_hash(project) == codings
        questions = project.matrix.questions()
        codes = [code for code in project.codes.all() if code.kind == QUESTION]
        assert [code.name for code in codes] == [f"Q{one.number}" for one in questions]
        assert [code.question_id for code in codes] == [one.id for one in questions]
        assert len({one.number for one in questions}) == 23
    assert studies.problems(project) == []
    project.go_to(0)
    assert project.fingerprint() != whole, "nothing is left of the study's documents either"
    while project.redo():
        pass
    assert coding_hash(project) == codings


def test_numbers_change_together_or_not_at_all(project: Project) -> None:
    numbers = ids(project)
    matrix_edit.renumber(project, {numbers["1"]: "2", numbers["2"]: "Q1"})
    assert ids(project)["1"] == numbers["2"]
    with pytest.raises(UserError, match="There is a question 3 already"):
        matrix_edit.renumber(project, {numbers["1"]: "3"})
    codebook.add_code(project, "Q40")
    with pytest.raises(UserError, match="A code Q40 is already"):
        matrix_edit.renumber(project, {numbers["1"]: "40"})
    with pytest.raises(UserError, match="is not a number"):
        matrix_edit.renumber(project, {numbers["1"]: ""})
    matrix_edit.renumber_all(project, matrix_edit.BY_CRITERION)
    assert list(ids(project))[:3] == ["1.1", "1.2", "1.3"] and list(ids(project))[-1] == "5.5"
    matrix_edit.renumber_all(project)
    assert list(ids(project)) == [str(n) for n in range(1, 24)]


def test_what_stands_on_a_question_holds_it(project: Project, coding_id: str) -> None:
    numbers = ids(project)
    whole = project.fingerprint()
    with pytest.raises(UserError, match="Q11 has 1 coding and cannot be removed") as raised:
        matrix_edit.remove_questions(project, [numbers["11"]])
    assert "Move its codings" in raised.value.hint
    project.see_only([])
    with pytest.raises(UserError, match="Q11 has codings, perhaps of others"):
        matrix_edit.remove_questions(project, [numbers["11"]])
    project.see_only(None)
    code = next(code for code in project.codes.all() if code.name == "Q3")
    codebook.add_code(project, "below", parent_id=code.id)
    with pytest.raises(UserError, match="1 code of the team stands under Q3"):
        matrix_edit.remove_questions(project, [numbers["3"]])
    project.undo()
    matrix_edit.remove_questions(project, [numbers["3"], numbers["4"]])
    assert len(project.matrix.questions()) == 21 and studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == whole


def test_findings_hold_a_question(project: Project, document_id: str) -> None:
    fill_evidence_tables(project, document_id)
    held = project.evidence.findings.all()[0].question_id
    with pytest.raises(UserError, match=r"has \d findings? and cannot be removed"):
        matrix_edit.remove_questions(project, [held])


def test_criteria_come_and_go(project: Project) -> None:
    new = matrix_edit.add_criterion(project, "Coherence")
    assert matrix_edit.criterion(project, new).key == "COH"
    made = matrix_edit.add_question(project, new, "How does it fit?")
    assert matrix_edit.question(project, made).number == "24"
    code = next(code for code in project.codes.all() if code.question_id == made)
    assert (code.name, code.colour) == ("Q24", "6-0"), "a hue of its own"
    with pytest.raises(UserError, match="Coherence has 1 question"):
        matrix_edit.remove_criteria(project, [new])
    matrix_edit.remove_questions(project, [made])
    matrix_edit.remove_criteria(project, [new])
    with pytest.raises(UserError, match="already"):
        matrix_edit.add_criterion(project, "effectiveness", "X")
    assert len(project.matrix.criteria()) == 5


def test_the_preset_of_the_six_criteria(tmp_path: Path) -> None:
    made = studies.new_study(tmp_path / "oecd.qcg", matrix="oecd-dac", coder="Marta R.")
    assert len(made.matrix.criteria()) == 6
    hues = []
    for one in made.matrix.criteria():
        question = matrix_edit.add_question(made, one.id, f"{one.name}?")
        hues += [code.colour for code in made.codes.all() if code.question_id == question]
    assert hues == [f"{n}-0" for n in range(1, 7)]
    made.close()


def test_other_names_are_found(project: Project) -> None:
    numbers = ids(project)
    matrix_edit.set_aliases(
        project, ["Cuidados", "Looking after", "looking after"], question_id=numbers["11"]
    )
    matrix_edit.set_aliases(project, ["Pertinencia"], criterion_id=criteria(project)["REL"])
    names = Names(project)
    assert names.question("cuidados") == names.question("11") == names.question("Q11") == numbers["11"]
    assert names.code("LOOKING after").name == "Q11" and names.criterion("pertinencia").key == "REL"
    with pytest.raises(UserError, match="already another name"):
        matrix_edit.set_aliases(project, ["LOOKING AFTER"], question_id=numbers["12"])
    with pytest.raises(UserError, match="There is no criterion Nothing"):
        names.criterion("Nothing")


def cells(project: Project, row_id: str) -> dict[str, str]:
    return dict(next(row.cells for row in matrix_cells.question_rows(project) if row.id == row_id))


def test_cells_are_saved_in_one_step(project: Project) -> None:
    numbers = ids(project)
    one = numbers["5"]
    before = project.fingerprint()
    matrix_cells.save_questions(
        project,
        [
            (one, "text", "Is it realistic?"),
            (one, "indicator", "a; b | c"),
            (one, "judgement", "First; Second"),
            (one, "source", "Reports; Interviews"),
            (one, "method", "Review"),
            (one, "themes", "gender"),
            (one, "number", "6"),
            (numbers["6"], "number", "5"),
        ],
        [{"text": "And more?", "criterion": "EFF", "indicator": "x"}],
    )
    found = cells(project, one)
    assert (found["number"], found["text"], found["themes"]) == ("6", "Is it realistic?", "gender")
    assert (found["judgement"], found["indicator"]) == ("First; Second", "a; b | c")
    assert (found["source"], found["method"]) == ("Reports; Interviews", "Review")
    judged = [(e.text, e.indicators) for e in project.matrix.judgement(one)]
    assert judged == [("First", ("a", "b")), ("Second", ("c",))]
    project.undo()
    assert project.fingerprint() == before


def test_parts_have_rows_of_their_own(project: Project) -> None:
    one = ids(project)["5"]
    made = [parts.add_part(project, one, f"Part {n}?") for n in range(6)]
    parts.shift_parts(project, [made[5]], -1)
    rows = [row for row in matrix_cells.question_rows(project) if row.id in made]
    assert [row.cells["number"] for row in rows] == [f"5 {c}" for c in "abcdef"]
    assert [row.id for row in rows] == [*made[:4], made[5], made[4]]
    matrix_cells.set_cell(project, made[0], "source", "Diaries")
    matrix_cells.set_cell(project, made[0], "indicator", "; ".join(f"i{n}" for n in range(10)))
    assert cells(project, made[0])["source"] == "Diaries"
    assert matrix_cells.planned_lists(project, made[0], "indicator") == [[f"i{n}" for n in range(10)]]
    assert "Diaries" not in cells(project, one)["source"]
    with pytest.raises(UserError, match="A sub-question has no number"):
        matrix_cells.set_cell(project, made[0], "number", "7")
    parts.move_part(project, made[0], ids(project)["6"])
    assert cells(project, made[0])["number"] == "6 a" and cells(project, made[0])["source"] == "Diaries"
    matrix_cells.remove_rows(project, [made[0], made[1]])
    assert studies.problems(project) == [] and len(project.matrix.sub_questions()) == 4


def test_entries_with_semicolons_are_not_cut(project: Project) -> None:
    one = ids(project)["5"]
    with project.step("x"):
        project.matrix.put_sources(one, None, ["Laws; decrees", "Interviews"])
    shown = cells(project, one)["source"]
    matrix_cells.set_cell(project, one, "source", shown + "; Visits")
    assert matrix_cells.planned_lists(project, one, "source") == [["Laws; decrees", "Interviews", "Visits"]]


@pytest.mark.parametrize(
    ("named", "typed", "stored"),
    [
        ("", "a; b", [("", ("a", "b"))]),
        ("One", "a; b", [("One", ("a", "b"))]),
        ("One", "| b", [("One", ()), ("", ("b",))]),
        ("One; Two", "a", [("One", ()), ("Two", ()), ("", ("a",))]),
        ("One; Two", "a |", [("One", ("a",)), ("Two", ())]),
        ("One; Two", "a | b | c", [("One", ("a",)), ("Two", ("b",)), ("", ("c",))]),
        ("One; Two", "", [("One", ()), ("Two", ())]),
    ],
)
def test_indicators_belong_to_their_criteria(
    project: Project, named: str, typed: str, stored: list[tuple[str, tuple[str, ...]]]
) -> None:
    one = ids(project)["5"]
    matrix_cells.save_questions(project, [(one, "indicator", ""), (one, "judgement", named)], [])
    matrix_cells.set_cell(project, one, "indicator", typed)
    assert [(e.text, e.indicators) for e in project.matrix.judgement(one)] == stored
    shown, before = cells(project, one)["indicator"], project.fingerprint()
    matrix_cells.set_cell(project, one, "indicator", shown)
    assert project.fingerprint() == before, "what is shown means what is stored"


def test_too_many_groups_of_indicators_are_refused(project: Project) -> None:
    one = ids(project)["5"]
    matrix_cells.save_questions(project, [(one, "indicator", ""), (one, "judgement", "One")], [])
    with pytest.raises(UserError, match="1 judgement criteria and 3 groups"):
        matrix_cells.set_cell(project, one, "indicator", "a | b | c")


def test_blank_cells_are_listed(project: Project) -> None:
    every = blank_cells(project)
    assert len(every) == 23 and {one.missing for one in every} == {("method",)}
    one = ids(project)["5"]
    first, second = (parts.add_part(project, one, text) for text in ("A?", "B?"))
    matrix_cells.set_cell(project, first, "method", "Review")
    found = [blank for blank in blank_cells(project) if blank.question.id == one]
    assert [(blank.sub_question_id, blank.missing) for blank in found] == [(second, ("method",))]
    matrix_cells.set_cell(project, one, "method", "Interviews")
    assert not [blank for blank in blank_cells(project) if blank.question.id == one]
    matrix_cells.save_questions(
        project, [(one, "source", ""), (one, "judgement", ""), (one, "indicator", "")], []
    )
    (blank,) = [blank for blank in blank_cells(project) if blank.question.id == one]
    assert blank.missing == ("judgement", "indicator", "source")
    assert matrix.outline(project)[0]["questions"][4]["sources"] == []
