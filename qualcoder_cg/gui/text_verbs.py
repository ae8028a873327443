"""What a person can do with codes and documents from anywhere in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import documents
from .coding.coding_view import CodingView
from .dialogs.frame import file_filter
from .study_verbs import StudyVerbs
from .verbs import show_over

if TYPE_CHECKING:
    from ..domain.documents import Document
    from .correct.correct_text import CorrectText
    from .correct.replace_text import ReplaceText
    from .correct.versions_dialog import Versions
    from .session import Session


class TextVerbs(StudyVerbs):
    """The verbs for codes, documents and their texts."""

    def edit_code(self, code_id: str | None = None) -> None:
        """Describe a code: the one given, or that of the active coding or the last one used."""
        from .dialogs.code_editor import CodeEditor

        session = self.window.session
        if session is None:
            return
        chosen = code_id or (session.active.code_id if session.active else session.last_code_id)
        if chosen not in session.codes:
            raise UserError(
                _("No code is chosen."), _("Click a coding, or find the code with the command field.")
            )
        show_over(CodeEditor(self.window, session.project, session.codes[str(chosen)]))

    def new_code(self, parent_id: str = "") -> None:
        """Add a code of the team's own, under another code or at the end."""
        from .dialogs.code_editor import CodeEditor

        if self.window.session:
            show_over(CodeEditor(self.window, self.window.session.project, parent_id=parent_id))

    def correct_text(self) -> None:
        """Open the text of the document shown for correcting, where it is read."""
        from .correct.correct_text import CorrectText

        session, document = self._shown()
        self._correct(CorrectText(self.window, session.project, document, session.selection.start))

    def replace_text(self) -> None:
        """Ask for a better version of the document shown and take its text."""
        from .correct.replace_text import ReplaceText

        session, document = self._shown()
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window, _("Better version of the text"), self.folder(),
            file_filter(_("Documents"), documents.readable()),
        )  # fmt: skip
        if chosen:
            self._correct(ReplaceText(self.window, session.project, document, Path(chosen)))

    def versions(self) -> None:
        """Show the earlier versions of the text of the document shown."""
        from .correct.versions_dialog import Versions

        session, document = self._shown()
        self._correct(Versions(self.window, session.project, document))

    def _correct(self, dialog: CorrectText | ReplaceText | Versions) -> None:
        """Show a dialog that may correct the text, and say in the status line what came of it."""
        from .correct.outcome_words import done_line

        session, _document = self._shown()
        dialog.accepted.connect(lambda: session.told.emit(done_line(dialog.outcome)))
        show_over(dialog)

    def _shown(self) -> tuple[Session, Document]:
        """The session and its document; UserError where none is shown."""
        session = self.window.session
        if session is None or session.document is None:
            raise UserError(_("No document is shown."), _("Choose one in the Coding view first."))
        return session, session.document

    def open_document(self, document_id: str) -> None:
        """Show a document in the coding view."""
        if self.window.session:
            self.window.show_view("coding")
            self.window.session.show_document(document_id)

    def open_passage(self, document_id: str, span: Span) -> None:
        """Show a document in the coding view, scrolled to a passage that is selected."""
        self.open_document(document_id)
        if self.window.session:
            self.window.session.reveal_wanted.emit(span)
            for view in self.window.findChildren(CodingView):
                view.transcript.select(span)

    def open_coding(self, coding_id: str) -> None:
        """Show a coding in its transcript."""
        session = self.window.session
        found = session.project.shown.get(coding_id) if session else None
        if session and found:
            # the view first: what follows is part of the same jump, and the way back leads out of it
            self.window.show_view("coding")
            if session.document is None or session.document.id != found.document_id:
                session.show_document(found.document_id)
            session.activate(found.id, reveal=True)
