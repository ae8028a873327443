"""Jobs of the reading view: scrolling, turning to another document, the palette, each until it is painted.

Run by `scale.py` in a process of its own: python benchmarks/reading_jobs.py JOB STUDY REPEATS
"""

import os
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from measuring import Job, Spent, answer, spent
from window_jobs import opened, until_quiet, view_of, watch

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.main_window import MainWindow

STEPS = 20
NOTCH = 120


def wheel(study: Path, repeats: int) -> list[Spent]:
    """One notch of the wheel in the longest transcript."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    def notch(window: MainWindow) -> None:
        port = view_of(window).transcript.edit.viewport()
        place = QPointF(port.rect().center())
        event = QWheelEvent(
            place, QPointF(port.mapToGlobal(place)), QPoint(), QPoint(0, -NOTCH), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(port, event)

    return _scrolled(study, repeats, notch)


def page(study: Path, repeats: int) -> list[Spent]:
    """Page Down in the longest transcript."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    return _scrolled(
        study, repeats, lambda window: QTest.keyClick(view_of(window).transcript.edit, Qt.Key.Key_PageDown)
    )


def _scrolled(study: Path, repeats: int, scroll: Callable[[MainWindow], object]) -> list[Spent]:
    window = opened(study)
    session, transcript = window.session, view_of(window).transcript
    assert session is not None
    session.show_document(max(session.project.documents.all(), key=lambda one: one.characters).id)
    painted = watch(window)
    seconds = []
    for _time in range(repeats):
        begin = session.turns[len(session.turns) // 8].span
        transcript.select(Span(begin.start, begin.start))
        transcript.reveal(begin)
        painted.settle()

        def work() -> None:
            scroll(window)
            painted.wait()

        seconds += [spent(work) for _step in range(STEPS)]
    window.close()
    return seconds


def shown(study: Path, repeats: int) -> list[Spent]:
    """From an empty page to the longest transcript with its codings; on W, 60,000 words and 2,000 codings."""
    window = opened(study)
    session, painted = window.session, watch(window)
    assert session is not None
    longest = max(session.project.documents.all(), key=lambda one: one.characters)
    seconds = []
    for _time in range(repeats):
        session.show_document(None)
        painted.settle()

        def work() -> None:
            session.show_document(longest.id)
            painted.wait()

        seconds.append(spent(work))
    window.close()
    return seconds


def switch(study: Path, repeats: int) -> list[Spent]:
    """From document to document, as they stand in the list."""
    window = opened(study)
    session, painted = window.session, watch(window)
    assert session is not None
    until_quiet(window)
    documents = [one.id for one in session.project.documents.all()]
    seconds = []
    for document_id in islice(cycle(documents[1:] + documents[:1]), STEPS * repeats):

        def work(document_id: str = document_id) -> None:
            session.show_document(document_id)
            painted.wait()

        seconds.append(spent(work))
    window.close()
    return seconds


def palette(study: Path, repeats: int) -> list[Spent]:
    """From the key C, with a passage selected, until the quick palette is painted."""
    from painting import Painted
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    window = opened(study)
    session, view = window.session, view_of(window)
    assert session is not None
    until_quiet(window)
    turn = next(turn for turn in session.turns if turn.end - turn.start > 60)
    view.transcript.select(Span(turn.start, turn.start + 60))
    watch(window).settle()
    popup = view.palette_popup
    painted = Painted(popup, popup.list.viewport())
    seconds = []
    for _time in range(STEPS * repeats):

        def work() -> None:
            QTest.keyClick(view.transcript.edit, Qt.Key.Key_C)
            painted.wait()

        seconds.append(spent(work))
        QTest.keyClick(popup.field, Qt.Key.Key_Escape)
        painted.settle()
    window.close()
    return seconds


JOBS: dict[str, Job] = {"wheel": wheel, "page": page, "shown": shown, "switch": switch, "palette": palette}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answer(JOBS)
