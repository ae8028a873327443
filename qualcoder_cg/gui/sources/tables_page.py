"""The page of tables: what a report prints about its sources, to look at, copy and export."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import attribution
from ...domain.report_table import ReportTable
from ...errors import UserError
from ...i18n import _
from ...services import tables
from .. import messages
from ..coding.pane import icon_button, panel
from ..dialogs.frame import file_filter
from ..level_names import level_names
from ..session import Session
from .page import Page
from .percent_check import PercentCheck
from .report_view import ReportView

CHECK = "check-percent"
_LIST_WIDTH = 224
_ID = Qt.ItemDataRole.UserRole


class TablesPage(Page):
    """A list of tables at the left, the chosen one at the right."""

    tables = (
        "informant", "institution", "interview", "interview_informant", "voice", "document", "category",
        "survey", "respondent", "setting", "criterion", "question", "sub_question", "judgement_criterion",
        "indicator", "planned_source", "planned_method", "finding", "finding_evidence", "chain_item",
        "chain_field", "chain_basis", "coding", "code",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Tables"))
        self.list = QListWidget(self)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setStyleSheet("QListWidget::item { padding: 6px 12px; }")
        self.list.setAccessibleName(_("Tables"))
        for name, title in titles().items():
            entry = QListWidgetItem(title)
            entry.setData(_ID, name)
            self.list.addItem(entry)
        self.level = QComboBox(self)
        self.level.setAccessibleName(_("How much is said of each person"))
        self.level.setToolTip(self.level.accessibleName())
        for name, title in level_names().items():
            self.level.addItem(title, name)
        self.level.setCurrentIndex(self.level.findData(attribution.TYPE))
        self.form = PercentCheck(self)
        self.view = ReportView(self)
        self.export = QPushButton(_("Export…"), self)
        menu = QMenu(self.export)
        menu.addAction(_("This table…")).triggered.connect(lambda _on=False: self.export_shown())
        menu.addAction(_("All tables…")).triggered.connect(lambda _on=False: self.export_all())
        self.export.setMenu(menu)
        self.copy = icon_button("copy", _("Copy as text"), self.copy_text, self)
        for widget in (self.level, self.copy, self.export):
            self.header.add(widget)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(lambda _row: self.refresh())
        self.level.activated.connect(lambda _index: self.refresh())
        self.form.checked.connect(self._show)
        self.setFocusProxy(self.list)

    def name(self) -> str:
        """Which table is chosen."""
        return str(self.list.currentItem().data(_ID))

    def choose(self, name: str) -> None:
        """Show the table of this name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == name:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """Make the chosen table anew and show it."""
        name = self.name()
        self.level.setVisible(name in tables.BY_LEVEL)
        self.form.setVisible(name == CHECK)
        if name == CHECK:
            self.form.check()
        else:
            self._show(self._made(name))

    def copy_text(self) -> None:
        """Put the table on the clipboard, tabs between its cells."""
        QGuiApplication.clipboard().setText(self.view.text())
        self.session.told.emit(_("Copied {table}").format(table=self.view.title.text()))

    def export_shown(self) -> None:
        """Ask where to write the table on show."""
        if self.view.shown:
            self._export([self.view.shown], self.view.shown.title, tables.writable())

    def export_all(self) -> None:
        """Ask where to write all tables of the study."""
        suffixes = [suffix for suffix in tables.writable() if suffix != ".csv"]
        self._export([self._made(name) for name in tables.NAMES], _("Tables"), suffixes)

    def _export(self, chosen: Sequence[ReportTable], stem: str, suffixes: Sequence[str]) -> None:
        project = self.session.project
        proposed = project.path.with_name("".join(c for c in stem if c.isalnum() or c in " -") + suffixes[0])
        names = {
            ".docx": _("Word document"), ".xlsx": _("Excel workbook"), ".csv": _("CSV table"),
            ".html": _("Web page"),
        }  # fmt: skip
        filters = ";;".join(file_filter(names[suffix], [suffix]).split(";;")[0] for suffix in suffixes)
        file, kind = QFileDialog.getSaveFileName(self, _("Export tables"), str(proposed), filters)
        if not file:
            return
        path = Path(file)
        if path.suffix.lower() not in suffixes:
            ending = next((suffix for suffix in suffixes if suffix in kind), suffixes[0])
            path = path.with_name(path.name + ending)
        try:
            tables.write(project, chosen, path)
        except UserError as error:
            messages.show(self, error)
        else:
            self.session.told.emit(_("Written to {file}.").format(file=path.name))

    def _made(self, name: str) -> ReportTable:
        return tables.build(self.session.project, name, level=self.level.currentData())

    def _show(self, table: ReportTable | None) -> None:
        """Show a table; nothing, where there is none."""
        self.view.setVisible(table is not None)
        self.blank.setVisible(table is None)
        for button in (self.copy, self.export):
            button.setEnabled(table is not None)
        if table:
            self.view.show_table(table)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.form)
        right.addWidget(self.view, 1)
        self.blank = QWidget(self)
        right.addWidget(self.blank, 1)
        panel(self.list)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)


def titles() -> dict[str, str]:
    """The tables in the list, by name; short, the whole title stands above the table."""
    return {
        "interviewees": _("People interviewed by type"),
        "interviews": _("Interviews held and not held"),
        "surveys": _("Survey response rates"),
        "documents": _("Documents by category"),
        "persons": _("List of people interviewed"),
        "not-held": _("List of interviews not held"),
        "triangulation": _("Triangulation"),
        "triangulation-institutions": _("Triangulation, institutions"),
        "cooccurrence": _("Codes on the same words"),
        "matrix": _("Completed matrix"),
        "matrix-blanks": _("Blank cells of the matrix"),
        "recommendations": _("Recommendations"),
        "chain": _("Findings to recommendations"),
        "orphans": _("Gaps in the chain"),
        "forms": _("Completeness of forms"),
        CHECK: _("Check percentages"),
    }
