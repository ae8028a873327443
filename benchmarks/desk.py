"""Prints how long the desk of disagreements is deaf on a study with some 23,000 of them.

    python benchmarks/desk.py [--folder DIR] [--repeats 5] [--json] [--traces]

The study is the usual one of `consistency.py`: 34 interviews of 150 answers, 23 questions, 3 coders. Each
job is done until nothing more is read; the columns are those of `boards.py`: seconds by the clock and of the
window's thread, then the longest pause by the clock and of that thread, of the worst repeat. The goal is
50 ms of the thread.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from boards import DEAF_MS, Heartbeat, Waited

HERE = Path(__file__).resolve().parent
_SETTLE, _PATIENCE, _SHOWN = 1.0, 60, 8


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--traces", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        with tempfile.TemporaryDirectory(prefix="desk-") as home:
            added = {
                "QUALCODER_CG_HOME": home,
                "PYTHONPATH": str(HERE.parent),
                "QT_QPA_PLATFORM": "offscreen",
            }
            command = [sys.executable, __file__, *sys.argv[1:], "--inside"]
            sys.exit(subprocess.run(command, check=False, env={**os.environ, **added}).returncode)
    found = []
    for name, waited in _measured(options.folder, options.repeats, options.traces):
        middle = Waited(*map(statistics.median, zip(*waited, strict=True)))
        worst = max(waited, key=lambda one: one.cpu_ms)
        verdict = "pass" if worst.cpu_ms <= DEAF_MS else "MISS"
        found.append({"what": name, "median": middle._asdict(), "worst": worst._asdict(), "verdict": verdict})
        if not options.json:
            seconds = f"{middle.seconds:7.2f} s {middle.cpu:6.2f} s"
            pauses = f"{worst.wall_ms:6.0f} ms {worst.cpu_ms:6.0f} ms"
            print(f"{name.ljust(40)} {seconds} {pauses}  {verdict}", flush=True)
    if options.json:
        print(json.dumps(found, indent=1))


def _measured(folder: Path, repeats: int, traces: bool) -> Iterator[tuple[str, list[Waited]]]:
    """The jobs, each with what it took every time."""
    from consistency import usual
    from measuring import scratch
    from window_jobs import opened

    from qualcoder_cg.domain import team
    from qualcoder_cg.gui.consistency.consistency_view import ConsistencyView
    from qualcoder_cg.gui.consistency.disagreement_filter import Limits

    window = opened(scratch(usual(folder)))
    _until(lambda: False, 3 * _SETTLE)  # what is checked and kept at opening
    beat = Heartbeat(traces=traces)

    def view() -> ConsistencyView:
        found = window.findChild(ConsistencyView)
        assert isinstance(found, ConsistencyView)
        return found

    def is_read() -> bool:
        state = view().state
        return state.is_listed and state.figures is not None and not state.is_busy

    def waited(work: Callable[[], object]) -> Waited:
        _until(lambda: False, _SETTLE)
        beat.reset()
        began, cpu = time.perf_counter(), time.thread_time()
        work()
        _until(is_read, _PATIENCE)
        took, cpu = time.perf_counter() - began, time.thread_time() - cpu
        # what is read a moment later is part of it
        _until(lambda: False, _SETTLE)
        _until(is_read, _PATIENCE)
        _until(lambda: False, _SETTLE)
        for stack, n in beat.seen.most_common(_SHOWN):
            print(f"      {n:4}  {stack}", flush=True)
        return Waited(took, cpu, beat.wall * 1000, beat.cpu * 1000)

    yield "first showing of the page", [waited(lambda: window.show_view("consistency"))]
    desk = view().desk
    listing = view().state.listing
    print(f"{listing.total:,} disagreements, {desk.table.model_of.rowCount():,} rows", flush=True)

    def use(limits: Limits) -> Waited:
        return waited(lambda: desk.list.filter.use(limits))

    edges = Limits(kinds=frozenset([team.EDGES]))
    document = Limits(documents=frozenset([desk.table.model_of.rows[-1].disagreement.document_id]))
    yield "limits: one type", [use(edges)]
    yield "limits: one document", [use(document)]
    yield "limits: settled ones too", [use(Limits(settled=True))]
    yield "limits: none", [use(Limits())]
    yield "the menu of limits", [waited(desk.list.filter.menu_of.aboutToShow.emit)]
    yield "next disagreement (J)", [waited(lambda: desk.table.step(1)) for _time in range(repeats)]

    def settle(*, example: bool) -> None:
        desk.choose(team.KEEP_A if desk.desk.case.first.codings else team.KEEP_B)
        desk.desk.verdicts.reason.setText("The words say so.")
        desk.desk.verdicts.revision.example.setChecked(example)
        desk.settle()

    yield "a row is settled", [waited(lambda: settle(example=False)) for _time in range(repeats)]
    yield "settled with an example", [waited(lambda: settle(example=True)) for _time in range(repeats)]
    yield "undone", [waited(window.session.project.undo) for _time in range(repeats)]


def _until(is_done: Callable[[], bool], seconds: float) -> None:
    """Let Qt work until something is done, at most so long."""
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + seconds
    QApplication.processEvents()
    while not is_done() and time.perf_counter() < until:
        QApplication.processEvents()


if __name__ == "__main__":
    main()
