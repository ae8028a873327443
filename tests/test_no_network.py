"""Nothing in the program reaches for a network, watched from below while it walks the whole path."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[1]
WALK = ROOT / "tests" / "whole_path.py"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_whole_path_makes_no_connection(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    (tmp_path / "work").mkdir()
    subprocess.run(
        [sys.executable, WALK, tmp_path / "work", report], env=ENVIRONMENT, check=True, capture_output=True
    )
    assert json.loads(report.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "walk",
    [
        "socket.socket().connect_ex(('127.0.0.1', 9))",
        # The same in the process that reads files, as far as the watch can tell.
        "subprocess.run([sys.executable, '-c', 'import socket; "
        'socket.socket().connect_ex(("127.0.0.1", 9))\', whole_path.READER])',
    ],
    ids=["program", "reader"],
)
def test_the_watch_would_notice(walk: str, tmp_path: Path) -> None:
    noticed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import socket, subprocess, sys, pathlib; sys.path.insert(0, 'tests'); import whole_path;"
            f"whole_path.walk = lambda folder: {walk};"
            f"print(whole_path.attempts(pathlib.Path({str(tmp_path)!r})))",
        ],
        env=ENVIRONMENT,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "socket.connect" in noticed.stdout
