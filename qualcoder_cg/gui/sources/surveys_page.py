"""The page of surveys: response, questions, and how the closed ones were answered."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from ...i18n import _, ngettext
from ..session import Session
from .grid import Grid
from .page import Page, nothing_yet
from .survey_frequencies import FrequencyPane
from .survey_sources import ItemSource, SurveySource

_SURVEYS_HIGH = 176
_PANE = 416


class SurveysPage(Page):
    """Surveys above, the questions of the chosen one below, its counts at the right."""

    tables = ("survey", "survey_item", "survey_item_question", "scale", "answer", "document", "question")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Surveys"))
        project = session.project
        self.surveys = Grid(SurveySource(project), "surveys", _("Surveys"), self)
        self._items = ItemSource(project)
        self.items = Grid(self._items, "survey items", _("Questions of the survey"), self, links=["document"])
        self.counts = FrequencyPane(project, self)
        self.bring = QPushButton(_("Import survey…"), self)
        self.bring.clicked.connect(lambda _checked=False: self.ask_for_file())
        self.counts.told.connect(session.told)
        self.counts.opened.connect(self._open_document)
        self.surveys.add_tool(self.bring)
        self.surveys.selection_changed.connect(self._choose_survey)
        self.items.selection_changed.connect(self._choose_item)
        self.items.opened.connect(self._open_document)
        self._lay_out()

    def refresh(self) -> None:
        """Read the surveys anew; what is chosen stays chosen."""
        every = self.session.project.surveys.all()
        self.empty.setVisible(not every)
        self._parts.setVisible(bool(every))
        n = len(every)
        self.header.caption.setText(ngettext("{n} survey", "{n} surveys", n).format(n=n) if n else "")
        self.surveys.reload()
        if every and self._items.survey_id not in {survey.id for survey in every}:
            self._show_survey(every[0].id)
            self.surveys.choose_rows([every[0].id])
        else:
            self.items.reload()
            self._choose_item()

    def finish(self) -> None:
        """Save what is being typed."""
        self.surveys.finish()
        self.items.finish()

    def ask_for_file(self, path: Path | None = None) -> QWidget:
        """Open the dialog that brings a survey in."""
        from .survey_import import ImportSurvey

        dialog = ImportSurvey(self.window(), self.session.project, path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.imported.connect(self._imported)
        dialog.open()
        return dialog

    def _imported(self, survey_id: str, told: str) -> None:
        self.surveys.choose_rows([survey_id])
        self._show_survey(survey_id)
        self.session.told.emit(told)

    def _choose_survey(self) -> None:
        chosen = self.surveys.chosen_ids()
        if chosen and chosen[0] != self._items.survey_id:
            self._show_survey(chosen[0])

    def _show_survey(self, survey_id: str) -> None:
        self._items.survey_id = survey_id
        self.items.reload()
        found = self.session.project.surveys.items(survey_id)
        first = next((item.id for item in found if item.kind in ("closed", "multiple")), "")
        if first:
            self.items.choose_rows([first])
        self._choose_item()

    def _choose_item(self) -> None:
        chosen = self.items.chosen_ids()
        self.counts.show_item(self.session.project.surveys.item(chosen[0]) if chosen else None)

    def _open_document(self, item_id: str) -> None:
        for document in self.session.project.documents.all():
            if document.survey_item_id == item_id:
                self.document_wanted.emit(document.id)

    def _lay_out(self) -> None:
        lower = QSplitter(Qt.Orientation.Horizontal, self)
        lower.addWidget(self.items)
        lower.addWidget(self.counts)
        lower.setStretchFactor(0, 1)
        lower.setSizes([800, _PANE])
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self._parts.addWidget(self.surveys)
        self._parts.addWidget(lower)
        self._parts.setStretchFactor(1, 1)
        self._parts.setSizes([_SURVEYS_HIGH, 600])
        for splitter in (lower, self._parts):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.empty = self._nothing()
        self.body.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._parts, 1)

    def _nothing(self) -> QWidget:
        begin = QPushButton(_("Import survey…"), self)
        begin.clicked.connect(lambda _checked=False: self.ask_for_file())
        return nothing_yet(
            _(
                "No surveys yet. Import the answers as a CSV file or a workbook: open questions become "
                "passages to be coded, closed ones are counted."
            ),
            begin,
            self,
        )
