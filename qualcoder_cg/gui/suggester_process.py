"""The process that suggests, as the window sees it: lines of JSON out, answers in."""

import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import qualcoder_cg
from qualcoder_cg.services import suggestion_wire as wire

_END_MS = 2000


class SuggesterProcess(QObject):
    """Starts with the first line sent and ends with this object.

    `answered(answer)` brings each answer as the mapping it is; `ended(reason)` says that the process ended
    though nobody asked it to, or could not be started.
    """

    answered = Signal(object)
    ended = Signal(str)

    def __init__(self, parent: QObject, command: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._command = list(command) or [sys.executable, "-m", wire.WORKER]
        self._process: QProcess | None = None
        self._rest = b""

    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def send(self, line: bytes) -> None:
        """Send one line, starting the process where there is none."""
        self._running().write(line + b"\n")

    def stop(self) -> None:
        """End the process now; what it was doing is lost, and it starts anew with the next line."""
        process, self._process, self._rest = self._process, None, b""
        if process is not None:
            _end(process)
            process.deleteLater()

    def _running(self) -> QProcess:
        if self._process is None:
            process = QProcess(self)
            process.readyReadStandardOutput.connect(self._receive)
            process.readyReadStandardError.connect(process.readAllStandardError)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._ended)
            # Told before the children of this object are destroyed: Qt complains of a running one.
            self.destroyed.connect(partial(_end, process))
            process.setProcessEnvironment(_environment())
            self._process = process
            process.start(self._command[0], self._command[1:])
        return self._process or process

    def _receive(self) -> None:
        if self._process is None:
            return
        lines = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self.answered.emit(json.loads(line))

    def _ended(self, *_how: object) -> None:
        process, self._process, self._rest = self._process, None, b""
        if process is not None:
            reason = process.errorString()
            QTimer.singleShot(0, process, process.deleteLater)
            # Queued: whoever has just sent a line hears of the end after having sent it.
            QTimer.singleShot(0, self, lambda: self.ended.emit(reason))


def _environment() -> QProcessEnvironment:
    """This one, in which the process finds the package wherever it was started from."""
    environment = QProcessEnvironment.systemEnvironment()
    places = [str(Path(qualcoder_cg.__file__).parents[1]), environment.value("PYTHONPATH")]
    environment.insert("PYTHONPATH", os.pathsep.join(place for place in places if place))
    return environment


def _end(process: QProcess, *_destroyed: object) -> None:
    """Kill a process and wait until it is gone."""
    try:
        if process.state() != QProcess.ProcessState.NotRunning:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END_MS)
    except RuntimeError:
        return  # Qt has already destroyed it, and the process with it.
