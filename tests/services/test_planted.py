"""Two hundred planted identifiers are in no export, whatever writes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import Planted, hits, plant

from qualcoder_cg.domain import attribution
from qualcoder_cg.formats import reports as writers
from qualcoder_cg.services import (
    evidence,
    guides,
    printed,
    redaction,
    studies,
    tables,
    translation_tables,
)
from qualcoder_cg.services.report_list import reports
from qualcoder_cg.services.reports import Options, export_evidence, export_report
from qualcoder_cg.services.studies import Project

ACCEPTED = "the people are invented"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Planted]]:
    """One planted study for all exports: they change nothing in it."""
    folder = tmp_path_factory.mktemp("planted")
    project = studies.new_study(folder / "study.qcg", matrix="closing-gaps", coder="Marta R.", title="T")
    yield project, plant(project, folder)
    project.close()


def test_there_is_enough_to_find(planted: tuple[Project, Planted]) -> None:
    project, found = planted
    assert len(found.identifiers) >= 200
    everything = "\n".join(project.documents.text(one.id) for one in project.documents.all())
    path = project.path.with_name("as it stands.txt")
    path.write_text(everything, encoding="utf-8")
    told = {line.split(" in ")[0] for line in hits(path, found)}
    assert len(told) > 0.9 * len(found.identifiers), "the search finds what is not taken out"


@pytest.mark.parametrize("suffix", writers.suffixes())
@pytest.mark.parametrize("level", ["none", "category", "type"])
def test_no_evidence_export_holds_one(
    planted: tuple[Project, Planted], tmp_path: Path, suffix: str, level: str
) -> None:
    project, found = planted
    for printed_as in ("original", "translation", "both"):
        path = tmp_path / f"annex-{printed_as}{suffix}"
        export_evidence(project, path, level=level, quotes_in="en", printed=printed_as, accepted=ACCEPTED)
        assert hits(path, found) == []
        assert path.stat().st_size > 2000


@pytest.mark.parametrize("suffix", writers.table_suffixes())
def test_no_table_holds_one(planted: tuple[Project, Planted], tmp_path: Path, suffix: str) -> None:
    project, found = planted
    for name in tables.NAMES:
        path = tmp_path / f"{name}{suffix}"
        tables.write(project, [tables.build(project, name, level=attribution.TYPE)], path)
        assert hits(path, found) == []


@pytest.mark.parametrize("suffix", translation_tables.SUFFIXES)
def test_no_table_for_a_translator_holds_one(
    planted: tuple[Project, Planted], tmp_path: Path, suffix: str
) -> None:
    project, found = planted
    path = tmp_path / f"to translate{suffix}"
    assert translation_tables.write_table(project, path, "en", every=True) > 100
    assert hits(path, found) == []


@pytest.mark.parametrize(
    ("name", "suffix"), [(kind.name, suffix) for kind in reports() for suffix in kind.suffixes]
)
def test_no_report_holds_one(
    planted: tuple[Project, Planted], tmp_path: Path, name: str, suffix: str
) -> None:
    project, found = planted
    path = tmp_path / f"{name}{suffix}"
    options = Options(level=attribution.TYPE, quotes_in="en", printed="both")
    export_report(project, name, path, options, accepted=ACCEPTED)
    assert hits(path, found) == []
    assert path.stat().st_size > 100


def test_no_guide_holds_one(planted: tuple[Project, Planted], tmp_path: Path) -> None:
    project, found = planted
    with_names = tmp_path / "guide.csv"
    with_names.write_text(f"number,en\n1,What did {found.identifiers[0]} say?\n", encoding="utf-8")
    guide = guides.import_guide(project, with_names, name="G", types=[])
    guides.export_guide(project, guide, tmp_path / "out.csv")
    assert hits(tmp_path / "out.csv", found) == []


def test_the_log_of_redactions_holds_none(planted: tuple[Project, Planted], tmp_path: Path) -> None:
    project, found = planted
    lines = list(redaction.log(project, attribution.TYPE))
    assert len(lines) > 500
    path = tmp_path / "log.txt"
    path.write_text("\n".join(map(repr, lines)), encoding="utf-8")
    assert hits(path, found) == []


def test_passages_printed_one_by_one_hold_none(planted: tuple[Project, Planted], tmp_path: Path) -> None:
    project, found = planted
    passages = [(one.document_id, one.start, one.end) for one in _codings(project)]
    told = printed.printed(project, passages, attribution.TYPE, language="en")
    assert len(told) == len(set(passages))
    path = tmp_path / "printed.txt"
    path.write_text("\n".join(map(repr, told.values())), encoding="utf-8")
    assert hits(path, found) == []


def test_they_are_the_words_of_the_evidence(planted: tuple[Project, Planted]) -> None:
    project, _found = planted
    by_place = {(one.ref, one.start, one.end): one for one in evidence.build(project).excerpts()}
    passages = [(one.document_id, one.start, one.end) for one in _codings(project)]
    for one in printed.printed(project, passages, attribution.TYPE).values():
        other = by_place[one.ref, one.start, one.end]
        assert (one.text, one.attribution, one.level, one.paraphrased, one.apart) == (
            other.text, other.attribution, other.level, other.paraphrased, other.apart,
        )  # fmt: skip


def _codings(project: Project) -> list:
    return [one for document in project.documents.all() for one in project.codings.in_document(document.id)]
