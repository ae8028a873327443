"""Random work on matrix, register, findings and coding: each step undone and redone gives the same."""

import contextlib
import os
import random
from pathlib import Path

import pytest
from evidence_acts import EvidenceActs
from merging_acts import base

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import studies
from qualcoder_cg.storage import checking
from qualcoder_cg.storage.opening import open_study

SEEDS = range(60 if "QUALCODER_CG_SOAK" in os.environ else 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_step_back_and_forth(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    project = open_study(base(tmp_path, chance), "Lead")
    work = EvidenceActs(project, chance, tmp_path)
    work.begin()
    acts = [act for act in work.acts() if act not in (work.undo, work.redo, work.second_coder)]
    contents = {_step(project): project.fingerprint()}
    for act in chance.choices(acts, k=60):
        with contextlib.suppress(UserError):
            act()
        contents[_step(project)] = project.fingerprint()
        assert studies.problems(project) == [] and checking.unaccounted(project) == {}
    first, last = min(contents), max(contents)
    for way, end in ((project.undo, first), (project.redo, last)):
        seen = set()
        while _step(project) != end:
            assert way()
            if _step(project) in contents:  # an act may be several steps
                seen.add(_step(project))
                assert project.fingerprint() == contents[_step(project)]
        assert len(seen) == len(contents) - 1
    project.close()


def _step(project: studies.Project) -> int:
    """The number of the step that undo would take back."""
    step = project.undoable()
    assert step is not None
    return step.id
