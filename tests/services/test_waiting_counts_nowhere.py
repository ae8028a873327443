"""Codings that wait for a person change nothing that is counted, listed, printed or exported.

Two copies of the sample study are compared: one as it is, one in which a suggester has coded hundreds of
passages that nobody has confirmed.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qualcoder_cg.cli.main import COMMANDS, main
from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.codings import ACCEPTED, MANUAL, SUGGESTED
from qualcoder_cg.domain.proportions import Proportion
from qualcoder_cg.domain.queries import CONDITIONS, Query
from qualcoder_cg.domain.sentences import sentences
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.formats import reports as writers
from qualcoder_cg.services import (
    auto_coding,
    confirming,
    excerpts,
    facets,
    findings,
    how_far,
    question_board,
    retrieval,
    sample,
    studies,
    suggestions,
    tables,
    tally,
    translation_tables,
    triangulation,
    waiting,
    whose,
)
from qualcoder_cg.services.report_list import reports
from qualcoder_cg.services.reports import Options, export_evidence, export_report
from qualcoder_cg.services.studies import Project

REASON = "the people are invented"
# What is listed there is meant to be: codings themselves, what was done, what is offered for coding.
BY_DESIGN = {"codings", "log", "history", "suggest", "queue", "confirm", "auto-code", "more-like"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the two copies lie, each under the same name: without codings that wait, and with them."""
    made = tmp_path_factory.mktemp("made") / "study.qcg"
    sample.build_sample(made).close()
    without, planted = tmp_path_factory.mktemp("without"), tmp_path_factory.mktemp("with")
    for folder in (without, planted):
        shutil.copy(made, folder / made.name)
    project = studies.open_project(planted / made.name, coder="Marta R.")
    assert plant(project) > 300
    project.close()
    project = studies.open_project(without / made.name, coder="Marta R.")
    with project.step("A step"):  # reports tell of which state of the study they are
        project.settings.put("auto-coding", [])
    project.close()
    return without, planted


@pytest.fixture(scope="module")
def both(folders: tuple[Path, Path]) -> Iterator[tuple[Project, Project]]:
    """The two copies, open."""
    opened = [studies.open_project(folder / "study.qcg", coder="Marta R.") for folder in folders]
    yield opened[0], opened[1]
    for project in opened:
        project.close()


def plant(project: Project) -> int:
    """Have every other sentence of all who speak coded by a suggester, each under another code."""
    codes = [code.id for code in project.codes.all()]
    found: list[auto_coding.Proposal] = []
    for document_id in project.documents.ids():
        text = project.documents.text(document_id)
        said = [turn.span for turn in project.documents.turns(document_id)] or [Span(0, len(text))]
        places = [one for span in said for one in sentences(text, span)][::2]
        places += [one.span for one in project.codings.in_document(document_id)]
        for at, span in enumerate(places):
            code = codes[(at * 7) % len(codes)]
            it = Suggestion(document_id, *span, code, 0.9, "keywords", "because", parts=(("keywords", 0.9),))
            found.append(auto_coding.Proposal(it, 0.9))
    everything = auto_coding.Proposals("keywords", 0.5, tuple(found), Proportion(0, 0))
    return auto_coding.apply(project, everything, "All of it")


def written(path: Path) -> dict[str, bytes]:
    """What a written file holds, part by part, without the moment it was made at."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    else:
        parts = {path.name: path.read_bytes()}
    moment = rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?"
    return {name: re.sub(moment, b"", data) for name, data in parts.items()}


def test_something_waits(both: tuple[Project, Project]) -> None:
    without, planted = both
    assert waiting.number_waiting(without) == 0
    assert waiting.number_waiting(planted) == planted.codings.count() - without.codings.count() > 300
    assert planted.seen.count() == without.seen.count() == without.codings.count()
    assert planted.shown.count() == planted.codings.count()
    assert planted.codings.counts_by_code() != without.codings.counts_by_code()


@pytest.mark.parametrize(
    ("name", "suffix"), [(kind.name, suffix) for kind in reports() for suffix in kind.suffixes]
)
def test_no_report_has_them(both: tuple[Project, Project], tmp_path: Path, name: str, suffix: str) -> None:
    found = []
    for at, project in enumerate(both):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / f"{name}{suffix}"
        export_report(project, name, path, Options(level=attribution.TYPE), accepted=REASON)
        found.append(written(path))
    assert found[0] == found[1]


@pytest.mark.parametrize("suffix", writers.suffixes())
def test_no_evidence_has_them(both: tuple[Project, Project], tmp_path: Path, suffix: str) -> None:
    found = []
    for at, project in enumerate(both):
        path = tmp_path / str(at) / f"evidence{suffix}"
        path.parent.mkdir()
        export_evidence(project, path, accepted=REASON)
        found.append(written(path))
    assert found[0] == found[1]


@pytest.mark.parametrize("suffix", translation_tables.SUFFIXES)
def test_no_translator_is_given_them(both: tuple[Project, Project], tmp_path: Path, suffix: str) -> None:
    found = []
    for at, project in enumerate(both):
        path = tmp_path / str(at) / f"words{suffix}"
        path.parent.mkdir()
        translation_tables.write_table(project, path, "en", every=True)
        found.append(written(path))
    assert found[0] == found[1]


@pytest.mark.parametrize("name", tables.NAMES)
def test_no_table_has_them(both: tuple[Project, Project], name: str) -> None:
    first, second = (tables.build(project, name, level=attribution.TYPE) for project in both)
    assert first == second


def _listing() -> list[str]:
    """The commands that print JSON and ask for nothing but a study."""
    found = []
    for command in COMMANDS:
        needed = [one.name for one in command.params if isinstance(one, click.Argument) and one.required]
        needed += [one.name for one in command.params if isinstance(one, click.Option) and one.required]
        if needed == ["study"] and "as_json" in {one.name for one in command.params}:
            found.append(command.name or "")
    return sorted(set(found) - BY_DESIGN)


@pytest.mark.parametrize("command", _listing())
def test_no_command_lists_them(
    folders: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes], command: str
) -> None:
    found = []
    for folder in folders:
        code = main([command, str(folder / "study.qcg"), "--json"])
        out = capfdbinary.readouterr().out
        found.append((code, out.replace(str(folder).encode(), b"")))
    assert found[0] == found[1]


def test_most_commands_that_list_are_compared() -> None:
    assert {"codes", "documents", "findings", "triangulate", "query", "voices", "matrix"} <= set(_listing())


def test_no_query_counts_them(both: tuple[Project, Project]) -> None:
    without, planted = both
    for query in (
        Query(),
        Query(questions=frozenset([without.matrix.questions()[6].id])),
        Query(words="the"),
    ):
        first, second = (retrieval.retrieve(project, query) for project in both)
        assert (first.counts, list(first.passages)) == (second.counts, list(second.passages))
        assert excerpts.read(without, first.passages) == excerpts.read(planted, second.passages)
    for condition in CONDITIONS:
        if condition != "origins":
            counts = [facets.counting(project, Query(), condition).complete() for project in both]
            assert counts[0] == counts[1], condition


def test_a_query_that_asks_for_them_finds_them(both: tuple[Project, Project]) -> None:
    _without, planted = both
    wanted = Query(origins=frozenset([SUGGESTED]))
    found = retrieval.retrieve(planted, wanted)
    places = {(one.coding.document_id, *one.coding.span) for one in waiting.waiting(planted)}
    assert set(found.passages) == places
    assert facets.counting(planted, Query(), "origins").complete()[SUGGESTED] == len(places)
    assert excerpts.read(planted, found.passages[:5])[0].codings
    others = Query(origins=frozenset([SUGGESTED]), excluded=frozenset(["origins"]))
    assert retrieval.retrieve(planted, others).counts == retrieval.retrieve(planted, Query()).counts


def test_an_export_of_that_query_has_them(both: tuple[Project, Project], tmp_path: Path) -> None:
    _without, planted = both
    path = tmp_path / "waiting.csv"
    export_evidence(planted, path, level="none", accepted=REASON, query=Query(origins=frozenset([SUGGESTED])))
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert len([row for row in rows if "suggested, not confirmed" in row]) > 100


def test_no_number_beside_the_work_counts_them(both: tuple[Project, Project]) -> None:
    codes = both[0].codes.all()
    counted = []
    for project in both:
        found = tally.Tally(project)
        found.complete()
        boards = [question_board.board(project, one.id, None) for one in project.matrix.questions()]
        counted.append(
            (
                [found.of([code.id]) for code in codes],
                found.shares(codes),
                boards,
                triangulation.triangulate(project),
                triangulation.triangulate(project, unit="institutions"),
                findings.findings(project),
                [how_far.how_far(project, one) for one in project.documents.ids()],
                [whose.shown(project, one, whose.DIFFER) for one in project.documents.ids()],
            )
        )
    for first, second in zip(*counted, strict=True):
        assert first == second


def test_nothing_is_learned_from_them(both: tuple[Project, Project]) -> None:
    assert suggestions.examples(both[0]) == suggestions.examples(both[1])
    assert suggestions.profiles(both[0]) == suggestions.profiles(both[1])


def test_confirmed_they_count(folders: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "study.qcg"
    shutil.copy(folders[1] / "study.qcg", path)
    project = studies.open_project(path, coder="Marta R.")
    before = retrieval.retrieve(project, Query()).counts.excerpts
    ids = [one.coding.id for one in waiting.waiting(project)]
    confirming.confirm(project, ids[:50])
    assert project.seen.count() == project.codings.count() - len(ids) + 50
    assert retrieval.retrieve(project, Query()).counts.excerpts > before
    assert {one.origin for one in project.seen.some(ids)} == {ACCEPTED}
    project.undo()
    assert retrieval.retrieve(project, Query()).counts.excerpts == before
    project.close()


def test_hidden_colleagues_stay_hidden(both: tuple[Project, Project]) -> None:
    _without, planted = both
    other = next(one for one in planted.coders.all() if one.name != "Marta R.")
    planted.see_only([other.id])
    assert waiting.number_waiting(planted) == 0
    assert {one.coder_id for one in planted.shown.of_code(planted.codes.all()[0].id)} <= {other.id}
    planted.see_only(None)
    assert waiting.number_waiting(planted) > 300
    assert MANUAL != SUGGESTED
