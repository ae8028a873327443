"""The suggestions for the document shown: read aside, walked through one by one, never applied unasked."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, SKIPPED, Suggestion
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggester import Asked
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import suggestion_wire as wire
from qualcoder_cg.services import suggestions as services
from qualcoder_cg.services import withheld
from qualcoder_cg.services.offered import alternatives, still_open, taken

from .at_hand import AtHand, attempt
from .pane import PADDING, label, panel
from .section import SectionHeader
from .suggestion_rows import (
    SUGGESTION,
    SuggestionModel,
    SuggestionRows,
    following,
)

MOST = 60
_FIRST_PAUSE_MS = 150
_PATIENCE_MS = 200
_LIST, _NOTE = range(2)

_READ_BY_SUGGESTERS = (
    "coding", "decision", "nothing_here", "code", "keyword", "document", "question", "turn", "guide",
    "wording", "item_question", "survey_item", "survey_item_question",
)  # fmt: skip


class SuggestionList(QWidget):
    """A section that folds; while it is open, the document shown is read for suggestions.

    `chosen` follows a click on a suggestion: the keys that decide are those of the text. `filled` says that
    others are open now.
    """

    chosen = Signal()
    filled = Signal()

    def __init__(
        self,
        session: Session,
        at_hand: AtHand,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._at_hand = at_hand
        self._found: list[Suggestion] = []
        self._later: set[tuple[int, int, str]] = set()
        self._has_read = False
        self._seen = session.project.seen_coders
        self._asked: Asked | None = None
        self._over = False
        self.header = SectionHeader(_("Suggestions"), self)
        self.list = QListView(self)
        self.model = SuggestionModel(self)
        self.note = label("", "quiet", self)
        self.again = QPushButton(_("Try again"), self)
        self._stack = QStackedWidget(self)
        panel(self)
        self._lay_out()
        self._patience = _timer(self, _PATIENCE_MS, self._say_reading)
        self._soon = _timer(self, _FIRST_PAUSE_MS, self._read)
        self._connect()

    def set_open(self, is_open: bool) -> None:
        """Open or fold the section; opening it reads the document shown."""
        self.header.setChecked(is_open)

    def is_open(self) -> bool:
        """Whether the section is open."""
        return self.header.isChecked()

    def open_suggestions(self) -> list[Suggestion]:
        """What is still to be decided, in the order of the text."""
        return self.model.suggestions

    def choices(self) -> list[Suggestion]:
        """The current suggestion and others for the same passage."""
        current = self._session.suggestion
        return alternatives(self.model.suggestions, current) if current else []

    def go_on(self) -> None:
        """Make the next suggestion the current one; open the section where it was folded."""
        if not self.is_open():
            self.set_open(True)
        following_one = following(
            self.model.suggestions, self._session.suggestion, self._session.selection.start
        )
        if following_one:
            self._session.consider(following_one)
        elif self._stack.currentIndex() == _LIST or self._has_read:
            why = withheld.why_none(self._session.project) or _("No suggestions left in this document.")
            self._session.told.emit(why)

    def decide(
        self, verdict: str, *, code_id: str | None = None, suggestion: Suggestion | None = None
    ) -> None:
        """Decide on the current suggestion, or another for the same passage, and go on to the next."""
        current = suggestion or self._session.suggestion
        if current is None:
            self._session.told.emit(shortcuts.said(_("Press {key} for the next suggestion."), "G"))
            return
        later = self.after(current)
        if suggestion:
            self._session.consider(suggestion)
        if verdict == SKIPPED:
            self._later.add(_passage(current))
        if not attempt(self._session, lambda: self._session.decide(verdict, code_id)):
            return
        if verdict in (ACCEPTED, CORRECTED):
            self._at_hand.used(code_id or current.code_id)
        self._refresh()
        self.look_at_first(later)

    def after(self, current: Suggestion) -> list[Suggestion]:
        """What is open from a suggestion on, without it."""
        return [one for one in self.model.suggestions if one.start >= current.start and one != current]

    def look_at_first(self, wanted: list[Suggestion]) -> None:
        """Look at the first of these that is still open, else at the first of all."""
        left = [one for one in wanted if one in self.model.suggestions] or self.model.suggestions
        self._session.consider(left[0] if left else None)

    def finish(self) -> None:
        """Ask for nothing any more."""
        self._over = True
        self._soon.stop()
        self._patience.stop()
        self._take_back()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(SuggestionRows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(_("Suggestions for the document shown"))
        self.note.setWordWrap(True)
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(PADDING, 8, PADDING, 12)
        inner.setSpacing(12)
        inner.addWidget(self.note)
        inner.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._stack, 1)
        self._stack.hide()
        self._tell("")

    def _connect(self) -> None:
        self.header.toggled.connect(self._toggled)
        self.again.clicked.connect(self._read)
        self.list.clicked.connect(self._consider)
        self.list.activated.connect(self._consider)
        self._session.suggester.learned.connect(self._read_again)
        self._session.document_shown.connect(self._on_document)
        self._session.text_changed.connect(lambda _before: self._on_document(self._session.document))
        self._session.suggestion_activated.connect(self._follow)
        self._session.changed.connect(self._on_changed)

    def _toggled(self, is_open: bool) -> None:
        self._stack.setVisible(is_open)
        if not is_open:
            self._soon.stop()
        elif not self._has_read:
            self._read_soon(_FIRST_PAUSE_MS)

    def _on_document(self, document: Document | None) -> None:
        self._found, self._later, self._has_read = [], set(), False
        self._seen = self._session.project.seen_coders
        self._take_back()
        self._refresh()
        self._tell("")
        if document:
            self._read_soon(_FIRST_PAUSE_MS)
        else:
            self._soon.stop()
            self._patience.stop()

    def _read_soon(self, pause: int) -> None:
        if self.is_open() and self._session.document:
            self._soon.start(pause)

    def _read_again(self) -> None:
        """What is suggested may be something else now."""
        if self.is_open() and self._has_read:
            self._read()

    def _read(self) -> None:
        """Ask for the suggestions of the document shown instead of what was asked before."""
        document = self._session.document
        if document is None or self._over:
            return
        if not self._found:
            self._tell("")
            self._patience.start()
        self._take_back()
        self._asked = self._session.suggester.ask(
            "suggest",
            lambda result: self._on_suggested(
                document.id, [wire.suggestion_from_json(one) for one in result]
            ),
            failed=self._on_failed,
            urgent=True,
            material=wire.material_to_json(services.material(self._session.project, document.id)),
            limit=MOST,
        )

    def _take_back(self) -> None:
        if self._asked:
            self._asked.cancel()
        self._asked = None

    def _on_suggested(self, document_id: str, found: list[Suggestion]) -> None:
        self._patience.stop()
        document = self._session.document
        if document is None or document.id != document_id:
            return
        self._has_read = True
        self._session.known.put(document_id, found)
        shown, _kept_back = withheld.split(self._session.project, document_id, found)
        self._found = self._with_current(shown)
        self._refresh()

    def _with_current(self, found: list[Suggestion]) -> list[Suggestion]:
        """What was found, with the suggestion someone is looking at as it is: it does not vanish unasked."""
        current = self._session.suggestion
        if current is None or current not in self._found:
            return found
        return [current, *(one for one in found if _passage(one) != _passage(current))]

    def _on_failed(self, _reason: object) -> None:
        self._patience.stop()
        self._soon.stop()
        self._tell(_("Looking for suggestions stopped. Your coding is safe."), again=True)

    def _on_changed(self, changes: Changes) -> None:
        if self._session.project.seen_coders != self._seen:
            # What was found was learned from coders who may be hidden now.
            self._on_document(self._session.document)
        if changes.touched(*_READ_BY_SUGGESTERS):
            self._refresh()

    def _refresh(self) -> None:
        """Show what is still open of what was found."""
        document = self._session.document
        shown: list[Suggestion] = []
        if document and self._found:
            found = [one for one in self._found if _passage(one) not in self._later]
            project = self._session.project
            # Whatever the transcript shows: what may be seen at all is not offered again.
            shown = still_open(found, taken(project, document.id), self._session.codes)
        if shown != self.model.suggestions:
            self.model.fill(shown, self._session.codes, self._session.text)
            self.filled.emit()
            self._follow(self._session.suggestion)
        current = self._session.suggestion
        if current and current not in shown:
            self._session.consider(None)
        if shown:
            self._stack.setCurrentIndex(_LIST)
        elif self._has_read:
            left = withheld.why_none(self._session.project) or _("Nothing left to suggest in this document.")
            none = _("No codes yet. Load an evaluation matrix or add a code.")
            self._tell(left if self._session.codes else none)
        many = ngettext("{n} here", "{n} here", len(shown)).format(n=len(shown))
        self.header.set_caption(many if shown else "")

    def _say_reading(self) -> None:
        self._tell(_("Looking for suggestions…"))

    def _tell(self, sentence: str, *, again: bool = False) -> None:
        self.note.setText(sentence)
        self.again.setVisible(again)
        self._stack.setCurrentIndex(_NOTE)

    def _consider(self, index: QModelIndex) -> None:
        self._session.consider(index.data(SUGGESTION))
        self.chosen.emit()

    def _follow(self, suggestion: Suggestion | None) -> None:
        row = self.model.row_of(suggestion)
        if row < 0:
            self.list.selectionModel().clear()
        else:
            self.list.setCurrentIndex(self.model.index(row, 0))


def _passage(suggestion: Suggestion) -> tuple[int, int, str]:
    return suggestion.start, suggestion.end, suggestion.code_id


def _timer(parent: SuggestionList, pause: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=pause)
    timer.timeout.connect(work)
    return timer
