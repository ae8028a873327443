"""Jobs of the find panel: a letter more is typed, until the first hits are painted.

Run by `scale.py` in a process of its own: python benchmarks/search_jobs.py JOB STUDY REPEATS
"""

import os
import time
from pathlib import Path

from measuring import Job, Spent, answer, spent
from window_jobs import opened, until_quiet, view_of

from qualcoder_cg.domain.search import FUZZY, PHRASE, WORDS
from qualcoder_cg.gui.search.find_panel import FindPanel

TYPED = ("trabajo", "mujeres", "household", "trabajo mujer")
PATIENCE = 60.0
GLANCE_MS = 200


def search(study: Path, repeats: int) -> list[Spent]:
    """Words in all documents."""
    return _typed(study, repeats, WORDS)


def phrase(study: Path, repeats: int) -> list[Spent]:
    """Phrases in all documents."""
    return _typed(study, repeats, PHRASE)


def fuzzy(study: Path, repeats: int) -> list[Spent]:
    """Words spelt alike in all documents, when the last letter of a word is typed."""
    return _typed(study, repeats, FUZZY)


def _typed(study: Path, repeats: int, mode: str) -> list[Spent]:
    """Each letter typed while the search for the ones before may still be under way."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window = opened(study)
    until_quiet(window)
    _until_idle()
    view = view_of(window)
    view.finding.find_everywhere()
    panel = view.find_panel
    panel.bar.use_mode(mode)
    painted = _FirstHits(panel)
    seconds = []
    for text in (TYPED[:3] if mode == FUZZY else TYPED) * repeats:
        panel.bar.field.clear()
        QApplication.processEvents()
        first = len(text) - 1 if mode == FUZZY else 1
        panel.bar.field.setText(text[:first])
        painted.wait()
        for letter in text[first:]:

            def work(letter: str = letter) -> None:
                QTest.keyClicks(panel.bar.field, letter)
                painted.wait()

            if letter != " ":
                seconds.append(spent(work))
            else:
                work()
    window.close()
    return seconds


def _until_idle() -> None:
    """Wait until the window has counted what it counts after the opening of a large study."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, until = QEventLoop(), time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        before = time.process_time()
        QTimer.singleShot(GLANCE_MS, loop.quit)
        loop.exec()
        if time.process_time() - before < GLANCE_MS / 10_000:
            break


class _FirstHits:
    """Waits until the list has painted hits of the search that was begun last."""

    def __init__(self, panel: FindPanel) -> None:
        from PySide6.QtCore import QEvent, QObject

        outer = self
        self._painted = False

        class Watch(QObject):
            """Notices when the list paints."""

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                """Hits, and those of this search."""
                if event.type() == QEvent.Type.Paint and panel.model.hits and not panel.model.is_stale():
                    outer._painted = True
                return False

        self._watch = Watch(panel)
        panel.list.viewport().installEventFilter(self._watch)

    def wait(self) -> None:
        """Let Qt work until then."""
        from PySide6.QtWidgets import QApplication

        self._painted, until = False, time.perf_counter() + PATIENCE
        while not self._painted:
            QApplication.processEvents()
            if time.perf_counter() > until:
                raise TimeoutError("no hits were painted")


JOBS: dict[str, Job] = {"search": search, "phrase": phrase, "fuzzy": fuzzy}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answer(JOBS)
