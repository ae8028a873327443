"""How good the suggestions are, measured on the coders' own decisions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ... import settings
from ...domain.changes import Changes
from ...domain.spans import Span
from ...domain.suggestion_measures import LAST, Measures
from ...errors import UserError
from ...i18n import _
from ...services import measure_words as say
from ...services import withheld
from ...services.beside import beside
from ...services.suggestion_measures import measured
from ..background import Job
from ..coding.at_hand import attempt
from ..coding.nothing import Nothing
from ..coding.pane import hairline, label, panel
from ..session import Session
from .measure_sections import Sections

_LASTS = (50, LAST, 500, 0)
_SHARES = (0, 20, 10, 5, 3)
_CHOSEN = "measures of the last"
_TOUCHED = ("decision", "prediction", "code", "coder")
_SOON_MS = 300
_END_MS = 3000
_BAR = 40
_NOTHING, _FOUND = range(2)


class MeasuresPage(QWidget):
    """Sentences, rows and charts of what was decided; read beside the window and only while they are seen."""

    passage_chosen = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale, self._over = True, False
        self._seen = session.project.seen_coders
        self._job: Job | None = None
        self.found: Measures | None = None
        panel(self, "base")
        self.period = label("", "caption", self)
        self.last = self._combo(_("Of how many decisions"), [(_last_words(n), n) for n in _LASTS])
        self.blind = self._combo(_("Blind passages"), [(_share_words(n), n) for n in _SHARES])
        self.blind.setToolTip(_("In these no suggestion is shown, to see what is found without."))
        self.nothing = Nothing(
            _(
                "Nothing was decided on suggestions yet. Open a transcript, press G for a suggestion,"
                " then Y to accept it or N to reject it."
            ),
            _("Open a transcript"),
            self._open_transcript,
            self,
            padding=16,
            main=True,
        )
        self.sections = Sections(self)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("How good the suggestions are"))
        scroll.setWidget(self.sections)
        panel(scroll.viewport(), "base")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(scroll)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._show_choices()
        self.last.activated.connect(self._choose_last)
        self.blind.activated.connect(self._choose_share)
        session.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the study anew beside the window, and show what was found."""
        if self._over or self._job:
            return
        self._stale = False
        place, last = beside(self._session.project), int(self.last.currentData())

        def work(_progress: object) -> Measures:
            with place.opened() as project:
                return measured(project, last)

        job = self._job = Job(work, self)
        job.succeeded.connect(lambda found: self._show(found, place.seen))
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_read)
        job.finished.connect(job.deleteLater)
        job.start()

    def finish(self) -> None:
        """Read the study no more."""
        self._over = True
        self._soon.stop()
        if self._job:
            self._job.cancel()
            QThreadPool.globalInstance().waitForDone(_END_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self.sections.fit(self.width())

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setFixedHeight(_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.last)
        row.addWidget(self.period)
        row.addStretch(1)
        name = label(_("Blind passages"), "", bar)
        name.setBuddy(self.blind)
        row.addWidget(name)
        row.addWidget(self.blind)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(hairline(self))
        whole.addWidget(self._stack, 1)
        whole.addStretch(0)

    def _combo(self, name: str, entries: Sequence[tuple[str, int]]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        for text, value in entries:
            combo.addItem(text, value)
        return combo

    def _show_choices(self) -> None:
        """What is chosen: a share that no entry has gets one."""
        one_in = withheld.every(self._session.project)
        if self.blind.findData(one_in) < 0:
            self.blind.addItem(_share_words(one_in), one_in)
        self.blind.setCurrentIndex(self.blind.findData(one_in))
        self.last.setCurrentIndex(max(0, self.last.findData(settings.get(_CHOSEN, LAST))))

    def _choose_last(self) -> None:
        settings.put(_CHOSEN, self.last.currentData())
        self._read_soon()

    def _choose_share(self) -> None:
        number = int(self.blind.currentData())
        if number != withheld.every(self._session.project):
            attempt(self._session, lambda: withheld.change_every(self._session.project, number))

    def _read_soon(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("setting"):
            self._show_choices()
        if self._session.project.seen_coders != self._seen:
            self._seen = self._session.project.seen_coders
            self._stack.hide()
            self.period.setText("")
        if changes.touched(*_TOUCHED):
            self._read_soon()

    def _on_read(self) -> None:
        self._job = None
        if self._stale and self.isVisible() and not self._over:
            self.refresh()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, UserError):
            self._session.told.emit(str(error))
        elif isinstance(error, BaseException):
            raise error

    def _show(self, found: Measures, seen: frozenset[str] | None) -> None:
        """Show what was found, unless others may be seen by now than when it was read."""
        if self._over or seen != self._session.project.seen_coders:
            return
        self._stack.show()
        self.found = found
        self.period.setText(say.span_of_time(found))
        self._stack.setCurrentIndex(_NOTHING if found.empty else _FOUND)
        self.sections.show_measures(found, self._session)

    def _open_transcript(self) -> None:
        document = next(iter(self._session.project.documents.all()), None)
        if document:
            self.passage_chosen.emit(document.id, Span(0, 0))
        else:
            self._session.told.emit(_("There is no transcript yet. Import one in Sources."))


def _last_words(number: int) -> str:
    return _("The last {n} decisions").format(n=number) if number else _("All decisions")


def _share_words(number: int) -> str:
    return _("1 in {n}").format(n=number) if number else _("None")
