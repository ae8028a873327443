"""Prints how long comparisons of coders take, all coefficients, against their goals.

    python benchmarks/consistency.py [--folder DIR] [--repeats 5] [--json]

Two studies: a usual one (23 questions, 34 interviews of 150 answers, 3 coders who mostly agree), and L of
`studies.py` with its 6 coders. And a plain table at its worst: 3,000 units that 4 coders put into 90
categories by chance. "Bare" is what reading the same rows by plain SQLite or as plain CSV takes: the floor.
"""

import argparse
import csv
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import studies

HERE = Path(__file__).resolve().parent
INTERVIEWS, ANSWERS, CODERS, AGREE, CODED = 34, 150, 3, 0.8, 0.06
USUAL, WITHOUT, WITH, TABLE = 3.0, 5.0, 30.0, 10.0
UNITS, RATERS, CATEGORIES = 3_000, 4, 90
Timed = tuple[str, Callable[[], object], float | None]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        size, study = options.one
        print(json.dumps(list(_measured(size, Path(study), options.repeats))))
        return
    found = []
    made = (
        ("usual", usual(options.folder)),
        ("L", studies.made(options.folder, "L")),
        ("table", _table(options.folder)),
    )
    for size, study in made:
        for name, seconds, worst, ratio, goal in _in_a_process(size, study, options.repeats):
            found.append(
                {"size": size, "what": name, "seconds": seconds, "worst": worst, "ratio": ratio, "goal": goal}
            )
            if not options.json:
                verdict = "" if goal is None else "pass" if seconds <= goal else "MISS"
                goals = "" if goal is None else f"{goal:g}"
                print(
                    f"{size.ljust(5)}  {name.ljust(48)}  {seconds:7.3f}  {worst:7.3f}  {ratio:7.1f}×"
                    f"  {goals.rjust(4)}  {verdict}"
                )
    if options.json:
        print(json.dumps(found, indent=1))


def usual(folder: Path) -> Path:
    """The usual study, made where it is not there yet."""
    from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript, Turn
    from qualcoder_cg.services import documents, exchange
    from qualcoder_cg.services import studies as services

    target = folder / "compared-1.qcg"
    if target.is_file():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    part = target.with_name("making-compared.qcg")
    part.unlink(missing_ok=True)
    dice = random.Random(studies.SEED)
    words = studies.VOCABULARY["en"].split()
    project = services.new_study(part, matrix="closing-gaps", coder="Coder 1")
    talks, rows = [], []
    for number in range(INTERVIEWS):
        name, text, turns = f"talk {number + 1}", "", []
        for place in range(2 * ANSWERS):
            start = len(text)
            text += " ".join(dice.choices(words, k=60 if place % 2 else 12)) + ".\n"
            who = ("KII", RESPONDENT) if place % 2 else ("E1", INTERVIEWER)
            turns.append(Turn(*who, start, start, len(text) - 1))
        talks.append((Path(name), Transcript(text, tuple(turns), "txt")))
        for turn in turns[1::2]:
            for code in range(1, 24):
                truth = dice.random() < CODED
                for coder in range(1, CODERS + 1):
                    if truth != (dice.random() > (AGREE if truth else 1 - CODED * (1 - AGREE))):
                        end = dice.randint(turn.start + 20, turn.end)
                        rows.append((name, turn.start, end, f"Q{code}", f"Coder {coder}"))
    documents.add_transcripts(project, talks)
    table = folder / "compared.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([studies.CODINGS, *rows])
    exchange.code_from_csv(project, table)
    project.close()
    return part.rename(target)


def _table(folder: Path) -> Path:
    """The plain table, made where it is not there yet."""
    target = folder / f"rated-{UNITS}-{RATERS}-{CATEGORIES}.csv"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        dice = random.Random(studies.SEED)
        names = [f"Coder {number + 1}" for number in range(RATERS)]
        with target.open("w", newline="", encoding="utf-8") as file:
            rows = [[f"c{dice.randrange(CATEGORIES)}" for _name in names] for _unit in range(UNITS)]
            csv.writer(file).writerows([names, *rows])
    return target


def _in_a_process(
    size: str, study: Path, repeats: int
) -> list[tuple[str, float, float, float, float | None]]:
    with tempfile.TemporaryDirectory(prefix="consistency-") as home:
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "QUALCODER_CG_HOME": home}
        arguments = [sys.executable, __file__, "--one", size, str(study), "--repeats", str(repeats)]
        ran = subprocess.run(arguments, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(ran.stdout)


def _measured(
    size: str, study: Path, repeats: int
) -> Iterator[tuple[str, float, float, float, float | None]]:
    """Median, worst and how many times the floor, of each comparison."""
    from qualcoder_cg.services.studies import open_project

    if size == "table":
        yield from _measured_table(study, repeats)
        return
    project = open_project(study, coder="Coder 1")
    floor = statistics.median(_times(lambda: _bare(study), repeats))
    yield "bare reading", floor, floor, 1.0, None
    for name, work, goal in _comparisons(size, project):
        times = _times(work, repeats)
        median = statistics.median(times)
        yield name, median, max(times), median / floor, goal
    project.close()


def _measured_table(table: Path, repeats: int) -> Iterator[tuple[str, float, float, float, float | None]]:
    from qualcoder_cg.services import ratings

    floor = statistics.median(_times(lambda: list(csv.reader(table.open(encoding="utf-8"))), repeats))
    yield "bare reading", floor, floor, 1.0, None
    for name, number, goal in (
        ("90 categories, 6 pairs", 0, None),
        ("the same with intervals", 10_000, TABLE),
    ):
        times = _times(lambda draws=number: ratings.of_ratings(table, number=draws), repeats)
        median = statistics.median(times)
        yield name, median, max(times), median / floor, goal


def _comparisons(size: str, project: object) -> list[Timed]:
    from qualcoder_cg.domain.consistency import CHARACTER, CODE, QUESTION, Setup
    from qualcoder_cg.services import consistency

    coders = tuple(one.id for one in consistency.coders_compared(project))

    def compare(**values: object) -> Callable[[], object]:
        return lambda: consistency.measure(project, Setup(coders, **values))

    if size == "usual":
        return [
            ("23 questions, 3 coders, intervals", compare(), USUAL),
            ("the same without intervals", compare(draws=0), None),
            ("by character, without intervals", compare(unit=CHARACTER, draws=0), None),
        ]
    pair = Setup(coders[:2], level=CODE, unit=CHARACTER, draws=0, coefficients=("cohen",))
    return [
        ("500 codes, 6 coders, 15 pairs", compare(level=CODE, draws=0), WITHOUT),
        ("the same with intervals", compare(level=CODE), WITH),
        ("by question, with intervals", compare(level=QUESTION), WITH),
        ("one pair by character, kappa", lambda: consistency.measure(project, pair), None),
    ]


def _bare(study: Path) -> int:
    """All that a comparison reads, by plain SQLite."""
    connection = sqlite3.connect(study)
    n = 0
    for query in (
        "SELECT document_id, start_cp, end_cp, code_id, coder_id, origin FROM coding",
        "SELECT document_id, role, start_cp, end_cp FROM turn",
        "SELECT id, text FROM document_text",
    ):
        n += len(connection.execute(query).fetchall())
    connection.close()
    return n


def _times(work: Callable[[], object], repeats: int) -> list[float]:
    times = []
    for _number in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
