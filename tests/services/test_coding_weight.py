"""Polarity, key quotes, and memos of codes and the study."""

import pytest

from qualcoder_cg.domain.codings import CONTRADICTS, POLARITIES, QUALIFIES, SUPPORTS, UNDECIDED, marks_of
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, coding_several, coding_weight, evidence, memos
from qualcoder_cg.services.studies import Project, in_words

Ids = dict[str, str]


@pytest.mark.parametrize(
    ("polarity", "said"),
    [
        (SUPPORTS, "Codings of Q11, Q9 support (2)"),
        (QUALIFIES, "Codings of Q11, Q9 qualify (2)"),
        (CONTRADICTS, "Codings of Q11, Q9 contradict (2)"),
    ],
)
def test_a_polarity_is_set_on_several_in_one_step(
    project: Project, code_ids: Ids, coding_id: str, polarity: str, said: str
) -> None:
    (other,) = coding_several.copy_to_code(project, [coding_id], code_ids["Q9"])
    before = project.fingerprint()
    assert coding_weight.set_polarity(project, [coding_id, other.id], polarity) == 2
    assert {coding.get_coding(project, one).polarity for one in (coding_id, other.id)} == {polarity}
    step = project.undoable()
    assert step
    assert set(in_words(step.name, step.words)) == set(said)
    project.undo()
    assert project.fingerprint() == before


def test_undecided_takes_it_back(project: Project, coding_id: str) -> None:
    coding_weight.set_polarity(project, [coding_id], SUPPORTS)
    coding_weight.set_polarity(project, [coding_id], UNDECIDED)
    assert coding.get_coding(project, coding_id).polarity == ""
    with pytest.raises(UserError, match="not a polarity"):
        coding_weight.set_polarity(project, [coding_id], "perhaps")
    with pytest.raises(UserError, match="no longer there"):
        coding_weight.set_polarity(project, ["gone"], SUPPORTS)


def test_what_is_so_already_leaves_no_step(project: Project, coding_id: str) -> None:
    step = project.undoable()
    coding_weight.set_polarity(project, [coding_id], UNDECIDED)
    coding_weight.set_key(project, [coding_id], False)
    assert project.undoable() == step


def test_key_quotes(project: Project, coding_id: str) -> None:
    coding_weight.set_key(project, [coding_id], True)
    assert coding.get_coding(project, coding_id).is_key == 1
    coding_weight.set_key(project, [coding_id], False)
    assert coding.get_coding(project, coding_id).is_key == 0


def test_polarities_follow_one_another() -> None:
    assert [coding_weight.next_polarity(one) for one in POLARITIES] == [*POLARITIES[1:], UNDECIDED]
    assert coding_weight.next_polarity(UNDECIDED, -1) == CONTRADICTS
    assert marks_of("supports, contradicts", 1) == "● ○ ★"
    assert marks_of("", 0) == ""


def test_evidence_carries_both(project: Project, coding_id: str) -> None:
    coding_weight.set_polarity(project, [coding_id], QUALIFIES)
    coding_weight.set_key(project, [coding_id], True)
    (quote,) = evidence.build(project).excerpts()
    assert (quote.polarity, quote.key_quote) == (QUALIFIES, 1)


def test_a_memo_of_a_code_is_one_step_while_typing(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    memos.write_code_memo(project, code_ids["Q9"], "wide")
    memos.write_code_memo(project, code_ids["Q9"], "wider than meant")
    code = project.codes.get(code_ids["Q9"])
    assert code and code.memo == "wider than meant"
    project.undo()
    assert project.fingerprint() == before
    with pytest.raises(UserError, match="no longer in the study"):
        memos.write_code_memo(project, "gone", "x")


def test_the_study_has_a_memo(project: Project) -> None:
    before = project.fingerprint()
    memos.write_study_memo(project, "Began")
    memos.write_study_memo(project, "Began in March")
    assert memos.study_memo(project) == "Began in March"
    project.undo()
    assert project.fingerprint() == before
    assert memos.study_memo(project) == ""
