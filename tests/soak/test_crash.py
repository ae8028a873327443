"""Nothing that was acknowledged is lost when the program is killed: a few rounds here, 200 in the soak."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
needs_kill = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 here")


def _crash(rounds: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "crash.py", "--rounds", str(rounds), "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout, ran.stderr
    figures: dict[str, Any] = json.loads(ran.stdout)
    assert (figures["errors"], figures["lost"], ran.returncode) == ([], 0, 0)
    assert figures["rounds"] == figures["killed_at_work"] == rounds
    return figures


@needs_kill
def test_fifteen_kills_lose_nothing() -> None:
    assert _crash(15)["acknowledged"] > 15


@needs_kill
@pytest.mark.soak
@pytest.mark.skipif("QUALCODER_CG_SOAK" not in os.environ, reason="long; set QUALCODER_CG_SOAK=1 to run it")
def test_two_hundred_kills_lose_nothing() -> None:
    figures = _crash(200)
    assert figures["acknowledged"] > 1000 and figures["interrupted_commits"] > 0
