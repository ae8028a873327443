"""Bringing a team's own matrix in: which table, what its columns hold, what would be made of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ... import settings
from ...domain.matrix import MatrixSpec
from ...domain.matrix_draft import AS_WRITTEN, IN_ORDER, MatrixDraft, Reading, TeamTable
from ...errors import UserError
from ...i18n import _, ngettext
from ...progress import Progress
from ...services import matrix_columns, matrix_import
from ...services.matrix_merge import NEW, Proposal
from ...services.register_doubts import Doubt
from ...services.studies import Project
from .. import messages
from ..background import Job
from ..coding.pane import label
from ..dialogs.file_choice import file_choice
from ..dialogs.frame import Dialog, beside, form, hint
from ..widgets.spin_box import SpinBox
from .grid import Grid
from .matrix_sources import TEXT, DraftSource
from .matrix_table_view import MappedTable
from .survey_table import PlainTable, plain_view

_LOOK_MS = 150
_TABLES_HIGH = 112
_SAID = 4
_WIDTHS = {"number": 56, "text": 360, "criterion": 152, "state": 136, "changes": 184}


class ImportMatrix(Dialog):
    """Reads a file, shows what would be made of a table, and puts it into the study.

    `imported(sentence)` when it is there. Without a study the draft is only made: `spec` gives it.
    """

    keeps_size = True
    imported = Signal(str)

    def __init__(self, parent: QWidget | None, project: Project | None, path: Path | None = None) -> None:
        super().__init__(parent, _("Import matrix"), _("Import") if project else _("Use this matrix"))
        self._project = project
        self.path: Path | None = None
        self.job: Job | None = None
        self.tables: tuple[TeamTable, ...] = ()
        self.reading: Reading | None = None
        self._roomy = False
        self.setMinimumSize(800, 640)
        self.resize(1200, 800)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self.source = DraftSource(project)
        self.plan = Grid(self.source, "matrix plan", _("What would be made"), self)
        self._make_fields()
        self._lay_out()
        self.main.setEnabled(False)
        if path:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read another file beside the window; what is wrong with it is said in the dialog."""
        self._stop()
        self.path, self.reading = path, None
        self.file.setText(str(path))
        self._forget()
        self.problem.hide()
        self.summary.setText(_("Reading {file}").format(file=path.name))
        job = Job(lambda progress: self._read(path, progress), self)
        job.succeeded.connect(lambda found: self._come_in(job, found))
        job.failed.connect(lambda error: self._fail(job, error))
        self.job = job.start()

    def spec(self) -> MatrixSpec:
        """The matrix as the dialog was left, without questions that were left out."""
        assert self.source.draft, "the dialog was not accepted"
        left = {number for number, meant in self.source.decisions.items() if meant == "leave"}
        spec = self.source.draft.spec
        criteria = (
            replace(one, questions=tuple(q for q in one.questions if q.number not in left))
            for one in spec.criteria
        )
        return replace(spec, criteria=tuple(criteria))

    def commit(self) -> None:
        """Put the matrix into the study, or let it be taken by who asked for it."""
        self.look()
        draft = self.source.draft
        if draft is None or self.job or self.path is None:
            raise UserError(_("There is nothing to import."), _("Choose a file with the matrix."))
        if self._project is None:
            matrix_import.refuse_grave(draft, self.path.name)
            return
        done = matrix_import.import_matrix(self._project, draft, self.path.name, self.source.decisions)
        self.imported.emit(" ".join([f"{matrix_import.done_words(done)}.", *done.warnings]))

    def look(self) -> None:
        """Show what would be made of the tables as they are read now."""
        self._look.stop()
        if self.reading is None or self.path is None:
            return
        reading = self._as_said(self.reading)
        draft = matrix_import.draft(self.tables, reading, self.path.stem.replace("_", " "))
        if self.source.draft is None or draft.spec != self.source.draft.spec:
            self.source.decisions.clear()
        self.reading, self.source.draft = reading, draft
        self.source.planned = self._planned(draft)
        self.plan.reload()
        self.plan.model.arrange()
        self._give_room()
        self._show_problems(draft)
        self.summary.setText(matrix_import.counts_words(draft))
        self.main.setEnabled(not draft.grave)

    def choose_tables(self, places: list[int]) -> None:
        """Read these tables of the file, with headings and columns guessed anew."""
        if places:
            self.reading = matrix_columns.guess(self.tables, places)
            self._show_reading(self.reading)
            self.look()

    def set_heading_row(self, number: int) -> None:
        """Take another row for the headings; what the columns hold is guessed anew."""
        if self.reading:
            fields = matrix_columns.fields(self.tables[self.reading.tables[0]], number)
            self.reading = replace(self.reading, heading_row=number, fields=fields)
            self._show_reading(self.reading)
            self._look.start()

    def done(self, result: int) -> None:
        """Close only when no thread works for the dialog any more."""
        self._stop()
        super().done(result)

    def _read(self, path: Path, progress: Progress) -> tuple[TeamTable, ...]:
        return matrix_import.read_tables(path, progress)

    def _come_in(self, job: Job, found: tuple[TeamTable, ...]) -> None:
        if job is not self.job:
            return
        self.job = None
        self.tables = found
        rows = [(table.name, f"{len(table.rows)} × {table.width}", table.first) for table in found]
        self.listed.fill((_("Table"), _("Rows × columns"), _("First row")), rows)
        self._fields.setRowVisible(self.list, len(found) > 1)
        for column, width in enumerate((120, 112)):
            self.list.setColumnWidth(column, width)
        self.reading = matrix_columns.guess(found)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.clearSelection()
            flag = QItemSelectionModel.SelectionFlag
            for place in self.reading.tables:
                index = self.listed.index(place, 0)
                self.list.selectionModel().select(index, flag.Select | flag.Rows)
        self._show_reading(self.reading)
        self.look()

    def _fail(self, job: Job, error: Exception) -> None:
        if job is not self.job:
            return
        self.job = None
        self._forget()
        if isinstance(error, UserError):
            self.show_problem(error)
        else:
            messages.handle(self, error)

    def _forget(self) -> None:
        self.tables, self.source.draft, self.source.planned = (), None, []
        self.source.decisions.clear()
        self._fields.setRowVisible(self.list, False)
        self.mapped.show_table(None, 0, ())
        self.plan.reload()
        self.warnings.hide()
        self.summary.clear()
        self.main.setEnabled(False)

    def _stop(self) -> None:
        """Give up what is being read."""
        if self.job:
            self.job.cancel()
            self.job = None
            QThreadPool.globalInstance().waitForDone()

    def _show_reading(self, reading: Reading) -> None:
        table = self.tables[reading.tables[0]]
        with QSignalBlocker(self.heading_row):
            self.heading_row.setRange(0, table.rows[-1].number)
            self.heading_row.setValue(reading.heading_row)
        self.mapped.show_table(table, reading.heading_row, reading.fields)

    def _as_said(self, reading: Reading) -> Reading:
        """The reading with what the controls say."""
        numbering = str(self.numbering.currentData())
        return replace(
            reading, fields=self.mapped.fields(), numbering=numbering, repeats=self.repeats.isChecked()
        )

    def _planned(self, draft: MatrixDraft) -> list[Proposal]:
        if self._project:
            return matrix_import.proposals(self._project, draft.spec)
        return [Proposal(one, under, NEW) for under in draft.spec.criteria for one in under.questions]

    def _give_room(self) -> None:
        """Give the columns their first widths, as long as nobody has set them."""
        if not self._roomy and not settings.get("grid matrix plan"):
            self._roomy = True
            for place, column in enumerate(self.plan.model.columns):
                if column.id in _WIDTHS:
                    self.plan.table.setColumnWidth(place, _WIDTHS[column.id])

    def _show_problems(self, draft: MatrixDraft) -> None:
        """Mark rows with something doubtful, and say the first of it above them."""
        rows = {origin: number for number, origin in draft.origins.items()}
        doubts = [
            Doubt(rows[one.table, one.row], TEXT, one.sentence)
            for one in draft.problems
            if (one.table, one.row) in rows
        ]
        doubts += [
            Doubt(one.spec.number, TEXT, _("Only the number is the same: compare the words."))
            for one in self.source.planned
            if not one.sure
        ]
        self.plan.show_doubts(doubts)
        several = len(self.tables) > 1
        said = [
            _where(one.table if several else "", one.row) + one.sentence
            for one in sorted(draft.problems, key=lambda one: not one.grave)
        ]
        more = len(said) - _SAID
        if more > 0:
            said[_SAID:] = [ngettext("{n} more remark", "{n} more remarks", more).format(n=more)]
        self.warnings.setText("\n".join(said))
        self.warnings.setVisible(bool(said))

    def _make_fields(self) -> None:
        self.file, self.choose = file_choice(
            self,
            self.read,
            _("Tables"),
            matrix_import.suffixes(),
            _("A Word document, an Excel workbook, or CSV"),
        )
        self.listed = PlainTable(self)
        self.list = plain_view(self.listed, _("Tables of the file"), self)
        self.list.setFixedHeight(_TABLES_HIGH)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._tables_chosen())
        self.heading_row = SpinBox(self)
        self.heading_row.lineEdit().setTextMargins(6, 0, 0, 0)
        self.heading_row.setSpecialValueText(_("None"))
        self.heading_row.valueChanged.connect(self.set_heading_row)
        self.numbering = QComboBox(self)
        self.numbering.addItem(_("as in the table"), AS_WRITTEN)
        self.numbering.addItem(_("1, 2, 3 … in order"), IN_ORDER)
        self.numbering.setAccessibleName(_("Numbers"))
        self.numbering.activated.connect(lambda _index: self._look.start())
        self.repeats = QCheckBox(_("Every blank cell repeats the one above"), self)
        self.repeats.toggled.connect(lambda _on: self._look.start())
        self.mapped = MappedTable(self)
        self.mapped.changed.connect(self._look.start)
        self.warnings = label("", "warning", self)
        self.warnings.setWordWrap(True)
        self.warnings.hide()
        self.summary = label("", "", self)
        self.summary.setWordWrap(True)

    def _lay_out(self) -> None:
        self._fields = form()
        self._fields.addRow(_("File"), beside(self.file, self.choose))
        self._fields.addRow(_("Tables"), self.list)
        self._fields.setRowVisible(self.list, False)
        options = QHBoxLayout()
        options.setSpacing(16)
        numbers = label(_("Numbers"), "", self)
        numbers.setBuddy(self.numbering)
        for control in (self.heading_row, numbers, self.numbering, self.repeats):
            options.addWidget(control)
        options.addStretch(1)
        self._fields.addRow(_("Headings in row"), options)
        above, below = QWidget(self), QWidget(self)
        for widget, parts in (
            (above, (hint(_("Say above each column what it holds"), above), self.mapped)),
            (below, (self.warnings, self.plan)),
        ):
            column = QVBoxLayout(widget)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for part in parts:
                column.addWidget(part, 1 if part in (self.mapped, self.plan) else 0)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([240, 360])
        self.body.addLayout(self._fields)
        self.body.addWidget(split, 1)
        self.body.addWidget(self.summary)

    def _tables_chosen(self) -> None:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        self.choose_tables(rows)


def _where(table: str, row: int) -> str:
    """Table and row before a sentence about them, as far as they are to be told."""
    if not row:
        return f"{table}: " if table else ""
    place = _("row {number}").format(number=row)
    return f"{table}, {place}: " if table else f"{place[:1].upper()}{place[1:]}: "
