"""Looking for new keywords of a code: gathered in a thread, compared by the process that suggests."""

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ...progress import Progress
from ...services import keyword_proposals as services
from ...services.beside import beside
from ...services.keyword_proposals import Asking, Proposal
from ..background import Job
from ..session import Session
from ..suggester import Asked

_END_MS = 3000


class KeywordOffering(QObject):
    """One code at a time; `offered(proposals)` once all languages were compared, `failed(reason)` else."""

    offered = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id = ""
        self._job: Job | None = None
        self._asked: Asked | None = None
        self._left: list[Asking] = []
        self._found: list[Proposal] = []
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._gather)

    def is_under_way(self) -> bool:
        """Whether an answer is to come."""
        return bool(self._soon.isActive() or self._job or self._asked)

    def begin(self, code_id: str, after_ms: int) -> None:
        """Look for keywords of a code in a moment, instead of what was begun before."""
        self.stop()
        self._code_id = code_id
        self._soon.start(after_ms)

    def stop(self) -> None:
        """Look no further."""
        self._soon.stop()
        if self._job:
            self._job.cancel()
            self._job = None
        if self._asked:
            self._asked.cancel()
            self._asked = None

    def finish(self) -> None:
        """Stop, and wait until the study is no longer read."""
        was_reading = self._job is not None
        self.stop()
        if was_reading:
            QThreadPool.globalInstance().waitForDone(_END_MS)

    def _gather(self) -> None:
        place, code_id = beside(self._session.project), self._code_id

        def work(progress: Progress) -> list[Asking]:
            with place.opened() as project:
                return services.gathered(project, code_id, progress)

        job = self._job = Job(work, self)
        job.succeeded.connect(lambda found: self._compare(job, found))
        job.failed.connect(lambda error: self._not_gathered(job, str(error)))
        job.finished.connect(job.deleteLater)
        job.start()

    def _compare(self, job: Job, found: list[Asking]) -> None:
        if job is self._job:
            self._job, self._left, self._found = None, found, []
            self._go_on()

    def _not_gathered(self, job: Job, reason: str) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(reason)

    def _go_on(self) -> None:
        self._asked = None
        if not self._left:
            self.offered.emit(self._found)
            return
        asking = self._left.pop(0)

        def take(result: list[list[object]]) -> None:
            self._found += services.told(asking, result)
            self._go_on()

        self._asked = self._session.suggester.ask(
            "propose", take, failed=self._fail, needs_model=False, urgent=True, **asking.request
        )

    def _fail(self, reason: str) -> None:
        self._asked = None
        self.failed.emit(reason)
