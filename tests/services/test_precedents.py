"""Precedents: what the team put under a code that is most like a passage, and nothing one may not see."""

from qualcoder_cg.domain.codings import SUGGESTED
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding
from qualcoder_cg.services.precedents import precedents
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]
FIRST = "At first everybody came with an agenda of their own."
TABLE = "The technical table made us sit together."
AFRAID = "They are afraid of losing the job."


def _code(project: Project, document_id: str, words: str, code_id: str, origin: str = "manual") -> str:
    start = project.documents.text(document_id).index(words)
    span = Span(start, start + len(words))
    return coding.apply_code(project, document_id=document_id, span=span, code_id=code_id, origin=origin).id


def test_the_likest_come_first_with_who_coded_them(project: Project, document_id: str, code_ids: Ids) -> None:
    code = code_ids["Q14"]
    for words in (FIRST, TABLE, AFRAID):
        _code(project, document_id, words, code)
    project.coder_name = "Ana L."
    _code(project, document_id, TABLE, code)
    found = precedents(project, code, "The table, the technical one, where they sat together")
    assert [one.text for one in found] == [TABLE, found[1].text]
    assert sorted(found[0].coders) == ["Ana L.", "Marta R."]
    assert found[0].alike > found[1].alike
    assert project.documents.text(document_id)[found[0].start : found[0].end] == TABLE
    assert len(precedents(project, code, "table", most=3)) == 3


def test_the_passage_itself_and_what_waits_are_no_precedents(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    code = code_ids["Q14"]
    _code(project, document_id, TABLE, code)
    _code(project, document_id, AFRAID, code, SUGGESTED)
    start = project.documents.text(document_id).index(TABLE)
    span = Span(start + 5, start + 20)
    assert precedents(project, code, TABLE, document_id=document_id, span=span) == []
    assert [one.text for one in precedents(project, code, AFRAID)] == [TABLE]
    assert precedents(project, code_ids["Q1"], TABLE) == []


def test_blind_coding_shows_ones_own_alone(project: Project, document_id: str, code_ids: Ids) -> None:
    code = code_ids["Q14"]
    _code(project, document_id, AFRAID, code)
    project.coder_name = "Ana L."
    _code(project, document_id, TABLE, code)
    own = next(one.id for one in project.coders.all() if one.name == "Ana L.")
    project.see_only([own])
    found = precedents(project, code, AFRAID)
    assert [(one.text, one.coders) for one in found] == [(TABLE, ("Ana L.",))]
