"""One reading of the study beside the window for a page: the newest one counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from ...errors import UserError
from ...i18n import language, speaking
from ...progress import Progress
from ...services.beside import beside
from ...services.studies import Project
from ..background import Job

_END = 5000


class Aside(QObject):
    """`progressed(done, total, words)`; `failed(error)` of the world's troubles, others are raised."""

    progressed = Signal(int, int, str)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return self._job is not None

    def read(
        self, project: Project, work: Callable[[Project, Progress], Any], then: Callable[[Any], object]
    ) -> None:
        """Do `work` on the study opened beside; `then` gets its value, unless another is begun before."""
        self.stop()
        self._number += 1
        place, tongue, number = beside(project), language(), self._number

        def run(progress: Progress) -> Any:
            with speaking(tongue), place.opened() as study:
                return work(study, progress)

        job = self._job = Job(run, self)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(lambda value: self._has_read(number, then, value))
        job.failed.connect(lambda error: self._on_failed(number, error))
        job.finished.connect(lambda: self._ended(job))
        job.start()

    def stop(self) -> None:
        """Let go of what is being read."""
        self._number += 1
        if self._job:
            self._job.cancel()

    def finish(self) -> None:
        """The same, and wait until it has let go of the study."""
        busy = self.is_busy
        self.stop()
        if busy:
            QThreadPool.globalInstance().waitForDone(_END)

    def _has_read(self, number: int, then: Callable[[Any], object], value: Any) -> None:
        """Give on what was read, unless another was begun since; nothing is being read any more then."""
        if number == self._number:
            self._job = None
            then(value)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
        job.deleteLater()

    def _on_failed(self, number: int, error: Exception) -> None:
        """Tell why it could not be read, unless nobody waits for it any more."""
        if not isinstance(error, UserError):
            raise error
        if number == self._number:
            self.failed.emit(error)
