"""Disagreements are listed: all that were planted, as what they are, and nothing else."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from two_coders import MISSED_BY_A, MISSED_BY_B, Place, TwoCoders, build, kind_of

from qualcoder_cg.domain.team import VERDICTS
from qualcoder_cg.services import adjudication, disagreements
from qualcoder_cg.services.studies import Project


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCoders]:
    """120 disagreements of five types among 400 agreements."""
    made = build(tmp_path)
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
