"""How often each suggester was right of late, read beside the window and in words."""

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ...domain.changes import Changes
from ...domain.proportions import Proportion
from ...domain.suggestion_measures import Measures
from ...i18n import _, ngettext
from ...progress import Progress
from ...services.auto_coding import TOGETHER
from ...services.beside import Beside, beside
from ...services.suggestion_measures import measured
from ..background import Job
from ..session import Session

_SOON_MS, _END_MS = 300, 3000
_TOUCHED = ("decision", "prediction")


class AutoRight(QObject):
    """`changed` when it was read anew; `words(suggester, its name)` says it."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._measures: Measures | None = None
        self._job: Job | None = None
        self._over = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.read)
        session.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read it now, unless it is being read."""
        if self._over:
            return
        if self._job:
            self._soon.start()
            return
        place = beside(self._session.project)
        job = self._job = Job(lambda progress: _measured(place, progress), self)
        job.succeeded.connect(lambda found: self._take(found, place))
        job.finished.connect(self._on_read)
        job.finished.connect(job.deleteLater)
        job.start()

    def words(self, suggester: str, name: str) -> str:
        """How often a suggester, TOGETHER for any, was right of the last decisions; "" before it is known."""
        if self._measures is None:
            return ""
        found = {**dict(self._measures.by_suggester), TOGETHER: self._measures.accepted}
        right = found.get(suggester, Proportion(0, 0))
        if not right.of:
            return _("{suggester}: nothing decided yet").format(suggester=name)
        said = ngettext(
            "{suggester}: {right} of the last {n} decision said yes",
            "{suggester}: {right} of the last {n} decisions said yes",
            right.of,
        )
        return said.format(suggester=name, right=right.hits, n=right.of)

    def finish(self) -> None:
        """Read no more."""
        self._over = True
        self._soon.stop()
        if self._job:
            self._job.cancel()
            QThreadPool.globalInstance().waitForDone(_END_MS)

    def _take(self, found: Measures, place: Beside) -> None:
        if not self._over and place.seen == self._session.project.seen_coders:
            self._measures = found
            self.changed.emit()

    def _on_read(self) -> None:
        self._job = None

    def _on_changed(self, changes: Changes) -> None:
        if not self._over and changes.touched(*_TOUCHED):
            self._soon.start()


def _measured(place: Beside, _progress: Progress) -> Measures:
    with place.opened() as project:
        return measured(project)
