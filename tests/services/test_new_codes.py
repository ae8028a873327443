"""Codes made while reading."""

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services.new_codes import code_with_new, move_to_new, name_in_vivo
from qualcoder_cg.services.studies import Project

SPAN = Span(30, 50)


def test_code_and_coding_are_one_step(project: Project, document_id: str, code_ids: dict[str, str]) -> None:
    before = project.fingerprint()
    coding = code_with_new(
        project, "Fear of loss", document_id=document_id, span=SPAN, parent_id=code_ids["Q11"]
    )
    made = project.codes.get(coding.code_id)
    assert made is not None
    assert (made.name, made.parent_id, coding.span) == ("Fear of loss", code_ids["Q11"], SPAN)
    project.undo()
    assert project.fingerprint() == before


def test_a_name_that_is_there_is_used(project: Project, document_id: str) -> None:
    first = code_with_new(project, "Fear", document_id=document_id, span=SPAN)
    second = code_with_new(project, " fear ", document_id=document_id, span=Span(60, 70))
    assert first.code_id == second.code_id


def test_a_failed_coding_leaves_no_code_behind(project: Project, document_id: str) -> None:
    with pytest.raises(UserError):
        code_with_new(project, "Fear", document_id=document_id, span=Span(0, 10**6))
    assert "Fear" not in [code.name for code in project.codes.all()]


def test_a_coding_moves_to_a_new_code(project: Project, coding_id: str) -> None:
    code_id = move_to_new(project, "Numbers", [coding_id])
    moved = project.codings.get(coding_id)
    assert moved is not None
    assert moved.code_id == code_id
    project.undo()
    assert project.codes.get(code_id) is None


def test_a_name_in_the_words_of_who_spoke() -> None:
    assert name_in_vivo(" «bajo\n mis  pies», ") == "bajo mis pies"
    with pytest.raises(UserError):
        name_in_vivo("…")
    with pytest.raises(UserError, match="60"):
        name_in_vivo("word " * 20)
