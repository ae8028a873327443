"""Settling: what holds, what stays, who may, what is open again, and what counts then."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from two_coders import TwoCoders, add, build, of_kind

from qualcoder_cg.domain.codings import CONTRADICTS, SUPPORTS, Coding
from qualcoder_cg.domain.rules import AGREED, ANYONE
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import (
    ANOTHER,
    BOTH,
    EDGES,
    KEEP_A,
    KEEP_B,
    MISSED,
    NEITHER,
    OTHER_CRITERION,
    OTHER_QUESTION,
    VERDICTS,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    adjudication,
    codebook,
    codebook_merges,
    coding,
    coding_weight,
    disagreements,
    evidence,
    layers,
    revisions,
    rules,
    studies,
)
from qualcoder_cg.services.adjudication import settle
from qualcoder_cg.services.beside import beside
from qualcoder_cg.services.studies import Project

Place = tuple[str, int, int]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two disagreements of each of five types, among a few agreements."""
    made = build(tmp_path, each=2, agreements=6, n_documents=2)
    yield made
    made.project.close()


def held(project: Project) -> list[Place]:
    return [(one.code_id, one.start, one.end) for one in project.team.consensus.all()]


def said(project: Project, ids: tuple[str, ...]) -> list[Place]:
    return [(one.code_id, one.start, one.end) for one in project.codings.some(ids)]


def test_each_verdict_on_two_codes(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    a, b = said(project, one.codings_a), said(project, one.codings_b)
    third = next(code.id for code in project.codes.all() if code.id not in (one.code_a, one.code_b))
    wanted = {KEEP_A: a, KEEP_B: b, BOTH: [*a, *b], ANOTHER: [(third, one.start, one.end)], NEITHER: []}
    codings = project.codings.in_document(one.document_id)
    for verdict in VERDICTS:
        code_ids = (third,) if verdict == ANOTHER else ()
        made = settle(project, one, verdict, reason=" Read  again. ", code_ids=code_ids)
        assert sorted(held(project)) == sorted(wanted[verdict])
        assert [it.id for it in project.team.adjudications.all()] == [made.id]
        assert (made.verdict, made.kind, made.reason) == (verdict, OTHER_QUESTION, "Read again.")
        assert made.coder_id == studies.current_coder(project).id
    assert project.codings.in_document(one.document_id) == codings
    assert studies.problems(project) == []


def test_verdicts_on_what_one_missed_and_on_edges(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, MISSED)
    for verdict in (KEEP_A, BOTH):
        settle(project, one, verdict, reason="It is there.")
        assert held(project) == said(project, one.codings_a)
    for verdict in (KEEP_B, NEITHER):
        settle(project, one, verdict, reason="It is not.")
        assert held(project) == []
    one = of_kind(project, EDGES)
    settle(project, one, BOTH, reason="All of it.")
    assert held(project) == [(one.code_a, one.start, one.end)]
    adjudication.settle_edges(project, one, Span(one.start + 5, one.end - 5), reason="This much.")
    assert held(project) == [(one.code_a, one.start + 5, one.end - 5)]
    with pytest.raises(UserError, match="more than the edges"):
        adjudication.settle_edges(project, of_kind(project, OTHER_CRITERION), one.span, reason="So.")
    with pytest.raises(UserError, match="is not a passage"):
        adjudication.settle_edges(project, one, Span(5, 10**9), reason="So.")


def test_what_holds_keeps_what_the_coding_says(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    coding.write_memo(project, one.codings_a[0], "A figure.")
    coding_weight.set_polarity(project, one.codings_a, CONTRADICTS)
    coding_weight.set_polarity(project, one.codings_b, SUPPORTS)
    settle(project, one, KEEP_A, reason="So.")
    (kept,) = project.team.consensus.all()
    assert (kept.memo, kept.polarity, kept.is_key) == ("A figure.", CONTRADICTS, 0)
    settle(project, one, ANOTHER, reason="So.", code_ids=[project.codes.all()[-1].id])
    assert [it.polarity for it in project.team.consensus.all()] == [""]
    coding_weight.set_polarity(project, one.codings_b, CONTRADICTS)
    settle(project, one, ANOTHER, reason="So.", code_ids=[project.codes.all()[-1].id])
    assert [it.polarity for it in project.team.consensus.all()] == [CONTRADICTS]


@pytest.mark.parametrize(
    ("verdict", "reason", "code_ids", "words"),
    [
        (KEEP_A, "  ", (), "needs a reason"),
        ("none", "So.", (), "no verdict"),
        (ANOTHER, "So.", (), "none is named"),
        (ANOTHER, "So.", ("gone",), "no longer in the study"),
    ],
)
def test_what_cannot_be_decided(
    two: TwoCoders, verdict: str, reason: str, code_ids: tuple[str, ...], words: str
) -> None:
    before = two.project.fingerprint()
    with pytest.raises(UserError, match=words) as told:
        settle(two.project, of_kind(two.project, OTHER_QUESTION), verdict, reason=reason, code_ids=code_ids)
    assert told.value.hint and two.project.fingerprint() == before


def test_a_coding_that_is_gone_cannot_be_settled(two: TwoCoders) -> None:
    one = of_kind(two.project, OTHER_QUESTION)
    coding.remove_codings(two.project, one.codings_b)
    with pytest.raises(UserError, match="no longer there"):
        settle(two.project, one, KEEP_A, reason="So.")


def test_leads_alone_settle_where_the_study_says_so(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    assert adjudication.may_settle(project)
    with project.step("Lead"):
        project.coders.change(two.b, role="lead")
    assert adjudication.may_settle(project)
    rules.change_rules(project, who_settles="lead")
    assert not adjudication.may_settle(project)
    with pytest.raises(UserError, match="Only a lead") as told:
        settle(project, one, KEEP_A, reason="So.")
    assert "Marta R." in told.value.hint
    with pytest.raises(UserError, match="Only a lead"):
        adjudication.reopen(project, ["any"])
    rules.change_rules(project, who_settles=ANYONE)
    settle(project, one, KEEP_A, reason="So.")
    rules.change_rules(project, who_settles="lead")
    project.coder_name = "Marta R."
    assert settle(project, one, KEEP_B, reason="So.").coder_id == two.b
    with pytest.raises(UserError, match="cannot be the rule"):
        rules.change_rules(project, who_settles="nobody")


def test_settled_is_off_the_open_list_and_reopening_brings_it_back(two: TwoCoders) -> None:
    project = two.project
    before = project.fingerprint()
    first, *others = disagreements.listed(project)
    made = settle(project, first, KEEP_A, reason="So.")
    assert [one.id for one in disagreements.listed(project, open_only=True)] == [one.id for one in others]
    again = next(one for one in disagreements.listed(project) if one.id == first.id)
    assert (again.adjudication_id, again.is_open) == (made.id, False)
    assert disagreements.one(project, first.id) == again
    assert disagreements.counts(disagreements.listed(project)).settled == 1
    assert adjudication.reopen(project, [made.id, "gone"]) == 1
    assert project.fingerprint() == before
    with pytest.raises(UserError, match="no longer there"):
        disagreements.one(project, "gone")


def test_alike_ones_are_settled_in_one_step(two: TwoCoders) -> None:
    project = two.project
    before = project.fingerprint()
    found = disagreements.listed(project, kinds=[MISSED])
    assert len(adjudication.settle_several(project, found, KEEP_A, reason="So.")) == 4
    assert disagreements.listed(project, kinds=[MISSED], open_only=True) == []
    project.undo()
    assert project.fingerprint() == before


def test_one_code_holds_whoever_gave_it(two: TwoCoders) -> None:
    project = two.project
    first = of_kind(project, OTHER_QUESTION)
    other = next(one for one in disagreements.listed(project, kinds=[OTHER_QUESTION]) if one.id != first.id)
    coding.change_code(project, other.codings_a, first.code_b)
    coding.change_code(project, other.codings_b, first.code_a)
    found = disagreements.listed(project)
    alike = disagreements.alike(found, first)
    assert {one.id for one in alike} == {first.id, other.id}
    before = project.fingerprint()
    made = adjudication.settle_for_code(project, alike, first.code_a, reason="So.")
    assert {(one.kind, one.verdict) for one in made} == {(OTHER_QUESTION, KEEP_A), (OTHER_QUESTION, KEEP_B)}
    assert [code for code, _start, _end in held(project)] == [first.code_a] * 2
    assert disagreements.alike(disagreements.listed(project), first) == []
    project.undo()
    assert project.fingerprint() == before
    with pytest.raises(UserError, match="Not all of these"):
        adjudication.settle_for_code(project, found, first.code_a, reason="So.")


def test_undo_restores_whatever_was_settled(two: TwoCoders) -> None:
    project, dice = two.project, random.Random(5)
    codes = [code.id for code in project.codes.all()]
    states = [project.fingerprint()]
    for _act in range(40):
        one = dice.choice(disagreements.listed(project))
        verdict = dice.choice((*VERDICTS, "reopen"))
        if verdict == "reopen" and one.adjudication_id:
            adjudication.reopen(project, [one.adjudication_id])
        elif verdict != "reopen":
            chosen = dice.sample(codes, 2)
            settle(
                project, one, verdict, reason="So.", code_ids=chosen[:1] if verdict == ANOTHER else (),
                example_for=chosen if dice.random() < 0.3 else (),
                counter_example_for=chosen[1:] if dice.random() < 0.3 else (),
                definitions={chosen[0]: f"Number {_act}"} if dice.random() < 0.3 else {},
            )  # fmt: skip
        states.append(project.fingerprint())
        assert studies.problems(project) == []
    kept = [state for place, state in enumerate(states) if not place or state != states[place - 1]]
    for state in reversed(kept[:-1]):
        project.undo()
        assert project.fingerprint() == state
    for state in kept[1:]:
        project.redo()
        assert project.fingerprint() == state


@pytest.mark.parametrize("change", ["code", "edges", "gone", "other side"])
def test_a_decision_whose_coding_changed_is_stale_and_open_again(two: TwoCoders, change: str) -> None:
    project = two.project
    one = of_kind(project, OTHER_CRITERION)
    made = settle(project, one, KEEP_A, reason="So.")
    assert adjudication.stale(project) == []
    target = one.codings_b[0] if change == "other side" else one.codings_a[0]
    if change in ("code", "other side"):
        free = next(code.id for code in project.codes.all() if code.id not in (one.code_a, one.code_b))
        coding.change_code(project, [target], free)
    elif change == "edges":
        coding.move_edges(project, target, Span(one.start, one.end - 6))
    else:
        coding.remove_codings(project, [target])
    assert [it.id for it in adjudication.stale(project)] == [made.id]
    assert held(project) != []
    if change == "edges":
        again = disagreements.one(project, one.id)
        assert again.is_stale and again.is_open
        settle(project, again, KEEP_B, reason="So.")
        assert adjudication.stale(project) == []
    else:
        project.undo()
        assert adjudication.stale(project) == []


def test_what_a_third_coder_says_alike_is_settled_with_it(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    third = studies.add_coder(project, "Zoe T.").id
    (first,) = project.codings.some(one.codings_a)
    alike = add(project, first, third)
    far = add(project, first, third, start=first.end, end=first.end + 1)
    assert len(disagreements.listed(project, coders=[two.b, third], codes=[one.code_b])) >= 1
    settle(project, one, KEEP_B, reason="So.")
    about = {it.coding_id for it in project.team.adjudicated.all()}
    assert about == {*one.codings, alike.id} and far.id not in about
    mine = [it for it in disagreements.listed(project) if alike.id in it.codings]
    assert mine and not any(it.is_open for it in mine)


def test_several_coders_who_missed_one_are_one_decision(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, MISSED)
    third = studies.add_coder(project, "Zoe T.").id
    (first,) = project.codings.some(one.codings_a)
    add(project, first, third)
    found = [it for it in disagreements.listed(project, kinds=[MISSED]) if it.span == one.span]
    assert len(found) == 2 and len({it.id for it in found}) == 2
    assert len(adjudication.settle_several(project, found, KEEP_A, reason="So.")) == 1
    assert not any(it.is_open for it in disagreements.listed(project) if it.span == one.span)


def test_reports_count_the_layer_that_the_rules_name(two: TwoCoders, tmp_path: Path) -> None:
    project = two.project
    everybodys = evidence.build(project, "none").excerpt_count
    one = of_kind(project, MISSED)
    settle(project, one, NEITHER, reason="So.")
    another = of_kind(project, OTHER_QUESTION)
    free = next(code for code in project.codes.all() if code.id not in (another.code_a, another.code_b))
    settle(project, another, ANOTHER, reason="So.", code_ids=[free.id])
    assert evidence.build(project, "none").excerpt_count == everybodys
    rules.change_rules(project, layer=AGREED)
    built = evidence.build(project, "none")
    excerpts = [it for it in built.excerpts() if (it.start, it.end) == tuple(another.span)]
    assert [(it.code, it.origin) for it in excerpts] == [(free.name, "consensus")]
    # the passage nobody holds is gone, and of two passages under two codes one is left
    assert built.excerpt_count == everybodys - 2
    assert any("consensus" in note for note in built.notes)
    with beside(project).opened() as other:
        assert other.seen.count() == project.seen.count() < project.codings.count()
    path = project.path
    project.undo()
    assert layers.layer(project) == "all"
    project.redo()
    assert layers.layer(project) == AGREED
    opened = studies.open_project(path)
    assert layers.layer(opened) == AGREED and layers.layer_in_words(opened)
    layers.use(opened, "all")
    assert opened.seen.count() == opened.codings.count() and not layers.layer_in_words(opened)
    with pytest.raises(UserError, match="no layer"):
        layers.use(opened, "mine")
    opened.close()


def test_the_layer_follows_every_decision(two: TwoCoders) -> None:
    project = two.project
    project.see_consensus(True)
    heard: list[bool] = []
    project.listen(lambda changes: heard.append(changes.touched("coding")))
    before = project.seen.count()
    settle(project, of_kind(project, MISSED), NEITHER, reason="So.")
    assert heard == [True] and project.seen.count() == before - 1
    project.see_only([two.a])
    assert project.seen.count() == sum(it.coder_id == two.a for it in _all(project))
    assert not layers.layer_in_words(project)


def _all(project: Project) -> list[Coding]:
    return [it for one in project.documents.ids() for it in project.codings.in_document(one)]


def test_two_decisions_that_hold_the_same_count_once(two: TwoCoders) -> None:
    project = two.project
    first, second = disagreements.listed(project, kinds=[MISSED])[:2]
    code = project.codes.all()[0].id
    for one in (first, second):
        settle(project, one._replace(document_id=first.document_id), ANOTHER, reason="So.",
               code_ids=[code], span=Span(1, 9))  # fmt: skip
    assert held(project) == [(code, 1, 9)] * 2
    project.see_consensus(True)
    layer = project.seen.in_document(first.document_id)
    assert [(it.start, it.end, it.origin) for it in layer if it.end == 9] == [(1, 9, "consensus")]


def test_a_corrected_text_takes_decisions_along(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    settle(project, one, KEEP_A, reason="So.")
    text = project.documents.text(one.document_id)
    words = text[one.start : one.end].replace("e", "é", 1)
    longer = f"A line before.\n{text[: one.start]}{words}{text[one.end :]}"
    before = project.fingerprint()
    revisions.edit_text(project, one.document_id, longer)
    (kept,) = project.team.consensus.all()
    (first,) = project.codings.some(one.codings_a)
    assert (kept.start, kept.end) == (first.start, first.end) and first.start > one.start
    (made,) = project.team.adjudications.all()
    again = disagreements.one(project, one.id)
    assert made.span == again.span and not again.is_open
    assert adjudication.stale(project) == [] and studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == before


def test_decisions_follow_codes_that_are_made_one(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    settle(project, one, BOTH, reason="So.")
    target = codebook.add_code(project, "Both of them")
    codebook_merges.merge_codes(project, [one.code_a, one.code_b], target.id)
    assert {code for code, _start, _end in held(project)} == {target.id}
    assert adjudication.stale(project) == [] and studies.problems(project) == []
    number = len(held(project))
    codebook.delete_code(project, target.id)
    assert held(project) == [] and number and studies.problems(project) == []
    assert len(adjudication.stale(project)) == len(project.team.adjudications.all()) == 1
