"""Prints how long the program takes on studies of several sizes, against its goals and the bare libraries.

    python benchmarks/scale.py [--sizes S,M,L] [--jobs start,open,...] [--repeats 5] [--folder DIR] [--json]

Each job runs in a process of its own, without a screen, and so does its floor: the same work by plain
SQLite, bare Qt or the bare library, in the same run, so that the ratio means something on any machine.
The studies are made first, and kept in the folder for the next time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import studies

HERE = Path(__file__).resolve().parent
GROWTH = 1.5 * studies.SIZES["L"].codings / studies.SIZES["M"].codings
TOO_SHORT_TO_GROW = 0.01


@dataclass(frozen=True)
class Job:
    """A job: where it is, the sizes it runs on with the goal of each in seconds (None: no goal), how judged.

    `fresh` jobs are repeated in new processes, the first of them to warm up; `most` limits the repeats of
    slow ones; `memory` is a goal in MB, for what is held at the end or, with `peak`, for the most ever;
    `tail` is a goal for the 95th percentile beside the one for the median.
    """

    name: str
    title: str
    kind: str
    goals: Mapping[str, float | None]
    fresh: bool = False
    most: int = 100
    floor: bool = True
    memory: float | None = None
    tail: float | None = None
    peak: bool = False


JOBS = (
    Job("start", "warm start to the window", "window", {"S": 0.6}, fresh=True, memory=150),
    Job("open", "open to a usable window", "window", {"S": 0.2, "M": 0.3, "L": 0.6}, fresh=True),
    Job("longest", "longest transcript, coded", "window", dict.fromkeys("SML", 0.1)),
    Job("apply", "apply a code", "window", dict.fromkeys("SML", 0.03), most=3, tail=0.05),
    Job("wheel", "a notch of the wheel", "reading", dict.fromkeys("MLW", 0.008), most=3, floor=False),
    Job("page", "a page down", "reading", dict.fromkeys("MLW"), most=3, floor=False),
    Job("shown", "60,000 words, 2,000 codings", "reading", {"W": 0.3}, floor=False),
    Job("switch", "another document", "reading", dict.fromkeys("ML", 0.2), most=3, floor=False),
    Job("palette", "open the palette", "reading", dict.fromkeys("ML", 0.05), most=3, floor=False),
    Job("search", "a letter more in search", "search", dict.fromkeys("ML", 0.06), most=2, floor=False),
    Job("phrase", "the same in a phrase", "search", dict.fromkeys("ML", 0.06), most=2, floor=False),
    Job("fuzzy", "the same, spelt alike", "search", dict.fromkeys("ML", 0.06), most=2, floor=False),
    Job("beside", "apply during the backup, worst", "window", {"M": 0.08, "L": 0.08}, most=1, floor=False),
    Job("quotes", "quotes of one code", "file", {"S": 0.05, "M": 0.1, "L": 0.3}),
    Job("csv", "all quotes to CSV", "file", {"M": None, "L": 2.1}, most=3),
    Job("xlsx", "all quotes to XLSX", "file", {"M": None, "L": 12.5}, most=2),
    Job("docx", "3,000 quotes to DOCX", "file", {"S": 1.0}),
    Job("evidence", "evidence view, all quotes", "window", {"M": None, "L": None}, most=1, floor=False),
    Job("memory", "a day's work in one process", "window", {"L": None}, most=1, memory=600, peak=True),
)


@dataclass(frozen=True)
class Figures:
    """What came out for one job on one size: seconds (as judged), of it CPU, the floor, MB held and peak."""

    job: str
    size: str
    seconds: float
    cpu: float
    goal: float | None
    floor: float | None
    held: float
    peak: float
    memory_goal: float | None
    passed: bool | None
    every: Sequence[float]
    tail: float


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    sizes = [size for size in studies.SIZES if size in options.sizes.split(",")]
    asked = [job for job in JOBS if not options.jobs or job.name in options.jobs.split(",")]
    for size in sizes:
        _say(f"study {size} …", options.json)
        _run([str(HERE / "studies.py"), str(options.folder), size])
    found: list[Figures] = []
    if not options.json:
        print(_line("job", "size", "seconds", "p95", "cpu", "goal", "floor", "ratio", "MB peak", ""))
    for job in asked:
        for size in sizes:
            if size in job.goals:
                figures = measure(
                    job, size, studies.study(options.folder, studies.SIZES[size]), options.repeats
                )
                found.append(figures)
                if not options.json:
                    print(_shown(job, figures), flush=True)
    growths = list(growth(found))
    if options.json:
        print(json.dumps({"jobs": [asdict(one) for one in found], "growth": growths}, indent=1))
        return
    for name, times, passed in growths:
        print(f"{name}: {times:.1f} × from M to L (goal {GROWTH:.1f}) {_verdict(passed)}")


def measure(job: Job, size: str, study: Path, repeats: int) -> Figures:
    """One job on one study, and its floor."""
    repeats = min(repeats, job.most)
    walls, cpus, held, peak = _answers(f"{job.kind}_jobs.py", job, study, repeats)
    floor = _answers(f"{job.kind}_floors.py", job, study, repeats)[0] if job.floor else []
    judged = statistics.median
    seconds, goal = judged(walls), job.goals[size]
    verdicts = [] if goal is None else [seconds <= goal]
    if job.tail is not None:
        verdicts.append(_p95(walls) <= job.tail)
    if job.memory is not None:
        verdicts.append((peak if job.peak else held) <= job.memory)
    return Figures(
        job.name,
        size,
        seconds,
        judged(cpus),
        goal,
        judged(floor) if floor else None,
        held,
        peak,
        job.memory,
        all(verdicts) if verdicts else None,
        walls,
        _p95(walls),
    )


def growth(found: Sequence[Figures]) -> Iterator[tuple[str, float, bool]]:
    """How much longer jobs take on L than on M; the data grow 6.25 times."""
    by_place = {(one.job, one.size): one for one in found}
    for (name, size), large in by_place.items():
        middle = by_place.get((name, "M"))
        if size == "L" and middle:
            times = large.seconds / middle.seconds
            yield name, times, times <= GROWTH or large.seconds < TOO_SHORT_TO_GROW


def _answers(
    script: str, job: Job, study: Path, repeats: int
) -> tuple[list[float], list[float], float, float]:
    """Wall seconds and CPU seconds of each repetition, MB held and at most."""
    rounds = [1] * (repeats + 1) if job.fresh else [repeats]
    answers = [json.loads(_run([str(HERE / script), job.name, str(study), str(number)])) for number in rounds]
    if job.fresh:
        answers = answers[1:]
    spent = [one for answer in answers for one in answer["spent"]]
    held = statistics.median(answer["held"] for answer in answers)
    return [one[0] for one in spent], [one[1] for one in spent], held, max(one["peak"] for one in answers)


def _run(arguments: Sequence[str]) -> str:
    """What a script prints, run with settings of its own and without a screen."""
    with tempfile.TemporaryDirectory(prefix="scale-") as home:
        places = [str(HERE.parent), os.environ.get("PYTHONPATH", "")]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, places)),
            "QT_QPA_PLATFORM": "offscreen",
            "QUALCODER_CG_HOME": home,
            "QUALCODER_CG_CODER": "Coder 1",
            "SCALE_BEGAN": repr(time.time()),
        }
        # A person's Python keeps what it has compiled; the first, unmeasured start does so here.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        ended = subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    if ended.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{ended.stderr}")
    return ended.stdout


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def _shown(job: Job, figures: Figures) -> str:
    memory = f"{figures.peak if job.peak else figures.held:.0f}"
    if figures.memory_goal is not None:
        memory += f" of {figures.memory_goal:.0f}"
    return _line(
        job.title,
        figures.size,
        f"{figures.seconds:.4f}",
        f"{figures.tail:.4f}",
        f"{figures.cpu:.4f}",
        "" if figures.goal is None else f"{figures.goal:g}",
        "" if figures.floor is None else f"{figures.floor:.4f}",
        "" if figures.floor is None else f"{figures.seconds / figures.floor:.1f}",
        memory,
        "" if figures.passed is None else _verdict(figures.passed),
    )


def _line(*cells: str) -> str:
    widths = (28, 4, 9, 9, 9, 6, 9, 6, 11, 4)
    first, *rest = (cell.rjust(width) for cell, width in zip(cells, widths))
    return "  ".join([first.strip().ljust(widths[0]), *rest])


def _verdict(passed: bool) -> str:
    return "pass" if passed else "MISS"


def _say(text: str, quietly: bool) -> None:
    if not quietly:
        print(text, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="S,M,L,W")
    parser.add_argument("--jobs", default="", help="names of jobs: " + ", ".join(job.name for job in JOBS))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
