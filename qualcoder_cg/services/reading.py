"""Reading files beside the program: each in a process that can be given up without harm."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import IO, Any, Generic, NamedTuple, TypeVar

from .. import i18n
from ..domain.documents import Transcript
from ..errors import UserError
from ..formats import wire
from ..i18n import _
from ..progress import Progress, silent

WORKER = "qualcoder_cg.formats.worker"
SECONDS = 10.0
SECONDS_PER_MB = 2.0
MOST_SECONDS = 120.0
MOST_PROCESSES = 4
REFUSED, MEMORY, FAULT = wire.REFUSED, wire.MEMORY, wire.FAULT
TIME, DIED, START = "time", "died", "start"
_START_SECONDS = 60.0
_POLL = 0.1
_LONGEST_ANSWER = 1024**3

Result = Transcript | UserError
Found = TypeVar("Found")


class Unread(UserError):
    """Why a file was not read.

    `cause` is REFUSED (the reader says why), TIME or MEMORY (it went past a limit), DIED (the process
    ended), START (there is no process) or FAULT (the reader failed; `place` tells where in the program).
    """

    def __init__(self, message: str, hint: str, cause: str, place: str = "") -> None:
        super().__init__(message, hint)
        self.cause = cause
        self.place = place


class Task(NamedTuple, Generic[Found]):
    """A file to read: what is asked of the process, in how many seconds, and what becomes of its answer.

    `decode` raises KeyError, TypeError or ValueError for what cannot be an answer; `remedy` is what to do
    where the file is given up, "" for the usual.
    """

    path: Path
    request: Mapping[str, Any]
    seconds: float
    decode: Callable[[Mapping[str, Any]], Found]
    remedy: str = ""


def read_files(
    files: Iterable[Path], progress: Progress = silent, encodings: Mapping[Path, str] = {}
) -> list[tuple[Path, Result]]:
    """What each file holds, or why it cannot be read, in the order given.

    It touches no study, so that it may run in a thread. Every file is read in another process, within
    10 s (and 2 s more for each MB) and 1 GiB; one that goes past a limit or ends the process is left out,
    and a fresh process takes the rest. `encodings` holds what a person chose for files of unsure encoding.
    `progress` is called all the while; when it raises Cancelled, the processes are killed at once.
    """
    tasks = [
        Task(
            path,
            {"what": wire.TRANSCRIPT, "encoding": encodings.get(path, "")},
            _allowance(path),
            wire.transcript_from_json,
        )
        for path in files
    ]
    results = read(tasks, progress)
    return [(task.path, result) for task, result in zip(tasks, results, strict=True)]


def read(tasks: Sequence[Task[Found]], progress: Progress = silent) -> list[Found | UserError]:
    """What came of each task, in the order given; see `read_files`."""
    jobs: SimpleQueue[tuple[int, Task[Found]]] = SimpleQueue()
    found: SimpleQueue[tuple[int, Found | UserError]] = SimpleQueue()
    for job in enumerate(tasks):
        jobs.put(job)
    lanes = [_Lane(jobs, found) for _n in range(min(len(tasks), os.cpu_count() or 1, MOST_PROCESSES))]
    results: dict[int, Found | UserError] = {}
    first = 0
    try:
        while first < len(tasks):
            progress(len(results), len(tasks), tasks[first].path.name)
            results |= _come_in(found)
            for lane in lanes:
                lane.end_if_overdue()
            while first in results:
                first += 1
    finally:
        for lane in lanes:
            lane.stop()
    return [results[number] for number in range(len(tasks))]


def _come_in(
    found: "SimpleQueue[tuple[int, Found | UserError]]",
) -> dict[int, Found | UserError]:
    """The results that are there, after waiting a moment for one."""
    try:
        come = [found.get(timeout=_POLL)]
        while not found.empty():
            come.append(found.get_nowait())
    except Empty:
        return {}
    return dict(come)


def _environment() -> dict[str, str]:
    """Variables with which a process finds the package wherever it was started from."""
    found = dict(os.environ)
    places = [str(Path(i18n.__file__).parents[1]), found.get("PYTHONPATH", "")]
    found["PYTHONPATH"] = os.pathsep.join(place for place in places if place)
    # Threads of a numeric library would reserve addresses by the gigabyte on machines with many cores.
    found["OPENBLAS_NUM_THREADS"] = found["OMP_NUM_THREADS"] = "1"
    return found


def _start() -> "subprocess.Popen[bytes]":
    """A process that imports nothing from where it was started."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", WORKER, i18n.language()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _allowance(path: Path) -> float:
    """Seconds that a file of this size may take."""
    try:
        megabytes = path.stat().st_size / 2**20
    except OSError:
        megabytes = 0
    return min(SECONDS + SECONDS_PER_MB * megabytes, MOST_SECONDS)


def _sentence(task: Task[Any], cause: str, place: str = "") -> Unread:
    """What to tell of a file that was given up."""
    remedy = task.remedy or _("Open it in the program that wrote it, save it again, and import that copy.")
    if cause == TIME:
        said = _("{file} takes too long to read, so it was left out.")
    elif cause == MEMORY:
        said = _("{file} takes more memory to read than any file should, so it was left out.")
    elif cause == START:
        said = _("{file} cannot be read: the process that reads files does not start.")
        remedy = _("Restart the program; if that does not help, install it again.")
    else:
        said = _("{file} holds something that its reader stumbles over, so it was left out.")
    return Unread(said.format(file=task.path.name), remedy, cause, place)


class _Died(Exception):
    """The process ended, or said what it must not say."""


class _Lane(Generic[Found]):
    """One process at a time and the thread that feeds it, file after file, until there are no more."""

    def __init__(
        self,
        jobs: "SimpleQueue[tuple[int, Task[Found]]]",
        found: "SimpleQueue[tuple[int, Found | UserError]]",
    ) -> None:
        self._jobs = jobs
        self._found = found
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = float("inf")
        self._overdue = False
        self._stopped = False
        self._used = False
        self._thread = Thread(target=self._run, name="reading", daemon=True)
        self._thread.start()

    def end_if_overdue(self) -> None:
        """Kill the process when its time for a file is over; the thread goes on with a fresh one."""
        with self._lock:
            if self._process and monotonic() > self._deadline:
                self._overdue = True
                self._process.kill()

    def stop(self) -> None:
        """Kill the process now and wait until it and the thread are gone."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopped:
                number, task = self._jobs.get_nowait()
                self._found.put((number, self._read(task)))
        except Empty:
            return
        finally:
            self._end()

    def _read(self, task: Task[Found]) -> Found | UserError:
        """One file; once more in a fresh process where an earlier file may be to blame."""
        result = self._attempt(task)
        if result is None:
            result = self._attempt(task)
        return _sentence(task, DIED) if result is None else result

    def _attempt(self, task: Task[Found]) -> Found | UserError | None:
        """What came of a file; None where a process that had read others before ended or had no memory."""
        try:
            process = self._ready()
        except (OSError, _Died):
            self._end()
            return _sentence(task, START)
        used, cause, place = self._used, DIED, ""
        try:
            answer = self._ask(process, task)
            if answer["ok"]:
                return task.decode(answer["found"])
            if answer["why"] == REFUSED:
                return Unread(str(answer["message"]), str(answer["hint"]), REFUSED)
            cause, place = str(answer["why"]), str(answer["message"])
        except (OSError, _Died, KeyError, TypeError, ValueError):
            cause = TIME if self._overdue else DIED
        self._end()
        return None if used and cause in (DIED, MEMORY) else _sentence(task, cause, place)

    def _ready(self) -> "subprocess.Popen[bytes]":
        """The process, started and heard of."""
        if self._process is None:
            process = _start()
            with self._lock:
                self._process, self._overdue, self._used = process, False, False
                self._deadline = monotonic() + _START_SECONDS
                if self._stopped:
                    process.kill()
            self._hear(process)
            self._deadline = float("inf")
        return self._process

    def _ask(self, process: "subprocess.Popen[bytes]", task: Task[Found]) -> dict[str, Any]:
        request = {**task.request, "path": str(task.path), "seconds": task.seconds}
        self._used = True
        with self._lock:
            self._overdue, self._deadline = False, monotonic() + task.seconds
        try:
            _pipe(process.stdin).write(json.dumps(request).encode("ascii") + b"\n")
            _pipe(process.stdin).flush()
            return self._hear(process)
        finally:
            with self._lock:
                self._deadline = float("inf")

    def _hear(self, process: "subprocess.Popen[bytes]") -> dict[str, Any]:
        line = _pipe(process.stdout).readline(_LONGEST_ANSWER)
        if not line.endswith(b"\n"):
            raise _Died
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise _Died
        return answer

    def _end(self) -> None:
        """Kill the process and wait until it is gone."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()


def _pipe(pipe: "IO[bytes] | None") -> "IO[bytes]":
    assert pipe is not None
    return pipe
