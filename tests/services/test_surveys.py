"""Surveys come in as respondents with answers, and open answers as passages to be coded."""

from dataclasses import replace
from pathlib import Path

import pytest
from survey_files import SURVEY, brought_in, item, planned

from qualcoder_cg.domain.surveys import Survey
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, documents, evidence, suggestions, surveys
from qualcoder_cg.services.studies import Project


@pytest.fixture
def survey(project: Project, tmp_path: Path) -> Survey:
    return brought_in(project, tmp_path, questions={"What changed?": "Q11,Q3", "Useful": "19"})


def said(project: Project, survey: Survey, heading: str) -> dict[str, str]:
    """Answers by the respondents' codes."""
    answers = project.surveys.answers(item(project, survey, heading).id)
    return {one.code: answers[one.id] for one in project.surveys.respondents(survey.id) if one.id in answers}


def open_answers(project: Project) -> list[str]:
    return [one.name for one in project.documents.all() if one.kind == "survey"]


def test_each_open_answer_is_a_turn_of_its_respondent(project: Project, survey: Survey) -> None:
    (document,) = [one for one in project.documents.all() if one.kind == "survey"]
    assert (document.code, document.name) == ("SUR-01", "What changed?")
    assert document.survey_item_id == item(project, survey, "What changed?").id
    text, turns = project.documents.text(document.id), project.documents.turns(document.id)
    assert [(turn.speaker, turn.role) for turn in turns] == [
        (code, "respondent") for code in ("A1", "A2", "A4", "A5")
    ]
    assert text[turns[0].start : turns[0].end] == "Women ask for their rights.\nThey know whom to ask."
    assert text[turns[0].label_start : turns[0].start] == "A1: "
    assert text.endswith("\nA5: Women ask for their rights.")


def test_answers_are_kept_by_respondent_and_blanks_are_counted(project: Project, tmp_path: Path) -> None:
    table, plan = planned(tmp_path / "a.csv")
    made = surveys.import_survey(project, table, plan)
    assert made.respondents == 5 and made.survey.answered == 5
    assert {heading: made.blank(heading) for heading in ("What changed?", "Useful", "Heard of it by")} == {
        "What changed?": 1, "Useful": 1, "Heard of it by": 1
    }  # fmt: skip
    assert said(project, made.survey, "Type") == {
        "A1": "Public", "A2": "Public", "A3": "Private", "A4": "Private"
    }  # fmt: skip


def test_an_import_is_one_step_that_undo_takes_back(project: Project, tmp_path: Path) -> None:
    before = project.fingerprint()
    survey = brought_in(project, tmp_path)
    after = project.fingerprint()
    step = project.undo()
    assert step and step.words == {"name": survey.name, "n": 5}
    assert project.fingerprint() == before
    project.redo()
    assert project.fingerprint() == after


def test_what_is_left_out_never_enters_the_study(project: Project, tmp_path: Path) -> None:
    table, plan = planned(tmp_path / "a.csv")
    plan = [replace(one, kind="ignored") if one.heading == "Type" else one for one in plan]
    made = surveys.import_survey(project, table, plan)
    left = item(project, made.survey, "Type")
    assert left.kind == "ignored" and project.surveys.answers(left.id) == {}
    with pytest.raises(UserError, match="were left out when the survey was imported"):
        surveys.change_item(project, left.id, kind="attribute")


def test_evaluation_questions_are_kept_in_the_order_of_the_matrix(project: Project, survey: Survey) -> None:
    numbers = {question.id: question.number for question in project.matrix.questions()}
    assert [numbers[q] for q in item(project, survey, "What changed?").questions] == ["3", "11"]
    assert [numbers[q] for q in item(project, survey, "useful").questions] == ["19"]
    with pytest.raises(UserError, match="no evaluation question Q99"):
        surveys.find_questions(project, ["Q99"])


def test_bare_numbers_get_a_letter_and_rows_without_code_their_row(project: Project, tmp_path: Path) -> None:
    table, plan = planned(tmp_path / "a.csv", "who,why\n7,because\n8,x\nB-2,y\n,so it was\n")
    plan = [replace(one, kind="id" if one.heading == "who" else "open") for one in plan]
    survey = surveys.import_survey(project, table, plan).survey
    assert list(said(project, survey, "why")) == ["R7", "R8", "B-2", "L5"]


def test_rows_of_a_respondent_are_joined(project: Project, tmp_path: Path) -> None:
    long = "An answer that is long enough to be open"
    table, plan = planned(tmp_path / "a.csv", f"id,why,tag\n1,{long},x\n1,{long},y\n2,Another {long},x\n")
    survey = surveys.import_survey(project, table, plan).survey
    assert said(project, survey, "tag") == {"R1": "x\ny", "R2": "x"}
    assert said(project, survey, "why") == {"R1": long, "R2": f"Another {long}"}
    as_closed = [replace(one, kind="closed") if one.heading == "tag" else one for one in plan]
    surveys.remove_survey(project, survey.id)
    with pytest.raises(UserError, match="row 3: R1 gave another answer to “tag”"):
        surveys.import_survey(project, table, as_closed)


def test_a_survey_that_is_there_already_is_recognised(
    project: Project, survey: Survey, tmp_path: Path
) -> None:
    table, plan = planned(tmp_path / "again.csv")
    before = project.fingerprint()
    with pytest.raises(UserError, match=r"again\.csv is already in the study as the survey Survey\."):
        surveys.import_survey(project, table, plan)
    assert project.fingerprint() == before
    table, plan = planned(
        tmp_path / "more.csv", SURVEY + "A6,Public,Alto,Alto,Press,A new answer of this one\n"
    )
    made = surveys.import_survey(project, table, plan)
    assert made.warnings == ("5 respondents have the same codes as some of the survey Survey.",)
    assert made.documents[0].name == f"What changed? · {made.survey.name}"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Type": "id"}, "Only one column can tell the respondents apart"),
        ({"Type": "nonsense"}, "nonsense is no kind of column"),
        ({"What changed?": "id", "Code": "ignored"}, "is no code of a respondent"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(
    project: Project, tmp_path: Path, change: dict[str, str], told: str
) -> None:
    table, plan = planned(tmp_path / "a.csv", SURVEY.replace("Nothing changed", "Nothing " * 9 + "changed"))
    plan = [replace(one, kind=change.get(one.heading, one.kind)) for one in plan]
    with pytest.raises(UserError, match=told):
        surveys.import_survey(project, table, plan)
    assert project.surveys.all() == []


def test_an_address_is_no_code(project: Project, tmp_path: Path) -> None:
    table, plan = planned(tmp_path / "a.csv", "who,why\nana@example.org,because\nb@example.org,it was so\n")
    plan = [replace(one, kind="id" if one.heading == "who" else "open") for one in plan]
    with pytest.raises(UserError, match="never names or addresses"):
        surveys.import_survey(project, table, plan)


def test_open_answers_come_and_go_with_the_kind(project: Project, survey: Survey) -> None:
    asked = item(project, survey, "What changed?")
    surveys.change_item(project, asked.id, kind="ignored")
    assert open_answers(project) == []
    surveys.change_item(project, asked.id, kind="open")
    assert open_answers(project) == ["What changed?"]
    surveys.change_item(project, asked.id, text="What has changed?")
    assert open_answers(project) == ["What has changed?"]


def test_a_coded_answer_keeps_its_question_open(
    project: Project, survey: Survey, code_ids: dict[str, str]
) -> None:
    asked = item(project, survey, "What changed?")
    document = next(one for one in project.documents.all() if one.survey_item_id == asked.id)
    turn = project.documents.turns(document.id)[1]
    coding.apply_code(project, document_id=document.id, span=turn.span, code_id=code_ids["Q11"])
    with pytest.raises(UserError, match="have 1 coding and stay open"):
        surveys.change_item(project, asked.id, kind="ignored")
    assert item(project, survey, "What changed?").kind == "open"
    assert surveys.remove_survey(project, survey.id) == 1
    assert project.surveys.all() == [] and project.surveys.scales() == [] and open_answers(project) == []
    project.undo()
    assert project.codings.count() == 1 and len(project.surveys.respondents(survey.id)) == 5


def test_a_document_of_answers_may_be_removed_alone(project: Project, survey: Survey) -> None:
    (document,) = [one for one in project.documents.all() if one.kind == "survey"]
    documents.remove_documents(project, [document.id])
    assert len(project.surveys.answers(item(project, survey, "What changed?").id)) == 4


def test_facts_are_checked_and_kept(project: Project, survey: Survey) -> None:
    surveys.set_facts(
        project, survey.id, {"sent": "63", "answered": 29, "reminders": 2, "opened": "2022-03-01"}
    )
    kept = surveys.find_survey(project, "survey")
    assert (kept.sent, kept.answered, kept.reminders, kept.opened) == (63, 29, 2, "2022-03-01")
    for wrong, told in (
        ({"sent": "many"}, "sent cannot be “many”"),
        ({"sent": 20}, "29 cannot have answered of 20"),
        ({"closed": "2022-02-01"}, "before it opened"),
        ({"closed": "1 March"}, "days are written"),
        ({"colour": "red"}, "The facts are"),
        ({"name": " "}, "name cannot be"),
    ):
        with pytest.raises(UserError, match=told):
            surveys.set_facts(project, survey.id, wrong)
    surveys.set_facts(project, survey.id, {"sent": "", "answered": None})
    assert surveys.find_survey(project, survey.id).sent is None


def test_a_survey_or_column_that_is_not_there_is_named(project: Project, survey: Survey) -> None:
    with pytest.raises(UserError, match=r"no survey Other.*The surveys are: Survey"):
        surveys.find_survey(project, "Other")
    with pytest.raises(UserError, match=r"no column Colour.*Code, Type, Useful"):
        item(project, survey, "Colour")
    project.undo()
    for act in (
        lambda: surveys.set_facts(project, survey.id, {"sent": 1}),
        lambda: surveys.change_item(project, "gone", kind="open"),
    ):
        with pytest.raises(UserError, match="no longer in the study"):
            act()


def test_an_answer_is_suggested_under_the_questions_it_was_asked(project: Project, survey: Survey) -> None:
    (document,) = [one for one in project.documents.all() if one.kind == "survey"]
    asked = suggestions.material(project, document.id).asked
    names = {code.id: code.name for code in project.codes.all()}
    turns = project.documents.turns(document.id)
    assert [(one.start, one.end) for one in asked] == [(turn.start, turn.end) for turn in turns]
    assert {tuple(names[code] for code in one.codes) for one in asked} == {("Q3", "Q11")}
    assert asked[0].reason == "survey question “What changed?”"
    surveys.change_item(project, item(project, survey, "What changed?").id, questions=())
    assert suggestions.material(project, document.id).asked == ()


def test_evidence_names_the_survey_and_the_respondent_and_counts_no_informant(
    project: Project, survey: Survey, code_ids: dict[str, str]
) -> None:
    (document,) = [one for one in project.documents.all() if one.kind == "survey"]
    turn = project.documents.turns(document.id)[0]
    coding.apply_code(project, document_id=document.id, span=turn.span, code_id=code_ids["Q11"])
    found = evidence.build(project)
    (excerpt,) = found.excerpts()
    assert (excerpt.kind, excerpt.ref, excerpt.informants) == ("survey", "SUR-01", ("A1",))
    assert (excerpt.attribution, excerpt.text.count("A1")) == ("Survey", 0)
    assert (found.informant_count, found.interview_count, found.excerpt_count) == (0, 0, 1)
    (hidden,) = evidence.build(project, "none").excerpts()
    assert (hidden.informants, hidden.attribution) == ((), "")
