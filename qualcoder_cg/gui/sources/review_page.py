"""The page of codings to look at after corrections: before and after beside each other."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ...domain.codings import Coding
from ...domain.revisions import Review, TextVersion
from ...domain.spans import trimmed
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import revisions
from .. import shortcuts
from ..coding import words
from ..coding.at_hand import attempt
from ..coding.pane import PADDING, KeyButton, hairline, label
from ..correct.passage_view import PassageView
from ..dialogs.tables import Table, view
from ..session import Session
from .page import Page

_WIDTHS = (80, 152, 240)


class ReviewPage(Page):
    """Reviews of all documents; the chosen one is shown as it was and as it is, and settled by one key."""

    tables = ("review", "coding", "document_text", "document", "code", "text_version")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("To review"))
        self.found: list[Review] = []
        self._versions: dict[str, TextVersion | None] = {}
        self.empty = label(_("No coding waits for a look."), "quiet", self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.model = Table([_("Document"), _("Code"), _("Words before"), _("Why")], self)
        self.list = view(self.model, _WIDTHS, _("Codings to review"), self)
        self.list.setSelectionMode(self.list.SelectionMode.ExtendedSelection)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QTableView::item { padding-left: 8px; }")
        self.before = PassageView(_("Before the correction"), self)
        self.after = PassageView(_("Now"), self)
        self.whole = QSplitter(Qt.Orientation.Vertical, self)
        self._lay_out()
        self.list.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.list.selectionModel().selectionChanged.connect(lambda *_both: self._allow())
        self.list.doubleClicked.connect(lambda _index: self.open())
        self.after.selection_changed.connect(self._allow)

    def refresh(self) -> None:
        """Read the reviews anew; the place in the list stays."""
        row = max(0, self.list.currentIndex().row())
        project = self.session.project
        found = revisions.reviews(project)
        codings = {one.id: one for one in project.shown.some([review.coding_id for review in found])}
        self.found = [review for review in found if review.coding_id in codings]
        self._versions = {}
        names = {document.id: document.code for document in project.documents.all()}
        codes = {code.id: code for code in project.codes.all()}
        self.model.fill(
            [
                (
                    names[review.document_id],
                    words.name_of(codes, codings[review.coding_id].code_id),
                    words.beginning(self._words_before(review)),
                    revisions.why(review),
                )
                for review in self.found
            ]
        )
        count = len(self.found)
        told = ngettext("{n} coding", "{n} codings", count).format(n=count)
        self.header.caption.setText(told if count else "")
        self.empty.setVisible(not count)
        self.whole.setVisible(bool(count))
        if count:
            self.list.setCurrentIndex(self.model.index(min(row, count - 1), 0))
        self._show_chosen()

    def current(self) -> Review | None:
        """The review shown below the list."""
        row = self.list.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def keep(self) -> None:
        """Say that the chosen codings lie where they should."""
        ids = self._chosen()
        self._do(lambda: revisions.keep(self.session.project, ids))

    def remove(self) -> None:
        """Remove the chosen codings."""
        ids = self._chosen()
        self._do(lambda: revisions.remove(self.session.project, ids))

    def use_selection(self) -> None:
        """Put the coding where words are selected in the text as it is now."""
        review = self.current()
        if review is None:
            return
        text = self.session.project.documents.text(review.document_id)
        span = trimmed(text, self.after.selected())

        def work() -> None:
            if not span:
                raise UserError(_("Select the words first."), _("Drag over them in the text at the right."))
            revisions.move(self.session.project, review.id, span)

        self._do(work)

    def next(self) -> None:
        """Go to the next review, from the last to the first."""
        if self.found:
            row = (self.list.currentIndex().row() + 1) % len(self.found)
            self.list.setCurrentIndex(self.model.index(row, 0))

    def open(self) -> None:
        """Show the coding in its transcript."""
        review = self.current()
        coding = self._coding(review)
        if review and coding:
            self.passage_wanted.emit(review.document_id, coding.span)

    def _do(self, work: Callable[[], object]) -> None:
        if attempt(self.session, work):
            self.list.setFocus()

    def _chosen(self) -> list[str]:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        return [self.found[row].id for row in rows]

    def _coding(self, review: Review | None) -> Coding | None:
        return self.session.project.codings.get(review.coding_id) if review else None

    def _version(self, review: Review) -> TextVersion | None:
        if review.version_id not in self._versions:
            self._versions[review.version_id] = revisions.version_of(self.session.project, review)
        return self._versions[review.version_id]

    def _words_before(self, review: Review) -> str:
        version = self._version(review)
        return version.text[review.start : review.end] if version else ""

    def _show_chosen(self, *_rows: QModelIndex) -> None:
        review = self.current()
        coding, version = self._coding(review), self._version(review) if review else None
        if review and coding and version:
            self.before.show_passage(version.text, revisions.span_before(review))
            text = self.session.project.documents.text(review.document_id)
            self.after.show_passage(text, coding.span)
        self._allow()

    def _allow(self) -> None:
        chosen = bool(self._chosen())
        self.keep_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        self.use_button.setEnabled(bool(self.after.selected()))

    def _lay_out(self) -> None:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(12)
        sides = QHBoxLayout()
        sides.setSpacing(PADDING)
        sides.addWidget(self.before, 1)
        sides.addWidget(self.after, 1)
        column.addLayout(sides, 1)
        column.addLayout(self._buttons(below))
        top = QWidget(self)
        box = QVBoxLayout(top)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.list, 1)
        box.addWidget(hairline(top))
        self.whole.addWidget(top)
        self.whole.addWidget(below)
        self.whole.setHandleWidth(1)
        self.whole.setChildrenCollapsible(False)
        self.whole.setSizes([280, 480])
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.whole, 1)

    def _buttons(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keep_button = self._button(_("Keep it here"), "K", self.keep, parent)
        self.use_button = self._button(_("Use the selection"), "U", self.use_selection, parent)
        self.remove_button = self._button(_("Remove the coding"), "Del", self.remove, parent)
        self.next_button = self._button(_("Next"), "N", self.next, parent)
        self.open_button = self._button(_("Open in Coding"), "O", self.open, parent)
        for button in (self.keep_button, self.use_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.open_button)
        row.addWidget(self.next_button)
        return row

    def _button(self, text: str, key: str, work: Callable[[], None], parent: QWidget) -> QPushButton:
        """A button with its key, which acts anywhere on the page."""
        act = shortcuts.Act(f"review_{key}", shortcuts.REVIEW, _("In the review"), text, (key,))
        button = KeyButton(text, key, parent, place=shortcuts.REVIEW)
        button.clicked.connect(lambda _checked=False: work())
        shortcuts.add(self, act, button.click)
        button.follow_keys()
        return button
