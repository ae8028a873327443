"""Several codings or codes at once: applied together, divided, joined, copied, moved."""

import pytest

from qualcoder_cg.domain.codings import CONTRADICTS, SUPPORTS
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, coding_several, coding_weight
from qualcoder_cg.services.new_codes import code_with_new, copy_to_new
from qualcoder_cg.services.studies import Project, in_words

Ids = dict[str, str]


def _words(project: Project, document_id: str, coding_id: str) -> str:
    found = coding.get_coding(project, coding_id)
    return project.documents.text(document_id)[found.start : found.end]


def _coded(project: Project, document_id: str, words: str, code_id: str) -> str:
    start = project.documents.text(document_id).index(words)
    span = Span(start, start + len(words))
    return coding.apply_code(project, document_id=document_id, span=span, code_id=code_id).id


def _step(project: Project) -> str:
    step = project.undoable()
    assert step
    return in_words(step.name, step.words)


def test_several_codes_are_one_step(project: Project, document_id: str, code_ids: Ids) -> None:
    before = project.fingerprint()
    wanted = [code_ids["Q9"], code_ids["gender"], code_ids["Q9"]]
    made = coding_several.apply_codes(project, document_id=document_id, span=Span(0, 9), code_ids=wanted)
    assert [one.code_id for one in made] == wanted[:2]
    assert _step(project) == "Apply codes Q9, gender"
    project.undo()
    assert project.fingerprint() == before


def test_one_code_is_applied_as_ever(project: Project, document_id: str, code_ids: Ids) -> None:
    coding_several.apply_codes(project, document_id=document_id, span=Span(0, 9), code_ids=[code_ids["Q9"]])
    assert _step(project) == "Apply code Q9"
    with pytest.raises(UserError):
        coding_several.apply_codes(project, document_id=document_id, span=Span(0, 9), code_ids=[])
    with pytest.raises(UserError):
        coding_several.apply_codes(project, document_id=document_id, span=Span(0, 9), code_ids=["gone"])


def test_the_whole_answer_is_coded_without_its_label(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    place = project.documents.text(document_id).index("three years")
    span = coding_several.answer_at(project, document_id, place)
    (made,) = coding_several.apply_codes(
        project, document_id=document_id, span=span, code_ids=[code_ids["Q9"]]
    )
    said = _words(project, document_id, made.id)
    assert said.startswith("In eight months") and said.endswith("losing the job.")
    with pytest.raises(UserError, match="Nobody speaks here"):
        coding_several.answer_at(project, document_id, 3)


def test_a_coding_is_divided_and_keeps_its_memo_and_weight(
    project: Project, document_id: str, coding_id: str
) -> None:
    coding.write_memo(project, coding_id, "a figure")
    coding_weight.set_polarity(project, [coding_id], SUPPORTS)
    before = project.fingerprint()
    at = project.documents.text(document_id).index(" affiliated")
    first, second = coding_several.split_coding(project, coding_id, at)
    assert _words(project, document_id, first.id) == "In eight months we"
    assert _words(project, document_id, second.id) == "affiliated more women than in three years."
    assert [(one.memo, one.polarity) for one in (first, second)] == [("a figure", SUPPORTS), ("", SUPPORTS)]
    assert first.id == coding_id
    assert _step(project) == "Divide a coding of Q11"
    project.undo()
    assert project.fingerprint() == before


def test_a_coding_is_not_divided_at_its_edge(project: Project, coding_id: str) -> None:
    found = coding.get_coding(project, coding_id)
    for place in (found.start, found.end, 0, found.end + 20):
        with pytest.raises(UserError, match="inside its passage"):
            coding_several.split_coding(project, coding_id, place)


def test_codings_are_joined_with_their_memos(project: Project, document_id: str, coding_id: str) -> None:
    at = project.documents.text(document_id).index("affiliated")
    first, second = coding_several.split_coding(project, coding_id, at)
    coding.write_memo(project, first.id, "one")
    coding.write_memo(project, second.id, "two")
    coding_weight.set_key(project, [second.id], True)
    coding_weight.set_polarity(project, [second.id], CONTRADICTS)
    joined = coding_several.join_codings(project, [second.id, first.id])
    assert joined.id == first.id
    assert (joined.memo, joined.polarity, joined.is_key) == ("one\n\ntwo", CONTRADICTS, 1)
    assert _words(project, document_id, joined.id).endswith("three years.")
    assert project.codings.count() == 1
    assert _step(project) == "Join codings of Q11 (2)"


def test_a_polarity_on_which_they_differ_is_undecided(
    project: Project, document_id: str, coding_id: str
) -> None:
    at = project.documents.text(document_id).index("affiliated")
    first, second = coding_several.split_coding(project, coding_id, at)
    coding_weight.set_polarity(project, [first.id], SUPPORTS)
    coding_weight.set_polarity(project, [second.id], CONTRADICTS)
    assert coding_several.join_codings(project, [first.id, second.id]).polarity == ""


def test_only_what_belongs_together_is_joined(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    other = _coded(project, document_id, "At first", code_ids["Q9"])
    with pytest.raises(UserError, match="one document, one code"):
        coding_several.join_codings(project, [coding_id, other])
    with pytest.raises(UserError, match="two codings"):
        coding_several.join_codings(project, [coding_id])


def test_the_next_of_the_same_code_is_by_the_same_coder(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    first = _coded(project, document_id, "At first", code_ids["Q11"])
    project.coder_name = "Ana L."
    _coded(project, document_id, "technical table", code_ids["Q11"])
    after = coding_several.one_to_join(project, first)
    assert after and after.id == coding_id
    assert coding_several.one_to_join(project, coding_id) is None


def test_what_was_divided_is_joined_again_from_either_side(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    text = project.documents.text(document_id)
    first, second = coding_several.split_coding(project, coding_id, text.index("affiliated"))
    _coded(project, document_id, text.rstrip().rsplit(maxsplit=1)[-1], code_ids["Q11"])
    assert coding_several.one_to_join(project, first.id) == second
    assert coding_several.one_to_join(project, second.id) == first


def test_a_copy_has_the_passage_and_is_not_doubled(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    coding.write_memo(project, coding_id, "a figure")
    (copy,) = coding_several.copy_to_code(project, [coding_id], code_ids["Q9"])
    assert (copy.span, copy.memo, copy.code_id) == (
        coding.get_coding(project, coding_id).span, "", code_ids["Q9"]
    )  # fmt: skip
    assert _step(project) == "Copy codings to Q9 (1)"
    assert coding_several.copy_to_code(project, [coding_id], code_ids["Q9"]) == [copy]
    assert project.codings.count() == 2


def test_moving_onto_a_coding_that_is_there_loses_no_memo(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    (copy,) = coding_several.copy_to_code(project, [coding_id], code_ids["Q9"])
    coding.write_memo(project, coding_id, "moved")
    coding.write_memo(project, copy.id, "there")
    coding.change_code(project, [coding_id], code_ids["Q9"])
    (left,) = project.codings.of_code(code_ids["Q9"])
    assert (left.id, left.memo) == (copy.id, "there\n\nmoved")


def test_a_new_code_beside_known_ones_is_one_step(project: Project, document_id: str, code_ids: Ids) -> None:
    before = project.fingerprint()
    code_with_new(project, "Fear", document_id=document_id, span=Span(0, 9), beside=[code_ids["Q9"]])
    assert project.codings.count() == 2
    project.undo()
    assert project.fingerprint() == before


def test_codings_are_copied_to_a_new_code(project: Project, coding_id: str) -> None:
    code_id = copy_to_new(project, "Numbers", [coding_id])
    assert len(project.codings.of_code(code_id)) == 1
    assert project.codings.count() == 2
    assert _step(project) == "Copy codings to new code Numbers (1)"
