"""Coding what a search found: one step, nothing twice, grown as wanted."""

import pytest

from qualcoder_cg.domain.search import SENTENCE, TURN, Hit, Query
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import documents, search, studies
from qualcoder_cg.services.search_coding import code_hits, code_hits_with_new
from qualcoder_cg.services.studies import Project


def _hits(project: Project, text: str) -> list[Hit]:
    return list(search.hits(project, Query(text)))


def _quotes(project: Project, code_id: str) -> list[str]:
    return [quote for _coding, quote in project.codings.quotes_of(code_id)]


def test_hits_are_coded_in_one_step(project: Project, code_ids: dict[str, str]) -> None:
    before = project.fingerprint()
    assert code_hits(project, _hits(project, "the"), [code_ids["Q11"], code_ids["Q12"]]) == (10, 0)
    for name in ("Q11", "Q12"):
        assert _quotes(project, code_ids[name]) == ["the", "their", "The", "They", "the"]
    step = project.undoable()
    assert step and studies.in_words(step.name, step.words) == "Code search hits under Q11, Q12 (10)"
    project.undo()
    assert project.codings.count() == 0
    assert project.fingerprint() == before


def test_what_is_there_already_is_not_doubled(project: Project, code_ids: dict[str, str]) -> None:
    hits = _hits(project, "women")
    assert code_hits(project, hits, [code_ids["Q11"]]) == (1, 0)
    steps = project.last_activity()
    assert code_hits(project, hits, [code_ids["Q11"]]) == (0, 1)
    assert project.last_activity() == steps, "nothing was done"
    project.coder_name = "Ana L."
    assert code_hits(project, hits, [code_ids["Q11"]]) == (1, 0), "another coder's coding is another one"


def test_hits_grow_to_sentences_and_answers_and_are_coded_once(
    project: Project, code_ids: dict[str, str]
) -> None:
    hits = [*_hits(project, "months"), *_hits(project, "women"), *_hits(project, "afraid")]
    assert code_hits(project, hits, [code_ids["Q11"]], SENTENCE) == (2, 0)
    assert _quotes(project, code_ids["Q11"]) == [
        "In eight months we affiliated more women than in three years.",
        "They are afraid of losing the job.",
    ]
    assert code_hits(project, hits, [code_ids["Q12"]], TURN) == (1, 0)
    assert _quotes(project, code_ids["Q12"])[0].startswith("In eight months")
    assert _quotes(project, code_ids["Q12"])[0].endswith("losing the job.")


def test_a_paragraph_grows_where_nobody_speaks(project: Project, code_ids: dict[str, str]) -> None:
    code_hits(project, _hits(project, "municipality"), [code_ids["Q11"]], TURN)
    assert _quotes(project, code_ids["Q11"]) == ["Interview at the municipality"]


def test_a_new_code_comes_in_the_same_step(project: Project) -> None:
    before = project.fingerprint()
    code_id, outcome = code_hits_with_new(project, _hits(project, "women"), "Women")
    assert outcome == (1, 0)
    assert _quotes(project, code_id) == ["women"]
    again, outcome = code_hits_with_new(project, _hits(project, "women"), "women")
    assert (again, outcome) == (code_id, (0, 1))
    project.undo()
    assert project.fingerprint() == before


def test_what_is_gone_is_said(project: Project, document_id: str, code_ids: dict[str, str]) -> None:
    hits = _hits(project, "women")
    with pytest.raises(UserError, match="This code is no longer"):
        code_hits(project, hits, ["gone"])
    with pytest.raises(UserError, match="cannot be grown"):
        code_hits(project, hits, [code_ids["Q11"]], "page")
    with pytest.raises(UserError, match="is not a passage"):
        code_hits(project, [hits[0]._replace(end=9999)], [code_ids["Q11"]])
    documents.remove_documents(project, [document_id])
    with pytest.raises(UserError, match="This document is no longer"):
        code_hits(project, hits, [code_ids["Q11"]])
