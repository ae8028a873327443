"""Merging codes and splitting them: nothing that was coded, decided or noted is lost."""

import pytest

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS, Coding
from qualcoder_cg.domain.matrix import Guidance
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, studies, suggestions
from qualcoder_cg.services.codebook_merges import joined, merge_codes, split_code
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]


def _code(project: Project, code_id: str) -> Code:
    found = project.codes.get(code_id)
    assert found
    return found


def _add(
    project: Project, document_id: str, code_id: str, start: int, end: int = 40, **values: object
) -> Coding:
    made = coding.apply_code(project, document_id=document_id, span=Span(start, end), code_id=code_id)
    with project.step("Set"):
        project.codings.change(made.id, **values or {"memo": made.memo})
    return made


def _step(project: Project) -> str:
    step = project.undoable()
    assert step
    return studies.in_words(step.name, step.words)


def test_everything_a_code_has_goes_to_the_target(project: Project, code_ids: Ids, document_id: str) -> None:
    words = Guidance(definition="To lose it", keywords={"en": ("fear", "Afraid"), "es": ("miedo",)})
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q2"], guidance=words, memo="Ask again.")
    below = codebook.add_code(project, "Nights", parent_id=fear.id)
    worry = codebook.add_code(
        project,
        "Worry",
        parent_id=code_ids["Q11"],
        guidance=Guidance(definition="To worry", keywords={"en": ("afraid",)}),
    )
    _add(project, document_id, fear.id, 0)
    _add(project, document_id, worry.id, 1)
    before = project.fingerprint()
    assert merge_codes(project, [fear.id], worry.id) == 1
    assert _step(project) == "Merge Fear into Worry with their codings (1)"
    merged = _code(project, worry.id)
    assert project.codes.get(fear.id) is None
    assert [one.start for one in project.codings.of_code(worry.id)] == [0, 1]
    assert merged.definition == "To worry\n\nTo lose it" and merged.memo == "Ask again."
    assert merged.keywords == {"en": ("afraid", "fear"), "es": ("miedo",)}
    assert set(merged.questions) == {_code(project, code_ids[name]).question_id for name in ("Q2", "Q11")}
    assert _code(project, below.id).parent_id == worry.id
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == before


def test_equal_codings_become_one_that_keeps_what_either_says(
    project: Project, code_ids: Ids, document_id: str
) -> None:
    fear, worry = (codebook.add_code(project, name) for name in ("Fear", "Worry"))
    _add(project, document_id, fear.id, 0, memo="One.", polarity=SUPPORTS, is_key=1)
    kept = _add(project, document_id, worry.id, 0, memo="Two.")
    _add(project, document_id, fear.id, 1, polarity=QUALIFIES, memo="Same.")
    _add(project, document_id, worry.id, 1, polarity=CONTRADICTS, memo="Same.")
    assert merge_codes(project, [fear.id], worry.id) == 2
    first, second = project.codings.of_code(worry.id)
    assert first.id == kept.id
    assert (first.memo, first.polarity, first.is_key) == ("Two.\n\nOne.", SUPPORTS, 1)
    assert (second.memo, second.polarity, second.is_key) == ("Same.", CONTRADICTS, 0)


def test_the_same_passage_by_two_coders_stays_two_codings(project: Project, document_id: str) -> None:
    fear, worry = (codebook.add_code(project, name) for name in ("Fear", "Worry"))
    _add(project, document_id, fear.id, 0)
    project.coder_name = "Ana L."
    _add(project, document_id, worry.id, 0)
    merge_codes(project, [fear.id], worry.id)
    assert len(project.codings.of_code(worry.id)) == 2


def test_decisions_follow_the_code(project: Project, code_ids: Ids, document_id: str) -> None:
    fear, worry = (codebook.add_code(project, name) for name in ("Fear", "Worry"))

    def decide(start: int, code: Code, verdict: str, chosen: str | None = None) -> None:
        one = Suggestion(document_id, start, 40, code.id, 0.5, "keywords", "")
        suggestions.decide(project, one, verdict, chosen_code_id=chosen)

    decide(0, fear, ACCEPTED)
    decide(1, fear, REJECTED)
    decide(2, fear, CORRECTED, worry.id)
    _add(project, document_id, worry.id, 0)
    merge_codes(project, [fear.id], worry.id)
    found = project.decisions.all()
    assert {one.code_id for one in found} == {worry.id}
    assert sorted(one.verdict for one in found) == [ACCEPTED, ACCEPTED, REJECTED]
    assert all(one.chosen_code_id is None for one in found)
    there = {one.id for one in project.codings.of_code(worry.id)}
    assert all(one.coding_id in there for one in found if one.coding_id)


def test_several_codes_at_once_and_one_below_the_other(project: Project, document_id: str) -> None:
    above = codebook.add_code(project, "Above")
    middle = codebook.add_code(project, "Middle", parent_id=above.id)
    target = codebook.add_code(project, "Target", parent_id=middle.id)
    sister = codebook.add_code(project, "Sister", parent_id=above.id)
    for start, code in enumerate((above, middle, target)):
        _add(project, document_id, code.id, start)
    before = project.fingerprint()
    merge_codes(project, [above.id, middle.id, target.id], target.id)
    assert _code(project, target.id).parent_id is None
    assert _code(project, sister.id).parent_id == target.id
    assert len(project.codings.of_code(target.id)) == 3
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == before


def test_of_a_question_only_the_codings_move(project: Project, code_ids: Ids, document_id: str) -> None:
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q11"])
    question = _code(project, code_ids["Q11"])
    _add(project, document_id, question.id, 0)
    merge_codes(project, [question.id], fear.id)
    assert _code(project, question.id) == question
    assert _code(project, fear.id) == fear
    assert project.codings.of_code(question.id) == []
    assert _step(project) == "Move the codings of Q11 Affiliation, care to Fear (1)"


def test_a_question_takes_codes_in(project: Project, code_ids: Ids, document_id: str) -> None:
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q11"])
    _add(project, document_id, fear.id, 0)
    links = _code(project, code_ids["Q14"]).questions
    merge_codes(project, [fear.id], code_ids["Q14"])
    assert _code(project, code_ids["Q14"]).questions == links
    assert len(project.codings.of_code(code_ids["Q14"])) == 1


def test_a_code_is_not_merged_into_itself(project: Project) -> None:
    fear = codebook.add_code(project, "Fear")
    with pytest.raises(UserError, match="no other code"):
        merge_codes(project, [fear.id], fear.id)


def test_chosen_codings_go_to_a_new_code_below_or_beside(
    project: Project, code_ids: Ids, document_id: str
) -> None:
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q11"])
    made = [_add(project, document_id, fear.id, start, memo=f"{start}") for start in range(4)]
    before = project.fingerprint()
    pay = split_code(project, fear.id, " Fear of  pay ", [made[0].id, made[2].id])
    assert _step(project) == "Split codings off Fear to Fear of pay (2)"
    assert (pay.parent_id, pay.colour, pay.questions) == (fear.id, fear.colour, fear.questions)
    assert [one.memo for one in project.codings.of_code(pay.id)] == ["0", "2"]
    beside = split_code(project, fear.id, "Beside", [made[1].id], beside=True)
    assert beside.parent_id == code_ids["Q11"]
    below = split_code(
        project, code_ids["Q11"], "Below", [_add(project, document_id, code_ids["Q11"], 9).id], beside=True
    )
    assert below.parent_id == code_ids["Q11"]
    for _time in range(4):
        project.undo()
    assert project.fingerprint() == before


def test_splitting_a_theme(project: Project, code_ids: Ids, document_id: str) -> None:
    one, two = (_add(project, document_id, code_ids["gender"], start) for start in (0, 1))
    below = split_code(project, code_ids["gender"], "Below", [one.id])
    beside = split_code(project, code_ids["gender"], "Beside", [two.id], beside=True)
    assert (below.kind, below.parent_id, below.questions) == ("team", code_ids["gender"], ())
    assert (beside.kind, beside.parent_id) == ("theme", None)


def test_splitting_needs_codings_of_the_code_and_a_free_name(
    project: Project, code_ids: Ids, document_id: str
) -> None:
    made = _add(project, document_id, code_ids["Q11"], 0)
    before = project.fingerprint()
    with pytest.raises(UserError, match="None of these codings"):
        split_code(project, code_ids["Q2"], "New", [made.id, "none"])
    with pytest.raises(UserError, match="already in the study"):
        split_code(project, code_ids["Q11"], "Gender", [made.id])
    assert project.fingerprint() == before


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [("", "", ""), ("a", "", "a"), ("", "b", "b"), ("banana", "a", "banana\n\na"), ("a\n\nb", "b", "a\n\nb")],
)
def test_two_texts_become_one_with_each_once(first: str, second: str, both: str) -> None:
    assert joined(first, second) == both
