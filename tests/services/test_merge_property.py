"""Copies on which a team worked at random, merged in all orders and as trees: one content, nothing lost."""

import os
import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from evidence_acts import EvidenceActs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merging_acts import Acts, base, content_of, copied

from qualcoder_cg.services import packages, studies
from qualcoder_cg.services.merge import merge
from qualcoder_cg.storage.opening import open_study

LONG = "QUALCODER_CG_SOAK" in os.environ
ONCE = settings(
    max_examples=150 if LONG else 1,
    derandomize=not LONG,  # the same one each time; the long form looks for others
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _worked(folder: Path, seed: int, copies: int, kind: type[Acts] = Acts) -> list[Path]:
    """Copies on which people worked, now and then bringing one another's in."""
    chance = random.Random(seed)
    files = [copied(base(folder, chance), folder / "0.qcg")]
    project = open_study(files[0], "Lead")
    kind(project, chance, folder).begin()
    project.close()
    files += [copied(files[0], folder / f"{number}.qcg") for number in range(1, copies)]
    for turn in range(2):
        for number, file in enumerate(files):
            project = open_study(file, f"Coder {number}")
            kind(project, chance, folder).work(12)
            other = chance.randrange(copies)
            if turn == 0 and other != number and chance.random() < 0.4:
                merge(project, files[other])
            assert studies.problems(project) == []
            project.close()
    return files


def _handed_out(folder: Path, seed: int) -> list[Path]:
    """A study, a copy of it, and two packages out of it, on all of which people worked; the study first."""
    chance = random.Random(seed)
    study = copied(base(folder, chance), folder / "study.qcg")
    project = open_study(study, "Lead")
    Acts(project, chance, folder).work(10)
    handed: dict[Path, str] = {}
    for name in ("Pia", "Quim"):
        project.coder_name = "Lead"
        coder, _new = packages.recipient(project, name)
        known = [one.id for one in project.documents.all()]
        chosen = tuple(one for one in known if chance.random() < 0.7) or tuple(known[:1])
        handed[folder / f"{name}.qcg"] = name
        plan = packages.PackagePlan(coder.id, chosen, blind=chance.random() < 0.6)
        packages.make(project, folder / f"{name}.qcg", plan)
        Acts(project, chance, folder).work(4)
    project.close()
    copy = copied(study, folder / "copy.qcg")
    for path, name in {study: "Lead", copy: "Co", **handed}.items():
        project = open_study(path, name)
        Acts(project, chance, folder).work(12)
        if path == study and chance.random() < 0.4:
            merge(project, folder / "Pia.qcg")
        assert studies.problems(project) == []
        project.close()
    return [study, copy, *handed]


def _merged(folder: Path, name: str, files: Sequence[Path]) -> Path:
    """The first of these with the others brought in, one after another; sound, and the same when repeated."""
    path = copied(files[0], folder / f"{name}.qcg")
    project = open_study(path, "Lead")
    for file in files[1:]:
        merge(project, file)
    assert studies.problems(project) == []
    steps, content = project.step_counts(), project.fingerprint()
    for file in files:
        merge(project, file)
    assert (project.step_counts(), project.fingerprint()) == (steps, content)
    project.close()
    return path


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_any_order_gives_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("merge")
    files = _worked(folder, seed, 3)
    orders = list(permutations(files))
    contents = {content_of(_merged(folder, f"order{n}", order)) for n, order in enumerate(orders)}
    assert len(contents) == 1


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_any_order_of_matrices_findings_and_registers_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    files = _worked(folder, seed, 3, EvidenceActs)
    contents = {
        content_of(_merged(folder, f"order{n}", order)) for n, order in enumerate(permutations(files))
    }
    assert len(contents) == 1


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_any_order_of_packages_gives_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("merge")
    study, copy, *handed = _handed_out(folder, seed)
    orders = [
        order
        for number, order in enumerate(permutations([study, copy, *handed]))
        if order[0] not in handed and (LONG or number % 3 == 0)  # into a whole study, as people do
    ]
    contents = {content_of(_merged(folder, f"order{n}", order)) for n, order in enumerate(orders)}
    left, right = _merged(folder, "left", [study, handed[1]]), _merged(folder, "right", [copy, handed[0]])
    contents.add(content_of(_merged(folder, "tree", [left, right])))
    assert len(contents) == 1


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_trees_and_chains_give_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("merge")
    one, two, three, four = _worked(folder, seed, 4)
    chain = _merged(folder, "chain", [one, two, three, four])
    left, right = _merged(folder, "left", [one, two]), _merged(folder, "right", [four, three])
    contents = {content_of(path) for path in (chain, _merged(folder, "tree", [left, right]))}
    contents.add(content_of(_merged(folder, "back", [right, left])))
    contents.add(content_of(_merged(folder, "again", [chain, right, one])))
    assert len(contents) == 1


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_undone_and_merged_again(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("merge")
    one, two = _worked(folder, seed, 2)
    project = open_study(one, "Lead")
    before, steps = project.fingerprint(), project.step_counts()
    merge(project, two)
    content = project.fingerprint()
    if project.step_counts() != steps:
        project.undo()
        assert project.fingerprint() == before and studies.problems(project) == []
        project.redo()
        assert project.fingerprint() == content
        project.undo()
        merge(project, two)
        assert project.fingerprint() == content and studies.problems(project) == []
    project.close()
