"""The triangulation view: rules and choices above, the matrix, and what stands behind the chosen cell."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ... import settings
from ...domain.changes import Changes
from ...domain.rules import ONE_VOICE, SEVERAL_VOICES
from ...domain.triangulation import INFORMANTS, INSTITUTIONS, Row, Triangulation
from ...errors import UserError
from ...i18n import _
from ...services import heat_map, rules, tables, triangulation
from .. import messages, shortcuts
from ..coding.pane import hairline, label
from ..in_pieces import InPieces
from ..session import Session
from . import keys
from .cell_pane import CellPane
from .legend import Legend
from .matrix_table import MatrixTable

_BAR, _RIGHT, _SETTLE = 40, 320, 300
_SHADE = "triangulation_shade"
_TABLES = (
    "coding", "code", "code_question", "criterion", "question", "document", "turn", "informant", "voice",
    "institution", "interview", "interview_informant", "category", "guide", "guide_item", "item_question",
    "survey", "survey_item", "survey_item_question", "answer", "finding", "evidence_item", "finding_evidence",
    "setting",
)  # fmt: skip


class TriangulationView(QWidget):
    """Questions by kinds of sources; `coding_chosen(id)`, `query_wanted(Query)` for the quotes of a cell,
    `question_wanted(id)` for the findings of its question.

    Nothing is counted before the view is first shown, and nothing while it is hidden.
    """

    coding_chosen = Signal(str)
    query_wanted = Signal(object)
    question_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(keys.PLACE)
        self.session = session
        self.unit = INFORMANTS
        self.matrix: Triangulation | None = None
        self._stale = True
        self._work = InPieces(self)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._count)
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("triangulation")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._middle())
        self.pane = CellPane(session, self.splitter)
        self.pane.coding_chosen.connect(self.coding_chosen)
        self.pane.query_wanted.connect(self.query_wanted)
        self.pane.question_wanted.connect(self.question_wanted)
        self.pane.gap_chosen.connect(self.table.go_to)
        self.splitter.addWidget(self.pane)
        self.splitter.setSizes([1120, _RIGHT])
        self.splitter.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._add_keys()
        self.table.use_shade(self.shade.isChecked())
        session.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while the view was hidden."""
        super().showEvent(event)
        if self._stale:
            self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is not done; it is done when the view is shown again."""
        super().hideEvent(event)
        if self._work.is_busy or self.pane.is_busy:
            self._stale = True
        self._work.stop()
        self.pane.stop()

    def use_unit(self, unit: str) -> None:
        """Count informants or institutions."""
        self.unit = unit
        self.informants.setChecked(unit == INFORMANTS)
        self.institutions.setChecked(unit == INSTITUTIONS)
        self._count()

    def next_gap(self) -> None:
        """Go to the next question that has a gap."""
        if self.matrix is None:
            return
        rows = self.matrix.rows
        chosen = self.table.chosen()
        here = next((n for n, row in enumerate(rows) if chosen and row.question_id == chosen[0]), -1)
        found = next((row for row in [*rows[here + 1 :], *rows[: here + 1]] if row.gaps), None)
        if found:
            self.table.go_to(found.question_id)
            self.session.told.emit(f"{found.number}: " + " ".join(gap.text for gap in found.gaps))

    def export(self) -> None:
        """Ask where to write the matrix, as a table or as a picture."""
        kinds = {
            ".docx": _("Word document"),
            ".xlsx": _("Excel workbook"),
            ".html": _("Web page"),
            ".csv": _("CSV table"),
            ".png": _("Heat map, picture"),
            ".svg": _("Heat map, drawing"),
        }
        project = self.session.project
        proposed = project.path.with_name(_("Triangulation") + ".docx")
        filters = ";;".join(f"{text} (*{ending})" for ending, text in kinds.items())
        file, chosen = QFileDialog.getSaveFileName(self, _("Export the matrix"), str(proposed), filters)
        if not file:
            return
        path = Path(file)
        if path.suffix.lower() not in kinds:
            ending = next((ending for ending in kinds if f"*{ending})" in chosen), ".docx")
            path = path.with_name(path.name + ending)
        try:
            self._write(path)
        except UserError as error:
            messages.show(self, error)
        else:
            self.session.told.emit(_("Written to {file}.").format(file=path.name))

    def _write(self, path: Path) -> None:
        project = self.session.project
        if path.suffix.lower() in heat_map.SUFFIXES:
            heat_map.write(project, path, unit=self.unit)
        else:
            name = "triangulation" if self.unit == INFORMANTS else "triangulation-institutions"
            tables.write(project, [tables.build(project, name)], path)

    def _middle(self) -> QWidget:
        pane = QWidget(self)
        self.table = MatrixTable(pane)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.table.doubleClicked.connect(lambda _index: self.pane.read())
        self.legend = Legend(pane)
        self.nothing = label(
            _("The study has no evaluation questions yet. Load a matrix in the File menu."), "quiet", pane
        )
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.nothing.hide()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar(pane))
        column.addWidget(hairline(pane))
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        return pane

    def _bar(self, parent: QWidget) -> QWidget:
        bar = QWidget(parent)
        bar.setFixedHeight(_BAR)
        self.informants = QPushButton(_("Informants"), bar)
        self.institutions = QPushButton(_("Institutions"), bar)
        units = QButtonGroup(bar)
        for button, unit in ((self.informants, INFORMANTS), (self.institutions, INSTITUTIONS)):
            button.setCheckable(True)
            units.addButton(button)
            button.clicked.connect(lambda _on=False, unit=unit: self.use_unit(unit))
        self.informants.setChecked(True)
        self.group = QComboBox(bar)
        self.group.setAccessibleName(_("Group interview"))
        self.group.setToolTip(_("A rule of the study: it holds for every number"))
        self.group.addItem(_("Group interview: one voice"), ONE_VOICE)
        self.group.addItem(_("Group interview: several voices"), SEVERAL_VOICES)
        self.group.activated.connect(self._use_group)
        self.shade = QPushButton(_("Shade"), bar)
        self.shade.setCheckable(True)
        self.shade.setChecked(bool(settings.get(_SHADE, True)))
        self.shade.setToolTip(_("The more voices, the darker"))
        self.shade.toggled.connect(self._use_shade)
        self.write = QPushButton(_("Export…"), bar)
        self.write.clicked.connect(lambda _on=False: self.export())
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(0)
        row.addWidget(self.informants)
        row.addWidget(self.institutions)
        row.addSpacing(8)
        row.addWidget(self.group)
        row.addSpacing(8)
        row.addWidget(self.shade)
        row.addStretch(1)
        row.addWidget(self.write)
        return bar

    def _add_keys(self) -> None:
        works = {
            "read_cell": self.pane.read,
            "other_unit": lambda: self.use_unit(INSTITUTIONS if self.unit == INFORMANTS else INFORMANTS),
            "next_gap": self.next_gap,
            "open_board": self.pane.board.click,
            "shade": self.shade.toggle,
        }
        for act in keys.acts():
            if act.id in works:
                shortcuts.add(self.table, act, works[act.id], within=False)
        opening = next(act for act in keys.acts() if act.id == "open_query")
        shortcuts.add(self, opening, lambda: self.query_wanted.emit(self.pane.query))
        self.pane.open.follow_keys()
        self.pane.board.follow_keys()

    def _use_group(self, _index: int) -> None:
        rule = self.group.currentData()
        if rule != rules.rules(self.session.project).group:
            rules.change_rules(self.session.project, group=rule)

    def _use_shade(self, on: bool) -> None:
        settings.put(_SHADE, on)
        self.table.use_shade(on)

    def _count(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        project = self.session.project
        self.group.setCurrentIndex(self.group.findData(rules.rules(project).group))
        self._work.begin(triangulation.triangulating(project, unit=self.unit), self._show)

    def _show(self, matrix: Triangulation) -> None:
        self.matrix = matrix
        self.nothing.setVisible(not matrix.rows)
        self.table.setVisible(bool(matrix.rows))
        self.legend.show_matrix(matrix)
        self.pane.show_gaps(matrix)
        if matrix.rows:
            self.table.show_matrix(matrix)
            self._show_cell(self.table.currentIndex())

    def _show_cell(self, index: QModelIndex, _before: object = None) -> None:
        if self.matrix is None or not index.isValid():
            return
        line = self.table.model_of.line(index)
        self.table.viewport().update()
        if isinstance(line, Row):
            self.pane.show_cell(self.matrix, line, index.column() - 1)
        else:
            self.pane.show_block(self.matrix, line, index.column() - 1)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_TABLES):
            self._stale = True
            self._work.stop()
            self.pane.clear()
            if self.isVisible():
                self._again.start()
