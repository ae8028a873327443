"""What was predicted is kept with every decision and every coding by hand, in the same step."""

import pytest

from qualcoder_cg.domain.predictions import about, by_passage, from_text
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import (
    ACCEPTED,
    BY_HAND,
    CODED,
    CORRECTED,
    NOTHING,
    REJECTED,
    SHOWN,
    SKIPPED,
    Prediction,
    Suggestion,
)
from qualcoder_cg.services import (
    codebook_merges,
    coding,
    coding_several,
    decisions,
    new_codes,
    predictions,
    suggestions,
)
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]
PASSAGE = Span(100, 160)


@pytest.fixture
def found(document_id: str, code_ids: Ids) -> list[Suggestion]:
    """Two suggestions for a passage, one for another."""
    return [
        Suggestion(document_id, 31, 80, code_ids["Q1"], 0.9, "keywords", "", learned_from=7),
        Suggestion(document_id, 100, 160, code_ids["Q14"], 0.5, "keywords", "", parts=(("keywords", 0.5),)),
        Suggestion(document_id, 104, 150, code_ids["Q15"], 0.75, "own coding", "", learned_from=12),
    ]


def _kept(project: Project) -> list[Prediction]:
    return project.decisions.predictions.all()


def _codes(one: Prediction) -> list[str]:
    return [code.code_id for code in from_text(one.ranked)]


@pytest.mark.parametrize(
    ("verdict", "under"), [(ACCEPTED, "Q14"), (CORRECTED, "Q9"), (REJECTED, ""), (SKIPPED, "")]
)
def test_a_decision_keeps_what_was_predicted_and_undo_takes_both(
    project: Project, code_ids: Ids, found: list[Suggestion], verdict: str, under: str
) -> None:
    before = project.fingerprint()
    chosen = code_ids["Q9"] if verdict == CORRECTED else None
    decisions.decide(project, found[1], verdict, chosen_code_id=chosen, known=found)
    (kept,) = _kept(project)
    (decision,) = project.decisions.all()
    assert kept.id == decision.id
    assert (kept.how, kept.outcome, kept.code_id) == (SHOWN, verdict, code_ids.get(under))
    assert (kept.start, kept.end, kept.learned_from) == (100, 160, 12)
    assert _codes(kept) == [code_ids["Q15"], code_ids["Q14"]]
    assert from_text(kept.ranked)[1].parts == (("keywords", 0.5),)
    project.undo()
    assert project.fingerprint() == before and _kept(project) == []
    project.redo()
    assert _kept(project) == [kept]


def test_a_suggestion_decided_alone_is_all_that_was_predicted(
    project: Project, code_ids: Ids, found: list[Suggestion]
) -> None:
    suggestions.decide(project, found[1], REJECTED)
    assert _codes(_kept(project)[0]) == [code_ids["Q14"]]


def test_what_is_decided_already_is_not_predicted_again(
    project: Project, code_ids: Ids, found: list[Suggestion]
) -> None:
    decisions.decide(project, found[2], REJECTED, known=found)
    decisions.decide(project, found[1], ACCEPTED, known=found)
    assert [_codes(one) for one in sorted(_kept(project), key=lambda one: one.outcome)] == [
        [code_ids["Q14"]],
        [code_ids["Q15"], code_ids["Q14"]],
    ]


def test_a_decision_that_fails_keeps_no_prediction(
    project: Project, found: list[Suggestion], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_decision: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(project.decisions, "add", fail)
    with pytest.raises(OSError):
        decisions.decide(project, found[1], ACCEPTED, known=found)
    assert _kept(project) == []


def test_coding_by_hand_keeps_what_was_predicted_in_the_same_step(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    before = project.fingerprint()
    coding.apply_code(project, document_id=document_id, span=PASSAGE, code_id=code_ids["Q14"], known=found)
    (kept,) = _kept(project)
    assert (kept.how, kept.outcome, kept.code_id) == (BY_HAND, CODED, code_ids["Q14"])
    assert _codes(kept) == [code_ids["Q15"], code_ids["Q14"]] and kept.learned_from == 12
    project.undo()
    assert project.fingerprint() == before


def test_where_nothing_was_predicted_that_is_kept_too(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    coding.apply_code(project, document_id=document_id, span=Span(0, 20), code_id=code_ids["Q1"], known=found)
    assert [_codes(one) for one in _kept(project)] == [[]]


def test_a_document_not_read_for_suggestions_leaves_no_prediction(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    coding.apply_code(project, document_id=document_id, span=PASSAGE, code_id=code_ids["Q1"])
    with project.step("Nothing here"):
        predictions.nothing_here(project, document_id, PASSAGE, None)
    assert _kept(project) == []


def test_a_coding_that_is_there_already_is_no_new_one(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    for _time in range(2):
        coding.apply_code(
            project, document_id=document_id, span=PASSAGE, code_id=code_ids["Q14"], known=found
        )
    assert len(_kept(project)) == 1


def test_several_codes_on_a_passage_are_kept_each(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    wanted = [code_ids["Q15"], code_ids["Q14"]]
    coding_several.apply_codes(project, document_id=document_id, span=PASSAGE, code_ids=wanted, known=found)
    kept = {one.code_id: _codes(one) for one in _kept(project)}
    assert kept == {code_ids["Q15"]: wanted, code_ids["Q14"]: [code_ids["Q14"]]}


def test_a_new_code_was_not_predicted(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    made = new_codes.code_with_new(
        project, "Fear", document_id=document_id, span=PASSAGE, beside=[code_ids["Q15"]], known=found
    )
    kept = {one.code_id: _codes(one) for one in _kept(project)}
    assert kept[made.code_id] == [code_ids["Q14"]] and set(kept) == {made.code_id, code_ids["Q15"]}


def test_nothing_here_keeps_what_was_shown(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    with project.step("Nothing here"):
        predictions.nothing_here(project, document_id, PASSAGE, found)
        predictions.nothing_here(project, document_id, Span(0, 20), found)
    kept = {one.how: one for one in _kept(project)}
    assert {how: one.outcome for how, one in kept.items()} == {SHOWN: NOTHING, BY_HAND: NOTHING}
    assert _codes(kept[SHOWN]) == [code_ids["Q15"], code_ids["Q14"]]


def test_merged_codes_are_one_in_what_was_predicted(
    project: Project, document_id: str, code_ids: Ids, found: list[Suggestion]
) -> None:
    one = new_codes.code_with_new(project, "One", document_id=document_id, span=Span(0, 9)).code_id
    other = new_codes.code_with_new(project, "Other", document_id=document_id, span=Span(0, 9)).code_id
    known = [
        Suggestion(document_id, 100, 160, one, 0.9, "keywords", ""),
        Suggestion(document_id, 100, 160, code_ids["Q1"], 0.8, "keywords", ""),
        Suggestion(document_id, 100, 160, other, 0.7, "keywords", ""),
    ]
    coding.apply_code(project, document_id=document_id, span=PASSAGE, code_id=one, known=known)
    before = project.fingerprint()
    codebook_merges.merge_codes(project, [one], other)
    (kept,) = _kept(project)
    assert kept.code_id == other and _codes(kept) == [other, code_ids["Q1"]]
    project.undo()
    assert project.fingerprint() == before


def test_suggestions_are_gathered_by_passage(found: list[Suggestion]) -> None:
    assert about(found, PASSAGE) == [found[2], found[1]]
    assert by_passage(found) == [[found[0]], [found[2], found[1]]]
    assert by_passage([]) == []
