"""What the measuring processes share: repeating, memory, and how figures come back to the one who asked.

It imports little, because that counts as starting the program.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock on the wall, and of the processor's time in this process."""

    wall: float
    cpu: float


Job = Callable[[Path, int], list[Spent]]


def spent(work: Callable[[], object]) -> Spent:
    """How long the work took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def repeated(work: Callable[[], object], repeats: int) -> list[Spent]:
    """How long the work took, each time it was done."""
    return [spent(work) for _time in range(repeats)]


def began() -> float:
    """When the process was started (seconds since 1970), as whoever started it says."""
    return float(os.environ["SCALE_BEGAN"])


def scratch(study: Path) -> Path:
    """A copy of a study to write into, safely on the disk; `answer` takes it away."""
    import shutil
    import tempfile

    place = Path(tempfile.mkdtemp(prefix="scale-"))
    _scratches.append(place)
    copy = Path(shutil.copy(study, place / study.name))
    with copy.open("r+b") as file:
        os.fsync(file)
    return copy


def megabytes() -> tuple[float, float]:
    """What this process holds in memory, and the most it ever held."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        held, most = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return held, most
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    return most, most


def answer(jobs: Mapping[str, Job]) -> None:
    """Do the job that the command line names (name, study, repeats) and print its figures as JSON."""
    name, study, repeats = sys.argv[1:]
    try:
        seconds = jobs[name](Path(study), int(repeats))
        held, most = megabytes()
        print(json.dumps({"spent": seconds, "held": held, "peak": most}))
    finally:
        import shutil

        for place in _scratches:
            shutil.rmtree(place)


_scratches: list[Path] = []
