"""The process that reads for suggestions, as the window sees it: values out, suggestions in."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import qualcoder_cg
from qualcoder_cg.domain.suggestions import Example, Material, Profile
from qualcoder_cg.services import suggestion_wire as wire

_END_MS = 2000


def lesson(profiles: Iterable[Profile], examples: Iterable[Example]) -> bytes:
    """All there is to learn, as members of the JSON object that asks for it.

    Made beside the window, and piece by piece: no other thread runs while Python makes a piece of JSON.
    """
    described = ", ".join(_json(wire.profile_to_json(one)) for one in profiles)
    shown = ", ".join(_json(wire.example_to_json(one)) for one in examples)
    return f'"profiles": [{described}], "examples": [{shown}]'.encode()


class SuggestionWorker(QObject):
    """Asks the process for suggestions; it starts at the first question and ends with this object.

    `suggested(document id, suggestions)` answers `read`; `failed(reason)` says that the process ended or
    could not answer. An answer to what is no longer asked is dropped.
    """

    suggested = Signal(str, list)
    failed = Signal(str)

    def __init__(self, parent: QObject, command: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._command = list(command) or [sys.executable, "-m", wire.WORKER]
        self._process: QProcess | None = None
        self._rest = b""
        self._last_id = 0
        self._reading: tuple[int, str] | None = None
        self._learning = 0
        self.learned = False

    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def learn(self, made: bytes) -> None:
        """Give the process a `lesson`; it holds for every `read` that follows."""
        self.learned = True
        self._last_id += 1
        self._learning = self._last_id
        self._running().write(b'{"id": %d, "op": "learn", %s}\n' % (self._learning, made))

    def read(self, material: Material, limit: int = 0) -> None:
        """Ask for the suggestions of one document instead of what was asked before."""
        if self._reading:
            self._send("cancel", target=self._reading[0])
        number = self._send("suggest", material=wire.material_to_json(material), limit=limit)
        self._reading = (number, material.document_id)

    def stop(self) -> None:
        """End the process now; what it was doing is lost, and it starts anew when asked again."""
        process, self._process = self._process, None
        self._rest, self._reading, self.learned = b"", None, False
        if process is not None:
            _end(process)
            process.deleteLater()

    def _send(self, op: str, **request: Any) -> int:
        self._last_id += 1
        line = _json({"id": self._last_id, "op": op, **request})
        self._running().write(line.encode() + b"\n")
        return self._last_id

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
            process.start(self._command[0], self._command[1:])
            self._process = process
        return self._process

    def _receive(self) -> None:
        if self._process is None:
            return
        lines = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._answer(json.loads(line))

    def _answer(self, answer: Mapping[str, Any]) -> None:
        if "progress" in answer:
            return
        if answer.get("id") == self._learning and not answer.get("ok"):
            self.failed.emit(str(answer.get("error", "")))
        if self._reading is None or answer.get("id") != self._reading[0]:
            return
        document_id, self._reading = self._reading[1], None
        if answer.get("ok"):
            self.suggested.emit(document_id, [wire.suggestion_from_json(one) for one in answer["result"]])
        else:
            self.failed.emit(str(answer.get("error", "")))

    def _ended(self, *_how: object) -> None:
        """The process ended though nobody asked it to."""
        process, self._process = self._process, None
        self._rest, self._reading, self.learned = b"", None, False
        if process is not None:
            reason = process.errorString()
            QTimer.singleShot(0, process, process.deleteLater)
            self.failed.emit(reason)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


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
