"""Codings that wait to be confirmed, in all documents: walked, confirmed or rejected by keys."""

from typing import NamedTuple

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...domain.changes import Changes
from ...domain.suggestions import Suggestion
from ...i18n import _, ngettext
from ...progress import Progress
from ...services import confirming, waiting
from ...services.beside import Beside, beside
from .. import shortcuts
from ..background import Job
from ..coding import words
from ..coding.at_hand import attempt
from ..coding.nothing import Nothing
from ..coding.pane import PADDING, KeyButton, hairline, label, panel
from ..session import Session
from . import confirm_keys
from .auto_rows import AutoModel, AutoRow
from .auto_table import AutoTable
from .queue_passage import QueuePassage

_BAR, _PASSAGE_HIGH, _CHOICE = 44, 112, 320
_END_MS = 3000
_TABLE, _NOTE = range(2)


class _Read(NamedTuple):
    """What waits, with the words of its passage."""

    waiting: waiting.Waiting
    words: str


class ConfirmPage(QWidget):
    """Reads what waits beside the window whenever it changed and is seen; `counted(n)` tells how many wait.

    `coding_chosen(id)` goes to the transcript, `propose_wanted` to what could be coded.
    """

    coding_chosen = Signal(str)
    counted = Signal(int)
    propose_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale, self._over = True, False
        self._job: Job | None = None
        self._found: list[_Read] = []
        self._wanted = ""
        self.model = AutoModel(self)
        self.table = AutoTable(self.model, _("Codings to confirm"), self, ticks=False)
        self.batch = QComboBox(self)
        self.caption = label("", "caption", self)
        self.nothing = Nothing(
            _("Nothing waits to be confirmed."), _("Propose"), self.propose_wanted.emit, self, padding=PADDING
        )
        self.note = self.nothing.sentence
        self.passage = QueuePassage(session, self)
        self._stack = QStackedWidget(self)
        self._buttons: list[KeyButton] = []
        panel(self, "base")
        self._bind_keys()
        self._lay_out()
        self.batch.currentIndexChanged.connect(lambda _row: self._show())
        self.table.moved.connect(self._show_passage)
        self.table.opened.connect(self.open_current)
        self.table.selectionModel().selectionChanged.connect(lambda *_news: self._show_passage())
        session.changed.connect(self._on_changed)
        self._show()

    def finish(self) -> None:
        """Read the study no more."""
        self._over = True
        if self._job:
            self._job.cancel()
            QThreadPool.globalInstance().waitForDone(_END_MS)
        self.passage.show_passage(None)

    def look_at(self, batch: str) -> None:
        """Show what waits of one auto-coding, by its name."""
        self._wanted = batch
        self.refresh()

    def confirm(self) -> None:
        """Say that the codings selected are right."""
        self._decide(right=True)

    def reject(self) -> None:
        """Say that they are wrong: they go for good."""
        self._decide(right=False)

    def open_current(self) -> None:
        """Go to the coding in its transcript."""
        row = self.table.current()
        if row:
            self.coding_chosen.emit(row.key)

    def refresh(self) -> None:
        """Read what waits anew, beside the window."""
        self._stale = True
        if self._over or self._job:
            return
        self._stale = False
        place = beside(self._session.project)
        job = self._job = Job(lambda progress: _read(place, progress), self)
        job.succeeded.connect(lambda found: self._take(found, place))
        job.finished.connect(self._on_read)
        job.finished.connect(job.deleteLater)
        job.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason gives way to the passage where there is little room."""
        super().resizeEvent(event)
        self.table.fit(self.width())

    def _decide(self, *, right: bool) -> None:
        ids = [row.key for row in self.table.selected()]
        verb = confirming.confirm if right else confirming.reject
        if not ids or not attempt(self._session, lambda: verb(self._session.project, ids)):
            return
        many = len(ids)
        if right:
            said = ngettext("{n} coding confirmed.", "{n} codings confirmed.", many)
        else:
            said = ngettext("{n} coding rejected.", "{n} codings rejected.", many)
        self._session.told.emit(words.undoable(said.format(n=many)))

    def _bind_keys(self) -> None:
        works = {
            "next_to_confirm": lambda: self.table.step(1),
            "previous_to_confirm": lambda: self.table.step(-1),
            "confirm": self.confirm,
            "reject": self.reject,
            "open_to_confirm": self.open_current,
        }
        for act in confirm_keys.acts():
            shortcuts.add(self.table, act, works[act.id], within=False)
        for text, key, work in (
            (_("Confirm"), "Y", self.confirm),
            (_("Reject"), "N", self.reject),
            (_("Open"), "Return", self.open_current),
        ):
            button = KeyButton(text, key, self, place=confirm_keys.PLACE)
            button.clicked.connect(lambda _on=False, work=work: work())
            button.clicked.connect(lambda _on=False: self.table.setFocus())
            self._buttons.append(button)

    def _lay_out(self) -> None:
        bar, foot = QWidget(self), QWidget(self)
        rows = []
        for widget in (bar, foot):
            widget.setFixedHeight(_BAR)
            row = QHBoxLayout(widget)
            row.setContentsMargins(PADDING, 0, PADDING, 0)
            row.setSpacing(8)
            rows.append(row)
        self.batch.setFixedWidth(_CHOICE)
        self.batch.setAccessibleName(_("Auto-coding"))
        rows[0].addWidget(self.batch)
        rows[0].addStretch(1)
        rows[0].addWidget(self.caption)
        for button in self._buttons:
            rows[1].addWidget(button)
        rows[1].addStretch(1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.passage.setFixedHeight(_PASSAGE_HIGH)
        self._below = (hairline(self), self.passage, foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (bar, hairline(self), self._stack, *self._below):
            box.addWidget(part, 1 if part is self._stack else 0)

    def _on_changed(self, changes: Changes) -> None:
        if self._over:
            return
        if changes.touched("coding", "code", "document", "document_text", "coder", "setting"):
            # what was decided vanishes at once; whatever else changed is read beside the window
            ids = [one.waiting.coding.id for one in self._found]
            still = waiting.still_waiting(self._session.project, ids)
            self._found = [one for one in self._found if one.waiting.coding.id in still]
            self._show()
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _on_read(self) -> None:
        self._job = None
        if self._stale and self.isVisible() and not self._over:
            self.refresh()

    def _take(self, found: list[_Read], place: Beside) -> None:
        if not self._over and place.seen == self._session.project.seen_coders:
            self._found = found
            self._show()

    def _show(self) -> None:
        """Show what waits of the auto-coding chosen; the row one is at stays, or the next one comes."""
        self._offer()
        here, place = self.table.current(), self.table.currentIndex().row()
        project, codes = self._session.project, self._session.codes
        documents = {one.id: one.code for one in project.documents.all()}
        wanted = self.batch.currentData()
        rows = [
            _row(one, documents[one.waiting.coding.document_id], self._session)
            for one in self._found
            if one.waiting.coding.code_id in codes
            and one.waiting.coding.document_id in documents
            and wanted in ("", _batch_id(one))
        ]
        if rows != self.model.rows:
            self.model.fill(rows)
            row = self.model.row_of(here.key) if here else -1
            self.table.go_to(row if row >= 0 else max(0, place))
        n = len(self._found)
        self.counted.emit(n)
        self.caption.setText(ngettext("{n} to confirm", "{n} to confirm", len(rows)).format(n=len(rows)))
        self._stack.setCurrentIndex(_TABLE if rows else _NOTE)
        self.batch.setVisible(n > 0)
        self.caption.setVisible(n > 0)
        for part in self._below:
            part.setVisible(bool(rows))
        self._show_passage()

    def _offer(self) -> None:
        """The auto-codings of which something waits, newest first, each with how much does."""
        counts: dict[str, int] = {}
        names: dict[str, str] = {}
        for one in self._found:
            batch = one.waiting.batch
            counts[_batch_id(one)] = counts.get(_batch_id(one), 0) + 1
            names[_batch_id(one)] = batch.name if batch else _("From elsewhere")
        order = [batch.id for batch in waiting.batches(self._session.project)] + [_ELSEWHERE]
        entries = [("", _("All auto-codings"))]
        entries += [(one, f"{names[one]} ({counts[one]})") for one in order if one in names]
        now = [(self.batch.itemData(row), self.batch.itemText(row)) for row in range(self.batch.count())]
        if now == entries and not self._wanted:
            return
        chosen = self.batch.currentData()
        if self._wanted:
            named = [one for one in order if names.get(one) == self._wanted]
            chosen, self._wanted = (named[0], "") if named else (chosen, self._wanted)
        self.batch.blockSignals(True)
        self.batch.clear()
        for data, text in entries:
            self.batch.addItem(text, data)
        self.batch.setCurrentIndex(max(0, self.batch.findData(chosen)))
        self.batch.blockSignals(False)

    def _show_passage(self) -> None:
        row = self.table.current()
        self.passage.show_passage(row.suggestion if row else None)
        n = len(self.table.selected())
        for button, text in zip(self._buttons, (_("Confirm"), _("Reject")), strict=False):
            button.setText(f"{text} ({n})" if n > 1 else text)
            button.follow_keys()


_ELSEWHERE = "elsewhere"


def _batch_id(one: _Read) -> str:
    return one.waiting.batch.id if one.waiting.batch else _ELSEWHERE


def _row(one: _Read, document: str, session: Session) -> AutoRow:
    coding, because = one.waiting.coding, one.waiting.because
    it = Suggestion(
        coding.document_id, *coding.span, coding.code_id, because.score, because.suggester, because.reason
    )
    return AutoRow(coding.id, it, document, one.words, session.codes[coding.code_id], because.share)


def _read(place: Beside, progress: Progress) -> list[_Read]:
    """What waits, in a thread."""
    with place.opened() as project:
        found = waiting.waiting(project)
        texts: dict[str, str] = {}
        read = []
        for number, one in enumerate(found):
            progress(number, len(found))
            document_id = one.coding.document_id
            if document_id not in texts:
                texts = {document_id: project.documents.text(document_id)}
            passage = texts[document_id][one.coding.start : one.coding.end]
            read.append(_Read(one, " ".join(passage.split())))
        return read
