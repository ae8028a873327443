"""A matrix enters a study: criteria, questions, themes, and a code for each."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codes import QUESTION, TEAM, THEME
from qualcoder_cg.domain.matrix import CodeSpec, CriterionSpec, Guidance, MatrixSpec, QuestionSpec, ThemeSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import matrix, studies
from qualcoder_cg.services.studies import Project

SMALL = MatrixSpec(
    "Small",
    (
        CriterionSpec(
            "REL", "Relevance", (QuestionSpec("1.1", "What did people need?", themes=("gender",)),)
        ),
        CriterionSpec("EFF", "Effectiveness", (QuestionSpec("2.1", "What changed for whom?", "Change"),)),
    ),
    (ThemeSpec("gender"),),
    (CodeSpec("child", parent="parent"), CodeSpec("parent", questions=("2.1", "1.1"))),
)


def test_the_shipped_matrix_has_its_questions(project: Project) -> None:
    criteria = matrix.outline(project)
    assert [len(criterion["questions"]) for criterion in criteria] == [8, 5, 3, 2, 5]
    questions = [question for criterion in criteria for question in criterion["questions"]]
    assert [question["number"] for question in questions] == [str(n) for n in range(1, 24)]
    assert all(question["short"] and question["judgement"] and question["sources"] for question in questions)
    assert all(entry["indicators"] for question in questions for entry in question["judgement"])


def test_every_question_and_theme_is_a_code(project: Project) -> None:
    codes = project.codes.all()
    questions = [code for code in codes if code.kind == QUESTION]
    assert [code.name for code in questions] == [f"Q{n}" for n in range(1, 24)]
    assert all({"en", "es"} <= set(code.keywords) and code.criterion_id for code in questions)
    assert all(code.questions == (code.question_id,) for code in questions)
    assert len({code.colour for code in questions}) >= 12
    themes = {code.name: code for code in codes if code.kind == THEME}
    assert {"gender", "disability", "COVID-19", "inter-agency"} <= set(themes)
    tagged = {
        question["number"]
        for criterion in matrix.outline(project)
        for question in criterion["questions"]
        if "gender" in question["themes"]
    }
    numbers = {question.id: question.number for question in project.matrix.questions()}
    assert {numbers[question] for question in themes["gender"].questions} == tagged != set()


def test_a_second_matrix_is_refused(project: Project) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError, match="already has an evaluation matrix"):
        matrix.load_matrix(project, SMALL)
    assert project.fingerprint() == before


@pytest.fixture
def small(tmp_path: Path) -> studies.Project:
    return studies.new_study(tmp_path / "small.qcg", coder="Marta R.")


def test_a_matrix_enters_in_one_step(small: Project) -> None:
    empty = small.fingerprint()
    matrix.load_matrix(small, SMALL)
    assert small.settings.get("matrix_title") == "Small"
    codes = {code.name: code for code in small.codes.all()}
    assert list(codes) == ["Q1.1", "Q2.1", "gender", "parent", "child"]
    assert codes["Q1.1"].short == "What did people need", "the first words where there is no short name"
    assert codes["gender"].questions == codes["Q1.1"].questions
    assert codes["parent"].kind == TEAM and codes["parent"].parent_id == codes["Q2.1"].id
    assert codes["parent"].questions == codes["Q2.1"].questions + codes["Q1.1"].questions
    assert codes["child"].parent_id == codes["parent"].id
    small.undo()
    assert small.fingerprint() == empty
    small.close()


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (CodeSpec("gender"), "A code gender is already in the study"),
        (CodeSpec("a", questions=("9",)), "The code a refers to 9, which is not in the study"),
        (CodeSpec("a", parent="nobody"), "The code a refers to nobody, which is not in the study"),
    ],
)
def test_codes_that_do_not_fit_change_nothing(small: Project, spec: CodeSpec, message: str) -> None:
    matrix.load_matrix(small, SMALL)
    before = small.fingerprint()
    with pytest.raises(UserError, match=message):
        matrix.add_codes(small, (CodeSpec("good", guidance=Guidance(colour="blue")), spec))
    assert small.fingerprint() == before
    small.close()


def test_codes_that_are_each_others_parent_are_refused(small: Project) -> None:
    with pytest.raises(UserError, match="which is not in the study"):
        matrix.add_codes(small, (CodeSpec("a", parent="b"), CodeSpec("b", parent="a")))
    assert small.codes.all() == []
    small.close()


def test_an_unknown_matrix_lists_the_shipped_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        studies.new_study(tmp_path / "a.qcg", matrix="nonsense")
    assert "There is no matrix nonsense" in error.value.message
    assert "closing-gaps" in error.value.hint and "oecd-dac" in error.value.hint
    assert list(tmp_path.iterdir()) == []


def test_the_preset_has_six_criteria_and_no_questions(tmp_path: Path) -> None:
    project = studies.new_study(tmp_path / "dac", matrix="oecd-dac")
    assert project.path.name == "dac.qcg"
    assert len(project.matrix.criteria()) == 6 and project.matrix.questions() == []
    project.close()
