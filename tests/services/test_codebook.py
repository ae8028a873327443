"""Changing the codebook: the team's codes, their names, keywords and links, and what goes with them."""

import pytest

from qualcoder_cg.domain.codes import TEAM, THEME
from qualcoder_cg.domain.matrix import Guidance
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, new_codes, studies, suggestions
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]


def test_a_code_under_a_question_is_linked_to_it(project: Project, code_ids: Ids) -> None:
    code = codebook.add_code(project, "  Fear   of losing work ", parent_id=code_ids["Q11"])
    question = project.codes.get(code_ids["Q11"])
    assert question
    assert (code.name, code.kind, code.parent_id) == ("Fear of losing work", TEAM, question.id)
    assert code.questions == question.questions and code.colour == question.colour
    assert project.codes.get(code.id) == code
    below = codebook.add_code(project, "Below", parent_id=code.id)
    assert below.questions == question.questions
    assert project.codes.all()[-2:] == [code, below]


def test_a_code_may_be_linked_to_several_questions_or_none(project: Project, code_ids: Ids) -> None:
    linked = [project.codes.get(code_ids[name]).question_id for name in ("Q11", "Q2")]  # type: ignore[union-attr]
    both = codebook.add_code(project, "Both", questions=[question for question in linked if question])
    assert both.questions == tuple(linked)
    alone = codebook.add_code(project, "Alone")
    assert alone.questions == () and alone.parent_id is None


@pytest.mark.parametrize("name", ["Gender", "gender ", "q11", "COVID-19"])
def test_names_are_unique_whatever_their_case(project: Project, name: str) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError, match="is already in the study"):
        codebook.add_code(project, name)
    assert project.fingerprint() == before


@pytest.mark.parametrize("name", ["", "  \n "])
def test_a_code_needs_a_name(project: Project, name: str) -> None:
    with pytest.raises(UserError, match="needs a name"):
        codebook.add_code(project, name)


def test_a_code_is_described(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    codebook.describe_code(
        project,
        code_ids["gender"],
        name="Gender and care",
        colour="#3375c4",
        keywords={"en": (" care ", "care", "", "carer"), "es": ("", " ")},
        questions=[],
        definition=" what \n it means ",
        when_not="never",
    )
    code = project.codes.get(code_ids["gender"])
    assert code
    assert (code.name, code.colour, code.questions) == ("Gender and care", "1-0", ())
    assert code.keywords == {"en": ("care", "carer")}
    assert (code.definition, code.when_not) == ("what \n it means", "never")
    project.undo()
    assert project.fingerprint() == before


def test_a_code_may_keep_or_recapitalise_its_name(project: Project, code_ids: Ids) -> None:
    codebook.describe_code(project, code_ids["gender"], name="gender")
    with pytest.raises(UserError, match="already in the study"):
        codebook.describe_code(project, code_ids["gender"], name="disability")


def test_the_name_and_link_of_a_question_stay(project: Project, code_ids: Ids) -> None:
    before = project.codes.get(code_ids["Q1"])
    codebook.describe_code(project, code_ids["Q1"], name="Other", questions=[])
    assert project.codes.get(code_ids["Q1"]) == before


def test_describing_as_it_was_leaves_no_step(project: Project, code_ids: Ids) -> None:
    code = project.codes.get(code_ids["Q1"])
    assert code
    step = project.undoable()
    codebook.describe_code(
        project, code.id, colour=code.colour, keywords=code.keywords, definition=code.definition
    )
    assert project.undoable() == step


def test_a_question_cannot_be_deleted(project: Project, code_ids: Ids) -> None:
    with pytest.raises(UserError, match="Q1 is a question of the evaluation matrix"):
        codebook.delete_code(project, code_ids["Q1"])


def test_deleting_takes_children_codings_and_decisions_and_undo_brings_them_back(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    top = codebook.add_code(project, "Top", parent_id=code_ids["Q11"])
    child = codebook.add_code(project, "Child", parent_id=top.id)
    for place, code in enumerate((top, child, child)):
        coding.apply_code(project, document_id=document_id, span=Span(place, 9), code_id=code.id)
    suggestion = Suggestion(document_id, 0, 5, child.id, 0.5, "keywords", "x")
    suggestions.decide(project, suggestion, REJECTED)
    other = Suggestion(document_id, 0, 5, code_ids["Q2"], 0.5, "keywords", "x")
    suggestions.decide(project, other, CORRECTED, chosen_code_id=child.id)
    suggestions.decide(project, other, ACCEPTED)
    before = project.fingerprint()
    assert codebook.delete_code(project, top.id) == 4
    assert {code.name for code in project.codes.all()} == set(code_ids)
    assert [one.code_id for one in project.decisions.all()] == [code_ids["Q2"]]
    assert project.codings.count() == 2 and project.codings.get(coding_id)
    assert project.activity(1)[0].words == {"name": "Top", "n": 4}
    project.undo()
    assert project.fingerprint() == before


def test_a_code_that_is_gone_is_said(project: Project) -> None:
    for act in (lambda: codebook.delete_code(project, "x"), lambda: codebook.describe_code(project, "x")):
        with pytest.raises(UserError, match="no longer in the study"):
            act()


def test_a_new_code_is_made_and_applied_in_one_step(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    before = project.fingerprint()
    made = new_codes.code_with_new(
        project, "In vivo", document_id=document_id, span=Span(0, 5), parent_id=code_ids["Q3"]
    )
    again = new_codes.code_with_new(project, "in  VIVO", document_id=document_id, span=Span(5, 9))
    assert made.code_id == again.code_id
    moved = new_codes.move_to_new(project, "Another", [again.id])
    assert coding.get_coding(project, again.id).code_id == moved
    for _step in range(3):
        project.undo()
    assert project.fingerprint() == before


def test_names_in_vivo_are_words_of_the_passage() -> None:
    assert new_codes.name_in_vivo(" “¿Quién   paga?” ") == "Quién paga"
    for passage in ("…", "word " * 20):
        with pytest.raises(UserError):
            new_codes.name_in_vivo(passage)


def test_renaming_changes_what_stands_in_lists(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    fear = codebook.add_code(project, "Fear")
    short = codebook.add_code(project, "Fear of losing the job", short="Losing")
    for code_id, name in ((code_ids["Q11"], " Who  joined "), (fear.id, "Worry"), (short.id, "Dismissal")):
        codebook.rename_code(project, code_id, name)
    found = {code.id: (code.name, code.short) for code in project.codes.all()}
    assert found[code_ids["Q11"]] == ("Q11", "Who joined")
    assert found[fear.id] == ("Worry", "")
    assert found[short.id] == ("Fear of losing the job", "Dismissal")
    with pytest.raises(UserError, match="already in the study"):
        codebook.rename_code(project, fear.id, "gender")
    with pytest.raises(UserError, match="needs a name"):
        codebook.rename_code(project, code_ids["Q11"], "  ")
    codebook.rename_code(project, fear.id, "worry")
    step = project.undoable()
    assert step and step.words == {"name": "Worry", "new": "worry"}
    codebook.rename_code(project, fear.id, "worry")
    assert project.undoable() == step
    for _time in range(6):
        project.undo()
    assert project.fingerprint() == before


def test_codes_take_a_colour_with_those_below_or_without(project: Project, code_ids: Ids) -> None:
    above = codebook.add_code(project, "Above", parent_id=code_ids["Q11"])
    below = codebook.add_code(project, "Below", parent_id=above.id)
    codebook.recolour_codes(project, [above.id, code_ids["gender"]], "9-2")
    colours = {code.id: code.colour for code in project.codes.all()}
    assert (colours[above.id], colours[code_ids["gender"]]) == ("9-2", "9-2")
    assert colours[below.id] == below.colour
    codebook.recolour_codes(project, [above.id], "plum", below=True)
    colours = {code.id: code.colour for code in project.codes.all()}
    assert (colours[above.id], colours[below.id]) == ("11-0", "11-0")
    with pytest.raises(UserError, match="not a colour"):
        codebook.recolour_codes(project, [above.id], "mud")


def test_a_memo_of_a_code_is_typed_in_one_step(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    for text in ("S", "Se", "See KII-01."):
        codebook.write_code_memo(project, code_ids["Q11"], text)
    assert project.codes.get(code_ids["Q11"]).memo == "See KII-01."  # type: ignore[union-attr]
    project.undo()
    assert project.fingerprint() == before
    codebook.describe_code(project, code_ids["Q11"], memo=" Other. ")
    assert project.codes.get(code_ids["Q11"]).memo == "Other."  # type: ignore[union-attr]


def test_a_duplicate_has_the_description_but_not_the_codings(
    project: Project, code_ids: Ids, document_id: str
) -> None:
    words = Guidance(definition="What", when_to_use="When", keywords={"en": ("fear",)})
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q11"], guidance=words, memo="Note")
    codebook.add_code(project, "Fear (2)")
    codebook.add_code(project, "Below", parent_id=fear.id)
    coding.apply_code(project, document_id=document_id, span=Span(0, 5), code_id=fear.id)
    copy = codebook.duplicate_code(project, fear.id)
    assert project.codes.get(copy.id) == copy
    assert copy.name == "Fear (3)" and copy.parent_id == fear.parent_id
    same = ("definition", "when_to_use", "keywords", "questions", "memo", "colour")
    assert [getattr(copy, name) for name in same] == [getattr(fear, name) for name in same]
    assert project.codings.of_code(copy.id) == [] and project.codes.children(copy.id) == []
    of_question = codebook.duplicate_code(project, code_ids["Q11"], "Joined again")
    assert (of_question.kind, of_question.parent_id) == (TEAM, code_ids["Q11"])
    of_theme = codebook.duplicate_code(project, code_ids["gender"])
    assert of_theme.kind == THEME and of_theme.parent_id is None


def test_several_codes_are_deleted_in_one_step(project: Project, code_ids: Ids, document_id: str) -> None:
    above = codebook.add_code(project, "Above")
    below = codebook.add_code(project, "Below", parent_id=above.id)
    other = codebook.add_code(project, "Other")
    for start, code in enumerate((above, below, other)):
        coding.apply_code(project, document_id=document_id, span=Span(start, 9), code_id=code.id)
    before = project.fingerprint()
    assert codebook.delete_codes(project, [below.id, above.id, other.id]) == 3
    step = project.undoable()
    assert step and step.words == {"name": "Below, Above, Other", "n": 3}
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == before
    with pytest.raises(UserError, match="cannot be deleted"):
        codebook.delete_codes(project, [other.id, code_ids["Q1"]])
    assert project.fingerprint() == before


def test_themes_can_be_added_and_serve_no_question(project: Project, code_ids: Ids) -> None:
    theme = codebook.add_code(project, "Trust", theme=True)
    assert (theme.kind, theme.parent_id) == (THEME, None)
    assert codebook.add_code(project, "Below", parent_id=code_ids["gender"]).questions == ()
