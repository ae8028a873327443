"""The coding window's body: documents, the text with its codings, the codebook and the suggestions."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from qualcoder_cg import settings
from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui import reading_choices, shortcuts
from qualcoder_cg.gui.actions import with_key
from qualcoder_cg.gui.search.find_acts import FindActs
from qualcoder_cg.gui.search.find_panel import FindPanel
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.item_menu import item_caption
from qualcoder_cg.i18n import _, ngettext

from . import coding_actions, dragging, words
from .at_hand import AtHand
from .bookmark_marks import BookmarkMarks
from .chosen import ChosenCodings
from .chosen_acts import ChosenActs
from .code_tree import CodeTree
from .coding_acts import CodingActs
from .coding_marks import CodingMarks
from .confirming import Confirming
from .document_list import DocumentList
from .dragged import CODINGS, ids_as, put_passage
from .dragging import PassageDragging
from .inspector import Inspector
from .margin_keys import MarginKeys
from .no_document import TextOrNothing
from .palette_popup import PalettePopup
from .pane import PADDING, PaneHeader, hairline, icon_button, panel
from .redaction_acts import RedactionActs
from .redaction_marks import RedactionMarks
from .suggesting import Suggesting
from .suggestion_list import SuggestionList
from .transcript_view import TranscriptView
from .whose_bar import WhoseBar

LEFT, RIGHT = 224, 304
LEAST_TEXT = 480
_FOLD_LEFT_BELOW = 1200
_SUGGESTIONS_HIGH = 184
_OPEN = "suggestions open"


def folding(width: int, left: bool | None, right: bool | None) -> tuple[bool, bool]:
    """Which side panes are shown in a width; what the person asked for (None: nothing) if there is room.

    Below 1,200 px the left pane folds, then the right one; the text is never narrower than 480 px.
    """
    show_right = right if right is not None else width >= LEAST_TEXT + RIGHT
    show_left = left if left is not None else width >= _FOLD_LEFT_BELOW
    if show_left and show_right and width < LEAST_TEXT + LEFT + RIGHT:
        show_left, show_right = (left is True, left is not True)
    return show_left, show_right


class CodingView(QWidget):
    """Where one codes. The window puts `coding_actions.actions(view)` into its menus.

    `import_wanted`, `coders_wanted` and `edit_wanted(code id)` ask the window for its dialogs; call `finish`
    before the study is closed.
    """

    import_wanted = Signal()
    coders_wanted = Signal()
    edit_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.at_hand = AtHand(session, self)
        self.documents = DocumentList(session, self)
        self.chosen = ChosenCodings(session, self)
        self.transcript = TranscriptView(self)
        self.transcript.set_spacing(reading_choices.spacing())
        self.transcript.set_snap(reading_choices.snap())
        self.inspector = Inspector(session, self.chosen, self)
        self.codes = CodeTree(session, self.at_hand, self)
        self.suggestions = SuggestionList(session, self.at_hand, self)
        self.palette_popup = self.codes.acts.palette_popup = PalettePopup(self)
        self.marks = CodingMarks(session, self.transcript)
        self.bookmarks = BookmarkMarks(session, self.transcript)
        self.redactions = RedactionMarks(session, self.transcript)
        self.redacting = RedactionActs(self)
        self.chosen_acts = ChosenActs(self)
        self.acts = CodingActs(self)
        self.dragging = PassageDragging(self.transcript)
        self.find_panel = FindPanel(session, self)
        self.finding = FindActs(self, self.find_panel)
        self.suggesting = Suggesting(self)
        self._asked: tuple[bool | None, bool | None] = (None, None)
        self.header = PaneHeader("", self, padding=PADDING, caption_left=True)
        self.confirming = Confirming(self)
        self._show_left = icon_button("document", _("Sources"), self.toggle_left, self.header)
        self._show_right = icon_button("code", _("Codes and suggestions"), self.toggle_right, self.header)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self._connect()
        self._show_header(session.document)
        coding_actions.actions(self)
        self.suggestions.set_open(bool(settings.get(_OPEN, True)))

    def finish(self) -> None:
        """Save what is being typed, ask for no more suggestions, leave the study alone from now on."""
        self.inspector.finish()
        self.redactions.finish()
        self.finding.finish()
        self.suggesting.finish()
        for pane in (self.documents, self.codes, self.suggestions):
            pane.finish()
        self.at_hand.keep()

    def toggle_left(self) -> None:
        """Show or fold the documents; the other pane folds where both have no room."""
        self._asked = (self.documents.isHidden(), None if self.width() < _FOLD_LEFT_BELOW else self._asked[1])
        self._fold()

    def toggle_right(self) -> None:
        """Show or fold the codes."""
        self._asked = (None if self.width() < _FOLD_LEFT_BELOW else self._asked[0], self._right.isHidden())
        self._fold()

    def place_of(self, span: Span) -> QRect:
        """Where a passage ends, in this widget's pixels: the palette opens below it."""
        edit = self.transcript.edit
        first, last = edit.caret(span.start), edit.caret(span.end)
        corner = edit.viewport().mapTo(self, QPoint(self.transcript.words_left(), round(first.top())))
        return QRect(corner.x(), corner.y(), 10, round(last.bottom() - first.top()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold panes where the text would become too narrow; what was asked for holds within a width."""
        before, now = event.oldSize().width(), event.size().width()
        if (before < _FOLD_LEFT_BELOW) != (now < _FOLD_LEFT_BELOW):
            self._asked = (None, None)
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        left, right = self._asked
        # The way in must be seen: without documents the pane with the button that imports stays.
        left, right = folding(self.width(), True if self.documents.is_empty() else left, right)
        self.documents.setVisible(left)
        self._right.setVisible(right)
        self._show_left.setVisible(not left or self.width() < _FOLD_LEFT_BELOW)
        self._show_right.setVisible(not right)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        middle.setMinimumWidth(LEAST_TEXT)
        self.header.put_first(self._show_left)
        self.whose = WhoseBar(self.session, self.header)
        self.whose.coders_wanted.connect(self.coders_wanted)
        self.header.add(self.confirming.count)
        self.header.add(self.whose)
        find = self.finding.find_here
        self.header.add(
            icon_button(
                "search",
                with_key(_("Find in this document"), [shortcuts.current("Ctrl+F")]),
                find,
                self.header,
            )
        )
        self.header.add(self._show_right)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        panel(self.header, "base")
        column.addWidget(self.header)
        column.addWidget(hairline(middle))
        self.text = TextOrNothing(self.session, self.transcript, middle)
        self.text.import_wanted.connect(self.import_wanted)
        column.addWidget(self.text, 1)
        column.addWidget(self.find_panel)
        column.addWidget(self.suggesting.alike)
        column.addWidget(self.inspector)
        self._right = QSplitter(Qt.Orientation.Vertical, self)
        self._right.addWidget(self.codes)
        self._right.addWidget(self.suggestions)
        self._right.setStretchFactor(0, 1)
        for splitter in (self._splitter, self._right):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        for widget in (self.documents, middle, self._right):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([LEFT, 912, RIGHT])
        self.documents.setMinimumWidth(180)
        self._right.setMinimumWidth(240)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._splitter)

    def _connect(self) -> None:
        session, transcript = self.session, self.transcript
        self.documents.import_wanted.connect(self.import_wanted)
        self.documents.memo_wanted.connect(self._write_document_memo)
        self.codes.edit_wanted.connect(self.edit_wanted)
        self.codes.code_selected.connect(self.inspector.look_at)
        self._connect_chosen()
        card = self.inspector.suggestion
        card.accepted.connect(self.acts.accept)
        card.rejected.connect(self.acts.reject)
        card.put_off.connect(self.acts.put_off)
        card.correction_wanted.connect(self.acts.change_code)
        transcript.selection_changed.connect(session.select)
        for pane in (self.codes, self.documents):
            transcript.moved.connect(pane.let_scroll)
        transcript.edges_dragged.connect(self.acts.move_edges)
        transcript.context_requested.connect(self.acts.open_menu)
        transcript.speaker_clicked.connect(self.acts.open_speaker_menu)
        transcript.about_turn = lambda turn: item_caption(session, turn)
        self.documents.tree.chosen.connect(lambda _id: transcript.setFocus())
        self.codes.applied.connect(transcript.setFocus)
        self.suggestions.chosen.connect(transcript.setFocus)
        self.suggestions.header.toggled.connect(self._make_room)
        session.reveal_wanted.connect(transcript.reveal)
        session.document_shown.connect(self._show_header)
        session.changed.connect(self._on_changed)

    def _write_document_memo(self, document_id: str) -> None:
        """Put the caret into the memo of a document, which is shown."""
        if self.session.document is None or self.session.document.id != document_id:
            self.session.show_document(document_id)
        self.session.activate(None)
        self.inspector.write_memo()

    def _connect_chosen(self) -> None:
        """What is chosen beside the text, what is done to it, and what is dragged."""
        transcript, page, acts, chosen = self.transcript, self.inspector.coding, self.chosen_acts, self.chosen
        self.at_hand.chosen = lambda: chosen.ids
        chosen.changed.connect(transcript.set_chosen)
        transcript.coding_clicked.connect(chosen.only)
        transcript.coding_toggled.connect(chosen.toggle)
        transcript.coding_ranged.connect(chosen.extend_to)
        transcript.memo_clicked.connect(self.inspector.read_memo)
        transcript.note_clicked.connect(self._show_note)
        transcript.margin.key_pressed.connect(MarginKeys(self).press)
        transcript.margin.drag_wanted.connect(self._drag_codings)
        self.dragging.drag_wanted.connect(self._drag_passage)
        self.dragging.dropped.connect(lambda code_ids, span: acts.apply_to(span, code_ids))
        # The keys of the coding just made, not those of the tree the code came from.
        self.dragging.dropped.connect(transcript.setFocus)
        self.dragging.aimed.connect(self._say_target)
        # After the marks: they show another text, which has no memos yet.
        for news in (self.inspector.passage.noted, self.session.document_shown, self.session.text_changed):
            news.connect(self._show_notes)
        self._show_notes()
        self.inspector.left.connect(transcript.setFocus)
        page.polarity_chosen.connect(acts.set_polarity)
        for signal, work in (
            (page.key_wanted, acts.key_quote),
            (page.edges_wanted, self.acts.edit_edges),
            (page.move_wanted, acts.move),
            (page.copy_wanted, acts.copy),
            (page.join_wanted, acts.join),
            (page.remove_wanted, acts.remove),
        ):
            signal.connect(work)

    def _show_notes(self, _news: object = None) -> None:
        self.transcript.set_notes(self.inspector.passage.notes())

    def _show_note(self, note_id: str) -> None:
        """Select the words of a memo and show it under the text."""
        note = self.inspector.passage.note(note_id)
        if note:
            self.transcript.select(note.span)
            self.inspector.write_passage_memo()

    def _drag_passage(self) -> None:
        """Let the selected words be dragged onto a code."""
        document, span = self.session.document, trimmed(self.session.text, self.session.selection)
        if document and span:
            data = self.transcript.edit.createMimeDataFromSelection()
            put_passage(data, document.id, span)
            dragging.start(self.transcript.edit, data, self._length(span))

    def _drag_codings(self, coding_id: str) -> None:
        """Let the codings chosen be dragged onto a code, or the one that was taken hold of."""
        ids = self.chosen.ids if coding_id in self.chosen.ids else [coding_id]
        many = ngettext("{n} coding", "{n} codings", len(ids)).format(n=len(ids))
        dragging.start(self.transcript.margin, ids_as(CODINGS, ids), many)

    def _say_target(self, span: Span | None) -> None:
        if span:
            count = word_count(self.session.text[span.start : span.end])
            said = ngettext("Code {n} word", "Code {n} words", count).format(n=count)
            self.session.told.emit(
                f"{said}: " + words.beginning(self.session.text[span.start : span.end], 60)
            )

    def _length(self, span: Span) -> str:
        count = word_count(self.session.text[span.start : span.end])
        return ngettext("{n} word", "{n} words", count).format(n=count)

    def _make_room(self, is_open: bool) -> None:
        """Give the suggestions their share of the pane, or only their header."""
        header = self.suggestions.header.height()
        self.suggestions.setMaximumHeight(16777215 if is_open else header)
        self.suggestions.setMinimumHeight(header + 92 if is_open else header)
        high = header + _SUGGESTIONS_HIGH if is_open else header
        self._right.setSizes([max(200, self._right.height() - high), high])
        if self.isVisible():
            settings.put(_OPEN, is_open)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._show_header(self.session.document)
            self._fold()

    def _show_header(self, document: Document | None) -> None:
        if document is None:
            self.header.title.setText(_("No document chosen"))
            self.header.caption.setText("")
            return
        length = ngettext("{n} word", "{n} words", document.words).format(n=document.words)
        facts = [words.file_title(document), words.kind(document.kind)]
        facts += [words.language_name(document.language), length]
        self.header.title.setText(document.code)
        self.header.caption.setText(" · ".join(fact for fact in facts if fact))
        self.header.setToolTip(document.name)
