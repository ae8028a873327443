"""Under the text: the codings chosen, memos on passage and document, what the codebook says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import coding as codings
from qualcoder_cg.services import memos

from . import words
from .at_hand import attempt
from .chosen import ChosenCodings
from .code_card import CodeCard
from .coding_page import CodingPage
from .confidence_aside import ConfidenceAside
from .memo_edit import MemoEdit
from .pane import PADDING, hairline, label, panel
from .passage_memo import PassageMemo
from .print_page import PrintPage
from .suggestion_card import SuggestionCard

HEIGHT = 153
_TABS = 34
_ROOM_FOR_COUNT = 120
CODING, PASSAGE, DOCUMENT, CODE, PRINT = range(5)


class Inspector(QWidget):
    """Follows the session and the codings chosen; `coding` is the page whose signals ask for changes.

    `left` comes with Esc in a memo: the keyboard goes back to the text. `wanted` says that something in it
    is about to be written, and what lies over it should make way.
    """

    wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, chosen: ChosenCodings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._looked_at = ""
        self._over = False
        self._questions: dict[str, str] = {}
        self.setFixedHeight(HEIGHT)
        self.tabs = QTabBar(self)
        for name in _names():
            self.tabs.addTab(name)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setMinimumWidth(_TABS)  # its own would keep the window from becoming narrow
        self.tabs.setFixedHeight(_TABS)
        self.tabs.setAccessibleName(_("About the coding"))
        self.here = label("", "caption", self)
        self.coding = CodingPage(self)
        self.memo = self.coding.memo
        self.passage = PassageMemo(session, self)
        self.document_memo = MemoEdit(_("Memo on this document"), _("Memo on this document"), self)
        self.card = CodeCard(self)
        self.code_memo = MemoEdit(_("Memo on this code"), _("Memo on this code"), self)
        self.suggestion = SuggestionCard(self)
        self.confidence = ConfidenceAside(session, self)
        self.print = PrintPage(session, self)
        self.empty = label("", "quiet", self)
        self._pages = QStackedWidget(self)
        self._coding_pages = QStackedWidget(self)
        panel(self)
        self._lay_out()
        self._connect()
        self._read_questions()
        self._show_document(session.document)
        self._show_coding(session.active)
        self.look_at("")

    def look_at(self, code_id: str) -> None:
        """Show a code under “Code”."""
        self._looked_at = code_id
        code = self._session.codes.get(code_id)
        self.card.show_code(code, self._questions.get(code.question_id or "", "") if code else "")
        if code is None:
            self.code_memo.show_memo("", "", None)
        else:
            self.code_memo.show_memo(code_id, code.memo, lambda memo: self._save_code(code_id, memo))

    def write_memo(self) -> None:
        """Put the caret into the memo of the active coding, or of the document without one."""
        self.wanted.emit()
        active = self._session.active is not None and not self._chosen.several()
        self.tabs.setCurrentIndex(CODING if active else DOCUMENT)
        (self.memo if active else self.document_memo).go_on()

    def write_passage_memo(self) -> None:
        """Put the caret into the memo on the words selected."""
        self.wanted.emit()
        self.tabs.setCurrentIndex(PASSAGE)
        self.passage.memo.go_on()

    def write_print(self) -> None:
        """Decide how the passage of the active coding is printed."""
        if self._session.active is None:
            self._session.told.emit(_("Choose a coding first."))
            return
        self.wanted.emit()
        self.tabs.setCurrentIndex(PRINT)
        self.print.go_on()

    def read_memo(self) -> None:
        """Show the memo of the active coding."""
        self.wanted.emit()
        self.tabs.setCurrentIndex(CODING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Call the tabs shorter where their names have no room."""
        super().resizeEvent(event)
        for place, name in enumerate(_names()):
            self.tabs.setTabText(place, name)
        room = self.width() - PADDING - (_ROOM_FOR_COUNT if self.here.text() else 0)
        if self.tabs.sizeHint().width() > room:
            for place, name in enumerate(_short_names()):
                self.tabs.setTabText(place, name)
        self.here.setVisible(self.tabs.sizeHint().width() <= room)

    def finish(self) -> None:
        """Save what is being typed: the study is about to be closed."""
        self._over = True
        self.confidence.finish()
        self.passage.finish()
        self.print.finish()
        for memo in (self.memo, self.document_memo, self.code_memo):
            memo.save()
            memo.forget()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, PADDING, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.here)
        self._coding_pages.addWidget(self.coding)
        self._coding_pages.addWidget(_padded(self.empty, self))
        self._coding_pages.addWidget(self.suggestion)
        self._pages.addWidget(self._coding_pages)
        self._pages.addWidget(self.passage)
        self._pages.addWidget(_padded(self.document_memo, self))
        self._pages.addWidget(_padded(self.card, self, self.code_memo))
        self._pages.addWidget(self.print)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(hairline(self))
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        for memo in (self.memo, self.passage.memo, self.document_memo, self.code_memo):
            memo.left.connect(self.left)
        self.print.left.connect(self.left)
        self._chosen.changed.connect(self._show_chosen)
        self._session.document_shown.connect(self._show_document)
        self._session.coding_activated.connect(self._show_coding)
        self._session.suggestion_activated.connect(self._show_suggestion)
        self.confidence.changed.connect(self._say_right)
        self._session.codes_changed.connect(self._on_codes)
        self._session.whose_changed.connect(self._say_again)
        shortcuts.notifier().changed.connect(self._say_again)
        self._session.changed.connect(self._on_changed)

    def _show_coding(self, coding: Coding | None) -> None:
        if coding or self._session.suggestion is None:
            self._coding_pages.setCurrentIndex(0 if coding else 1)
        self._say_where(coding)
        self.print.show_coding(coding)
        if coding is None:
            self.memo.show_memo("", "", None)
            return
        self.look_at(coding.code_id)
        if self._chosen.several():
            self.memo.show_memo("", "", None)
            self.coding.show_many(self._chosen.codings(), self._session.codes)
            return
        self.coding.show_one(coding, self._session.codes.get(coding.code_id), self._facts(coding))
        self.memo.show_memo(coding.id, coding.memo, lambda memo: self._save(coding.id, memo))

    def _show_chosen(self, ids: list[str]) -> None:
        """Several are shown, or no longer; one alone is shown when it becomes active."""
        if len(ids) > 1 or self.coding.shows_many():
            self._show_coding(self._session.active)

    def _show_suggestion(self, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            self._coding_pages.setCurrentIndex(0 if self._session.active else 1)
            return
        right = self.confidence.words(suggestion)
        self.suggestion.show_suggestion(suggestion, self._session.codes, right)
        self.look_at(suggestion.code_id)
        self._coding_pages.setCurrentIndex(2)

    def _say_right(self) -> None:
        looked_at = self._session.suggestion
        self.suggestion.say_right(self.confidence.words(looked_at) if looked_at else "")

    def _facts(self, coding: Coding) -> str:
        """Who, when, where from, how long."""
        who = {coder.id: coder.name for coder in self._session.project.coders.all()}
        count = word_count(self._session.text[coding.start : coding.end])
        length = ngettext("{n} word", "{n} words", count).format(n=count)
        parts = [
            who.get(coding.coder_id, ""),
            words.day(coding.created_at),
            words.origin(coding.origin),
            length,
        ]
        return " · ".join(part for part in parts if part)

    def _say_again(self) -> None:
        if not self._over:
            self._say_where(self._session.active)

    def _say_where(self, coding: Coding | None) -> None:
        document = self._session.document
        ids = [one.id for one in self._session.codings]
        if coding and coding.id in ids:
            place = _("{n} of {total} codings").format(n=ids.index(coding.id) + 1, total=len(ids))
            self.here.setText(place)
        else:
            many = ngettext("{n} coding", "{n} codings", len(ids)).format(n=len(ids))
            self.here.setText(many if ids else "")
        if document is None:
            self.empty.setText(_("Choose a document to read and code it."))
        elif ids:
            self.empty.setText(_("No coding chosen. Click a bracket, or press Enter in a coded passage."))
        elif self._session.project.shown.in_document(document.id):
            self.empty.setText(self._session.who.nothing(shown(shortcuts.current("O"))))
        else:
            key = shown(shortcuts.current("C"))
            self.empty.setText(_("No codings yet. Select a passage and press {key}.").format(key=key))

    def _show_document(self, document: Document | None) -> None:
        if document is None:
            self.document_memo.show_memo("", "", None)
        else:
            self.document_memo.show_memo(
                document.id, document.memo, lambda memo: self._save_document(document.id, memo)
            )
        self._say_where(self._session.active)

    def _save(self, coding_id: str, memo: str) -> bool:
        project = self._session.project
        if project.codings.get(coding_id) is None:
            return False
        return attempt(self._session, lambda: codings.write_memo(project, coding_id, memo))

    def _save_document(self, document_id: str, memo: str) -> bool:
        project = self._session.project
        if project.documents.get(document_id) is None:
            return False
        return attempt(self._session, lambda: codings.write_document_memo(project, document_id, memo))

    def _save_code(self, code_id: str, memo: str) -> bool:
        project = self._session.project
        if project.codes.get(code_id) is None:
            return False
        return attempt(self._session, lambda: memos.write_code_memo(project, code_id, memo))

    def _on_codes(self) -> None:
        self._read_questions()
        self.look_at(self._looked_at)
        if self._session.active:
            self._show_coding(self._session.active)

    def _read_questions(self) -> None:
        self._questions = {one.id: one.text for one in self._session.project.matrix.questions()}

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._show_document(self._session.document)
        if changes.touched("coding", "coder"):
            self._say_where(self._session.active)
            if self._chosen.several():
                # The active one may have stayed as it was; the others did not.
                self.coding.show_many(self._chosen.codings(), self._session.codes)


def _names() -> tuple[str, ...]:
    """The tabs in order."""
    return _("Coding"), _("Passage memo"), _("Document memo"), _("Code"), _("Printing")


def _short_names() -> tuple[str, ...]:
    """The same where there is little room."""
    return _("Coding"), _("Passage"), _("Document"), _("Code"), _("Printing")


def _padded(content: QWidget, parent: QWidget, beside: QWidget | None = None) -> QWidget:
    page = QWidget(parent)
    box = QHBoxLayout(page)
    box.setContentsMargins(PADDING, 12, PADDING, 12)
    box.setSpacing(PADDING)
    box.addWidget(content, 1)
    if beside:
        box.addWidget(beside, 1)
    if isinstance(content, QLabel):
        content.setAlignment(Qt.AlignmentFlag.AlignTop)
    return page
