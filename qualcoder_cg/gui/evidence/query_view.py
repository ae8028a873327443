"""Coded quotes by any combination of limits: limits at the left, the quotes that fit beside them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...domain.changes import Changes
from ...domain.queries import Passage, Query, Retrieved
from ...errors import UserError
from ...i18n import _
from ...services import excerpts, facets, queries, query_words, retrieval
from ...services.retrieval_order import BY_DOCUMENT, BY_QUESTION, BY_TYPE, ordering
from ...services.retrieval_words import counts_in_words
from .. import messages
from ..coding.pane import KeyButton, PaneHeader, filter_field, hairline, label, panel
from ..in_pieces import InPieces
from ..session import Session
from . import acts
from .chips import Chips
from .excerpt_rows import ExcerptList
from .facets import Facets
from .saved_list import SavedList

_LEFT = 280
_SETTLE = 300
_TYPED = 250
_TABLES = (
    "coding", "code", "code_question", "criterion", "question", "document", "turn", "informant", "voice",
    "institution", "interview", "interview_informant", "category", "coder", "survey", "setting",
)  # fmt: skip


class QueryView(QWidget):
    """Quotes that fit a query; `coding_chosen(id)` to go to one in its transcript, `export_wanted(Query)`.

    Nothing is read before the view is first shown, and nothing while it is hidden.
    """

    coding_chosen = Signal(str)
    export_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.query = Query()
        self.found: Retrieved | None = None
        self._name = ""
        self._stale = True
        self._work, self._counting = InPieces(self), InPieces(self)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._retrieve)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._typed.timeout.connect(self._take_fields)
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("queries")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self._right())
        self.splitter.setSizes([_LEFT, 1000])
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        session.changed.connect(self._on_changed)
        self._add_keys()

    def show_query(self, query: Query, name: str = "") -> None:
        """Ask something else; `name` is that of a saved query."""
        self.query, self._name = query, name
        self.facets.show_query(query)
        for field, text in (
            (self.words, query.words),
            (self.after, query.after),
            (self.before, query.before),
        ):
            if field.text() != text and not field.hasFocus():
                field.blockSignals(True)
                field.setText(text)
                field.blockSignals(False)
        self._retrieve()

    def showEvent(self, event: QShowEvent) -> None:
        """Retrieve what changed while the view was hidden."""
        super().showEvent(event)
        if self._stale:
            self._retrieve()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is not done; it is done when the view is shown again."""
        super().hideEvent(event)
        if self._work.is_busy:
            self._stale = True
        self._work.stop()
        self._counting.stop()

    def save(self) -> None:
        """Ask for a name where the title stands; Enter keeps the query, Esc does not."""
        self.title.hide()
        self.naming.setText(self._name)
        self.naming.show()
        self.naming.setFocus()
        self.naming.selectAll()

    def _save_as(self) -> None:
        """Keep the query under the name that was typed."""
        if self.naming.isHidden():
            return
        self._end_naming()
        try:
            kept = queries.save_query(self.session.project, self.naming.text(), self.query)
        except UserError as error:
            messages.show(self, error)
            return
        self._name = kept.name
        self.title.setText(kept.name)
        self.saved.refresh()
        self.saved.choose(kept.id)

    def _end_naming(self) -> None:
        self.naming.hide()
        self.title.show()
        self.list.setFocus()

    def _left(self) -> QWidget:
        pane = QWidget(self)
        panel(pane)
        self.saved = SavedList(self.session, pane)
        self.saved.wanted.connect(self.show_query)
        self.words = filter_field(_("Words in the quote"), _("Words in the quote"), pane)
        self.after, self.before = QLineEdit(pane), QLineEdit(pane)
        for field, hint in ((self.after, _("From")), (self.before, _("Until"))):
            field.setPlaceholderText(f"{hint} 2022-05")
            field.setAccessibleName(hint)
            field.setToolTip(_("A day, a month or a year: 2022-05-31, 2022-05, 2022"))
        for field in (self.words, self.after, self.before):
            field.textChanged.connect(lambda _text: self._typed.start())
        dates = QHBoxLayout()
        dates.setSpacing(8)
        dates.addWidget(self.after)
        dates.addWidget(self.before)
        fields = QVBoxLayout()
        fields.setContentsMargins(12, 0, 12, 8)
        fields.setSpacing(8)
        fields.addWidget(self.words)
        fields.addLayout(dates)
        self.facets = Facets(pane)
        self.facets.changed.connect(self._ask)
        self.facets.opened.connect(self._count_facets)
        self.left_header = PaneHeader(_("Limits"), pane)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.left_header)
        column.addLayout(fields)
        column.addWidget(self.facets, 1)
        column.addWidget(hairline(pane))
        self.saved_title = PaneHeader(_("Saved queries"), pane)
        column.addWidget(self.saved_title)
        column.addWidget(self.saved.none)
        column.addWidget(self.saved)
        return pane

    def _right(self) -> QWidget:
        pane = QWidget(self)
        panel(pane, "base")
        header = PaneHeader(_("All coded quotes"), pane, padding=16)
        self.title = header.title
        self.naming = QLineEdit(pane)
        self.naming.setAccessibleName(_("Name of the query"))
        self.naming.setPlaceholderText(_("Name of the query"))
        self.naming.setMinimumWidth(200)
        self.naming.returnPressed.connect(self._save_as)
        self.naming.hide()
        header.put_first(self.naming)
        self.order = QComboBox(pane)
        self.order.setAccessibleName(_("Order"))
        for name, text in (
            (BY_DOCUMENT, _("By document")),
            (BY_QUESTION, _("By question")),
            (BY_TYPE, _("By type of informant")),
        ):
            self.order.addItem(text, name)
        self.order.currentIndexChanged.connect(lambda _index: self._fill())
        self.keep = KeyButton(_("Save…"), "Ctrl+S", pane, place="queries")
        self.keep.clicked.connect(lambda _on=False: self.save())
        self.export = QPushButton(_("Export…"), pane)
        self.export.clicked.connect(lambda _on=False: self.export_wanted.emit(self.query))
        for widget in (self.order, self.keep, self.export):
            header.add(widget)
        self.chips = Chips(pane)
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(lambda: self._ask(Query()))
        self.count = label("", "caption", pane)
        self.count.setContentsMargins(16, 0, 16, 6)
        self.count.setWordWrap(True)
        self.missing = label("", "warning", pane)
        self.missing.setContentsMargins(16, 0, 16, 6)
        self.missing.setWordWrap(True)
        self.missing.hide()
        self.list = ExcerptList(pane)
        self.list.clicked.connect(lambda _index: self._open())
        self.nothing = label(_("No coded quote fits. Take a limit away."), "quiet", pane)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.nothing.hide()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, self.chips, self.count, self.missing):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addStretch(0)
        return pane

    def _add_keys(self) -> None:
        works: acts.Works = {
            "next_quote": lambda: self.list.step(1),
            "previous_quote": lambda: self.list.step(-1),
            "open_quote": self._open,
        }
        acts.add(self.list, acts.quotes(), works, within=False)
        leave = QShortcut(QKeySequence("Esc"), self.naming)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._end_naming)
        acts.add(self, acts.page(), {"save_query": self.save})
        self.keep.follow_keys()

    def _ask(self, query: Query) -> None:
        self.show_query(query, self._name if query != Query() else "")

    def _take_fields(self) -> None:
        """Ask for the words and days that were typed; a day that is none yet sets no limit."""
        days = []
        for field in (self.after, self.before):
            try:
                days.append(queries.day(field.text()))
            except UserError:
                days.append("")
        query = replace(self.query, words=self.words.text(), after=days[0], before=days[1])
        if query != self.query:
            self._ask(query)

    def _remove(self, condition: str, value: str) -> None:
        if condition in ("after", "before", "words"):
            {"after": self.after, "before": self.before, "words": self.words}[condition].clear()
            self._ask(replace(self.query, **{condition: ""}))  # type: ignore[arg-type]
            return
        values = self.query.values(condition) - {value}
        query = replace(self.query, **{condition: values})  # type: ignore[arg-type]
        self._ask(query if values else replace(query, excluded=query.excluded - {condition}))

    def _retrieve(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        project = self.session.project
        self.saved.refresh()
        self.facets.offer(query_words.choices(project))
        self.chips.show_limits(query_words.chips(project, self.query))
        self.title.setText(
            self._name or (_("All coded quotes") if self.query.is_empty else _("Quotes that fit"))
        )
        self._counting.stop()
        self._work.begin(retrieval.retrieving(project, self.query), self._show)

    def _show(self, found: Retrieved) -> None:
        self.found = found
        self.count.setText(" · ".join(counts_in_words(found.counts)))
        self.missing.setText(" ".join(found.missing))
        self.missing.setVisible(bool(found.missing))
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        work = ordering(self.session.project, self.found, self.order.currentData())
        self._work.begin(work, self._fill_with)

    def _fill_with(self, passages: Sequence[Passage]) -> None:
        """List the passages in their order, then count what each value would leave."""
        project = self.session.project
        coders = {coder.id: coder for coder in project.coders.all()}
        self.list.model_of.fill(passages, excerpts.Reader(project).read, self.session.codes, coders)
        self.nothing.setVisible(not passages)
        self.list.setVisible(bool(passages))
        self._count_facets()

    def _count_facets(self) -> None:
        """Count what each value would leave, one open condition after the other."""
        left = [name for name in self.facets.open_conditions() if name != "together"]

        def go_on(condition: str = "", counts: object = None) -> None:
            if condition and isinstance(counts, dict):
                self.facets.show_counts(condition, counts)
            if left:
                name = left.pop(0)
                work = facets.counting(self.session.project, self.query, name)
                self._counting.begin(work, lambda found: go_on(name, dict(found)))

        if self.found is not None and not self._work.is_busy:
            go_on()

    def _open(self) -> None:
        passage = self.list.passage()
        coding_id = excerpts.first_coding(self.session.project, passage) if passage else ""
        if coding_id:
            self.coding_chosen.emit(coding_id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("saved_query") and self.isVisible():
            self.saved.refresh()
        if changes.touched(*_TABLES):
            self._stale = True
            self._work.stop()
            self._counting.stop()
            self.list.model_of.clear()
            if self.isVisible():
                self._again.start()
