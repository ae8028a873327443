"""Several commands at once on one study: each waits its turn, none is lost."""

import subprocess
import sys
from pathlib import Path

from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project

ROOT = Path(__file__).resolve().parents[2]


def test_commands_at_once_all_save(project: Project, tmp_path: Path) -> None:
    running = []
    for number in range(6):
        table = tmp_path / f"{number}.csv"
        table.write_text(f"document,start,end,code\nKII-01.txt,{number},40,Q{number + 1}\n", encoding="utf-8")
        command = [sys.executable, "-m", "qualcoder_cg", "code", str(project.path), "--from", str(table)]
        running.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE))
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert [(complaint, code) for complaint, code in ended if code] == []
    assert project.codings.count() == 6
    assert project.refresh() is True
    assert studies.problems(project) == []
    backups = project.path.with_name("study.backups")
    assert [path.name for path in backups.iterdir() if path.suffix != ".qcg"] == []
    for copy in sorted(backups.iterdir()):
        found = studies.open_project(copy)
        assert studies.problems(found) == []
        found.close()
    assert sum(project.undo() is not None for _number in range(6)) == 6
    assert project.codings.count() == 0
