"""Decisions on suggestions: each is one stored step, learned from, and never offered again."""

from pathlib import Path

import pytest

from qualcoder_cg import i18n
from qualcoder_cg.domain.codings import ACCEPTED as SAID_YES
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, suggestions
from qualcoder_cg.services.documents import import_files
from qualcoder_cg.services.studies import Project

Ids = dict[str, str]


@pytest.fixture
def suggestion(document_id: str, code_ids: Ids) -> Suggestion:
    return Suggestion(document_id, 31, 80, code_ids["Q14"], 0.625, "keywords", "“agencies”")


@pytest.mark.parametrize(
    ("verdict", "coded"), [(ACCEPTED, "Q14"), (CORRECTED, "Q15"), (REJECTED, ""), (SKIPPED, "")]
)
def test_every_verdict_is_stored_in_one_step(
    project: Project, code_ids: Ids, suggestion: Suggestion, verdict: str, coded: str
) -> None:
    before = project.fingerprint()
    chosen = code_ids["Q15"] if verdict == CORRECTED else None
    coding_id = suggestions.decide(project, suggestion, verdict, chosen_code_id=chosen)
    (decision,) = project.decisions.all()
    assert (decision.verdict, decision.chosen_code_id, decision.coding_id) == (verdict, chosen, coding_id)
    assert (decision.start, decision.end, decision.code_id) == (31, 80, code_ids["Q14"])
    assert (decision.score, decision.suggester, decision.reason) == (0.625, "keywords", "“agencies”")
    assert decision.coder_id == project.coders.all()[0].id
    if coded:
        made = coding.get_coding(project, coding_id or "")
        assert (made.code_id, made.span, made.origin) == (code_ids[coded], (31, 80), SAID_YES)
    else:
        assert coding_id is None and project.codings.count() == 0
    project.undo()
    assert project.fingerprint() == before


@pytest.mark.parametrize(
    ("verdict", "chosen"), [("maybe", None), (CORRECTED, None), (ACCEPTED, "Q1"), (REJECTED, "Q1")]
)
def test_what_is_no_decision_is_refused(
    project: Project, code_ids: Ids, suggestion: Suggestion, verdict: str, chosen: str | None
) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError, match="is not a decision"):
        suggestions.decide(project, suggestion, verdict, chosen_code_id=code_ids[chosen] if chosen else None)
    assert project.fingerprint() == before


def test_accepting_what_is_coded_already_keeps_one_coding(
    project: Project, code_ids: Ids, suggestion: Suggestion
) -> None:
    there = coding.apply_code(
        project, document_id=suggestion.document_id, span=suggestion.span, code_id=suggestion.code_id
    )
    assert suggestions.decide(project, suggestion, ACCEPTED) == there.id
    assert project.codings.count() == 1


def test_a_decision_that_cannot_be_saved_leaves_no_coding(
    project: Project, suggestion: Suggestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_decision: object) -> None:
        raise UserError("no", "hint")

    monkeypatch.setattr(project.decisions, "add", fail)
    with pytest.raises(UserError):
        suggestions.decide(project, suggestion, ACCEPTED)
    assert project.codings.count() == 0 and project.decisions.all() == []


def test_what_is_decided_is_not_offered_again_unless_skipped(
    project: Project, document_id: str, code_ids: Ids, suggestion: Suggestion, coding_id: str
) -> None:
    there = coding.get_coding(project, coding_id)
    assert suggestions.material(project, document_id).taken == ((there.start, there.end, there.code_id),)
    suggestions.decide(project, suggestion, SKIPPED)
    assert len(suggestions.material(project, document_id).taken) == 1
    suggestions.decide(project, suggestion, REJECTED)
    assert (31, 80, code_ids["Q14"]) in suggestions.material(project, document_id).taken


def test_the_suggesters_learn_from_codings_and_rejections(
    project: Project, document_id: str, code_ids: Ids, suggestion: Suggestion, coding_id: str
) -> None:
    text = project.documents.text(document_id)
    suggestions.decide(project, suggestion, REJECTED)
    suggestions.decide(project, suggestion, CORRECTED, chosen_code_id=code_ids["Q15"])
    suggestions.decide(project, suggestion, SKIPPED)
    found = {(one.code_id, one.text, one.positive) for one in suggestions.examples(project)}
    there = coding.get_coding(project, coding_id)
    assert found == {
        (code_ids["Q11"], text[there.start : there.end], True),
        (code_ids["Q15"], text[31:80], True),
        (code_ids["Q14"], text[31:80], False),
    }
    assert {one.language for one in suggestions.examples(project)} == {"en"}


def test_the_material_and_profiles_are_what_stands_in_the_study(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    material = suggestions.material(project, document_id)
    assert material.text == project.documents.text(document_id)
    assert material.turns == tuple(project.documents.turns(document_id)) != ()
    profiles = {profile.code_id: profile for profile in suggestions.profiles(project)}
    question = project.matrix.questions()[10]
    assert question.text in profiles[code_ids["Q11"]].text
    assert profiles[code_ids["Q11"]].keywords["es"]
    assert set(profiles) == set(code_ids.values())
    with pytest.raises(UserError):
        suggestions.material(project, "gone")


def test_suggesting_changes_nothing_and_spares_the_interviewer(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "KII-02.txt"
    words = "the coordination mechanism between the agencies and the budget of each agency"
    source.write_text(f"E1: Tell me about {words}?\nKII-02: Well, {words} never met.\n", encoding="utf-8")
    import_files(project, [source])
    document_id = project.documents.all()[1].id
    content = project.path.read_bytes()
    found = suggestions.suggest(project, [document_id])
    assert project.path.read_bytes() == content
    asked = [turn.span for turn in project.documents.turns(document_id) if turn.role == "interviewer"]
    assert found
    for one in found:
        assert one.reason and 0 < one.score <= 1
        assert all(not Span(one.start, one.end).overlaps(span) for span in asked)
    assert suggestions.suggest(project, [document_id], limit=1) == found[:1]


def test_every_suggester_is_named_in_the_persons_language() -> None:
    from qualcoder_cg.suggest import SUGGESTERS

    i18n.use_language("es")
    ids = [suggester.NAME for suggester in SUGGESTERS]
    assert all(suggestions.suggester_name(name) != name for name in ids)
    assert suggestions.suggester_name("another") == "another"
