"""The memo on the words selected, or on those at the caret; it need not be coded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.notes import Note
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import notes

from . import words
from .at_hand import attempt
from .memo_edit import MemoEdit
from .pane import PADDING, ElidedLabel, icon_button

_WORDS = 60


class PassageMemo(QWidget):
    """Follows the selection; `noted(notes)` tells the memos of the document shown, whenever they change."""

    noted = Signal(list)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._notes: list[Note] = []
        self._note: Note | None = None
        self._finished = False
        self.about = ElidedLabel(self)
        self.remove = icon_button("close", _("Remove the memo"), self._remove, self)
        self.memo = MemoEdit(_("Memo on this passage"), "", self)
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 4, PADDING, 12)
        box.setSpacing(2)
        box.addLayout(top)
        box.addWidget(self.memo, 1)
        session.document_shown.connect(self._read)
        session.text_changed.connect(self._read)
        session.selection_changed.connect(self._show)
        session.changed.connect(self._on_changed)
        self._read()

    def notes(self) -> list[Note]:
        """The memos of the document shown."""
        return self._notes

    def here(self) -> Note | None:
        """The memo that is shown, if there is one."""
        return self._note

    def note(self, note_id: str) -> Note | None:
        """A memo of the document by id."""
        return next((one for one in self._notes if one.id == note_id), None)

    def finish(self) -> None:
        """Save what is being typed and leave the study alone: it is about to be closed."""
        self._finished = True
        self.memo.save()
        self.memo.forget()

    def _read(self, _news: object = None) -> None:
        """Read the memos anew."""
        document = self._session.document
        self._notes = notes.visible_notes(self._session.project, document.id) if document else []
        self.noted.emit(self._notes)
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("note"):
            self._read()

    def _find(self, selected: Span) -> Note | None:
        """The memo on just these words, one's own first; at a caret the shortest that holds it."""
        if selected:
            found = [one for one in self._notes if one.span == selected]
            own = self._session.project.coders.named(self._session.project.coder_name) if found else None
            return min(found, key=lambda one: own is None or one.coder_id != own.id, default=None)
        place = selected.start
        inside = [one for one in self._notes if one.start <= place <= one.end]
        return min(inside, key=lambda one: one.end - one.start, default=None)

    def _show(self, _span: object = None) -> None:
        document = self._session.document
        if self._finished:
            return
        selected = trimmed(self._session.text, self._session.selection)
        note = self._note = self._find(selected)
        span = note.span if note else selected
        self.remove.setVisible(note is not None)
        if document is None or not span:
            self.about.setText("")
            self.memo.setPlaceholderText(_("Select a passage to write a memo on it."))
            self.memo.show_memo("", "", None)
            return
        quote = words.beginning(self._session.text[span.start : span.end], _WORDS)
        self.about.setText(" · ".join(filter(None, (_("“{quote}”").format(quote=quote), *self._facts(note)))))
        self.memo.setPlaceholderText(_("Memo on this passage"))
        key = f"{document.id}:{span.start}:{span.end}"
        note_id, place = (note.id if note else ""), (document.id, span)
        self.memo.show_memo(key, note.text if note else "", lambda text: self._save(note_id, *place, text))

    def _facts(self, note: Note | None) -> tuple[str, ...]:
        """Whose it is and from when."""
        if note is None:
            return ()
        who = {one.id: one.name for one in self._session.project.coders.all()}
        return who.get(note.coder_id, ""), words.day(note.created_at)

    def _save(self, note_id: str, document_id: str, span: Span, text: str) -> bool:
        """Change a memo, or make the one on these words; without words it is removed."""
        project = self._session.project
        if project.documents.get(document_id) is None:
            return False
        if note_id and project.notes.get(note_id):
            return attempt(self._session, lambda: notes.write_note(project, note_id, text))
        if not text.strip():
            return True
        return attempt(
            self._session, lambda: notes.add_note(project, document_id=document_id, span=span, text=text)
        )

    def _remove(self) -> None:
        note = self._note
        if note:
            self.memo.forget()
            attempt(self._session, lambda: notes.remove_notes(self._session.project, [note.id]))
            self._session.told.emit(_("Memo removed. Undo brings it back."))
