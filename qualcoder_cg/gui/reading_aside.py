"""Documents read one after the other by the process that suggests, while the window goes on."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ..progress import Progress
from ..services import suggestion_wire as wire
from ..services.beside import Beside, beside
from ..services.suggestions import material
from .background import Job
from .session import Session
from .suggester import Asked

_PORTION = 4


class ReadingAside(QObject):
    """Asks the same of every document. `read(document id, result)` as each answer comes.

    `progressed(done, total)` follows each; `ended(whether all were read)` comes once, also after `cancel`;
    `failed(reason)` before it where the process could not go on.
    """

    read = Signal(str, object)
    progressed = Signal(int, int)
    failed = Signal(str)
    ended = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._left: list[str] = []
        self._asked: dict[str, Asked] = {}
        self._total = self._done = 0
        self._op = ""
        self._needs_model = True
        self._request: dict[str, Any] = {}

    @property
    def is_busy(self) -> bool:
        """Whether documents are being read."""
        return self._job is not None or bool(self._left) or bool(self._asked)

    @property
    def total(self) -> int:
        """How many documents there are to read."""
        return self._total

    @property
    def done(self) -> int:
        """How many of them were read."""
        return self._done

    def start(
        self, op: str, document_ids: Sequence[str], *, needs_model: bool = True, **request: Any
    ) -> None:
        """Ask this of these documents instead of what was asked before; each goes along as `material`."""
        self.cancel()
        self._op, self._needs_model, self._request = op, needs_model, request
        self._left, self._total, self._done = list(document_ids), len(document_ids), 0
        self.progressed.emit(0, self._total)
        self._go_on()

    def cancel(self) -> None:
        """Read no more; what was read stays."""
        if self.is_busy:
            self._stop()
            self.ended.emit(False)

    def finish(self) -> None:
        """Read no more and tell nobody: the study is about to be closed."""
        self._stop()

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
        for asked in self._asked.values():
            asked.cancel()
        self._job, self._left, self._asked = None, [], {}

    def _go_on(self) -> None:
        """Fetch the next documents while the process has something to read."""
        if not self.is_busy:
            self.ended.emit(True)
            return
        if self._job or not self._left or len(self._asked) > _PORTION // 2:
            return
        place, wanted = beside(self._session.project), self._left[:_PORTION]
        self._left = self._left[_PORTION:]
        job = self._job = Job(lambda progress: _fetched(place, wanted, progress), self)
        job.succeeded.connect(lambda materials: self._ask(job, materials))
        job.failed.connect(lambda error: self._fail(str(error)) if job is self._job else None)
        job.finished.connect(job.deleteLater)
        job.start()

    def _ask(self, job: Job, materials: dict[str, Any]) -> None:
        if job is not self._job:
            return
        self._job = None
        for document_id, one in materials.items():
            self._asked[document_id] = self._session.suggester.ask(
                self._op,
                partial(self._answered, document_id),
                failed=self._fail,
                needs_model=self._needs_model,
                material=one,
                **self._request,
            )
        self._go_on()

    def _answered(self, document_id: str, result: Any) -> None:
        self._asked.pop(document_id, None)
        self._done += 1
        self.read.emit(document_id, result)
        self.progressed.emit(self._done, self._total)
        self._go_on()

    def _fail(self, reason: str) -> None:
        if self.is_busy:
            self._stop()
            self.failed.emit(reason)
            self.ended.emit(False)


def _fetched(place: Beside, wanted: Sequence[str], progress: Progress) -> dict[str, Any]:
    """Documents as the suggesters read them, those that are still in the study; in a thread."""
    with place.opened() as project:
        found = {}
        for number, document_id in enumerate(wanted):
            progress(number, len(wanted))
            if project.documents.get(document_id) is not None:
                found[document_id] = wire.material_to_json(material(project, document_id))
        return found
