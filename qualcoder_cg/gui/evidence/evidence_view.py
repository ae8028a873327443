"""The evidence view: questions at the left, the quotes of the chosen one with their attribution."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ...domain import attribution
from ...domain.changes import Changes
from ...domain.evidence import Excerpt
from ...i18n import _
from ...services.evidence import level_text
from .. import shortcuts, theme
from ..dialogs.export_evidence import level_names
from ..session import Session
from .gathering import Gathering, Place
from .questions import Questions
from .quotes import Heading, QuoteList, Quotes, counts_text, documents_in

_HEADER = 40
_LEFT = 304
_SETTLE = 300
_TABLES = (
    "coding", "code", "code_question", "criterion", "question", "document", "turn", "informant", "voice",
    "institution", "interview", "interview_informant", "category",
)  # fmt: skip


class EvidenceView(QWidget):
    """Quotes by question; `coding_chosen(id)` to go to a quote in its transcript, `export_wanted()`.

    Nothing is read before the view is first shown, and nothing while it is hidden.
    """

    coding_chosen = Signal(str)
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True
        self._drawn: tuple[Place, int, str] | None = None
        self.gathering = Gathering(session.project, self)
        self.gathering.grown.connect(self._show_growth)
        self.gathering.finished.connect(self._show_quotes)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._gather)
        self.questions = Questions(self)
        self.questions.chosen.connect(lambda _place: self._show_quotes())
        self.model = Quotes(self)
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("evidence")
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
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def level(self) -> str:
        """The attribution level that is shown."""
        return str(self.levels.currentData())

    def showEvent(self, event: QShowEvent) -> None:
        """Gather what changed while the view was hidden."""
        super().showEvent(event)
        if self._stale:
            self._gather()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop gathering; what is half read is read again."""
        super().hideEvent(event)
        if not self.gathering.done:
            self.gathering.stop()
            self._stale = True

    def _add_keys(self) -> None:
        """Keys that act in the list of quotes."""
        for name, text, keys, work in (
            ("next_quote", _("Next quote"), ("J",), lambda: self._step(1)),
            ("previous_quote", _("Previous quote"), ("K",), lambda: self._step(-1)),
            ("open_quote", _("Open in the transcript"), ("Return", "Enter"), self._open_current),
        ):
            act = shortcuts.Act(name, shortcuts.QUOTES, _("In the quotes"), text, keys)
            shortcuts.add(self.list, act, work, within=False)

    def _open_current(self) -> None:
        self._open(self.list.currentIndex())

    def _left(self) -> QWidget:
        pane = QWidget(self)
        title = QLabel(_("Questions"), pane)
        title.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        title.setFixedHeight(_HEADER)
        title.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.questions, 1)
        return pane

    def _right(self) -> QWidget:
        pane = QWidget(self)
        self.title = QLabel(pane)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        self.levels = QComboBox(pane)
        self.levels.setAccessibleName(_("Attribution"))
        for name, text in level_names().items():
            self.levels.addItem(text, name)
        self.levels.setCurrentIndex(self.levels.findData(attribution.TYPE))
        self.levels.currentIndexChanged.connect(self._gather)
        self.export = QPushButton(_("Export…"), pane)
        self.export.clicked.connect(self.export_wanted)
        header = QHBoxLayout()
        header.setContentsMargins(16, 6, 16, 6)
        header.setSpacing(8)
        header.addWidget(self.title, 1)
        header.addWidget(self.levels)
        header.addWidget(self.export)
        self.count = QLabel(pane)
        self.count.setProperty("role", "caption")
        self.count.setContentsMargins(16, 0, 16, 6)
        self.list = QuoteList(pane)
        self.list.setModel(self.model)
        self.list.clicked.connect(self._open)
        self._add_keys()
        self.nothing = QLabel(_("No quotes for this question yet. Code passages under it first."), pane)
        self.nothing.setProperty("role", "quiet")
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        return pane

    def _gather(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self.gathering.begin(self.level())
        self._drawn = None
        if self.gathering.evidence:
            self.questions.show_matrix(self.gathering.evidence)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_TABLES):
            self._stale = True
            # The generator reads the rows of before; it must not go on.
            self.gathering.stop()
            if self.isVisible():
                self._again.start()

    def _show_growth(self) -> None:
        """While a large study is read: the counts, and the first quotes as soon as there are any."""
        self.questions.show_counts(self.gathering)
        if self._drawn is None:
            self._show_quotes()

    def _show_quotes(self) -> None:
        place = self.questions.place()
        if place is None:
            return
        quotes = self.gathering.found.get(place, [])
        informants = self.gathering.counts(place)[1]
        self.title.setText(self.questions.title(place))
        attributed = self.level() != attribution.NONE
        counted = counts_text(Heading("", len(quotes), informants, documents_in(quotes)))
        notes = self.gathering.evidence.notes if self.gathering.evidence else ()
        told = " ".join((level_text(self.level()), *notes))
        self.count.setText(f"{counted} · {told}" if quotes else told)
        drawn = (place, len(quotes), self.level())
        if drawn != self._drawn:
            self._drawn = drawn if quotes or self.gathering.done else None
            self.model.fill(list(quotes), attributed=attributed)
        empty = not quotes and self.gathering.done
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index) if index.isValid() else None
        if isinstance(row, Excerpt):
            self.coding_chosen.emit(row.id)

    def _step(self, step: int) -> None:
        here = self.list.currentIndex()
        # On coming in by a key Qt has a current row that is not chosen yet: that is the first to go to.
        chosen = self.list.selectionModel().isSelected(here)
        row = here.row() + (step if chosen or not here.isValid() else 0)
        while 0 <= row < self.model.rowCount():
            index = self.model.index(row)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentIndex(index)
                return
            row += step

    def _dress(self) -> None:
        look = theme.tokens()
        self.list.setStyleSheet(f"QListView {{ background: {look.base}; }}")
        if self.gathering.evidence:
            self.questions.show_counts(self.gathering)
