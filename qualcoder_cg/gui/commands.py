"""What a person can ask of the window; every entry of the action table names one of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from .. import __version__, i18n, settings
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import documents, studies
from . import messages, theme
from .actions import Entry
from .coding.coding_view import CodingView
from .dialogs.frame import file_filter, home
from .sources.pages import GUIDES, INFORMANTS, SURVEYS
from .sources.register_page import RegisterPage

if TYPE_CHECKING:
    from ..domain.documents import Document
    from ..services.documents import Imported
    from .correct.correct_text import CorrectText
    from .correct.replace_text import ReplaceText
    from .correct.versions_dialog import Versions
    from .main_window import MainWindow
    from .session import Session

SMALLEST, USUAL, LARGEST = 12, 15, 28


class Commands(QObject):
    """The verbs of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    def run(self, entry: Entry) -> None:
        """Do what an entry says; troubles of the world are said kindly."""
        self.attempt(lambda: entry.run(self))

    def attempt(self, work: Callable[[], object]) -> None:
        """Call `work`, saying a UserError kindly."""
        try:
            work()
        except UserError as error:
            messages.show(self.window, error)

    def new_study(self) -> None:
        """Ask for a file and a matrix, make the study and show it."""
        from .dialogs.new_study import NewStudy

        if not self.window.leaving.is_allowed():
            return
        dialog = NewStudy(self.window)
        dialog.accepted.connect(lambda: self.window.adopt(dialog.made()))
        _show(dialog)

    def open(self) -> None:
        """Ask for a study file and open it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window, _("Open study"), self._folder(), file_filter(_("Studies"), [studies.SUFFIX])
        )
        if chosen:
            self.window.open_study(Path(chosen))

    def open_sample(self) -> None:
        """Open the person's copy of the sample study."""
        self.window.open_sample()

    def import_documents(self, paths: list[Path] | None = None) -> None:
        """Ask for transcripts and bring them into the study."""
        from .dialogs.import_documents import ImportDocuments

        session = self.window.session
        if session is None:
            raise UserError(
                _("Documents are imported into a study."), _("Make a new study or open one first.")
            )
        dialog = ImportDocuments(self.window, session.project, paths or [])
        dialog.finished.connect(lambda: self._show_imported(dialog.results))
        _show(dialog)

    def _show_imported(self, results: Sequence[Imported]) -> None:
        """Turn to the first document that came in, unless the person is reading another."""
        session = self.window.session
        first = next((result.document for result in results if result.document), None)
        if session and first and session.document is None:
            session.show_document(first.id)

    def import_informants(self) -> None:
        """Ask for a table of informants and for the meaning of its columns."""
        page = self.window.show_page(INFORMANTS) if self.window.session else None
        if isinstance(page, RegisterPage):
            page.ask_for_table()

    def import_guide(self) -> None:
        """Ask for an interview guide."""
        self._ask_for_file(GUIDES)

    def import_survey(self) -> None:
        """Ask for the export of a survey."""
        self._ask_for_file(SURVEYS)

    def _ask_for_file(self, page_id: str) -> None:
        """Turn to a page of the sources and open its dialog for a file."""
        from .sources.guides_page import GuidesPage
        from .sources.surveys_page import SurveysPage

        page = self.window.show_page(page_id) if self.window.session else None
        if isinstance(page, GuidesPage | SurveysPage):
            page.ask_for_file()

    def load_matrix(self) -> None:
        """Ask for an evaluation matrix and put it into the study, which has none yet."""
        from .dialogs.load_matrix import LoadMatrix

        session = self.window.session
        if session and session.project.matrix.criteria():
            raise UserError(
                _("This study already has an evaluation matrix."),
                _("Make a new study for another matrix, or add codes to this one."),
            )
        if session:
            _show(LoadMatrix(self.window, session.project))

    def export_evidence(self) -> None:
        """Ask for format and attribution and write the evidence."""
        from .dialogs.export_evidence import ExportEvidence

        if self.window.session:
            _show(ExportEvidence(self.window, self.window.session.project))

    def save_copy(self) -> None:
        """Write a checked copy of the study to another file."""
        session = self.window.session
        if session is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window,
            _("Save copy as"),
            str(session.project.path.with_name(session.project.path.stem + " 2" + studies.SUFFIX)),
            file_filter(_("Studies"), [studies.SUFFIX]),
        )
        if chosen:
            made = studies.save_copy(session.project, Path(chosen))
            session.told.emit(_("Copied to {file}.").format(file=made.name))

    def close_study(self) -> None:
        """Close the study and show the welcome page."""
        if self.window.leaving.is_allowed():
            self.window.close_study()

    def quit(self) -> None:
        """Close the window."""
        self.window.close()

    def undo(self) -> None:
        """Take back the last step."""
        if self.window.session:
            self.window.session.project.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.window.session:
            self.window.session.project.redo()

    def find(self) -> None:
        """Put the caret into the command field."""
        self.window.command_field.begin()

    def settings(self) -> None:
        """Show the person's settings."""
        from .dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.window, self.theme())

        def use() -> None:
            self.window.use_coder(dialog.coder_name())
            self.use_theme(dialog.theme())
            self.use_language(dialog.language())

        dialog.accepted.connect(use)
        _show(dialog)

    def show_sources(self) -> None:
        """Show the sources view."""
        self.window.show_view("sources")

    def show_page(self, page_id: str) -> None:
        """Show a page of the sources view."""
        if self.window.session:
            self.window.show_page(page_id)

    def show_coding(self) -> None:
        """Show the coding view."""
        self.window.show_view("coding")

    def show_evidence(self) -> None:
        """Show the evidence view."""
        self.window.show_view("evidence")

    def next_pane(self) -> None:
        """Give the focus to the next pane of the view."""
        self.window.next_pane()

    def text_larger(self) -> None:
        """Make the transcript's text larger."""
        self.change_text_size(1)

    def text_smaller(self) -> None:
        """Make the transcript's text smaller."""
        self.change_text_size(-1)

    def change_text_size(self, steps: int) -> None:
        """Make the transcript's text larger by some pixels, or smaller."""
        self._text_size(self.text_size() + steps)

    def text_usual(self) -> None:
        """Give the transcript's text its usual size."""
        self._text_size(USUAL)

    def text_size(self) -> int:
        """The transcript's text size in pixels."""
        size = settings.get("text_size", USUAL)
        return size if isinstance(size, int) and SMALLEST <= size <= LARGEST else USUAL

    def _text_size(self, size: int) -> None:
        settings.put("text_size", min(LARGEST, max(SMALLEST, size)))
        self.window.use_text_size(self.text_size())

    def theme(self) -> str:
        """The look the person chose: system, light or dark."""
        chosen = settings.get("theme", theme.SYSTEM)
        return chosen if chosen in theme.MODES else theme.SYSTEM

    def use_theme(self, mode: str) -> None:
        """Dress the program and remember it."""
        if mode != self.theme():
            settings.put("theme", mode)
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, mode)
        self.window.refresh_choices()

    def language(self) -> str:
        """The language in use."""
        return i18n.language()

    def use_language(self, code: str) -> None:
        """Say everything in another language: the window's contents are built anew."""
        from .languages import speak

        if code != i18n.language() and self.window.leaving.is_allowed():
            settings.put("language", code)
            speak(code)
            self.window.rebuild()
        self.window.refresh_choices()

    def full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

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
        _show(CodeEditor(self.window, session.project, session.codes[str(chosen)]))

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
            self.window, _("Better version of the text"), self._folder(),
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
        _show(dialog)

    def _shown(self) -> tuple[Session, Document]:
        """The session and its document; UserError where none is shown."""
        session = self.window.session
        if session is None or session.document is None:
            raise UserError(_("No document is shown."), _("Choose one in the Coding view first."))
        return session, session.document

    def new_code(self, parent_id: str = "") -> None:
        """Add a code of the team's own, under another code or at the end."""
        from .dialogs.code_editor import CodeEditor

        if self.window.session:
            _show(CodeEditor(self.window, self.window.session.project, parent_id=parent_id))

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
        found = session.project.seen.get(coding_id) if session else None
        if session and found:
            if session.document is None or session.document.id != found.document_id:
                session.show_document(found.document_id)
            self.window.show_view("coding")
            session.activate(found.id, reveal=True)

    def informants(self) -> None:
        """Show the register of informants."""
        self.show_page(INFORMANTS)

    def keys(self) -> None:
        """Show all keys."""
        from .dialogs.keys import KeysDialog

        _show(KeysDialog(self.window, self.window.key_lines()))

    def activity_log(self) -> None:
        """Show who did what and when."""
        from .dialogs.activity_log import ActivityLog

        if self.window.session:
            _show(ActivityLog(self.window, self.window.session.project))

    def about(self) -> None:
        """Say what program this is."""
        messages.tell(
            self.window,
            _("QualCoder CG {version}").format(version=__version__),
            _(
                "Codes interviews against an evaluation matrix, and writes findings that stand on evidence. "
                "Free software under the Apache License 2.0. It opens no connection to any network."
            ),
        )

    def _folder(self) -> str:
        session = self.window.session
        return str(session.project.path.parent) if session else home()


def _show(dialog: QDialog) -> None:
    """Show a dialog over the window; it goes when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
