"""Whatever counts, lists or prints codings reads the layer that counts: a study settled in full is compared
with one that was coded from the start as it was settled.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.codings import CONSENSUS, MANUAL, Coding
from qualcoder_cg.domain.queries import Query
from qualcoder_cg.domain.rules import AGREED
from qualcoder_cg.domain.team import ANOTHER, BOTH, KEEP_A, KEEP_B, NEITHER
from qualcoder_cg.services import (
    adjudication,
    cooccurrence,
    disagreements,
    evidence,
    retrieval,
    rules,
    sample,
    studies,
    tables,
    triangulation,
    whose,
)
from qualcoder_cg.services.query_words import choices
from qualcoder_cg.services.report_list import reports
from qualcoder_cg.services.report_options import Kind
from qualcoder_cg.services.reports import Options, export_report
from qualcoder_cg.services.studies import Project

REASON = "the people are invented"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Project]]:
    """The sample study settled in full with its consensus counting, and one coded so by hand."""
    settled = tmp_path_factory.mktemp("settled") / "study.qcg"
    coded = tmp_path_factory.mktemp("coded") / "study.qcg"
    sample.build_sample(settled).close()
    shutil.copy(settled, coded)
    first = studies.open_project(settled, coder="Marta R.")
    settle_all(first)
    second = studies.open_project(coded, coder="Marta R.")
    code_alike(second, first)
    yield first, second
    first.close()
    second.close()


def settle_all(project: Project) -> None:
    """Settle everything, each by another verdict in turn, and let the consensus count."""
    free = project.codes.all()[3].id
    verdicts = (KEEP_A, KEEP_B, BOTH, NEITHER, ANOTHER)
    found = disagreements.listed(project)
    assert len(found) > 40
    for number, one in enumerate(found):
        verdict = verdicts[number % len(verdicts)]
        codes = (free,) if verdict == ANOTHER else ()
        adjudication.settle(project, one, verdict, reason="So.", code_ids=codes)
    rules.change_rules(project, layer=AGREED)


def code_alike(project: Project, settled: Project) -> None:
    """Give a study the codings that the other one holds by consensus."""
    about = {one.coding_id for one in settled.team.adjudicated.all()}
    held = settled.team.consensus.all()
    with project.step("As it was settled"):
        project.codings.remove(sorted(about))
        once = {(one.document_id, one.code_id, one.start, one.end): one for one in reversed(held)}
        project.codings.add(
            Coding(
                one.id, one.document_id, one.code_id, one.coder_id, one.start, one.end, one.memo, MANUAL,
                one.created_at, one.polarity, one.is_key,
            )
            for one in once.values()
        )  # fmt: skip


def plain(coding: Coding) -> Coding:
    return coding._replace(origin="", created_at="", id="")


def test_the_codings_are_the_same(both: tuple[Project, Project]) -> None:
    settled, coded = both
    assert settled.seen.count() == coded.seen.count() != settled.codings.count()
    for document_id in settled.documents.ids():
        mine = sorted(map(plain, settled.seen.in_document(document_id)))
        assert mine == sorted(map(plain, coded.seen.in_document(document_id)))
        agreed = whose.shown(settled, document_id, whose.CONSENSUS)
        assert sorted(map(plain, agreed)) == mine
        made = {one.id for one in whose.shown(settled, document_id)}
        assert {one.id for one in whose.shown(settled, document_id, whose.DIFFER)} <= made


def test_counts_are_the_same(both: tuple[Project, Project]) -> None:
    one, other = both
    assert one.seen.counts_by_code() == other.seen.counts_by_code()
    assert one.seen.count_passages() == other.seen.count_passages()
    assert triangulation.triangulate(one).blocks == triangulation.triangulate(other).blocks
    assert cooccurrence.cooccurrence(one) == cooccurrence.cooccurrence(other)
    found, same = (retrieval.retrieve(project, Query()) for project in both)
    assert found.counts == same.counts
    first, second = (evidence.build(project, attribution.TYPE) for project in both)
    assert (first.table, first.totals, first.excerpt_count) == (
        second.table, second.totals, second.excerpt_count,
    )  # fmt: skip
    assert sorted(it.text for it in first.excerpts()) == sorted(it.text for it in second.excerpts())
    assert any("consensus" in note for note in first.notes)
    assert not any("consensus" in note for note in second.notes)


@pytest.mark.parametrize("name", tables.NAMES)
def test_tables_are_the_same(both: tuple[Project, Project], name: str) -> None:
    first, second = (tables.build(project, name, level=attribution.TYPE) for project in both)
    assert first == second


@pytest.mark.parametrize("kind", reports(), ids=lambda kind: kind.name)
def test_every_report_is_written(both: tuple[Project, Project], tmp_path: Path, kind: Kind) -> None:
    for suffix in kind.suffixes:
        path = tmp_path / f"{kind.name}{suffix}"
        export_report(both[0], kind.name, path, Options(level=attribution.TYPE), accepted=REASON)
        assert path.stat().st_size > 0


def test_where_a_coding_comes_from_can_be_asked(both: tuple[Project, Project]) -> None:
    settled, coded = both
    held = retrieval.retrieve(settled, Query(origins=frozenset([CONSENSUS])))
    assert len(held.passages) > 0
    assert CONSENSUS in {one.value for one in choices(settled)["origins"]}
    assert CONSENSUS not in {one.value for one in choices(coded)["origins"]}
