"""A search under way: a few milliseconds at a time, between the person's keystrokes."""

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.errors import UserError
from qualcoder_cg.services.search import Search

SLICE = 0.008


class Running(QObject):
    """Does one search at a time; another one takes the place of that which is under way.

    `found` brings hits as they come, `counted` follows every slice; in the end comes `ended`, or `failed`
    with what is wrong about the query.
    """

    found = Signal(list)
    counted = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.search: Search | None = None
        self._steps: Iterator[Sequence[Hit]] | None = None
        self._waited_for = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self, search: Search) -> None:
        """Begin another search."""
        self.search = search
        self._steps = search.steps()
        self._waited_for = True
        self._timer.start()

    def stop(self) -> None:
        """Search no more."""
        self._timer.stop()
        self._steps = None

    def is_under_way(self) -> bool:
        """Whether there is more to come."""
        return self._steps is not None

    def _go_on(self) -> None:
        steps, until = self._steps, perf_counter() + SLICE
        if steps is None:
            return
        hits: list[Hit] = []
        try:
            for some in steps:
                hits += some
                # The first hits are shown at once, and not after a whole slice.
                if perf_counter() > until or (hits and self._waited_for):
                    break
            else:
                self.stop()
        except UserError as error:
            self.stop()
            self.failed.emit(error)
            return
        if hits:
            self._waited_for = False
            self.found.emit(hits)
        if self._steps is None:
            self.ended.emit()
        else:
            self.counted.emit()
