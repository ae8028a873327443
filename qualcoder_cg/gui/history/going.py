"""Going far back or forward in the history without halting the window."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QTimer, Signal

from ...errors import UserError
from ...services.steps import SLICE
from ...services.studies import Project


class Going(QObject):
    """Takes the steps in slices, each saved for itself, and lets the views hear of it once, at the end.

    `went(taken, total)` after each slice; `ended(error or None)` when it is there, was stopped, or failed.
    """

    went = Signal(int, int)
    ended = Signal(object)

    def __init__(self, project: Project, step_id: int, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._step_id = project, step_id
        self._quiet: AbstractContextManager[None] | None = None
        self._total = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take)

    def start(self) -> None:
        """Begin."""
        self._total = self._project.go_to(self._step_id, 0)
        self._quiet = self._project.told_once()
        self._quiet.__enter__()
        self._timer.start()

    def stop(self) -> None:
        """Stay where it is by now."""
        self._end(None)

    def _take(self) -> None:
        try:
            left = self._project.go_to(self._step_id, SLICE)
        except UserError as error:
            self._end(error)
            return
        self.went.emit(self._total - left, self._total)
        if not left:
            self._end(None)

    def _end(self, error: UserError | None) -> None:
        self._timer.stop()
        quiet, self._quiet = self._quiet, None
        if quiet:
            quiet.__exit__(None, None, None)
            self.ended.emit(error)


def go(project: Project, step_id: int, parent: QObject, ended: Callable[[object], None]) -> Going | None:
    """Go to a step; a short way is taken at once (None), a long one in slices."""
    if project.go_to(step_id, 0) <= SLICE:
        error = None
        try:
            project.go_to(step_id)
        except UserError as found:
            error = found
        ended(error)
        return None
    going = Going(project, step_id, parent)
    going.ended.connect(ended)
    going.start()
    return going
