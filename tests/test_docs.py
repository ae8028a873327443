"""Pages that state commands, keys or formats say what the program does."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcoder_cg.cli import manual
from qualcoder_cg.cli.main import commands
from qualcoder_cg.formats import reports, transcripts
from qualcoder_cg.storage import schema

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_manual_of_commands_is_up_to_date() -> None:
    assert (ROOT / "docs/user/commands.md").read_text(encoding="utf-8") == manual.render()


@pytest.mark.parametrize(
    "page", ["README.md", "docs/user/evidence.md", "docs/user/suggestions.md", "docs/user/team.md"]
)
def test_pages_name_commands_that_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"^    ./run ([\w-]+)", text, re.MULTILINE)
    assert named
    assert set(named) <= {*commands.commands, "test"}


def test_the_commands_of_the_walk_through_the_evidence_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    *_before, last = _run_as_written("docs/user/evidence.md")
    assert "annex.docx" in last and (tmp_path / "annex.docx").stat().st_size > 100_000


def test_the_commands_of_the_guide_to_suggestions_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = _run_as_written("docs/user/suggestions.md")
    assert lines[-1].startswith("confirm study.qcg --batch")


def test_the_commands_of_the_walk_through_team_work_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = _run_as_written("docs/user/team.md")
    assert "consistency.docx" in lines[-1] and (tmp_path / "consistency.docx").stat().st_size > 10_000
    assert "Coding:" in (tmp_path / "merged.txt").read_text(encoding="utf-8")


def _run_as_written(page: str) -> list[str]:
    """Run the commands that a page names, each of which has to succeed; gives them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = re.findall(r"^    ./run (.+)$", text, re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        ended = CliRunner().invoke(commands, shlex.split(line))
        assert ended.exit_code == 0, f"{line}: {ended.output}"
    return lines


@pytest.mark.parametrize("suffix", [*transcripts.suffixes()])
def test_the_readme_names_every_transcript_format(suffix: str) -> None:
    assert suffix in README


def test_the_help_names_every_report_format() -> None:
    text = commands.commands["export"].help or ""
    assert [suffix for suffix in reports.suffixes() if suffix not in text] == []


def test_the_file_format_names_every_table() -> None:
    text = (ROOT / "docs/file-format.md").read_text(encoding="utf-8")
    assert [table for table in (*schema.CONTENT, *schema.RECORDS) if f"`{table}`" not in text] == []
    assert f"`user_version` {schema.VERSION}." in text


@pytest.mark.parametrize("page", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_map_names_every_part_of_the_package() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    parts = [path.name for path in (ROOT / "qualcoder_cg").iterdir() if path.is_dir() and path.name[0] != "_"]
    assert [part for part in parts if f"{part}" not in text] == []


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def test_the_page_of_keystrokes_is_what_the_actions_take() -> None:
    """Every action on it is done in a window of its own; when it fails, run tools/keystrokes.py."""
    ended = subprocess.run(
        [sys.executable, ROOT / "tools" / "keystrokes.py", "--check"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


KBD = r"(?:<kbd>[^<]+</kbd>\+?)+"
MEANT_BY_THEMSELVES = {"Ctrl", "Shift", "Alt", "Enter", "Space", "←", "→"}


@pytest.mark.parametrize(
    "page",
    [
        "README.md", "docs/user/coding.md", "docs/user/evidence.md", "docs/user/suggestions.md",
        "docs/user/team.md",
    ],
)  # fmt: skip
def test_the_pages_name_keys_that_exist(page: str) -> None:
    listed = (ROOT / "docs/user/keys.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`([^`]+)`", listed))
    names = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
    text = (ROOT / page).read_text(encoding="utf-8")
    named = {_keys(run) for run in re.findall(KBD, text)}
    assert named
    missing = {key for key in named - MEANT_BY_THEMSELVES if _named(key, names) not in known}
    assert missing == set()


def _named(key: str, names: dict[str, str]) -> str:
    return "+".join(names.get(part, part) for part in key.split("+"))


def _keys(run: str) -> str:
    """`<kbd>Ctrl</kbd>+<kbd>K</kbd>` as Ctrl+K."""
    return "+".join(re.findall(r"<kbd>([^<]+)</kbd>", run))
