"""Prints how long the evidence view keeps a person waiting on a large study, and how long it is deaf.

    python benchmarks/boards.py [--folder DIR] [--size L] [--repeats 5] [--json] [--traces]

Each job is done on a copy of a study with findings (`evidenced.py`) until nothing more is read. Beside the
seconds it took stand the longest stretches in which the window could answer nothing: milliseconds by the
clock on the wall, and of the processor's time of the window's thread, which other programs cannot lengthen.
`--traces` prints what the window was doing in the longest one.
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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
DEAF_MS = 50
_SETTLE = 1.0
_PATIENCE = 60
_DEEP, _SHOWN = 12, 6


class Waited(NamedTuple):
    """What a job took: seconds by the clock and of the processor; milliseconds of the longest pauses."""

    seconds: float
    cpu: float
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
            sys.exit(subprocess.run(command, check=False, env={**os.environ, **added}).returncode)
    found = []
    for name, waited in _measured(options.folder, options.size, options.repeats, options.traces):
        middle, worst = Waited(*map(statistics.median, zip(*waited, strict=True))), max(waited, key=_deafness)
        verdict = "pass" if worst.cpu_ms <= DEAF_MS else "MISS"
        found.append({"what": name, "median": middle._asdict(), "worst": worst._asdict(), "verdict": verdict})
        if not options.json:
            seconds = f"{middle.seconds:7.2f} s {middle.cpu:6.2f} s"
            pauses = f"{worst.wall_ms:6.0f} ms {worst.cpu_ms:6.0f} ms"
            print(f"{options.size}  {name.ljust(32)} {seconds} {pauses}  {verdict}", flush=True)
    if options.json:
        print(json.dumps(found, indent=1))


def _deafness(waited: Waited) -> float:
    return waited.cpu_ms


class Heartbeat:
    """Beats in the window's thread as often as it can; in its longest pauses nobody is heard."""

    def __init__(self, *, traces: bool) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self.wall, self.cpu = 0.0, 0.0
        self.seen: Counter[str] = Counter()
        self._noted: list[str] = []
        self._timer.start()
        if traces:
            threading.Thread(target=self._watch, args=(threading.get_ident(),), daemon=True).start()

    def reset(self) -> None:
        """Forget the pauses so far."""
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self.wall = self.cpu = 0.0
        self.seen = Counter()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        noted, self._noted = self._noted, []
        if cpu - self._cpu > self.cpu:
            self.seen = Counter(noted)
        self.wall, self.cpu = max(self.wall, now - self._last), max(self.cpu, cpu - self._cpu)
        self._last, self._cpu = now, cpu

    def _watch(self, thread: int) -> None:
        """Note every few milliseconds what the window is doing in a pause that is long already."""
        while True:
            time.sleep(0.003)
            if time.perf_counter() - self._last > 0.01:
                frame, lines = sys._current_frames().get(thread), []
                while frame is not None and len(lines) < _DEEP:
                    code = frame.f_code
                    lines.append(f"{code.co_filename.rpartition('/')[2]}:{code.co_name}:{frame.f_lineno}")
                    frame = frame.f_back
                self._noted.append(" < ".join(lines))


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
        began, cpu = time.perf_counter(), time.thread_time()
        work()
        _until(lambda: not busy(), _PATIENCE)
        took, cpu = time.perf_counter() - began, time.thread_time() - cpu
        # what is shown later, such as the disclosure check, is part of it
        _until(lambda: False, _SETTLE)
        for stack, n in beat.seen.most_common(_SHOWN):
            print(f"      {n:4}  {stack}", flush=True)
        return Waited(took, cpu, beat.wall * 1000, beat.cpu * 1000)

    def reading() -> bool:
        page = view().findings
        return page.reading.is_busy or not page.all_known

    def view() -> EvidenceView:
        found = window.findChild(EvidenceView)
        assert isinstance(found, EvidenceView)
        return found

    yield "first showing of the board", [waited(lambda: window.show_view("evidence"), reading)]
    questions = [one.id for one in window.session.project.matrix.questions()]
    yield (
        "choosing a question",
        _each(waited, reading, view().findings.questions.choose, questions[1:], repeats),
    )
    page = view().findings
    steps = [-1, 1] * repeats
    yield (
        "another finding",
        [waited(lambda step=step: page.step_finding(step), reading) for step in steps[:repeats]],
    )
    page.supporting.list.step(1)
    yield "bearing of a quote (V)", [waited(page.acts.turn, reading) for _time in range(repeats)]
    yield from _queries(view(), waited, repeats)


def _queries(view, waited, repeats: int) -> Iterator[tuple[str, list[Waited]]]:
    """The page of queries."""
    from qualcoder_cg.domain.queries import Query

    def asking() -> bool:
        return view.queries._work.is_busy or view.queries._counting.is_busy

    yield "opening the queries", [waited(lambda: view.show_page("queries"), asking)]
    questions = [one.id for one in view.queries.session.project.matrix.questions()]
    queries = [Query(questions=frozenset([one])) for one in questions]
    yield "a new query", _each(waited, asking, view.queries.show_query, queries, repeats)
    view.queries.show_query(Query())
    order = view.queries.order
    places = [place % order.count() for place in range(1, repeats + 1)]
    yield "sorting all quotes", _each(waited, asking, order.setCurrentIndex, places, repeats)


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
