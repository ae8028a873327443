"""What to decide next, across documents: a table ordered by what the study gains, decided by keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.changes import Changes
from ...domain.spans import Span
from ...domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED, Suggestion
from ...i18n import _, ngettext
from ...services import decisions, nothing_here
from ...services.suggestion_queue import documents_to_read
from .. import shortcuts
from ..coding import words
from ..coding.at_hand import attempt
from ..coding.nothing import Nothing
from ..coding.palette_popup import PalettePopup, Wish
from ..coding.pane import PADDING, KeyButton, hairline, label, panel
from ..coding.precedents_popup import PrecedentsPopup
from ..session import Session
from ..widgets import row_table
from . import queue_keys
from .lacking import lacking
from .queue_filter import QueueFilter
from .queue_passage import QueuePassage
from .queue_rows import CODE, DOCUMENT, PASSAGE, REASON, ROW_DATA, WHY, QueueModel, QueueRow, QueueRows
from .queue_run import QueueRun

_BAR, _FOOT, _PASSAGE_HIGH = 44, 44, 132
_SHOW_MS = 300
_WIDTHS = {DOCUMENT: 96, CODE: 190, REASON: 190, WHY: 230}
_LEAST_PASSAGE = 240
_TABLE, _NOTE = range(2)


class QueuePage(QWidget):
    """Reads all documents when it is first shown, and again when asked; what is decided vanishes.

    `passage_chosen(document id, Span)` and `coding_chosen(id)` go to a transcript. Call `finish` before the
    study is closed.
    """

    passage_chosen = Signal(str, object)
    coding_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._has_begun = False
        self._is_walked = self._is_filling = False
        self._documents: dict[str, str] = {}
        self.run = QueueRun(session, self)
        self.reading = self.run.reading
        self.model = QueueModel(self)
        self.table = QTableView(self)
        self.filter = QueueFilter(self)
        self.caption = label("", "caption", self)
        self.again = QPushButton(_("Read again"), self)
        self.nothing = Nothing("", _("Open a transcript"), self._open_transcript, self)
        self.nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # where the keyboard is till there are rows
        self.note = self.nothing.sentence
        self.passage = QueuePassage(session, self)
        self.palette_popup = PalettePopup(self)
        self.precedents = PrecedentsPopup(session, self)
        self._stack = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._buttons: list[KeyButton] = []
        panel(self, "base")
        self._dress_table()
        self._bind_keys()
        self._lay_out()
        self._connect()

    def finish(self) -> None:
        """Read no more."""
        self._soon.stop()
        self.run.finish()
        self.precedents.finish()
        self.passage.show_passage(None)

    def current(self) -> Suggestion | None:
        """The suggestion of the current row."""
        row: QueueRow | None = self.table.currentIndex().data(ROW_DATA)
        return row.suggestion if row else None

    def decide(self, verdict: str, chosen_code_id: str | None = None) -> None:
        """Decide on the current suggestion; the one below it comes next."""
        one = self.current()
        if one is None:
            return
        self._is_walked = True
        known = self._session.known.of(one.document_id) or ()
        project = self._session.project
        done = attempt(
            self._session,
            lambda: decisions.decide(project, one, verdict, chosen_code_id=chosen_code_id, known=known),
        )
        if done and verdict == SKIPPED:
            self.run.put_off(one)
        if done:
            self._show_now()

    def say_nothing(self) -> None:
        """Say that the passage belongs under no code."""
        one = self.current()
        if one is None:
            return
        project, known = self._session.project, self._session.known.of(one.document_id)
        if attempt(
            self._session, lambda: nothing_here.nothing_here(project, one.document_id, one.span, known=known)
        ):
            self._session.told.emit(words.undoable(_("Noted: no code here.")))
            self._show_now()

    def correct(self) -> None:
        """Put the passage under another code."""
        one = self.current()
        if one is None:
            return
        name = words.name_of(self._session.codes, one.code_id)
        wish = Wish(
            prompt=_("Instead of {code}").format(code=name),
            take=lambda code_id: self._take_other(one, code_id),
            suggested=[other.code_id for other in self.run.same_passage(one)],
        )
        self.palette_popup.open(self._session.code_list(), wish, self._place_of_row())

    def show_precedents(self) -> None:
        """Show two passages already under the code."""
        one = self.current()
        code = self._session.codes.get(one.code_id) if one else None
        if one and code:
            text = self._session.project.documents.text(one.document_id)[one.start : one.end]
            self.precedents.open(code, one.document_id, one.span, text, self._place_of_row())

    def open_current(self) -> None:
        """Go to the passage in its transcript."""
        one = self.current()
        if one:
            self.passage_chosen.emit(one.document_id, one.span)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, begin to read."""
        super().showEvent(event)
        if not self._has_begun:
            self._start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Why and because of give way to the passage where there is little room."""
        super().resizeEvent(event)
        left = self.width() - sum(_WIDTHS.values())
        self.table.setColumnHidden(REASON, left < _LEAST_PASSAGE)

    def _start(self) -> None:
        self._has_begun = True
        self._is_walked = False
        if not self.model.rows:
            self._tell(_("Reading the documents…"))
        self.again.setText(_("Stop"))
        self.run.start()

    def _start_or_stop(self) -> None:
        if self.run.is_busy:
            self.run.cancel()
        else:
            self._start()

    def _take_other(self, one: Suggestion, code_id: str) -> None:
        if self.current() == one:
            if code_id == one.code_id:
                self.decide(ACCEPTED)
            else:
                self.decide(CORRECTED, code_id)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(QueueRows(table))
        row_table.dress(table, _("What to decide next"), narrowest=48)
        header = table.horizontalHeader()
        header.setSectionResizeMode(PASSAGE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)

    def _bind_keys(self) -> None:
        works: dict[str, Callable[[], object]] = {
            "next_queued": lambda: self._step(1),
            "previous_queued": lambda: self._step(-1),
            "accept_queued": lambda: self.decide(ACCEPTED),
            "reject_queued": lambda: self.decide(REJECTED),
            "correct_queued": self.correct,
            "put_off_queued": lambda: self.decide(SKIPPED),
            "nothing_queued": self.say_nothing,
            "precedents_queued": self.show_precedents,
            "open_queued": self.open_current,
        }
        for act in queue_keys.acts():
            shortcuts.add(self.table, act, works[act.id], within=False)
        for text, key, work in (
            (_("Accept"), "Y", works["accept_queued"]),
            (_("Reject"), "N", works["reject_queued"]),
            (_("Other code"), "X", self.correct),
            (_("Later"), "L", works["put_off_queued"]),
            (_("No code here"), "Shift+N", self.say_nothing),
            (_("Precedents"), "P", self.show_precedents),
            (_("Open"), "Return", self.open_current),
        ):
            button = KeyButton(text, key, self, place=queue_keys.PLACE)
            button.clicked.connect(lambda _on=False: self.table.setFocus())
            button.clicked.connect(lambda _on=False, work=work: work())
            self._buttons.append(button)

    def _lay_out(self) -> None:
        bar, foot = QWidget(self), QWidget(self)
        bar.setFixedHeight(_BAR)
        foot.setFixedHeight(_FOOT)
        top, bottom = QHBoxLayout(bar), QHBoxLayout(foot)
        for row in (top, bottom):
            row.setContentsMargins(PADDING, 0, PADDING, 0)
            row.setSpacing(8)
        top.addWidget(self.filter)
        top.addStretch(1)
        top.addWidget(self.caption)
        top.addWidget(self.again)
        for button in self._buttons:
            bottom.addWidget(button)
        bottom.addStretch(1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.passage.setFixedHeight(_PASSAGE_HIGH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._below = (hairline(self), self.passage, foot)
        for widget in (bar, hairline(self), self._stack, *self._below):
            box.addWidget(widget, 1 if widget is self._stack else 0)

    def _connect(self) -> None:
        self.again.clicked.connect(self._start_or_stop)
        self.filter.changed.connect(self._show_now)
        self.table.selectionModel().currentRowChanged.connect(lambda *_moved: self._on_row())
        self.table.doubleClicked.connect(lambda _index: self.open_current())
        self.precedents.chosen.connect(lambda _document_id, coding_id: self.coding_chosen.emit(coding_id))
        self.run.changed.connect(self._show_soon)
        self.run.emptied.connect(self._start_anew)
        self.reading.progressed.connect(lambda _done, _total: self._show_soon())
        self.reading.failed.connect(self._say_failed)
        self.reading.ended.connect(lambda _whole: self._show_now())
        self._soon.timeout.connect(self._show_now)
        self._session.changed.connect(self._on_changed)
        self._read_documents()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._read_documents()
            self._show_soon()
        if changes.touched("document_text", "turn"):
            self.passage.show_passage(self.passage.shown)

    def _read_documents(self) -> None:
        self._documents = {one.id: one.code for one in self._session.project.documents.all()}

    def _show_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _start_anew(self) -> None:
        """Others are seen from now on."""
        self.model.fill([])
        self._show_passage()
        self._has_begun = False
        if self.isVisible():
            self._start()

    def _show_now(self) -> None:
        """Show what waits now; the row one is at stays, or the one that took its place comes next."""
        self._soon.stop()
        current, place = self.current(), self.table.currentIndex().row()
        documents, codes = self._documents, self._session.codes
        every = [
            QueueRow(one, documents[here.document_id], self.run.words(here), codes[here.code_id])
            for one in self.run.waiting()
            if (here := one.suggestion).document_id in documents and here.code_id in codes
        ]
        self.filter.offer(every)
        wanted = [row for row in every if self.filter.lets(row)]
        self._is_filling = True
        if wanted != self.model.rows:
            self.model.fill(wanted)
        row = self.model.row_of(current)
        if not self._is_walked:  # nobody chose a row yet: the best one is looked at
            row = 0
        elif row < 0:
            row = min(max(0, place), self.model.rowCount() - 1)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._is_filling = False
        self._say_how_far(len(every))
        if not self.model.rows:
            self._show_passage()

    def _say_how_far(self, every: int) -> None:
        rows = self.model.rowCount()
        self.again.setText(_("Stop") if self.run.is_busy else _("Read again"))
        said = ngettext("{n} to decide", "{n} to decide", rows).format(n=rows)
        done, total = self.reading.done, self.reading.total
        if self.run.is_busy and total:
            read = ngettext("{done} of {n} document read", "{done} of {n} documents read", total)
            said += " · " + read.format(done=done, n=total)
        elif self.run.decided:
            since = ngettext("{n} decision since reading", "{n} decisions since reading", self.run.decided)
            said += " · " + since.format(n=self.run.decided)
        self.caption.setText(said)
        if rows:
            self._show_table()
        elif self.run.is_busy:
            self._tell(_("Reading the documents…"))
        elif every:
            self._tell(_("Nothing to decide with these filters."))
        else:
            lacks = lacking(self._session)
            self._tell(lacks or _("Nothing to decide. Read again after coding more."), go_on=not lacks)

    def _show_table(self) -> None:
        """Show it in place of a sentence; the keyboard goes there unless somebody uses the filters."""
        focus = QApplication.focusWidget()
        goes = self._stack.currentIndex() == _NOTE and focus in (None, self.nothing, self.again)
        self._stack.setCurrentIndex(_TABLE)
        for part in self._below:
            part.show()
        if goes and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_failed(self, _reason: str) -> None:
        if not self.model.rows:
            self._tell(_("Looking for suggestions stopped. Your coding is safe."))
        self._session.told.emit(_("Looking for suggestions stopped. Your coding is safe."))
        self.again.setText(_("Try again"))

    def _tell(self, sentence: str, *, go_on: bool = False) -> None:
        """Say why there are no rows, with a way to code on where there is something to code."""
        self.nothing.say(sentence)
        self.nothing.setAccessibleName(sentence)
        self.nothing.button.setVisible(go_on)
        goes = self.table.hasFocus()
        self._stack.setCurrentIndex(_NOTE)
        for part in self._below:
            part.hide()
        if goes:
            self.nothing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_transcript(self) -> None:
        for document_id in documents_to_read(self._session.project)[:1]:
            self.passage_chosen.emit(document_id, Span(0, 0))

    def _on_row(self) -> None:
        self._is_walked = self._is_walked or not self._is_filling
        self._show_passage()

    def _show_passage(self) -> None:
        one = self.current()
        if one != self.passage.shown:
            self.passage.show_passage(one)
        for button in self._buttons:
            button.setEnabled(one is not None)

    def _step(self, by: int) -> None:
        row = self.table.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _place_of_row(self) -> QRect:
        index = self.model.index(self.table.currentIndex().row(), PASSAGE)
        row = self.table.visualRect(index)
        corner = self.table.viewport().mapTo(self, QPoint(row.left(), row.top()))
        return QRect(corner, row.size())
