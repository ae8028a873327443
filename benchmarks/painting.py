"""Waiting until a person sees something: the widget has painted, and then has nothing left to paint."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE = 60.0


class Painted(QObject):
    """Notices when widgets paint."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._times = dict.fromkeys(widgets, 0)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what is painted."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._times[watched] += 1
        return False

    def wait(self) -> None:
        """Let Qt work until every widget has painted since the last time, and none paints any more."""
        self._work(lambda: all(self._times.values()))

    def settle(self) -> None:
        """Let Qt work until nothing paints any more."""
        self._work(lambda: True)

    def _work(self, is_done: Callable[[], bool]) -> None:
        until = time.perf_counter() + _PATIENCE
        while True:
            before = dict(self._times)
            QApplication.processEvents()
            if is_done() and before == self._times:
                break
            if time.perf_counter() > until:
                raise TimeoutError(f"not painted: {self._times}")
        self._times = dict.fromkeys(self._widgets, 0)
