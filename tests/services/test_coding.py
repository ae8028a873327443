"""Coding by hand: bounds, duplicates, edges, memos, other codes."""

import pytest

from qualcoder_cg.domain.codings import MANUAL
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]


def test_a_coding_is_saved_with_who_and_what(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    made = coding.get_coding(project, coding_id)
    text = project.documents.text(document_id)
    assert text[made.start : made.end].startswith("In eight months") and made.span == (made.start, made.end)
    assert (made.code_id, made.origin, made.memo) == (code_ids["Q11"], MANUAL, "")
    assert project.coders.all()[0].id == made.coder_id and project.coders.all()[0].initials == "MR"
    assert project.codings.quotes_of(code_ids["Q11"]) == [(made, text[made.start : made.end])]


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (6, 5), (0, 10_000)])
def test_a_passage_outside_the_text_is_refused(
    project: Project, document_id: str, code_ids: Ids, coding_id: str, span: tuple[int, int]
) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError, match=r"is not a passage of KII-01\.txt"):
        coding.apply_code(project, document_id=document_id, span=Span(*span), code_id=code_ids["Q1"])
    with pytest.raises(UserError, match="is not a passage of"):
        coding.move_edges(project, coding_id, Span(*span))
    assert project.fingerprint() == before


def test_the_whole_text_may_be_coded(project: Project, document_id: str, code_ids: Ids) -> None:
    text = project.documents.text(document_id)
    coding.apply_code(project, document_id=document_id, span=Span(0, len(text)), code_id=code_ids["Q1"])
    assert project.codings.quotes_of(code_ids["Q1"])[0][1] == text


def test_the_same_coding_exists_once_for_each_coder(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    there = coding.get_coding(project, coding_id)
    step = project.undoable()
    again = coding.apply_code(project, document_id=document_id, span=there.span, code_id=there.code_id)
    assert again == there and project.undoable() == step
    project.coder_name = "Ana L."
    hers = coding.apply_code(project, document_id=document_id, span=there.span, code_id=there.code_id)
    assert hers.id != there.id and project.codings.count() == 2
    assert [(coder.name, coder.hue) for coder in project.coders.all()] == [("Ana L.", 2), ("Marta R.", 1)]
    project.undo()
    assert [coder.name for coder in project.coders.all()] == ["Marta R."]


def test_what_is_gone_is_said(project: Project, document_id: str, code_ids: Ids) -> None:
    for document, code in ((document_id, "gone"), ("gone", code_ids["Q1"])):
        with pytest.raises(UserError, match="no longer in the study"):
            coding.apply_code(project, document_id=document, span=Span(0, 1), code_id=code)
    with pytest.raises(UserError, match="no longer there"):
        coding.move_edges(project, "gone", Span(0, 1))
    with pytest.raises(UserError, match="no longer there"):
        coding.write_memo(project, "gone", "x")
    with pytest.raises(UserError, match="no longer in the study"):
        coding.change_code(project, [], "gone")
    assert coding.remove_codings(project, ["gone"]) == 0


def test_edges_move(project: Project, coding_id: str) -> None:
    coding.move_edges(project, coding_id, Span(3, 7))
    assert coding.get_coding(project, coding_id).span == Span(3, 7)
    project.undo()
    assert coding.get_coding(project, coding_id).span != Span(3, 7)


def test_a_memo_typed_letter_by_letter_is_one_step(project: Project, coding_id: str) -> None:
    for memo in ("a", "ab", "abc"):
        coding.write_memo(project, coding_id, memo)
    assert coding.get_coding(project, coding_id).memo == "abc"
    project.undo()
    assert coding.get_coding(project, coding_id).memo == ""
    document = project.documents.all()[0]
    for memo in ("x", "xy"):
        coding.write_document_memo(project, document.id, memo)
    project.undo()
    assert project.documents.all() == [document]


def test_codings_go_and_come_back(project: Project, document_id: str, code_ids: Ids, coding_id: str) -> None:
    other = coding.apply_code(project, document_id=document_id, span=Span(0, 9), code_id=code_ids["gender"])
    assert coding.remove_codings(project, [coding_id, "gone", other.id]) == 2
    assert project.activity(1)[0].words == {"n": 2, "codes": "gender, Q11"}
    assert project.codings.count() == 0
    project.undo()
    assert {one.id for one in project.codings.in_document(document_id)} == {coding_id, other.id}


def test_another_code_merges_what_becomes_the_same(
    project: Project, document_id: str, code_ids: Ids, coding_id: str
) -> None:
    there = coding.get_coding(project, coding_id)
    twin = coding.apply_code(project, document_id=document_id, span=there.span, code_id=code_ids["Q1"])
    single = coding.apply_code(project, document_id=document_id, span=Span(0, 9), code_id=code_ids["Q1"])
    before = project.fingerprint()
    coding.change_code(project, [twin.id, single.id, there.id], code_ids["Q11"])
    found = project.codings.in_document(document_id)
    assert {(one.id, one.code_id) for one in found} == {
        (single.id, code_ids["Q11"]),
        (there.id, code_ids["Q11"]),
    }
    project.undo()
    assert project.fingerprint() == before


def test_two_of_the_same_place_moved_together_become_one(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    made = [
        coding.apply_code(project, document_id=document_id, span=Span(0, 9), code_id=code_ids[name]).id
        for name in ("Q1", "Q2")
    ]
    coding.change_code(project, made, code_ids["Q3"])
    assert [one.code_id for one in project.codings.in_document(document_id)] == [code_ids["Q3"]]
