"""What one suggester would code: looked at passage by passage, then coded in one step under a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.changes import Changes
from ...i18n import _, decimal, ngettext
from ...services import auto_coding
from ...services.auto_coding import TOGETHER
from ...services.suggestions import suggester_name
from .. import shortcuts
from ..coding import words
from ..coding.at_hand import attempt
from ..coding.nothing import Nothing, inset
from ..coding.pane import PADDING, hairline, label, panel
from ..session import Session
from . import auto_keys
from .auto_right import AutoRight
from .auto_rows import AutoModel
from .auto_run import AutoRun
from .auto_table import AutoTable
from .checklist import Checklist
from .lacking import lacking
from .queue_passage import QueuePassage

_BAR, _LINE, _PASSAGE_HIGH = 44, 32, 112
_SLIDER, _CHOICE, _NAME = 160, 176, 320
_FIRST, _HUNDRED = 60, 100
_TABLE, _NOTHING, _NOTE = range(3)
# It speaks only where a trained pipeline with vectors is installed.
_SOMETIMES = ("meaning",)


class ProposePage(QWidget):
    """Chooses, previews and applies. `applied(batch name)` when passages were coded."""

    passage_chosen = Signal(str, object)
    applied = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._named = ""
        self.run = AutoRun(session, self)
        self.was_right = AutoRight(session, self)
        self.model = AutoModel(self)
        self.table = AutoTable(self.model, _("Passages that would be coded"), self, ticks=True)
        self.suggester = QComboBox(self)
        self.threshold = QSlider(Qt.Orientation.Horizontal, self)
        self.at_least = label("", "", self)
        self.documents = Checklist(_("Documents to read"), _("Every document"), _documents, self)
        self.codes = Checklist(_("Codes to propose"), _("Every code"), _codes, self)
        self.read = QPushButton(_("Read documents"), self)
        self.caption = label("", "caption", self)
        self.right = label("", "caption", self)
        self.name = QLineEdit(self)
        self.code = QPushButton(self)
        self.passage = QueuePassage(session, self)
        self.note = label("", "quiet", self)
        self.nothing = Nothing(
            _(
                "One suggester codes many passages at once, for you to confirm one by one. Read the documents"
                " to see what it would code; nothing is coded before you say so."
            ),
            _("Read documents"),
            self.start_or_stop,
            self,
            padding=PADDING,
            main=True,
        )
        self._stack = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        panel(self, "base")
        self._dress()
        self._lay_out()
        self._connect()
        self._offer()
        self._show()

    def finish(self) -> None:
        """Read no more."""
        self._soon.stop()
        self.run.finish()
        self.was_right.finish()
        self.passage.show_passage(None)

    def start_or_stop(self) -> None:
        """Read the documents chosen, or stop reading."""
        if self.run.reading.is_busy:
            self.run.reading.cancel()
        else:
            self.run.start(self.documents.ticked())
        self._show()

    def apply(self) -> None:
        """Code what is ticked, in one step under the name."""
        rows, name = self.model.chosen(), self.name.text()
        if not rows:
            return
        found = self.run.proposals(self._suggester(), self._threshold(), rows)
        project, made = self._session.project, 0

        def work() -> None:
            nonlocal made
            made = auto_coding.apply(project, found, name)

        if attempt(self._session, work):
            said = ngettext(
                "{n} passage coded; it waits to be confirmed.",
                "{n} passages coded; they wait to be confirmed.",
                made,
            )
            self._session.told.emit(words.undoable(said.format(n=made)))
            self.applied.emit(" ".join(name.split()))

    def showEvent(self, event: QShowEvent) -> None:
        """Read how often the suggesters were right."""
        super().showEvent(event)
        self.was_right.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason gives way to the passage where there is little room."""
        super().resizeEvent(event)
        self.table.fit(self.width())

    def _dress(self) -> None:
        self._offer_suggesters()
        self.suggester.setAccessibleName(_("Suggester"))
        self.suggester.setFixedWidth(_CHOICE)
        self.threshold.setRange(0, _HUNDRED)
        self.threshold.setSingleStep(1)
        self.threshold.setPageStep(5)
        self.threshold.setFixedSize(_SLIDER, 24)
        self.threshold.setAccessibleName(_("From which share on"))
        self.threshold.setToolTip(_("How far the suggester alone has to speak for a code, 0 to 1"))
        self.threshold.setValue(_FIRST)
        self.name.setAccessibleName(_("Name of this auto-coding"))
        self.name.setPlaceholderText(_("Name of this auto-coding"))
        self.name.setMaximumWidth(_NAME)
        self.code.setProperty("main", True)

    def _lay_out(self) -> None:
        bar, line, foot = QWidget(self), QWidget(self), QWidget(self)
        rows = []
        for widget, high in ((bar, _BAR), (line, _LINE), (foot, _BAR)):
            widget.setFixedHeight(high)
            row = QHBoxLayout(widget)
            row.setContentsMargins(PADDING, 0, PADDING, 0)
            row.setSpacing(8)
            rows.append(row)
        from_share = label(_("From"), "", self)
        from_share.setBuddy(self.threshold)
        for one in (self.suggester, from_share, self.threshold, self.at_least, self.documents, self.codes):
            rows[0].addWidget(one)
        rows[0].addStretch(1)
        rows[0].addWidget(self.read)
        rows[1].addWidget(self.caption)
        rows[1].addStretch(1)
        rows[1].addWidget(self.right)
        name = label(_("Name"), "", foot)
        name.setBuddy(self.name)
        rows[2].addWidget(name)
        rows[2].addWidget(self.name, 1)
        rows[2].addWidget(self.code)
        rows[2].addStretch(1)
        for page in (self.table, self.nothing, inset(self.note, self)):
            self._stack.addWidget(page)
        self.passage.setFixedHeight(_PASSAGE_HIGH)
        self._below = (hairline(self), self.passage, foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (bar, line, hairline(self), self._stack, *self._below):
            box.addWidget(part, 1 if part is self._stack else 0)

    def _connect(self) -> None:
        self.read.clicked.connect(lambda _on=False: self.start_or_stop())
        self.code.clicked.connect(lambda _on=False: self.apply())
        self.suggester.currentIndexChanged.connect(self._show_soon)
        self.threshold.valueChanged.connect(self._show_soon)
        self.codes.changed.connect(self._show_soon)
        self.run.changed.connect(self._show_soon)
        self.was_right.changed.connect(self._say_right)
        self.run.reading.progressed.connect(self._show_soon)
        self.run.reading.ended.connect(self._show_soon)
        self.run.reading.failed.connect(self._say_failed)
        self.model.ticked.connect(self._count)
        self.table.moved.connect(self._show_passage)
        self.table.opened.connect(self._open)
        works: dict[str, Callable[[], object]] = {
            "next_proposed": lambda: self.table.step(1),
            "previous_proposed": lambda: self.table.step(-1),
            "tick_proposed": self.table.tick_selected,
            "open_proposed": self._open,
        }
        for act in auto_keys.acts():
            shortcuts.add(self.table, act, works[act.id], within=False)
        self._soon.timeout.connect(self._show)
        self._session.changed.connect(self._on_changed)
        self._session.codes_changed.connect(self._offer)

    def _offer_suggesters(self) -> None:
        """Those there always are, and those that said something in what was read, such as the meaning."""
        always = [name for name in auto_coding.suggesters() if name not in _SOMETIMES]
        every = [*always, *sorted(self.run.speakers - {*always}), TOGETHER]
        if every == [self.suggester.itemData(row) for row in range(self.suggester.count())]:
            return
        here = self.suggester.currentData()
        self.suggester.blockSignals(True)
        self.suggester.clear()
        for name in every:
            text = suggester_name(name) if name else _("all together")
            self.suggester.addItem(text[:1].upper() + text[1:], name)
        self.suggester.setCurrentIndex(max(0, self.suggester.findData(here)))
        self.suggester.blockSignals(False)

    def _offer(self) -> None:
        project = self._session.project
        self.documents.offer(
            [(one.id, f"{one.code}  {words.file_title(one)}") for one in project.documents.all()]
        )
        self.codes.offer([(one.id, words.code_name(one)) for one in self._session.code_list()])

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._offer()

    def _suggester(self) -> str:
        return str(self.suggester.currentData())

    def _threshold(self) -> float:
        return self.threshold.value() / _HUNDRED

    def _show_soon(self, *_news: object) -> None:
        self._soon.start()

    def _show(self) -> None:
        """Show what is proposed now; the row one is at stays."""
        self._offer_suggesters()
        here = self.table.current()
        place = self.table.currentIndex().row()
        self.at_least.setText(decimal(self._threshold(), 2))
        self.threshold.setStatusTip(self.at_least.text())
        rows = self.run.rows(self._suggester(), self._threshold(), self.codes.ticked())
        if rows != self.model.rows:
            self.model.fill(rows)
            row = self.model.row_of(here.key) if here else -1
            self.table.go_to(row if row >= 0 else max(0, place))
        self._name_it()
        self._count()
        self._choose_page()
        self._show_passage()

    def _name_it(self) -> None:
        """Propose a name as long as nobody gave one."""
        proposed = f"{self.suggester.currentText()} ≥ {decimal(self._threshold(), 2)}"
        if self.name.text() in ("", self._named):
            self.name.setText(proposed)
        self._named = proposed

    def _count(self) -> None:
        """Say how many passages there are, and how often the suggester was right."""
        chosen = self.model.chosen()
        n = len(chosen)
        self.code.setText(ngettext("Code {n} passage", "Code {n} passages", n).format(n=n))
        self.code.setEnabled(n > 0)
        self.code.setToolTip("" if n else _("Tick a passage first."))
        parts = []
        if self.run.reading.is_busy:
            done, total = self.run.reading.done, self.run.reading.total
            read = ngettext("{done} of {n} document read", "{done} of {n} documents read", total)
            parts.append(read.format(done=done, n=total))
        if self.run.has_read:
            documents = len({row.suggestion.document_id for row in chosen})
            codes = len({row.code.id for row in chosen})
            parts += [
                ngettext("{n} passage", "{n} passages", n).format(n=n),
                _documents(documents),
                _codes(codes),
            ]
        blind = self.run.blind(self._suggester(), self._threshold(), self.codes.ticked())
        if blind:
            parts.append(ngettext("{n} kept blind", "{n} kept blind", blind).format(n=blind))
        self.caption.setText(" · ".join(parts))
        self.caption.setToolTip(
            lacking(self._session)
            or (_("Blind passages stay without suggestions until you have coded past them.") if blind else "")
        )
        self._say_right()

    def _say_right(self) -> None:
        self.right.setText(self.was_right.words(self._suggester(), self.suggester.currentText()))

    def _choose_page(self) -> None:
        busy = self.run.reading.is_busy
        self.read.setText(
            _("Stop") if busy else _("Read again") if self.run.has_read else _("Read documents")
        )
        empty = not busy and not self.run.has_read
        self.read.setVisible(not empty)
        for part in self._below:
            part.setVisible(bool(self.model.rows))
        if self.model.rows:
            self._stack.setCurrentIndex(_TABLE)
        elif busy:
            self._tell(_("Reading the documents…"))
        elif empty:
            self._stack.setCurrentIndex(_NOTHING)
        else:
            advice = _("Nothing is proposed from this share on. Move the slider to the left.")
            self._tell(lacking(self._session) or advice)

    def _say_failed(self, _reason: str) -> None:
        self._session.told.emit(_("Looking for suggestions stopped. Your coding is safe."))
        self._show_soon()

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)
        self._stack.setCurrentIndex(_NOTE)

    def _show_passage(self) -> None:
        row = self.table.current()
        self.passage.show_passage(row.suggestion if row else None)

    def _open(self) -> None:
        row = self.table.current()
        if row:
            self.passage_chosen.emit(row.suggestion.document_id, row.suggestion.span)


def _documents(n: int) -> str:
    return ngettext("{n} document", "{n} documents", n).format(n=n)


def _codes(n: int) -> str:
    return ngettext("{n} code", "{n} codes", n).format(n=n)
