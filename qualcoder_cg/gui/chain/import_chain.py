"""Bringing a chain in from a table: which file, and row by row what would come of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ...domain.text import listed
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import chain_import
from ...services import chain_words as words
from ...services.studies import Project
from ..background import Job
from ..dialogs.file_choice import file_choice
from ..dialogs.frame import Dialog, beside, form, hint
from ..sources.survey_table import PlainTable, plain_view

_WIDTHS = (48, 120, 64, 320, 280)
_SUFFIXES = (".csv", ".xlsx", ".xlsm")


class ImportChain(Dialog):
    """Reads a file beside the window, shows what each row becomes; `imported(sentence)` when it is there."""

    keeps_size = True
    imported = Signal(str)

    def __init__(self, parent: QWidget | None, project: Project, path: Path | None = None) -> None:
        super().__init__(parent, _("Import a chain"), _("Import"))
        self._project = project
        self.path: Path | None = None
        self._sheet: object = None
        self.planned: chain_import.ChainPlan | None = None
        self.setMinimumSize(640, 480)
        self.resize(880, 560)
        self.file, self.choose = file_choice(self, self.read, _("Tables"), _SUFFIXES)
        self.update_items = QCheckBox(
            _("Change items that have the same number instead of adding new ones"), self
        )
        self.update_items.toggled.connect(lambda _on: self._plan())
        self.rows = PlainTable(self)
        self.view = plain_view(self.rows, _("Rows of the table"), self)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.found = hint("", self)
        self._lay_out()
        self.main.setEnabled(False)
        if path:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read another file; what is wrong with it is said in the dialog."""
        self.problem.hide()
        self.file.setText(str(path))
        self.path, self._sheet = path, None
        self.rows.fill((), ())
        self.found.setText(_("Reading {file}…").format(file=path.name))
        self.main.setEnabled(False)
        job = Job(lambda progress: chain_import.read_sheet(path, progress), self)
        job.succeeded.connect(self._show)
        job.failed.connect(self._refuse)
        job.start()

    def commit(self) -> None:
        """Bring everything in."""
        if self.planned is None or self.path is None:
            raise UserError(_("There is nothing to import."), _("Choose a file with a chain."))
        new, changed = chain_import.bring_in(self._project, self.planned, self.path.name)
        self.imported.emit(_("{new} new, {changed} changed.").format(new=new, changed=changed))

    def _show(self, sheet: object) -> None:
        self._sheet = sheet
        self._plan()

    def _refuse(self, error: Exception) -> None:
        self.rows.fill((), ())
        self.found.clear()
        if not isinstance(error, UserError):
            raise error
        self.show_problem(error)

    def _plan(self) -> None:
        """Say what each row becomes."""
        self.planned = None
        if self._sheet is not None:
            try:
                self.planned = chain_import.plan(
                    self._project,
                    self._sheet,  # type: ignore[arg-type]
                    update=self.update_items.isChecked(),
                )
            except UserError as error:
                self._refuse(error)
        planned = self.planned
        self.main.setEnabled(bool(planned and planned.items and not planned.faults))
        if planned is None:
            return
        states = {chain_import.NEW: _("new"), chain_import.CHANGED: _("changed")}
        self.rows.fill(
            [_("Line"), _("Kind"), _("No."), _("Text"), _("Outcome")],
            [
                [
                    str(item.line),
                    words.kind(item.kind) if item.kind in words.kinds() else "–",
                    item.number,
                    item.fields.get("text", ""),
                    " ".join(item.faults) or states[item.state],
                ]
                for item in planned.items
            ],
        )
        for column, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(column, width)
        self.found.setText(self._said(planned))

    def _said(self, planned: chain_import.ChainPlan) -> str:
        n, faults = len(planned.items), len(planned.faults)
        said = [ngettext("{n} item found.", "{n} items found.", n).format(n=n)]
        if faults:
            said.append(
                ngettext(
                    "{n} fault keeps the table out: mend it there and choose the file again.",
                    "{n} faults keep the table out: mend them there and choose the file again.",
                    faults,
                ).format(n=faults)
            )
        if planned.ignored:
            said.append(_("Passed over: {headings}.").format(headings=listed(planned.ignored)))
        return " ".join(said)

    def _lay_out(self) -> None:
        fields = form()
        fields.addRow(_("File"), beside(self.file, self.choose))
        self.body.addLayout(fields)
        self.body.addWidget(
            hint(
                _(
                    "A table with a row for each conclusion, lesson, good practice and recommendation: number"
                    " (C1, LL2, BP1, R3), text, links (C10, BP2), criterion, to whom, priority …"
                ),
                self,
            )
        )
        self.body.addWidget(self.update_items)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.found)
