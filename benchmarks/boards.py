"""Prints how long the evidence view keeps a person waiting on a large study, and how long it is deaf.

    python benchmarks/boards.py [--folder DIR] [--size L] [--repeats 5] [--json] [--traces]

Each job is done on a copy of a study with findings (`evidenced.py`) until nothing more is read. Beside the
seconds it took stand the longest stretches in which the window could answer nothing: milliseconds by the
clock on the wall, and of the processor's time of the window's thread, which other programs cannot lengthen.
`--traces` prints what the window was doing in stretches that are too long.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
DEAF_MS = 50
_SETTLE = 0.6
_PATIENCE = 60
_DEEP = 14


class Waited(NamedTuple):
    """What a job took: seconds, and the longest stretches without an answer, in milliseconds."""

    seconds: float
    wall_ms: float
    cpu_ms: float


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--size", choices=("S", "M", "L"), default="L")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--traces", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        with tempfile.TemporaryDirectory(prefix="boards-") as home:
            added = {
                "QUALCODER_CG_HOME": home,
                "PYTHONPATH": str(HERE.parent),
                "QT_QPA_PLATFORM": "offscreen",
            }
            command = [sys.executable, __file__, *sys.argv[1:], "--inside"]
            sys.exit(subprocess.run(command, env={**os.environ, **added}, check=False).returncode)
    found = []
    for name, waited in _measured(options.folder, options.size, options.repeats, options.traces):
        middle, worst = Waited(*map(statistics.median, zip(*waited, strict=True))), max(waited, key=_deafness)
        verdict = "pass" if worst.cpu_ms <= DEAF_MS else "MISS"
        found.append({"what": name, "median": middle._asdict(), "worst": worst._asdict(), "verdict": verdict})
        if not options.json:
            figures = f"{middle.seconds:7.2f} s  {worst.wall_ms:6.0f} ms  {worst.cpu_ms:6.0f} ms"
            print(f"{options.size}  {name.ljust(40)}  {figures}  {verdict}", flush=True)
    if options.json:
        print(json.dumps(found, indent=1))


def _deafness(waited: Waited) -> float:
    return waited.cpu_ms


class Heartbeat:
    """Beats in the window's thread as often as it can; in the longest pauses nobody is heard."""

    def __init__(self, *, traces: bool) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self.wall, self.cpu = 0.0, 0.0
        self.seen: Counter[str] = Counter()
        self._timer.start()
        if traces:
            threading.Thread(target=self._watch, args=(threading.get_ident(),), daemon=True).start()

    def reset(self) -> None:
        """Forget the pauses so far."""
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self.wall = self.cpu = 0.0
        self.seen.clear()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.wall, self.cpu = max(self.wall, now - self._last), max(self.cpu, cpu - self._cpu)
        self._last, self._cpu = now, cpu

    def _watch(self, thread: int) -> None:
        """Note every few milliseconds what the window's thread is doing in a pause that is long already."""
        while True:
            time.sleep(0.003)
            if time.perf_counter() - self._last > DEAF_MS / 2000:
                stack = traceback.extract_stack(sys._current_frames()[thread])
                lines = [f"{Path(one.filename).name}:{one.name}:{one.lineno}" for one in stack[-_DEEP:]]
                self.seen[" > ".join(line for line in lines if "boards.py" not in line)] += 1


def _measured(folder: Path, size: str, repeats: int, traces: bool) -> Iterator[tuple[str, list[Waited]]]:
    """The jobs, each with what it took every time."""
    import studies
    from evidenced import evidenced
    from measuring import scratch
    from window_jobs import opened, until_quiet

    from qualcoder_cg.gui.evidence.evidence_view import EvidenceView

    window = opened(scratch(evidenced(folder, studies.SIZES[size])))
    until_quiet(window)
    beat = Heartbeat(traces=traces)

    def waited(work: Callable[[], object], busy: Callable[[], bool]) -> Waited:
        _until(lambda: False, _SETTLE)
        beat.reset()
        began = time.perf_counter()
        work()
        _until(lambda: not busy(), _PATIENCE)
        took = time.perf_counter() - began
        # what is shown later, such as the disclosure check, is part of it
        _until(lambda: False, _SETTLE)
        for stack, n in beat.seen.most_common(12):
            print(f"      {n:4}  {stack}", flush=True)
        return Waited(took, beat.wall * 1000, beat.cpu * 1000)

    def reading() -> bool:
        page = view().findings
        return page.reading.is_busy or not page.all_known

    def view() -> EvidenceView:
        found = window.findChild(EvidenceView)
        assert isinstance(found, EvidenceView)
        return found

    yield "first showing of the board", [waited(lambda: window.show_view("evidence"), reading)]
    questions = [one.id for one in window.session.project.matrix.questions()]
    choose = view().findings.questions.choose
    yield "choosing a question", _each(waited, reading, choose, questions[1:], repeats)
    following = [waited(lambda: view().findings.step_finding(1), reading) for _time in range(repeats)]
    yield "next finding", following


def _each(waited, busy, work, values, repeats: int) -> list[Waited]:
    return [waited(lambda one=one: work(one), busy) for one in values[:repeats]]


def _until(is_done: Callable[[], bool], seconds: float) -> None:
    """Let Qt work until something is done, at most so long."""
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + seconds
    QApplication.processEvents()
    while not is_done() and time.perf_counter() < until:
        QApplication.processEvents()


if __name__ == "__main__":
    main()
