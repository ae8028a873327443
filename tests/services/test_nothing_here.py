"""No code belongs here: one step, nothing is suggested there, it is learned from and follows its words."""

import pytest

from qualcoder_cg.domain import predictions
from qualcoder_cg.domain.around import around
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import (
    NOTHING,
    SHOWN,
    Example,
    Prediction,
    Ranked,
    Suggestion,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    codebook,
    codebook_merges,
    coding,
    documents,
    nothing_here,
    offered,
    revisions,
    suggestions,
)
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows

Ids = dict[str, str]


def _span(project: Project, document_id: str, words: str) -> Span:
    start = project.documents.text(document_id).index(words)
    return Span(start, start + len(words))


WORDS = "The technical table made us sit together."


@pytest.fixture
def span(project: Project, document_id: str) -> Span:
    return _span(project, document_id, WORDS)


def test_it_is_one_step_that_can_be_undone(project: Project, document_id: str, span: Span) -> None:
    before = project.fingerprint()
    made = nothing_here.nothing_here(project, document_id, Span(span.start - 1, span.end + 1))
    (kept,) = project.decisions.nothing.all()
    assert (kept.id, kept.document_id, kept.start, kept.end) == (made, document_id, *span)
    assert nothing_here.nothing_here(project, document_id, span) == made
    assert len(project.decisions.nothing.all()) == 1
    project.undo()
    assert project.fingerprint() == before


def test_all_that_was_suggested_there_is_settled(
    project: Project, document_id: str, code_ids: Ids, span: Span
) -> None:
    codes = {code.id: code for code in project.codes.all()}
    here = [Suggestion(document_id, *span, code_ids[name], 0.5, "keywords", "") for name in ("Q1", "Q14")]
    other = Suggestion(document_id, 31, 60, code_ids["Q1"], 0.5, "keywords", "")
    nothing_here.nothing_here(project, document_id, span)
    taken = offered.taken(project, document_id)
    assert taken == [(*span, "")]
    assert offered.still_open([*here, other], taken, codes) == [other]
    assert (*span, "") in suggestions.material(project, document_id).taken
    beside = around(project.documents.text(document_id), project.documents.turns(document_id), span)
    assert beside and suggestions.examples(project) == [Example("", WORDS, "en", False, beside)]


def test_who_codes_the_passage_after_all_has_the_last_word(
    project: Project, document_id: str, code_ids: Ids, span: Span
) -> None:
    nothing_here.nothing_here(project, document_id, span)
    coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q14"])
    assert nothing_here.standing(project, document_id) == []
    assert [one.code_id for one in suggestions.examples(project)] == [code_ids["Q14"]]
    project.undo()
    assert len(nothing_here.standing(project, document_id)) == 1


def test_what_a_colleague_said_is_hidden_from_who_codes_blind(
    project: Project, document_id: str, span: Span
) -> None:
    project.coder_name = "Second"
    nothing_here.nothing_here(project, document_id, span)
    project.see_only([])
    assert nothing_here.standing(project, document_id) == []
    assert suggestions.examples(project) == []
    assert suggestions.material(project, document_id).taken == ()


def test_it_follows_its_words_through_a_correction(project: Project, document_id: str, span: Span) -> None:
    nothing_here.nothing_here(project, document_id, span)
    code = project.codes.all()[0].id
    with project.step("Log a prediction"):
        kept = Prediction(
            rows.new_id(),
            document_id,
            project.coders.all()[0].id,
            *span,
            SHOWN,
            NOTHING,
            None,
            predictions.to_text([Ranked(code, 0.5, "keywords")]),
            3,
            rows.now(),
        )
        project.decisions.predictions.add(kept)
    text = project.documents.text(document_id)
    revisions.edit_text(project, document_id, "A new first line.\n" + text)
    for table in (project.decisions.nothing, project.decisions.predictions):
        (one,) = table.all()
        assert project.documents.text(document_id)[one.start : one.end] == WORDS
    revisions.edit_text(project, document_id, text.replace(WORDS, ""))
    assert project.decisions.nothing.all() == []
    project.undo()
    assert len(project.decisions.nothing.all()) == 1


def test_it_goes_with_its_document(project: Project, document_id: str, span: Span) -> None:
    nothing_here.nothing_here(project, document_id, span)
    documents.remove_documents(project, [document_id])
    assert project.decisions.nothing.all() == []
    project.undo()
    assert len(project.decisions.nothing.all()) == 1


def test_predictions_name_the_code_that_theirs_became(project: Project, document_id: str, span: Span) -> None:
    first, second = (codebook.add_code(project, name).id for name in ("trust", "confidence"))
    nothing_here.nothing_here(project, document_id, span)
    with project.step("Log a prediction"):
        project.decisions.predictions.add(
            Prediction(
                rows.new_id(),
                document_id,
                project.coders.all()[0].id,
                *span,
                SHOWN,
                NOTHING,
                first,
                predictions.to_text([Ranked(first, 0.5, "keywords")]),
                3,
                rows.now(),
            )
        )
    codebook_merges.merge_codes(project, [first], second)
    (kept,) = project.decisions.predictions.all()
    assert kept.code_id == second
    assert [one.code_id for one in predictions.from_text(kept.ranked)] == [second]
    assert len(project.decisions.nothing.all()) == 1


@pytest.mark.parametrize("span", [Span(5, 5), Span(0, 99999)])
def test_what_is_no_passage_is_refused(project: Project, document_id: str, span: Span) -> None:
    with pytest.raises(UserError):
        nothing_here.nothing_here(project, document_id, span)
    with pytest.raises(UserError):
        nothing_here.nothing_here(project, "gone", Span(0, 5))
    assert project.decisions.nothing.all() == []
