"""Under the text: the active coding with its memo, the document's memo, what the codebook says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import coding as codings

from . import words
from .at_hand import attempt
from .code_card import CodeCard
from .code_title import CodeTitle
from .memo_edit import MemoEdit
from .pane import PADDING, KeyButton, hairline, label, panel
from .suggestion_card import SuggestionCard

HEIGHT = 153
_TABS = 34
CODING, DOCUMENT, CODE = range(3)


class Inspector(QWidget):
    """Follows the session. `edges_wanted` and `code_wanted` ask the window for what needs the text."""

    edges_wanted = Signal()
    code_wanted = Signal()
    wanted = Signal()  # something in it is about to be written; what lies over it should make way

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looked_at = ""
        self._questions: dict[str, str] = {}
        self.setFixedHeight(HEIGHT)
        self.tabs = QTabBar(self)
        for name in (_("Coding"), _("Document memo"), _("Code")):
            self.tabs.addTab(name)
        self.tabs.setExpanding(False)
        self.tabs.setFixedHeight(_TABS)
        self.tabs.setAccessibleName(_("About the coding"))
        self.here = label("", "caption", self)
        self.title = CodeTitle(self)
        self.facts = label("", "caption", self)
        self.memo = MemoEdit(_("Memo on this coding"), _("Memo on this coding"), self)
        self.document_memo = MemoEdit(_("Memo on this document"), _("Memo on this document"), self)
        self.card = CodeCard(self)
        self.suggestion = SuggestionCard(self)
        self.empty = label("", "quiet", self)
        self.edges = KeyButton(_("Edges"), "E", self)
        self.change = KeyButton(_("Change code"), "X", self)
        self.remove = KeyButton(_("Remove"), shown("Del"), self)
        self._pages = QStackedWidget(self)
        self._coding_pages = QStackedWidget(self)
        panel(self)
        self._lay_out()
        self._connect()
        self._read_questions()
        self._show_document(session.document)
        self._show_coding(session.active)

    def look_at(self, code_id: str) -> None:
        """Show a code under “Code”."""
        self._looked_at = code_id
        code = self._session.codes.get(code_id)
        self.card.show_code(code, self._questions.get(code.question_id or "", "") if code else "")

    def write_memo(self) -> None:
        """Put the caret into the memo of the active coding, or of the document without one."""
        self.wanted.emit()
        active = self._session.active is not None
        self.tabs.setCurrentIndex(CODING if active else DOCUMENT)
        (self.memo if active else self.document_memo).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Save what is being typed: the study is about to be closed."""
        for memo in (self.memo, self.document_memo):
            memo.save()
            memo.forget()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, PADDING, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.here)
        self._coding_pages.addWidget(self._coding_page())
        self._coding_pages.addWidget(_padded(self.empty, self))
        self._coding_pages.addWidget(self.suggestion)
        self._pages.addWidget(self._coding_pages)
        self._pages.addWidget(_padded(self.document_memo, self))
        self._pages.addWidget(_padded(self.card, self))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(hairline(self))
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self._pages, 1)

    def _coding_page(self) -> QWidget:
        page = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.title)
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        left.addWidget(self.facts)
        left.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.edges, self.change, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left.addLayout(buttons)
        row = QHBoxLayout(page)
        row.setContentsMargins(PADDING, 12, PADDING, 12)
        row.setSpacing(PADDING)
        row.addLayout(left, 1)
        row.addWidget(self.memo, 1)
        return page

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.edges.clicked.connect(self.edges_wanted)
        self.change.clicked.connect(self.code_wanted)
        self.remove.clicked.connect(self._remove)
        self._session.document_shown.connect(self._show_document)
        self._session.coding_activated.connect(self._show_coding)
        self._session.suggestion_activated.connect(self._show_suggestion)
        self._session.codes_changed.connect(self._on_codes)
        self._session.changed.connect(self._on_changed)

    def _show_coding(self, coding: Coding | None) -> None:
        if coding or self._session.suggestion is None:
            self._coding_pages.setCurrentIndex(0 if coding else 1)
        self._say_where(coding)
        if coding is None:
            self.memo.show_memo("", "", None)
            return
        self.title.show_code(self._session.codes.get(coding.code_id))
        self.facts.setText(self._facts(coding))
        self.facts.setToolTip(self.facts.text())
        self.look_at(coding.code_id)
        self.memo.show_memo(coding.id, coding.memo, lambda memo: self._save(coding.id, memo))

    def _show_suggestion(self, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            self._coding_pages.setCurrentIndex(0 if self._session.active else 1)
            return
        self.suggestion.show_suggestion(suggestion, self._session.codes)
        self.look_at(suggestion.code_id)
        self._coding_pages.setCurrentIndex(2)

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
        else:
            self.empty.setText(_("No codings yet. Select a passage and press C."))

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

    def _remove(self) -> None:
        attempt(self._session, self._session.remove_active)

    def _on_codes(self) -> None:
        self._read_questions()
        self.look_at(self._looked_at)
        if self._session.active:
            self.title.show_code(self._session.codes.get(self._session.active.code_id))

    def _read_questions(self) -> None:
        self._questions = {one.id: one.text for one in self._session.project.matrix.questions()}

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._show_document(self._session.document)
        if changes.touched("coding", "coder"):
            self._say_where(self._session.active)


def _padded(content: QWidget, parent: QWidget) -> QWidget:
    page = QWidget(parent)
    box = QVBoxLayout(page)
    box.setContentsMargins(PADDING, 12, PADDING, 12)
    box.addWidget(content)
    if isinstance(content, QLabel):
        content.setAlignment(Qt.AlignmentFlag.AlignTop)
    return page
