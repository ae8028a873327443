"""Where codes stand: moving and sorting them, and what happens to the questions they serve."""

import pytest

from qualcoder_cg.domain.codes import TEAM, THEME, Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, studies
from qualcoder_cg.services.codebook_moves import (
    BY_CODINGS,
    BY_NAME,
    OTHERS,
    THEMES,
    move_codes,
    siblings,
    sort_codes,
)
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]


def _code(project: Project, code_id: str) -> Code:
    found = project.codes.get(code_id)
    assert found
    return found


def _question(project: Project, ids: Ids, name: str) -> str:
    found = _code(project, ids[name]).question_id
    assert found
    return found


def _names(project: Project, place: str) -> list[str]:
    return [code.name for code in siblings(project.codes.all(), place)]


def _codings(project: Project, document_id: str, code_id: str, number: int) -> None:
    for start in range(number):
        coding.apply_code(project, document_id=document_id, span=Span(start, 40), code_id=code_id)


@pytest.fixture
def three(project: Project, code_ids: Ids) -> dict[str, Code]:
    """Fear, Pay and Bonus under question 11, and Nights under Fear."""
    made = {
        name: codebook.add_code(project, name, parent_id=code_ids["Q11"]) for name in ("Fear", "Pay", "Bonus")
    }
    made["Nights"] = codebook.add_code(project, "Nights", parent_id=made["Fear"].id)
    return made


def test_codes_change_places_among_their_siblings(
    project: Project, code_ids: Ids, three: dict[str, Code]
) -> None:
    before = project.fingerprint()
    move_codes(project, [three["Bonus"].id], code_ids["Q11"], 0)
    assert _names(project, code_ids["Q11"]) == ["Bonus", "Fear", "Pay"]
    move_codes(project, [three["Bonus"].id, three["Fear"].id], code_ids["Q11"], 1)
    assert _names(project, code_ids["Q11"]) == ["Pay", "Bonus", "Fear"]
    assert studies.in_words(project.undoable().name, project.undoable().words) == "Reorder Bonus, Fear"  # type: ignore[union-attr]
    for _time in range(2):
        project.undo()
    assert project.fingerprint() == before


def test_the_evidence_goes_with_the_question_a_code_stands_under(
    project: Project, code_ids: Ids, document_id: str, three: dict[str, Code]
) -> None:
    _codings(project, document_id, three["Fear"].id, 2)
    _codings(project, document_id, three["Nights"].id, 1)
    assert move_codes(project, [three["Fear"].id], code_ids["Q14"]) == 3
    assert _code(project, three["Fear"].id).questions == (_question(project, code_ids, "Q14"),)
    assert _code(project, three["Nights"].id).questions == (_question(project, code_ids, "Q14"),)
    step = project.undoable()
    assert step and "Q14" in step.words["place"] and step.words["n"] == 3
    move_codes(project, [three["Fear"].id], OTHERS)
    assert _code(project, three["Fear"].id).questions == ()
    assert _names(project, OTHERS) == ["Fear"]


def test_questions_chosen_beside_the_place_stay(
    project: Project, code_ids: Ids, three: dict[str, Code]
) -> None:
    q2, q11, q14 = (_question(project, code_ids, name) for name in ("Q2", "Q11", "Q14"))
    fear, pay = three["Fear"].id, three["Pay"].id
    codebook.describe_code(project, fear, questions=[q11, q2])
    codebook.describe_code(project, pay, questions=[q2])
    move_codes(project, [fear, pay], code_ids["Q14"])
    assert _code(project, fear).questions == (q14, q2)
    assert _code(project, pay).questions == (q2,)


def test_among_the_themes_a_code_serves_no_question(
    project: Project, code_ids: Ids, three: dict[str, Code]
) -> None:
    move_codes(project, [three["Fear"].id], THEMES, 0)
    assert _names(project, THEMES)[0] == "Fear"
    assert (_code(project, three["Fear"].id).kind, _code(project, three["Fear"].id).questions) == (THEME, ())
    assert _code(project, three["Nights"].id).questions == ()
    move_codes(project, [three["Fear"].id], code_ids["Q2"])
    assert _code(project, three["Fear"].id).kind == TEAM
    assert _code(project, three["Fear"].id).questions == (_question(project, code_ids, "Q2"),)


def test_themes_keep_their_questions_when_they_change_places(project: Project, code_ids: Ids) -> None:
    before = {code.id: code.questions for code in project.codes.all()}
    first = _names(project, THEMES)[0]
    move_codes(project, [code_ids[first]], THEMES)
    assert _names(project, THEMES)[-1] == first
    assert {code.id: code.questions for code in project.codes.all()} == before


def test_questions_keep_their_place(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError, match="keeps its place"):
        move_codes(project, [code_ids["Q1"]], code_ids["Q2"])
    assert project.fingerprint() == before


def test_no_code_stands_under_itself(project: Project, three: dict[str, Code]) -> None:
    for place in ("Fear", "Nights"):
        with pytest.raises(UserError, match="under itself"):
            move_codes(project, [three["Fear"].id], three[place].id)


def test_what_stands_below_a_moved_code_goes_with_it_once(
    project: Project, code_ids: Ids, three: dict[str, Code]
) -> None:
    move_codes(project, [three["Nights"].id, three["Fear"].id, three["Fear"].id], code_ids["Q2"])
    assert _names(project, code_ids["Q2"]) == ["Fear"]
    assert _names(project, three["Fear"].id) == ["Nights"]


def test_codes_are_sorted_by_name_and_by_codings(
    project: Project, code_ids: Ids, document_id: str, three: dict[str, Code]
) -> None:
    codebook.add_code(project, "ábaco", parent_id=code_ids["Q11"])
    _codings(project, document_id, three["Pay"].id, 3)
    _codings(project, document_id, three["Fear"].id, 1)
    questions = [code.id for code in project.codes.all() if code.question_id]
    sort_codes(project, BY_NAME)
    assert _names(project, code_ids["Q11"]) == ["ábaco", "Bonus", "Fear", "Pay"]
    assert _names(project, THEMES) == sorted(_names(project, THEMES), key=str.casefold)
    sort_codes(project, BY_CODINGS, under=code_ids["Q11"])
    assert _names(project, code_ids["Q11"]) == ["Pay", "Fear", "ábaco", "Bonus"]
    assert [code.id for code in project.codes.all() if code.question_id] == questions
    with pytest.raises(UserError, match="not an order"):
        sort_codes(project, "colour")


def test_sorting_by_codings_shows_nothing_of_those_who_are_not_seen(
    project: Project, code_ids: Ids, document_id: str, three: dict[str, Code]
) -> None:
    _codings(project, document_id, three["Bonus"].id, 1)
    project.see_only([])
    sort_codes(project, BY_CODINGS, under=code_ids["Q11"])
    assert _names(project, code_ids["Q11"]) == ["Fear", "Pay", "Bonus"]
