"""Disagreements are listed: all that were planted, as what they are, and nothing else."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from two_coders import MISSED_BY_A, MISSED_BY_B, Place, TwoCoders, add, build, kind_of, of_kind

from qualcoder_cg.domain.codings import MANUAL, SUGGESTED
from qualcoder_cg.domain.team import EDGES, MISSED, NEITHER, VERDICTS
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    adjudication,
    coding,
    disagreements,
    finding_edit,
    finding_links,
    rules,
    studies,
)
from qualcoder_cg.services.studies import Project


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCoders]:
    """120 disagreements of five types among 400 agreements."""
    made = build(tmp_path)
    yield made
    made.project.close()


@pytest.fixture
def few(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two of each type, among a few agreements."""
    made = build(tmp_path, each=2, agreements=6, n_documents=2)
    yield made
    made.project.close()


def _said(project: Project, ids: tuple[str, ...]) -> list[Place]:
    return [(one.document_id, one.start, one.end, one.code_id) for one in project.codings.some(ids)]


def test_what_was_planted_is_listed_and_nothing_else(two: TwoCoders) -> None:
    found = disagreements.listed(two.project)
    by_place = {frozenset(_said(two.project, one.codings)): one for one in found}
    assert len(found) == len(by_place) == len(two.planted) == 120
    for planted in two.planted:
        one = by_place[planted.passages]
        assert one.kind == kind_of(planted)
        assert (one.coder_a, one.coder_b) == (two.a, two.b)
        missed_by = {MISSED_BY_A: two.a, MISSED_BY_B: two.b}.get(planted.kind, "")
        assert one.missed_by == missed_by
    told = Counter(disagreements.type_in_words(two.project, one) for one in found)
    assert set(told.values()) == {24} and len(told) == 5


def test_settling_all_by_the_key_gives_the_key(two: TwoCoders) -> None:
    project = two.project
    before = project.fingerprint()
    by_place = {frozenset(_said(project, one.codings)): one for one in disagreements.listed(project)}
    made = project.codings.count()
    for planted in two.planted:
        adjudication.settle(project, by_place[planted.passages], planted.verdict, reason="As agreed.")
    assert disagreements.listed(project, open_only=True) == []
    assert project.codings.count() == made
    held = {(one.document_id, one.start, one.end, one.code_id) for one in project.team.consensus.all()}
    assert held == two.key()
    project.see_consensus(True)
    layer = {
        (document_id, row[0], row[1], row[2]) for document_id, rows in project.seen.walk() for row in rows
    }
    assert layer == two.key() | two.agreed
    for _step in two.planted:
        project.undo()
    assert project.fingerprint() == before
    assert set(VERDICTS) >= {planted.verdict for planted in two.planted}


def test_the_second_coding_of_a_coder_is_no_evidence(few: TwoCoders) -> None:
    project = few.project
    number, found = project.seen.count(), disagreements.listed(project)
    again = studies.add_coder(project, "Ana L. again").id
    with project.step("Again"):
        project.coders.change(again, again_of=few.a)
    document_id = project.documents.ids()[0]
    mine = [it for it in project.codings.in_document(document_id) if it.coder_id == few.a]
    add(project, mine[0], again)
    assert project.seen.count() == number and project.codings.count() == number + 1
    assert disagreements.listed(project) == found
    compared = disagreements.listed(project, coders=[again])
    assert {(it.coder_a, it.coder_b, it.kind) for it in compared} == {(few.a, again, MISSED)}
    assert len(compared) == len(mine) - 1
    project.see_only([again])
    assert project.seen.count() == 1


def test_what_waits_for_a_person_is_in_no_list(few: TwoCoders) -> None:
    project = few.project
    found = disagreements.listed(project)
    with project.step("Suggest"):
        project.codings.change(found[0].codings[0], origin=SUGGESTED)
    left = disagreements.listed(project)
    assert all(found[0].codings[0] not in one.codings for one in left)
    with project.step("Confirm"):
        project.codings.change(found[0].codings[0], origin=MANUAL)
    assert disagreements.listed(project) == found


def test_who_codes_blind_has_no_list(few: TwoCoders) -> None:
    few.project.see_only([few.a])
    assert disagreements.listed(few.project) == []


def test_who_received_a_text_and_marked_nothing_missed_it_all(few: TwoCoders) -> None:
    project = few.project
    document_id = project.documents.ids()[0]
    other = [it.id for it in project.codings.in_document(document_id) if it.coder_id == few.b]
    coding.remove_codings(project, other)
    assert all(it.document_id != document_id for it in disagreements.listed(project))
    with project.step("Finish"):
        project.finished.add([document_id], few.b)
    here = disagreements.listed(project, documents=[document_id])
    mine = [it.id for it in project.codings.in_document(document_id) if it.coder_id == few.a]
    assert sorted(it.codings_a[0] for it in here) == sorted(mine)
    assert all(it.kind == MISSED and it.missed_by == few.b for it in here)


def test_limits_and_weight(few: TwoCoders) -> None:
    project = few.project
    found = disagreements.listed(project)
    assert [one.weight for one in found] == [4, 4, 3, 3, 2, 2, 2, 2, 1, 1]
    edges = of_kind(project, EDGES)
    question = project.matrix.questions()[0].id
    for number in range(4):
        finding_id = finding_edit.add_finding(project, question, f"Finding {number}.")
        finding_links.link_passages(project, finding_id, {(edges.document_id, *edges.span): "supports"})
    heaviest = disagreements.listed(project)[0]
    assert (heaviest.id, heaviest.weight, len(heaviest.findings)) == (edges.id, 5, 4)
    words = disagreements.why_weight(project, heaviest)
    assert words.startswith("Edges differ counts 1") and words.endswith("(F1.1, F1.2, F1.3, F1.4): 5.")
    assert disagreements.why_weight(project, found[0]) == (
        "Other criterion counts 4. No finding rests on the passage."
    )
    some = disagreements.listed(project, documents=[edges.document_id], codes=[edges.code_a])
    assert edges.id in {one.id for one in some} and len(some) < len(found)
    with pytest.raises(UserError, match="no kind of disagreement"):
        disagreements.listed(project, kinds=["typo"])
    rules.change_rules(project, same_edges=30)
    assert disagreements.listed(project, kinds=[EDGES]) == []
    assert "30 %" in disagreements.sameness_in_words(project)
    with pytest.raises(UserError, match="cannot be the rule"):
        rules.change_rules(project, same_edges=0)


def test_what_was_paired_is_weighed_by_the_decisions_made_since(two: TwoCoders) -> None:
    project = two.project
    before = disagreements.listed(project)
    adjudication.settle(project, before[0], NEITHER, reason="Neither says so.")
    after = disagreements.weighed(project, before)
    assert after == disagreements.listed(project)
    assert [one.is_open for one in after].count(False) == 1
    project.undo()
    assert disagreements.weighed(project, after) == before
