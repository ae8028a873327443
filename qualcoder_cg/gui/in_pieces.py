"""Work of the services done in the window's own thread, some milliseconds at a time."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ..services.pieces import Pieces

_PORTION = 0.012
# Until when whoever is at work in this turn of the event loop may go on: what one piece of work leads to,
# and what that leads to, share one portion.
_turn: list[float] = []


class InPieces(QObject):
    """One piece of work at a time: what is begun takes the place of what is not done yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Pieces[Any] | None = None
        self._then: Callable[[Any], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def begin(self, work: Pieces[Any], then: Callable[[Any], None]) -> None:
        """Do this from now on, and call `then` with what it gives; small work is done at once."""
        self.stop()
        self._work, self._then = work, then
        self._go_on()
        if self._work is work:
            self._timer.start()

    def stop(self) -> None:
        """Let go of what is not done."""
        self._timer.stop()
        self._work = self._then = None

    def _go_on(self) -> None:
        now = time.perf_counter()
        if _turn:
            if now < _turn[0]:
                self._work_for(_turn[0] - now)
            return
        _turn.append(now + _PORTION)
        try:
            self._work_for(_PORTION)
        finally:
            _turn.clear()

    def _work_for(self, seconds: float) -> None:
        work, then = self._work, self._then
        if work is None or then is None or not work.go_on(seconds):
            return
        self.stop()
        then(work.value)
