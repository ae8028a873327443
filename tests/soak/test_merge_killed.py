"""A merge that is killed is done wholly or not at all: a few kills here, 500 in the soak."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from merging_acts import Acts, base, copied

from qualcoder_cg.services import studies
from qualcoder_cg.services.merge import merge
from qualcoder_cg.storage import backup
from qualcoder_cg.storage.opening import open_study

ROOT = Path(__file__).resolve().parents[2]
needs_kill = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 here")


def _state(path: Path) -> str:
    """The content of a study, and of what it knows about other copies."""
    project = open_study(path, "Lead")
    assert studies.problems(project) == []
    records = [
        sorted(project.connection.execute(f"SELECT * FROM {table}").fetchall())
        for table in ("stamp", "tombstone", "anchor", "writer")
    ]
    content = project.fingerprint() + repr(records)
    project.close()
    return content


def _kill(folder: Path, rounds: int) -> int:
    """Kill so many times; gives how often a journal was left to roll back."""
    chance = random.Random(5)
    study = base(folder, chance)
    copy = copied(study, folder / "copy.qcg")
    for path, name in ((study, "Lead"), (copy, "Ana")):
        project = open_study(path, name)
        Acts(project, chance, folder).work(40)
        project.close()
    before = _state(study)
    project = open_study(study, "Lead")
    merge(project, copy)
    project.close()
    after = _state(study)
    project = open_study(study, "Lead")
    project.undo()
    project.close()
    assert _state(study) == before != after
    interrupted = 0
    outside = folder / "temporary"
    outside.mkdir()
    for _round in range(rounds):
        worker = subprocess.Popen(
            [sys.executable, ROOT / "tests" / "merge_worker.py", study, copy],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(outside)},
            stdout=subprocess.PIPE,
        )
        assert worker.stdout is not None and worker.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.4)
        worker.kill()
        worker.wait()
        worker.stdout.close()
        interrupted += study.with_name(f"{study.name}-journal").exists()
        state = _state(study)
        assert state in (before, after) and not any(outside.iterdir())
        if state == after:
            project = open_study(study, "Lead")
            project.undo()
            project.close()
    shutil.rmtree(backup.folder(study), ignore_errors=True)
    return interrupted


@needs_kill
def test_ten_kills_leave_before_or_after(tmp_path: Path) -> None:
    _kill(tmp_path, 10)


@needs_kill
@pytest.mark.soak
@pytest.mark.skipif("QUALCODER_CG_SOAK" not in os.environ, reason="long; set QUALCODER_CG_SOAK=1 to run it")
def test_five_hundred_kills_leave_before_or_after(tmp_path: Path) -> None:
    assert _kill(tmp_path, 500) > 0
