"""What waits in all documents, found aside document by document and kept while the study is open."""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.changes import Changes
from ...domain.suggestions import Suggestion
from ...services import suggestion_queue, withheld
from ...services import suggestion_wire as wire
from ...services.beside import Beside, beside
from ...services.offered import still_open, taken
from ...services.suggestion_queue import PER_DOCUMENT, Known, Waiting
from ..background import Job
from ..reading_aside import ReadingAside
from ..session import Session

MOST = 60
_PORTION = 0.012
_DECIDING = ("coding", "decision", "nothing_here", "code")


class QueueRun(QObject):
    """Reads the documents when `start` is called; `changed` follows whatever is found or decided.

    What a coder is not to see is not among `waiting`: blind passages, and while one codes blind whatever
    follows from colleagues.
    """

    changed = Signal()
    emptied = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._known: dict[str, Known] = {}
        self._found: dict[str, list[Suggestion]] = {}
        self._open: dict[str, list[Waiting]] = {}
        self._later: set[Suggestion] = set()
        self._words: dict[Suggestion, str] = {}
        self._due: dict[str, None] = {}
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._look_on)
        self._seen = session.project.seen_coders
        self.decided = 0
        self.reading = ReadingAside(session, self)
        self.reading.read.connect(self._take)
        session.changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        """Whether documents are being read."""
        return self._job is not None or self.reading.is_busy

    def start(self) -> None:
        """Read all documents anew; what was found before stays until its document was read."""
        self.decided = 0
        self._seen = self._session.project.seen_coders
        place = beside(self._session.project)
        job = self._job = Job(lambda _progress: _counted(place), self)
        job.succeeded.connect(lambda known: self._read(job, known))
        job.failed.connect(lambda error: self._not_counted(job, str(error)))
        job.finished.connect(job.deleteLater)
        job.start()

    def cancel(self) -> None:
        """Read no more; what was found stays."""
        busy, self._job = self._job is not None, None
        self.reading.cancel()
        if busy:
            self.reading.ended.emit(False)

    def finish(self) -> None:
        """Read no more and tell nobody."""
        self._job = None
        self._rest.stop()
        self.reading.finish()

    def waiting(self) -> list[Waiting]:
        """What waits for a decision, best first."""
        every = [one for here in self._open.values() for one in here if one.suggestion not in self._later]
        return sorted(every, key=suggestion_queue.order)

    def same_passage(self, suggestion: Suggestion) -> list[Suggestion]:
        """What is suggested for a passage, best first."""
        here = [one.suggestion for one in self._open.get(suggestion.document_id, ())]
        return sorted(
            (one for one in here if one.span.is_mostly(suggestion.span)), key=lambda one: -one.score
        )

    def words(self, suggestion: Suggestion) -> str:
        """Its passage on one line."""
        return self._words.get(suggestion, "")

    def put_off(self, suggestion: Suggestion) -> None:
        """Do not show it until the documents are read anew."""
        self._later.add(suggestion)
        self.changed.emit()

    def _read(self, job: Job, known: dict[str, Known]) -> None:
        if job is not self._job:
            return
        self._job, self._known = None, known
        self._later.clear()
        here = self._session.document
        ids = suggestion_queue.documents_to_read(self._session.project, here.id if here else "")
        self._found = {one: found for one, found in self._found.items() if one in ids}
        self.reading.start("suggest", ids, limit=MOST)

    def _not_counted(self, job: Job, reason: str) -> None:
        if job is self._job:
            self._job = None
            self.reading.failed.emit(reason)
            self.reading.ended.emit(False)

    def _take(self, document_id: str, result: Any) -> None:
        project = self._session.project
        if project.documents.get(document_id) is None:
            return
        found = [wire.suggestion_from_json(one) for one in result]
        self._session.known.put(document_id, found)
        text = project.documents.text(document_id)
        self._found[document_id], _kept_back = withheld.split(project, document_id, found)
        for one in self._found[document_id]:
            self._words[one] = " ".join(text[one.start : one.end].split())
        self._look_at([document_id])

    def _look_at(self, document_ids: Sequence[str]) -> None:
        """Find out what is still open in these documents, some milliseconds at a time."""
        self._due.update(dict.fromkeys(document_ids))
        self._look_on()

    def _look_on(self) -> None:
        end = monotonic() + _PORTION
        while self._due:
            document_id = next(iter(self._due))
            del self._due[document_id]
            settled = taken(self._session.project, document_id)
            still = still_open(self._found.get(document_id, ()), settled, self._session.codes)
            self._open[document_id] = suggestion_queue.waiting(still, self._known)[:PER_DOCUMENT]
            if monotonic() >= end:
                break
        if self._due:
            self._rest.start()
        self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self._session.project.seen_coders != self._seen:
            # Whatever was found may follow from codings that are hidden now.
            self._found, self._open, self._words, self._due = {}, {}, {}, {}
            self._seen = self._session.project.seen_coders
            self.cancel()
            self.emptied.emit()
        elif changes.touched("document_text", "turn"):
            texts = set(changes.of("document_text"))
            gone = [one for one in self._found if changes.everything or one in texts]
            for one in gone:
                self._found.pop(one, None)
                self._open.pop(one, None)
            self.changed.emit()
        if changes.touched(*_DECIDING) and self._found:
            self.decided += 1
            self._look_at(self._touched(changes))

    def _touched(self, changes: Changes) -> list[str]:
        """The documents in which something was decided; all that were found in, where that is not known."""
        project, ids = self._session.project, changes.of("coding")
        codings = project.codings.some(ids)
        places = {one.document_id for one in codings}
        decided = changes.of("decision") | changes.of("nothing_here")
        known = len(codings) == len(ids) and not changes.touched("code") and not changes.everything
        for row_id in decided:
            one = project.decisions.predictions.get(row_id) or project.decisions.nothing.get(row_id)
            known = known and one is not None
            places |= {one.document_id} if one else set()
        return [one for one in self._found if not known or one in places]


def _counted(place: Beside) -> dict[str, Known]:
    with place.opened() as project:
        return suggestion_queue.known(project)
