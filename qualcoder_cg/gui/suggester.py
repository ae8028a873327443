"""The one process that suggests for a window: taught what the team has coded, asked by several views."""

import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ..domain.changes import Changes
from ..progress import Progress
from ..services.beside import beside
from ..services.learning import Lesson, Taught, gathered
from .background import Job
from .suggester_process import SuggesterProcess

if TYPE_CHECKING:
    from .session import Session

_LEAST_PAUSE_MS = 40
_MOST_PAUSE_MS = 4000
_PAUSE_SHARE = 0.15
_END_MS = 3000
# What is long and may be asked again: it makes way for what somebody waits for.
_GIVES_WAY = ("suggest",)

_LEARNED_FROM = (
    "coding", "decision", "nothing_here", "code", "keyword", "document", "document_text", "question", "turn",
    "guide", "wording", "item_question", "survey_item", "survey_item_question", "finished",
)  # fmt: skip

Answered = Callable[[Any], None]
Failed = Callable[[str], None]


class Asked:
    """Something that was asked. Nothing follows once `cancel` was called."""

    def __init__(
        self,
        op: str,
        members: bytes,
        answered: Answered,
        failed: Failed | None,
        progressed: Progress | None,
        *,
        needs_model: bool,
        urgent: bool,
    ) -> None:
        self.op = op
        self.members = members
        self.answered, self.failed, self.progressed = answered, failed, progressed
        self.needs_model, self.urgent = needs_model, urgent
        self.is_over = False
        self.on_cancel: Callable[[Asked], None] = lambda _asked: None

    def cancel(self) -> None:
        """Take it back; nothing is answered any more."""
        if not self.is_over:
            self.is_over = True
            self.on_cancel(self)


class Suggester(QObject):
    """Teaches the process and asks it, one thing at a time.

    What the team has coded is gathered beside the window before the first question that needs it, and again
    soon after every change for as long as somebody asks; only what changed is sent. `learned` says that the
    answers may be others from now on. `failed(reason)` says that the process ended, or that something
    failed which nobody else was told of; the next question starts anew.
    """

    learned = Signal()
    failed = Signal(str)

    def __init__(self, session: "Session", process: SuggesterProcess | None = None) -> None:
        super().__init__(session)
        self._session = session
        self.process = process or SuggesterProcess(self)
        self._queue: list[Asked] = []
        self._current: Asked | None = None
        self._redo = False
        self._last_id = 0
        self._lesson: Lesson | None = None
        self._seen = session.project.seen_coders
        self._stale = True
        self._wanted = False
        self._gathering: Job | None = None
        self._began = 0.0
        self._cost_ms = 0.0
        self._over = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._go_on)
        self.process.answered.connect(self._on_answer)
        self.process.ended.connect(self._on_end)
        session.changed.connect(self._on_changed)

    def ask(
        self,
        op: str,
        answered: Answered,
        *,
        failed: Failed | None = None,
        progressed: Progress | None = None,
        needs_model: bool = True,
        urgent: bool = False,
        **request: Any,
    ) -> Asked:
        """Ask the process, after what was asked before; `answered(result)` gets what it says.

        `urgent` goes before what is not; `needs_model` waits until the team's coding was learned. Where it
        cannot be answered `failed(reason)` is called, or the signal of that name emitted. `request` are the
        members of the request, as `suggest.worker` describes them.
        """
        members = json.dumps(request, ensure_ascii=False)[1:-1].encode()
        asked = Asked(op, members, answered, failed, progressed, needs_model=needs_model, urgent=urgent)
        asked.on_cancel = self._take_back
        if self._over:
            asked.is_over = True
            return asked
        self._queue.append(asked)
        self._wanted = self._wanted or needs_model
        self._go_on()
        return asked

    def is_learning(self) -> bool:
        """Whether the answers given now may soon be others."""
        return self._stale or self._is_teaching()

    def finish(self) -> None:
        """End the process and read the study no more."""
        if self._over:
            return
        self._over = True
        self._soon.stop()
        for asked in (*self._queue, self._current):
            if asked:
                asked.is_over = True
        self._queue, self._current = [], None
        if self._gathering:
            self._gathering.cancel()
            QThreadPool.globalInstance().waitForDone(_END_MS)
        self.process.stop()

    def _go_on(self) -> None:
        """Learn what is to be learned, and ask what is next."""
        if self._over:
            return
        if self._stale and self._wanted and not self._is_teaching() and not self._soon.isActive():
            self._gather()
        following = self._following()
        if following and self._current is None:
            self._send(following)
        elif following and self._current and following.urgent and self._makes_way(self._current):
            self._stop_current()

    def _following(self) -> Asked | None:
        """What may be asked next: what is urgent first, else in the order of the questions."""
        open_now = [one for one in self._queue if not one.needs_model or self._may_ask(one)]
        return next((one for one in open_now if one.urgent), open_now[0] if open_now else None)

    def _may_ask(self, asked: Asked) -> bool:
        """Whether the process knows enough; what somebody waits for is told what is newest."""
        if self._lesson is None:
            return False
        return not asked.urgent or not (self._is_teaching() or (self._stale and not self._soon.isActive()))

    def _is_teaching(self) -> bool:
        teaching = (*self._queue, self._current)
        return self._gathering is not None or any(one and one.op.startswith("learn") for one in teaching)

    def _makes_way(self, asked: Asked) -> bool:
        return not asked.urgent and not asked.is_over and asked.op in _GIVES_WAY

    def _send(self, asked: Asked) -> None:
        self._queue.remove(asked)
        self._current = asked
        self._last_id += 1
        rest = b", " + asked.members if asked.members else b""
        self.process.send(b'{"id": %d, "op": "%s"%s}' % (self._last_id, asked.op.encode(), rest))

    def _stop_current(self) -> None:
        """Stop what is being answered; unless it was taken back it is asked again later."""
        self.process.send(b'{"op": "cancel", "target": %d}' % self._last_id)

    def _take_back(self, asked: Asked) -> None:
        if asked in self._queue:
            self._queue.remove(asked)
        elif asked is self._current:
            self._stop_current()

    def _on_answer(self, answer: Mapping[str, Any]) -> None:
        asked = self._current
        if asked is None or answer.get("id") != self._last_id:
            return
        if "progress" in answer:
            if asked.progressed and not asked.is_over:
                asked.progressed(*answer["progress"])
            return
        redo, self._current, self._redo = self._redo or bool(answer.get("cancelled")), None, False
        if asked.is_over:
            pass
        elif redo:
            self._queue.insert(0, asked)
        elif answer.get("ok"):
            asked.is_over = True
            asked.answered(answer["result"])
        else:
            self._say(asked, str(answer.get("error", "")))
        self._go_on()

    def _say(self, asked: Asked, reason: str) -> None:
        asked.is_over = True
        if asked.failed:
            asked.failed(reason)
        else:
            self.failed.emit(reason)

    def _on_end(self, reason: str) -> None:
        """The process is gone, with all it knew."""
        lost, self._queue = [one for one in (self._current, *self._queue) if one and not one.is_over], []
        self._current, self._lesson, self._stale, self._wanted, self._redo = None, None, True, False, False
        self._soon.stop()
        for asked in lost:
            asked.is_over = True
            if asked.failed:
                asked.failed(reason)
        if not self._over:
            self.failed.emit(reason)

    def _gather(self) -> None:
        """Read what there is to learn in a thread."""
        self._stale, self._began = False, monotonic()
        place, before = beside(self._session.project), self._lesson
        self._seen = place.seen
        job = self._gathering = Job(lambda progress: gathered(place, before, progress), self)
        job.succeeded.connect(lambda taught: self._teach(job, taught))
        job.failed.connect(lambda error: self._not_learned(job, str(error)))
        job.finished.connect(job.deleteLater)
        job.start()

    def _teach(self, job: Job, taught: Taught) -> None:
        """Send what was gathered before everything else."""
        if self._over or job is not self._gathering:  # what a thread found may arrive too late
            return
        self._gathering = None

        def known(_result: object) -> None:
            self._lesson = taught.lesson
            if taught.op == "learn_more":  # the first time the process has to start
                self._cost_ms = (monotonic() - self._began) * 1000
            self._wanted = any(one.needs_model for one in self._queue)
            self.learned.emit()

        def unknown(reason: str) -> None:
            self._lesson = None
            self._not_learned(None, reason)

        asked = Asked(taught.op, taught.members, known, unknown, None, needs_model=False, urgent=True)
        self._queue.insert(0, asked)
        self._go_on()

    def _not_learned(self, job: Job | None, reason: str) -> None:
        """Nobody gets an answer who needs what could not be learned."""
        if self._over or (job and job is not self._gathering):
            return
        self._gathering, self._stale, self._wanted = None, True, False
        lost = [one for one in self._queue if one.needs_model]
        self._queue = [one for one in self._queue if not one.needs_model]
        for asked in lost:
            asked.is_over = True
            if asked.failed:
                asked.failed(reason)
        self.failed.emit(reason)

    def _on_changed(self, changes: Changes) -> None:
        if self._over:
            return
        if self._session.project.seen_coders != self._seen:
            self._forget()
        if changes.touched(*_LEARNED_FROM):
            self._stale = True
            if self._wanted:
                self._soon.start(round(self._pause()))

    def _pause(self) -> float:
        """How long to wait for more changes: a share of what learning takes."""
        return min(max(_LEAST_PAUSE_MS, self._cost_ms * _PAUSE_SHARE), _MOST_PAUSE_MS)

    def _forget(self) -> None:
        """Others are seen from now on: nothing is answered any more from what was learned of those before."""
        self._seen = self._session.project.seen_coders
        self._lesson, self._stale = None, True
        if self._gathering:
            self._gathering.cancel()
            self._gathering = None
        self._queue = [one for one in self._queue if not one.op.startswith("learn")]
        if self._current and self._current.op.startswith("learn"):
            self._current.is_over = True
            self._stop_current()
        elif self._current and self._current.needs_model:
            # Whatever comes of it was learned from others: it is asked anew.
            self._redo = True
            self._stop_current()
