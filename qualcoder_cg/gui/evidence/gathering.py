"""Gathering the study's quotes by question, a portion at a time, so that the window stays usable."""

from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain import attribution
from ...domain.evidence import Evidence, Excerpt, joined
from ...services import evidence
from ...services.studies import Project

_PORTION = 0.012
_LOOK_EVERY = 64


class Place(NamedTuple):
    """Where a quote belongs: a question by its index, or a theme by name, or neither ("", other codes)."""

    question: int
    theme: str


class Gathering(QObject):
    """Walks the quotes in the window's own thread, some milliseconds at a time.

    `grown` tells that counts went on, `finished` that all quotes are there. Sources are worded for
    `level`; at level none they are still told apart by type, because counts need it.
    """

    grown = Signal()
    finished = Signal()

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._rest: Iterator[Excerpt] | None = None
        self._people: dict[Place, set[str]] = {}
        self.found: dict[Place, list[Excerpt]] = {}
        self.evidence: Evidence | None = None
        self.done = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, level: str) -> None:
        """Start anew, at an attribution level."""
        told = attribution.TYPE if level == attribution.NONE else level
        self.evidence = evidence.build(self._project, told, counts=False)
        self._rest = self.evidence.excerpts()
        self.found, self._people, self.done = {}, {}, False
        self._timer.start()

    def stop(self) -> None:
        """Let go of what is not read yet."""
        self._timer.stop()
        self._rest = None

    def counts(self, place: Place) -> tuple[int, int]:
        """Excerpts and distinct informants of a question or theme, as far as gathered."""
        return len(self.found.get(place, ())), len(self._people.get(place, ()))

    def _go_on(self) -> None:
        until = monotonic() + _PORTION
        rest = self._rest
        if rest is None:
            return
        for number, excerpt in enumerate(rest):
            for place in places_of(excerpt):
                self._add(self.found.setdefault(place, []), excerpt)
                self._people.setdefault(place, set()).update(excerpt.informants)
            if number % _LOOK_EVERY == 0 and monotonic() > until:
                self.grown.emit()
                return
        self.stop()
        self.done = True
        self.grown.emit()
        self.finished.emit()

    def _add(self, quotes: list[Excerpt], excerpt: Excerpt) -> None:
        """Add a quote; the same passage coded again joins the one that is there.

        Quotes come document by document in the order of the text, so the same passage is the last one.
        """
        last = quotes[-1] if quotes else None
        if last and (last.ref, last.start, last.end) == (excerpt.ref, excerpt.start, excerpt.end):
            quotes[-1] = joined(last, excerpt)
        else:
            quotes.append(excerpt)


def places_of(excerpt: Excerpt) -> list[Place]:
    """Everywhere a quote is evidence."""
    if excerpt.questions:
        return [Place(question, "") for question in excerpt.questions]
    return [Place(-1, excerpt.theme)]
