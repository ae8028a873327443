"""The pane that shows how a closed question of a survey was answered."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...domain.report_table import ReportTable, as_text
from ...domain.surveys import OPEN, SurveyItem
from ...errors import UserError
from ...i18n import _
from ...services import surveys, tables
from ...services.studies import Project
from ...services.survey_frequencies import grouping, least_for_shares
from .. import density, messages
from ..coding.pane import PADDING, PaneHeader, hairline, icon_button, label, panel
from ..dialogs.frame import file_filter
from .survey_chart import SurveyChart, bars
from .survey_table import PlainTable, plain_view


class FrequencyPane(QWidget):
    """Counts of the chosen question as a table and as bars, for all respondents or by group.

    `told(sentence)` when the table was written to a file, `opened(item id)` when the person wants to read
    the answers to an open question.
    """

    told = Signal(str)
    opened = Signal(str)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._item: SurveyItem | None = None
        self._asked = ""
        self.shown: ReportTable | None = None
        panel(self, "base")
        self.header = PaneHeader(_("Answers"), self, padding=PADDING)
        self.said = label("", "", self)
        self.said.setWordWrap(True)
        self.by = QComboBox(self)
        self.by.setAccessibleName(_("By group"))
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.activated.connect(lambda _index: self._fill())
        self.copy = icon_button("copy", _("Copy table"), self._copy, self)
        self.export = icon_button("export", _("Export table…"), self._ask_for_file, self)
        for button in (self.copy, self.export):
            self.header.add(button)
        self.read = QPushButton(_("Open the answers"), self)
        self.read.clicked.connect(lambda _checked=False: self.opened.emit(self._asked))
        self.model = PlainTable(self)
        self.view = plain_view(self.model, _("How often each answer was given"), self)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chart = SurveyChart(self)
        self.notes = label("", "caption", self)
        self.notes.setWordWrap(True)
        self._lay_out()
        self.show_item(None)

    def show_item(self, item: SurveyItem | None) -> None:
        """Show a question; None, and one that cannot be counted, leave a sentence."""
        before = self.by.currentData()
        self._asked = item.id if item else ""
        self.read.setVisible(item is not None and item.kind == OPEN)
        self._item = item if item and item.kind in surveys.COUNTED else None
        self.by.clear()
        self.by.addItem(_("All respondents"), "")
        for other in grouping(self._project, self._item) if self._item else ():
            self.by.addItem(other.text, other.id)
        self.by.setCurrentIndex(max(0, self.by.findData(before)))
        self._inside.setVisible(self._item is not None)
        for button in (self.copy, self.export):
            button.setEnabled(self._item is not None)
        if self._item is None:
            self.said.setText(_said_of(item))
            self.shown = None
        else:
            self._fill()

    def _fill(self) -> None:
        if self._item is None:
            return
        by = self.by.currentData() or None
        found = surveys.frequencies(self._project, self._item.id, by)
        least = least_for_shares(self._project)
        self.shown = surveys.frequency_table(self._project, self._item.id, by, least=least)
        self.said.setText(self._item.text)
        self.model.show_table(self.shown)
        header = self.view.horizontalHeader()
        self.view.resizeColumnsToContents()
        header.setSectionResizeMode(
            0, QHeaderView.ResizeMode.Stretch if not by else QHeaderView.ResizeMode.Interactive
        )
        height = header.sizeHint().height() + density.row_height(density.TABLE) * self.model.rowCount() + 2
        self.view.setFixedHeight(height + (self.view.horizontalScrollBar().sizeHint().height() if by else 0))
        self.chart.show_bars(bars(found, least))
        self.notes.setText("\n".join([*self.shown.notes, self.shown.source]))

    def _copy(self) -> None:
        if self.shown:
            QGuiApplication.clipboard().setText(as_text(self.shown))

    def _ask_for_file(self) -> None:
        """Ask where to write the table."""
        if self.shown is None:
            return
        suffixes = tables.writable()
        proposed = self._project.path.with_name(
            "".join(c for c in self.shown.title if c.isalnum() or c in " -")
        )
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export table"), str(proposed) + suffixes[0], file_filter(_("Tables"), suffixes)
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the table to a file whose ending is its format."""
        if self.shown is None:
            return
        try:
            tables.write(self._project, [self.shown], path)
        except UserError as error:
            messages.show(self, error)
        else:
            self.told.emit(_("Written to {file}.").format(file=path.name))

    def _lay_out(self) -> None:
        self._inside = QWidget(self)
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.by)
        inner.addWidget(self.chart)
        inner.addWidget(self.view)
        inner.addWidget(self.notes)
        content = QWidget(self)
        panel(content, "base")
        column = QVBoxLayout(content)
        column.setContentsMargins(PADDING, 12, PADDING, PADDING)
        column.setSpacing(12)
        column.addWidget(self.said)
        column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        column.addStretch(1)
        self.said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(self))
        whole.addWidget(scroll, 1)


def _said_of(item: SurveyItem | None) -> str:
    """What stands there instead of counts."""
    if item is None:
        return _("Choose a question to see how it was answered.")
    if item.kind == OPEN:
        return _("An open question: its answers are a document to be coded.")
    return _("This column is not counted.")
