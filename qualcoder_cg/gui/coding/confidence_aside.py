"""How often suggestions such as one were right, read beside the window from the decisions of the study."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui.background import Job
from qualcoder_cg.gui.session import Session
from qualcoder_cg.progress import Progress
from qualcoder_cg.services.beside import Beside, beside
from qualcoder_cg.services.confidence import confidences, times_in_ten

_SOON_MS, _END_MS = 1000, 3000
_TOUCHED = ("decision", "prediction")


class ConfidenceAside(QObject):
    """`changed` when it was read anew; nothing is read before the first suggestion is asked about."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._confidence: Callable[[Suggestion], float | None] | None = None
        self._seen = session.project.seen_coders
        self._asked = False
        self._over = False
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read)
        session.changed.connect(self._on_changed)

    def words(self, suggestion: Suggestion) -> str:
        """How often such ones were right; "" where no number may be shown, or it is not known yet."""
        if not self._asked:
            self._asked = True
            self._read()
        if self._confidence is None or self._seen != self._session.project.seen_coders:
            return ""
        value = self._confidence(suggestion)
        return "" if value is None else times_in_ten(value)

    def finish(self) -> None:
        """Read no more."""
        self._over = True
        self._soon.stop()
        if self._job:
            self._job.cancel()
            QThreadPool.globalInstance().waitForDone(_END_MS)

    def _read(self) -> None:
        if self._over:
            return
        if self._job:
            self._soon.start()
            return
        place = beside(self._session.project)
        job = self._job = Job(lambda progress: _read(place, progress), self)
        job.succeeded.connect(lambda found: self._take(found, place))
        job.finished.connect(self._on_read)
        job.finished.connect(job.deleteLater)
        job.start()

    def _take(self, found: Callable[[Suggestion], float | None], place: Beside) -> None:
        if not self._over:
            self._confidence, self._seen = found, place.seen
            self.changed.emit()

    def _on_read(self) -> None:
        self._job = None

    def _on_changed(self, changes: Changes) -> None:
        if not self._asked or self._over:
            return
        if changes.touched(*_TOUCHED) or self._seen != self._session.project.seen_coders:
            self._soon.start()


def _read(place: Beside, _progress: Progress) -> Callable[[Suggestion], float | None]:
    with place.opened() as project:
        return confidences(project)
