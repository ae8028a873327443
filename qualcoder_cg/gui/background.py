"""Work beside the window: a job in a thread that tells its progress, can be cancelled, and gives a value."""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from ..errors import Cancelled
from ..progress import Progress

# Painting goes in and out of Python hundreds of times and waits as long each time for a thread that computes.
_TURN_SECONDS = 0.0005


class Job(QObject):
    """One piece of work: `Job(work, parent).start()`, where `work(progress)` gives a value.

    The work sees values only, never widgets or the study's connection. Signals arrive in the window's
    thread: exactly one of succeeded, failed, cancelled, then finished.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False

    def start(self) -> "Job":
        """Begin in a thread of the pool."""
        sys.setswitchinterval(_TURN_SECONDS)
        QThreadPool.globalInstance().start(_Run(self))
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next progress call."""
        self._stop = True

    def run(self) -> None:
        """Do the work; called in the pool's thread."""
        try:
            value = self._work(self._progress)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # told to the person by whoever started the job
            self.failed.emit(error)
        else:
            self.succeeded.emit(value)
        self.finished.emit()

    def _progress(self, done: int, total: int, message: str = "") -> None:
        if self._stop:
            raise Cancelled
        self.progressed.emit(done, total, message)


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()
