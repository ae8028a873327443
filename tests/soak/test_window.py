"""Actions in the window leave a sound file that holds what the log tells: a few here, all in the soak."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _soak(actions: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "soak.py", "--actions", str(actions), "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    assert (found["errors"], found["problems"], found["unaccounted"]) == ([], [], {})
    assert found["actions"] == actions
    return found


def test_a_hundred_actions_leave_what_the_log_tells() -> None:
    assert _soak(100)["lines of the log"] > 40


@pytest.mark.soak
@pytest.mark.skipif("QUALCODER_CG_SOAK" not in os.environ, reason="long; set QUALCODER_CG_SOAK=1 to run it")
def test_five_thousand_actions_take_no_memory() -> None:
    assert _soak(5000)["growth"] < 0.10
