"""Running commands as a script would."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import HARD_TEXT, ROOT, Ran, Run

from qualcoder_cg.cli.main import main


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command within this process."""

    def command(*arguments: object) -> Ran:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode("utf-8"))

    return command


@pytest.fixture
def shell() -> Run:
    """Runs a command as a process of its own, with further variables of the environment as keywords."""

    def command(*arguments: object, **environment: str) -> Ran:
        ran = subprocess.run(
            [sys.executable, "-m", "qualcoder_cg", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr.decode("utf-8"))

    return command


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    """A study with the shipped matrix and one interview of difficult characters."""
    path = tmp_path / "study.qcg"
    source = tmp_path / "KII-01.txt"
    source.write_bytes(HARD_TEXT.encode())
    assert run("new", path, "--matrix", "closing-gaps", "--coder", "Marta R.").code == 0
    assert run("import", path, source, "--language", "es", "--coder", "Marta R.").code == 0
    return path


@pytest.fixture
def code(study: Path, run: Run) -> Callable[[str], Ran]:
    """Applies rows of document,start,end,code,coder,memo."""

    def apply(rows: str) -> Ran:
        table = study.with_name("codings.csv")
        table.write_text(f"document,start,end,code,coder,memo\n{rows}", encoding="utf-8")
        return run("code", study, "--from", table, "--coder", "Marta R.")

    return apply
