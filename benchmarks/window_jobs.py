"""Jobs of the window, measured until what they change has been painted.

Run by `scale.py` in a process of its own: python benchmarks/window_jobs.py JOB STUDY REPEATS
"""

import os
import time
from collections.abc import Iterator
from itertools import count, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Job, Spent, answer, began, repeated, scratch, spent

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import app
from qualcoder_cg.services import studies

if TYPE_CHECKING:
    from painting import Painted

    from qualcoder_cg.gui.coding.coding_view import CodingView
    from qualcoder_cg.gui.main_window import MainWindow

APPLIED = 40
MOST_BESIDE = 200
PASSAGE = 60


def start(study: Path, _repeats: int) -> list[Spent]:
    """From the start of the process to the painted window on a study."""
    app.make_application()
    window = app.make_window(study)
    window.show()
    watch(window).wait()
    seconds = Spent(time.time() - began(), time.process_time())
    window.close()
    return [seconds]


def open_study(study: Path, _repeats: int) -> list[Spent]:
    """From the welcome page to a painted transcript of a study opened before, in a fresh process."""
    running = app.make_application()
    window = app.make_window(None)
    window.show()
    running.processEvents()

    def work() -> None:
        window.open_study(study)
        watch(window).wait()

    seconds = spent(work)
    window.close()
    return [seconds]


def longest(study: Path, repeats: int) -> list[Spent]:
    """From another document to the longest one, with its codings."""
    window = opened(study)
    painted = watch(window)
    session = window.session
    assert session is not None
    by_length = sorted(session.project.documents.all(), key=lambda document: document.characters)
    seconds = []
    for _time in range(repeats):
        session.show_document(by_length[0].id)
        painted.wait()

        def work() -> None:
            session.show_document(by_length[-1].id)
            painted.wait()

        seconds.append(spent(work))
    window.close()
    return seconds


def apply(study: Path, repeats: int) -> list[Spent]:
    """A passage in the middle of the longest transcript put under a code: saved, and painted.

    Begins when the check, the backup and the gathering that follow the opening are done.
    """
    window = opened(scratch(study))
    until_quiet(window)
    found = list(islice(_applied(window), APPLIED * repeats))
    window.close()
    return found


def beside(study: Path, _repeats: int) -> list[Spent]:
    """The slowest of the codes applied while the check, the backup and the gathering go on."""
    from PySide6.QtCore import QThreadPool

    window = opened(scratch(study))
    _until_safeguarding(window)
    work = QThreadPool.globalInstance()
    found = list(takewhile(lambda _one: work.activeThreadCount(), islice(_applied(window), MOST_BESIDE)))
    window.close()
    return [max(found)]


def until_quiet(window: "MainWindow") -> None:
    """Wait until the check, the backup and the gathering that follow the opening are done."""
    from PySide6.QtCore import QThreadPool

    _until_safeguarding(window)
    QThreadPool.globalInstance().waitForDone()


def _until_safeguarding(window: "MainWindow") -> None:
    """Wait until the check and backup that follow the opening of a large study have begun."""
    from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

    from qualcoder_cg.gui.safeguard import AFTER_MS

    loop = QEventLoop()
    QTimer.singleShot(AFTER_MS, loop.quit)
    loop.exec()
    assert window.session is not None
    large = studies.is_large(window.session.project.path)
    while large and not QThreadPool.globalInstance().activeThreadCount():
        QTimer.singleShot(1, loop.quit)
        loop.exec()


def _applied(window: "MainWindow") -> Iterator[Spent]:
    """Applies one code after the other, each undone again, untimed, so that the page does not fill up."""
    painted = watch(window)
    session, view = window.session, view_of(window)
    assert session is not None
    found = max(session.project.documents.all(), key=lambda document: document.characters)
    session.show_document(found.id)
    view.transcript.reveal(session.turns[len(session.turns) // 2].span)
    painted.wait()
    seen, codes = view.transcript.edit.visible(), list(session.codes)
    for number in count():
        first = seen.start + number * 11 % (seen.end - seen.start - PASSAGE)
        view.transcript.select(Span(first, first + PASSAGE))
        painted.settle()

        def work(code_id: str = codes[number % len(codes)]) -> None:
            session.apply(code_id)
            painted.wait()

        yield spent(work)
        session.project.undo()
        painted.settle()


def memory(study: Path, _repeats: int) -> list[Spent]:
    """A day's work in one process: code, look through the evidence, export it twice."""
    from qualcoder_cg.services import reports

    copy = scratch(study)
    window = opened(copy)
    session = window.session
    assert session is not None

    def work() -> None:
        found = max(session.project.documents.all(), key=lambda document: document.characters)
        session.show_document(found.id)
        watch(window).wait()
        window.show_view("evidence")
        _gather(window)
        for suffix in (".csv", ".xlsx"):
            reports.export_evidence(session.project, copy.with_suffix(suffix))

    seconds = spent(work)
    window.close()
    return [seconds]


def evidence(study: Path, repeats: int) -> list[Spent]:
    """The evidence view until the board of the first question and all findings are read."""
    window = opened(study)

    def work() -> None:
        window.show_view("evidence")
        _gather(window)
        window.show_view("coding")

    seconds = repeated(work, repeats)
    window.close()
    return seconds


def opened(study: Path) -> "MainWindow":
    """The window on a study, painted."""
    app.make_application()
    window = app.make_window(study)
    window.show()
    watch(window).wait()
    return window


def view_of(window: "MainWindow") -> "CodingView":
    """Its coding view."""
    from qualcoder_cg.gui.coding.coding_view import CodingView

    view = window.findChild(CodingView)
    assert isinstance(view, CodingView)
    return view


def watch(window: "MainWindow") -> "Painted":
    """What waits until the transcript and its margin have painted."""
    from painting import Painted

    transcript = view_of(window).transcript
    return Painted(transcript.edit.viewport(), transcript.margin)


def _gather(window: "MainWindow") -> None:
    from PySide6.QtWidgets import QApplication

    from qualcoder_cg.gui.evidence.evidence_view import EvidenceView

    view = window.findChild(EvidenceView)
    assert isinstance(view, EvidenceView)
    while view.findings.reading.is_busy or not view.findings.all_known:
        QApplication.processEvents()


JOBS: dict[str, Job] = {
    "start": start,
    "open": open_study,
    "longest": longest,
    "apply": apply,
    "beside": beside,
    "evidence": evidence,
    "memory": memory,
}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answer(JOBS)
