"""What people said and who they are stays in the study and in what is exported on purpose."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from whole_path import LEVELS, SECRETS

ROOT = Path(__file__).resolve().parents[1]


class Walked:
    """The folders after a whole path through the command line."""

    def __init__(self, base: Path) -> None:
        self.work, self.home, self.temporary = base / "work", base / "home", base / "tmp"
        for folder in (self.work, self.home, self.temporary):
            folder.mkdir()
        self.user = base / "user"
        self.user.mkdir()
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QUALCODER_CG_HOME": str(self.home),
            "HOME": str(self.user),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary)),
        }
        subprocess.run(
            [sys.executable, ROOT / "tests" / "whole_path.py", self.work, base / "report.json"],
            env=environment,
            check=True,
            capture_output=True,
        )


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    yield Walked(tmp_path_factory.mktemp("privacy"))


def _told(folder: Path) -> list[str]:
    """The secrets that stand in the files of a folder."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [secret for secret in SECRETS if any(secret.encode() in content for content in contents)]


def test_the_secrets_are_in_the_study(walked: Walked) -> None:
    content = (walked.work / "study.qcg").read_bytes()
    assert all(secret.encode() in content for secret in SECRETS)


def test_the_temporary_folder_is_left_empty(walked: Walked) -> None:
    assert list(walked.temporary.rglob("*")) == []


def test_settings_and_logs_tell_nothing(walked: Walked) -> None:
    assert _told(walked.home) == []
    assert {path.name for path in walked.home.rglob("*") if path.is_file()} <= {"settings.json"}


def test_nothing_is_written_elsewhere_in_the_persons_folder(walked: Walked) -> None:
    assert [path for path in walked.user.rglob("*") if path.is_file()] == []


def test_only_what_was_asked_for_lies_beside_the_study(walked: Walked) -> None:
    asked = {
        f"{level}.{suffix}" for level in LEVELS for suffix in ("docx", "xlsx", "csv", "html", "md", "json")
    }
    given = {"KII-01.txt", "informants.csv", "bad.docx", "codings.csv"}
    made = {"study.qcg", "study.backups", "copy.qcg", "sample.qcg"}
    assert {path.name for path in walked.work.iterdir()} == asked | given | made


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("suffix", ["csv", "html", "md", "json"])
def test_exports_tell_no_name_and_no_more_than_their_level(walked: Walked, level: str, suffix: str) -> None:
    text = (walked.work / f"{level}.{suffix}").read_text(encoding="utf-8")
    assert "zanahoria" in text
    assert "Quintanilla" not in text
    assert ("Xylophones" in text) == (level in ("institution", "role"))
