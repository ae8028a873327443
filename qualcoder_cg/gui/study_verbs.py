"""What a person can do with a study as a whole: make, open, fill, copy and close it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ..errors import UserError
from ..i18n import _
from ..services import studies
from .dialogs.frame import file_filter, home
from .sources.pages import GUIDES, INFORMANTS, MATRIX, SURVEYS
from .sources.register_page import RegisterPage
from .verbs import Verbs, show_over

if TYPE_CHECKING:
    from ..domain.queries import Query
    from ..services.documents import Imported


class StudyVerbs(Verbs):
    """The verbs for files: studies, and what comes into them and goes out."""

    def new_study(self) -> None:
        """Ask for a file and a matrix, make the study and show it."""
        from .dialogs.new_study import NewStudy

        if not self.window.leaving.is_allowed():
            return
        dialog = NewStudy(self.window)
        dialog.accepted.connect(lambda: self.window.adopt(dialog.made()))
        show_over(dialog)

    def open(self) -> None:
        """Ask for a study file and open it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window, _("Open study"), self.folder(), file_filter(_("Studies"), [studies.SUFFIX])
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
        show_over(dialog)

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

    def import_matrix(self) -> None:
        """Ask for a table that holds the team's matrix."""
        self._ask_for_file(MATRIX)

    def import_survey(self) -> None:
        """Ask for the export of a survey."""
        self._ask_for_file(SURVEYS)

    def _ask_for_file(self, page_id: str) -> None:
        """Turn to a page of the sources and open its dialog for a file."""
        from .sources.guides_page import GuidesPage
        from .sources.matrix_page import MatrixPage
        from .sources.surveys_page import SurveysPage

        page = self.window.show_page(page_id) if self.window.session else None
        if isinstance(page, GuidesPage | MatrixPage | SurveysPage):
            page.ask_for_file()

    def load_matrix(self) -> None:
        """Ask for an evaluation matrix and put it into the study, which has none yet."""
        from .dialogs.load_matrix import LoadMatrix

        session = self.window.session
        if session and session.project.matrix.criteria():
            raise UserError(
                _("This study already has an evaluation matrix."),
                _("Import a table into it, or make a new study for another matrix."),
            )
        if session:
            show_over(LoadMatrix(self.window, session.project))

    def export_evidence(self) -> None:
        """Ask for format and attribution and write the evidence."""
        from .dialogs.export_evidence import ExportEvidence

        if self.window.session:
            show_over(ExportEvidence(self.window, self.window.session.project))

    def export_quotes(self, query: Query) -> None:
        """The same for the quotes that a query finds."""
        from .dialogs.export_evidence import ExportEvidence

        if self.window.session:
            show_over(ExportEvidence(self.window, self.window.session.project, query=query))

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

    def folder(self) -> str:
        """Where file dialogs begin: beside the study, else among the person's documents."""
        session = self.window.session
        return str(session.project.path.parent) if session else home()
