"""Bringing a survey in: which file, what each column is, and the first rows to judge by."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QThreadPool, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...domain.surveys import SurveyTable
from ...errors import UserError
from ...i18n import _, ngettext
from ...progress import Progress
from ...services import surveys
from ...services.studies import Project
from .. import messages
from ..background import Job
from ..coding.pane import label
from ..dialogs.file_choice import file_choice
from ..dialogs.frame import Dialog, beside, form, hint
from ..widgets.spin_box import SpinBox
from .grid import Grid
from .survey_sources import PlanSource
from .survey_table import PlainTable, plain_view

_PREVIEW_ROWS = 12
_HIGHEST_ROW = 50
_WIDEST = 240


class ImportSurvey(Dialog):
    """Reads a file, proposes what its columns are, and brings the survey in as it was corrected.

    `imported(survey id, sentence)` when it is in the study.
    """

    keeps_size = True
    imported = Signal(str, str)

    def __init__(self, parent: QWidget | None, project: Project, path: Path | None = None) -> None:
        super().__init__(parent, _("Import survey"), _("Import"))
        self._project = project
        self.path: Path | None = None
        self.job: Job | None = None
        self.setMinimumSize(800, 640)
        self.resize(1120, 720)
        self.source = PlanSource(project)
        self.plan = Grid(self.source, "survey plan", _("What becomes of each column"), self)
        self._make_fields()
        self._lay_out()
        self.main.setEnabled(False)
        self.choose.setFocus()
        if path:
            self.name.setFocus()
            self.read(path)

    def read(self, path: Path) -> None:
        """Read another file and propose a plan for it."""
        self.path = path
        self.file.setText(str(path))
        self.name.setText(path.stem)
        for field in (self.sheet, self.encoding):
            field.clear()
        with QSignalBlocker(self.heading_row):
            self.heading_row.setValue(0)
        self._read()

    def commit(self) -> None:
        """Bring the survey in as planned."""
        table = self.source.table
        if table is None or self.job:
            raise UserError(_("There is nothing to import."), _("Choose a file with the answers."))
        made = surveys.import_survey(self._project, table, self.source.plan, name=self.name.text())
        said = ngettext(
            "Survey {name}: {n} respondent imported.",
            "Survey {name}: {n} respondents imported.",
            made.respondents,
        ).format(name=made.survey.name, n=made.respondents)
        self.imported.emit(made.survey.id, " ".join([said, *made.warnings]))

    def _read(self) -> None:
        """Read the file beside the window as the fields say; what is wrong with it is said in the dialog."""
        if self.path is None:
            return
        self._stop()
        self.problem.hide()
        self.main.setEnabled(False)
        self.counted.setText(_("Reading {file}").format(file=self.path.name))
        path, sheet = self.path, self.sheet.currentText()
        encoding, row = self.encoding.currentData() or "", self.heading_row.value()

        def work(progress: Progress) -> tuple[SurveyTable, surveys.Proposal, dict[str, str]]:
            table = surveys.read_table(
                path, sheet=sheet, encoding=encoding, heading_row=row, progress=progress
            )
            return table, surveys.propose(table), surveys.encoding_samples(path, table.encodings)

        job = Job(work, self)
        job.succeeded.connect(lambda found: self._come_in(job, *found))
        job.failed.connect(lambda error: self._fail(job, error))
        self.job = job.start()

    def done(self, result: int) -> None:
        """Close only when no thread works for the dialog any more."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        """Give up what is being read."""
        if self.job:
            self.job.cancel()
            self.job = None
            QThreadPool.globalInstance().waitForDone()

    def _come_in(
        self, job: Job, table: SurveyTable, proposal: surveys.Proposal, samples: dict[str, str]
    ) -> None:
        if job is self.job:
            self.job = None
            self.source.table, self.source.plan = table, list(proposal.columns)
            self._show(table, proposal, samples)
            self._show_plan()

    def _fail(self, job: Job, error: Exception) -> None:
        if job is not self.job:
            return
        self.job = None
        self.source.table, self.source.plan = None, []
        self.warnings.hide()
        self.counted.clear()
        self._show_plan()
        if isinstance(error, UserError):
            self.show_problem(error)
        else:
            messages.handle(self, error)

    def _show_plan(self) -> None:
        table = self.source.table
        self.plan.reload()
        rows = [row.cells for row in table.rows[:_PREVIEW_ROWS]] if table else ()
        self.rows.fill(table.headings if table else (), rows)
        self.preview.resizeColumnsToContents()
        for column in range(self.rows.columnCount()):
            self.preview.setColumnWidth(column, min(self.preview.columnWidth(column), _WIDEST))
        self.main.setEnabled(table is not None)

    def _show(self, table: SurveyTable, proposal: surveys.Proposal, samples: dict[str, str]) -> None:
        """Show what was found in the file besides its columns."""
        if not self.sheet.count():
            self.sheet.addItems(list(table.sheets))
            self.sheet.setCurrentText(table.sheet)
        if table.encodings:
            self._offer_encodings(samples)
        warnings = list(proposal.warnings)
        if table.encodings:
            warnings.append(_("The encoding is unsure: choose the one in which the words are right."))
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))
        n = len(table.rows)
        self.counted.setText(
            ngettext("{n} row", "{n} rows", n).format(n=n)
            + " · "
            + ngettext("{n} column", "{n} columns", len(table.headings)).format(n=len(table.headings))
            + " · "
            + _("headings in row {row}").format(row=table.heading_row)
        )
        self._fields.setRowVisible(self.sheet, len(table.sheets) > 1)
        self._fields.setRowVisible(self.encoding, self.encoding.count() > 0)

    def _offer_encodings(self, samples: dict[str, str]) -> None:
        """Show words of the file in each of the encodings it may be in; none is chosen yet."""
        self.encoding.clear()
        self.encoding.addItem(_("Choose…"), "")
        for name, words in samples.items():
            self.encoding.addItem(f"{words}  ({name})", name)

    def _make_fields(self) -> None:
        self.file, self.choose = file_choice(
            self, self.read, _("Tables"), surveys.readable(), _("The answers as CSV or as a workbook")
        )
        self.name = QLineEdit(self)
        self.sheet = self._box(self._read)
        self.encoding = self._box(self._read)
        self.heading_row = SpinBox(self)
        self.heading_row.setRange(0, _HIGHEST_ROW)
        self.heading_row.lineEdit().setTextMargins(6, 0, 0, 0)
        self.heading_row.setSpecialValueText(_("Found"))
        self.heading_row.valueChanged.connect(lambda _value: self._read())
        self.counted = label("", "caption", self)
        self.warnings = label("", "warning", self)
        self.warnings.setWordWrap(True)
        self.warnings.hide()

    def _lay_out(self) -> None:
        self._fields = form()
        self._fields.addRow(_("File"), beside(self.file, self.choose))
        self._fields.addRow(_("Name"), self.name)
        self._fields.addRow(_("Sheet"), self.sheet)
        self._fields.addRow(_("Encoding"), self.encoding)
        self._fields.addRow(_("Headings in row"), beside(self.heading_row, self.counted, stretch=1))
        for field in (self.sheet, self.encoding):
            self._fields.setRowVisible(field, False)
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(hint(_("First rows of the file"), sheet))
        self.rows = PlainTable(self)
        self.preview = plain_view(self.rows, _("First rows of the file"), sheet)
        column.addWidget(self.preview)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.plan)
        parts.addWidget(sheet)
        parts.setSizes([400, 180])
        self.body.addLayout(self._fields)
        self.body.addWidget(self.warnings)
        self.body.addWidget(parts, 1)
        self.body.addWidget(
            hint(
                _(
                    "Columns that are left out stay out of the study: leave out names, addresses and "
                    "whatever else tells who somebody is."
                ),
                self,
            )
        )

    def _box(self, work: Callable[[], None]) -> QComboBox:
        box = QComboBox(self)
        box.activated.connect(lambda _index: work())
        return box
