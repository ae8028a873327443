"""Kills the program at random moments while it saves, and looks whether anything acknowledged was lost.

    python benchmarks/crash.py [--rounds 200] [--seed N] [--json]

Each round starts a process that works on a study, kills it without warning (kill -9), opens the study
again and checks: every coding and document that was acknowledged is there, `check` is clean, undo and
redo give back the same content. Half of the rounds run the command line over and over; the other half
use the library: coding, importing, undoing, and opening (which makes backups). Exit code 1 when anything
was lost or wrong.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, documents, studies

WORDS = "At first everybody came with an agenda of their own. Luego ¿quién paga? 😀 Nobody knew it then.\n"
DOCUMENT = "KII-01.txt"
TEXT = "".join(f"KII-01: {number} {WORDS}" for number in range(300))
LIBRARY_JOBS = ("coding", "importing", "undoing", "opening")
CODER = "Marta R."
CHECK_BY_COMMAND = 20
Save = Callable[[str, str], None]


@dataclass
class Figures:
    """What came out, all rounds together."""

    rounds: int = 0
    killed_at_work: int = 0
    interrupted_commits: int = 0
    acknowledged: int = 0
    lost: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


def work(job: str, study: Path) -> None:
    """The life of a library child: works until it is killed, saying what is saved after it is saved."""

    def saved(kind: str, found: str) -> None:
        print(kind, found, flush=True)

    print("ready", flush=True)
    if job == "opening":
        while True:
            project = studies.open_project(study, coder=CODER)
            _code_once(project, saved)
            project.close()
    project = studies.open_project(study, coder=CODER)
    while True:
        _code_once(project, saved)
        if job == "importing":
            _import_once(project, study.parent, saved)
        if job == "undoing":
            _undo_once(project, saved)


def _code_once(project: studies.Project, saved: Save) -> None:
    """One coding of a random passage under a random code."""
    document = next(one for one in project.documents.all() if one.name == DOCUMENT)
    start = random.randrange(document.characters - 200)
    span = Span(start, start + random.randrange(1, 200))
    code = random.choice(project.codes.all())
    saved("coding", coding.apply_code(project, document_id=document.id, span=span, code_id=code.id).id)


def _import_once(project: studies.Project, folder: Path, saved: Save) -> None:
    """One import of two files."""
    files = [folder / f"import-{os.getpid()}-{number}.txt" for number in range(2)]
    for file in files:
        file.write_text(f"{random.random()} {WORDS * 20}", encoding="utf-8")
    for result in documents.import_files(project, files):
        if result.document:
            saved("document", result.document.id)


def _undo_once(project: studies.Project, saved: Save) -> None:
    """A coding, taken back and done again; while it is away, or may be, nothing is promised of it."""
    before = set(_coding_ids(project))
    _code_once(project, lambda _kind, _found: None)
    new = set(_coding_ids(project)) - before
    project.undo()
    project.redo()
    for found in new:
        saved("coding", found)


def _coding_ids(project: studies.Project) -> list[str]:
    found = (project.codings.in_document(document.id) for document in project.documents.all())
    return [one.id for inside in found for one in inside]


def run_library(job: str, study: Path, chance: random.Random) -> tuple[bool, list[tuple[str, str]]]:
    """Let a library child work and kill it; whether it was still at work, and what it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, __file__, "--child", job, str(study)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdout
    child.stdout.readline()
    time.sleep(chance.uniform(0.0, 0.4))
    at_work = child.poll() is None
    child.kill()
    output, complaint = child.communicate()
    if not at_work:
        raise RuntimeError(complaint.strip() or "the child stopped by itself")
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return True, [(line[0], line[1]) for line in lines]


def run_commands(study: Path, chance: random.Random) -> tuple[bool, list[tuple[str, str]]]:
    """Run `code` over and over and kill it; acknowledged are the rows of commands that ended well."""
    end = time.monotonic() + chance.uniform(0.2, 1.6)
    acknowledged: list[tuple[str, str]] = []
    while True:
        rows = [_row(chance) for _number in range(chance.choice((1, 1, 5, 50)))]
        table = study.with_name("codings.csv")
        table.write_text("document,start,end,code\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "qualcoder_cg", "code", str(study), "--from", str(table)]
        child = subprocess.Popen(
            [*command, "--coder", CODER], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        try:
            _output, complaint = child.communicate(timeout=max(0.01, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return True, acknowledged
        if child.returncode != 0:
            raise RuntimeError(complaint.decode("utf-8", "replace").strip())
        acknowledged += [("row", row) for row in rows]


def _row(chance: random.Random) -> str:
    start = chance.randrange(len(TEXT) - 200)
    return f"{DOCUMENT},{start},{start + chance.randrange(1, 200)},Q{chance.randrange(1, 7)}"


def troubles(study: Path, acknowledged: set[tuple[str, str]], deep: int) -> tuple[int, list[str]]:
    """Open the study after a kill: how much of what was acknowledged is missing, and what is wrong."""
    project = studies.open_project(study, coder="Checker")
    try:
        lost = len(acknowledged - set(_present(project)))
        wrong = studies.problems(project)
        before = project.fingerprint()
        back = sum(project.undo() is not None for _number in range(deep))
        forth = sum(project.redo() is not None for _number in range(back))
        if back != forth or not back or project.fingerprint() != before:
            wrong.append(f"undoing {back} steps and redoing {forth} changed the content")
        return lost, wrong
    finally:
        project.close()


def _present(project: studies.Project) -> Iterator[tuple[str, str]]:
    """Everything in the study, in the words in which it is acknowledged."""
    codes = {code.id: code.name for code in project.codes.all()}
    for document in project.documents.all():
        yield "document", document.id
        for one in project.codings.in_document(document.id):
            yield "coding", one.id
            yield "row", f"{document.name},{one.start},{one.end},{codes[one.code_id]}"


def _check_by_command(study: Path) -> list[str]:
    """What `check` on the command line complains of, for the study and its newest backup."""
    copies = sorted(study.with_name(f"{study.stem}.backups").glob("*.qcg"))
    complaints = []
    for file in (study, *copies[-1:]):
        ran = subprocess.run(
            [sys.executable, "-m", "qualcoder_cg", "check", str(file)], capture_output=True, check=False
        )
        if ran.returncode:
            complaints.append(f"{file.name}: {ran.stderr.decode('utf-8', 'replace').strip()}")
    return complaints


def _new_study(study: Path) -> None:
    source = study.with_name(DOCUMENT)
    source.write_text(TEXT, encoding="utf-8")
    project = studies.new_study(study, matrix="closing-gaps", coder=CODER)
    documents.import_files(project, [source])
    project.close()


def rounds(count: int, seed: int, folder: Path) -> Figures:
    """Do the rounds in a folder."""
    chance = random.Random(seed)
    study = folder / "study.qcg"
    _new_study(study)
    figures, acknowledged = Figures(), set[tuple[str, str]]()
    began = time.monotonic()
    for number in range(count):
        library = number % 2 == 1
        job = LIBRARY_JOBS[number // 2 % len(LIBRARY_JOBS)] if library else "command"
        try:
            ran = run_library(job, study, chance) if library else run_commands(study, chance)
            figures.killed_at_work += ran[0]
            figures.interrupted_commits += study.with_name(study.name + "-journal").exists()
            acknowledged.update(ran[1])
            lost, wrong = troubles(study, acknowledged, deep=1000 if number == count - 1 else 5)
            if number % CHECK_BY_COMMAND == 0 or number == count - 1:
                wrong += _check_by_command(study)
            figures.lost += lost
            figures.errors += [f"round {number} ({job}): {what}" for what in wrong]
        except Exception as error:
            figures.errors.append(f"round {number} ({job}): {error!r}")
        figures.rounds += 1
    figures.acknowledged = len(acknowledged)
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


def main() -> int:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description="kill -9 at random moments; nothing may be lost")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("JOB", "STUDY"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        work(given.child[0], Path(given.child[1]))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUALCODER_CG_HOME"] = str(Path(folder) / "home")
        figures = rounds(given.rounds, given.seed, Path(folder))
    if given.json:
        print(json.dumps(asdict(figures), indent=1))
    else:
        print(
            f"{figures.rounds} rounds, {figures.killed_at_work} killed at work,"
            f" {figures.interrupted_commits} in the middle of a commit; {figures.acknowledged} acknowledged,"
            f" {figures.lost} lost, {len(figures.errors)} errors, {figures.seconds} s"
        )
        print(*figures.errors, sep="\n")
    return 1 if figures.lost or figures.errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
