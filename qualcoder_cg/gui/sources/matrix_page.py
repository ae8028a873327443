"""The page of the evaluation matrix: criteria above, questions with what is planned for them below."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from ... import settings
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import matrix_cells, matrix_edit, matrix_parts_edit, tables
from ...services.matrix_table import blank_cells, missing_names
from .. import messages
from ..dialogs.frame import file_filter
from ..session import Session
from .grid import Grid
from .matrix_details import Details
from .matrix_sources import CriterionSource, QuestionSource
from .page import Page, nothing_yet

_CRITERIA_HIGH, _DETAILS_HIGH = 232, 208
_WIDTHS = {"number": 56, "text": 360, "criterion": 144, "themes": 112, "aliases": 112, "blank": 176}


class MatrixPage(Page):
    """The criteria, the questions with their sub-questions, and the chosen row in full."""

    tables = (
        "criterion", "question", "sub_question", "judgement_criterion", "indicator", "planned_source",
        "planned_method", "matrix_alias", "code", "code_question",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Matrix"))
        project = session.project
        self.criteria = Grid(CriterionSource(project), "criteria", _("Criteria"), self)
        self.questions = Grid(QuestionSource(project), "matrix questions", _("Evaluation questions"), self)
        self.criteria.model.new_row_hint = _("New criterion")
        self.questions.model.new_row_hint = _("New")
        self.details = Details(project, self)
        self.blank = QPushButton(self)
        self.blank.setCheckable(True)
        self.blank.toggled.connect(self.show_blank)
        self._make_tools()
        self._lay_out()
        self._narrow = not settings.get("grid matrix questions")
        self.questions.reloaded.connect(self._give_room)
        self.questions.selection_changed.connect(self._show_details)
        for grid in (self.criteria, self.questions):
            grid.removed.connect(self._tell_removed)
        self.details.refused.connect(self.questions.model.refuse)
        self.setFocusProxy(self.questions.table)

    def refresh(self) -> None:
        """Read the matrix anew; what is chosen stays chosen."""
        project = self.session.project
        criteria, questions = project.matrix.criteria(), project.matrix.questions()
        self.empty.setVisible(not criteria)
        self.whole.setVisible(bool(criteria))
        for button in (self.import_button, self.export):
            button.setVisible(bool(criteria))
        self.say(self._counted(len(criteria), len(questions)) if criteria else "")
        self._say_blank()
        for grid in (self.criteria, self.questions):
            grid.reload()
            if grid.model.rows.shown != grid.model.rows.order():
                grid.model.arrange()
        self._show_details()

    def finish(self) -> None:
        """Save what is being typed."""
        self.details.settle()
        for grid in (self.criteria, self.questions):
            grid.finish()

    def unsaved(self) -> list[str]:
        """Save what is being typed; gives what was typed and could not be saved."""
        return [*self.details.settle(), *super().unsaved()]

    def ask_for_file(self, path: Path | None = None) -> QWidget:
        """Open the dialog that brings a matrix in from a table."""
        from .matrix_import import ImportMatrix

        dialog = ImportMatrix(self.window(), self.session.project, path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.imported.connect(self.session.told)
        dialog.open()
        return dialog

    def move_rows(self, by: int) -> None:
        """Move the chosen questions or sub-questions up (-1) or down (1)."""
        chosen = self.questions.chosen_ids()
        if not chosen or self.questions.model.rows.sorted_by:
            return
        self._attempt(lambda: matrix_cells.shift_rows(self.session.project, chosen, by))
        self.questions.choose_rows(chosen)

    def move_criteria(self, by: int) -> None:
        """Move the chosen criteria up (-1) or down (1), with their questions."""
        chosen = self.criteria.chosen_ids()
        if chosen and not self.criteria.model.rows.sorted_by:
            self._attempt(lambda: matrix_edit.move_criteria(self.session.project, chosen, by))
            self.criteria.choose_rows(chosen)

    def add_part(self) -> None:
        """Add a sub-question to the chosen question and begin to word it."""
        chosen = self.questions.chosen_ids()
        if not chosen:
            return
        project = self.session.project
        above = {part.id: part.question_id for part in project.matrix.sub_questions()}
        question_id = above.get(chosen[-1], chosen[-1])
        made = matrix_parts_edit.add_part(project, question_id, _("New sub-question"))
        self.questions.choose_rows([made])
        model = self.questions.model
        place = next(n for n, column in enumerate(model.columns) if column.id == "text")
        index = model.index(model.row_of(made), place)
        self.questions.table.setCurrentIndex(index)
        self.questions.table.setFocus()
        self.questions.table.edit(index)

    def renumber(self, how: str) -> None:
        """Number all questions in their order."""
        self._attempt(lambda: matrix_edit.renumber_all(self.session.project, how))

    def show_blank(self, only: bool) -> None:
        """Show only the rows with something missing, or all."""
        model = self.questions.model
        place = next((n for n, one in enumerate(model.columns) if one.id == "blank"), None)
        if place is not None:
            texts = frozenset(text for text in model.rows.texts("blank") if text)
            model.allow(place, texts if only else None)
            if only and model.rows.count():
                self.questions.choose_rows([model.rows.shown[0]])

    def ask_where_to(self) -> None:
        """Ask for a file and write the completed matrix."""
        suffixes = tables.writable()
        names = {".docx": _("Word document"), ".xlsx": _("Excel workbook"), ".csv": _("CSV table")}
        filters = ";;".join(file_filter(names[one], [one]).split(";;")[0] for one in suffixes)
        proposed = self.session.project.path.with_name(_("Completed matrix") + suffixes[0])
        file, kind = QFileDialog.getSaveFileName(self, _("Export matrix"), str(proposed), filters)
        if file:
            path = Path(file)
            if path.suffix.lower() not in suffixes:
                path = path.with_name(path.name + next((one for one in suffixes if one in kind), suffixes[0]))
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the completed matrix to a file."""
        project = self.session.project
        try:
            tables.write(project, [tables.build(project, "matrix")], path)
        except UserError as error:
            messages.show(self, error)
        else:
            self.session.told.emit(_("Written to {file}.").format(file=path.name))

    def _attempt(self, work: Callable[[], object]) -> None:
        """Do what may be refused, and say why where it is."""
        try:
            work()
        except UserError as error:
            self.questions.model.refuse(str(error))

    def _counted(self, criteria: int, questions: int) -> str:
        parts = len(self.session.project.matrix.sub_questions())
        said = [
            ngettext("{n} criterion", "{n} criteria", criteria).format(n=criteria),
            ngettext("{n} question", "{n} questions", questions).format(n=questions),
        ]
        if parts:
            said.append(ngettext("{n} sub-question", "{n} sub-questions", parts).format(n=parts))
        return " · ".join(said)

    def _say_blank(self) -> None:
        """How many rows have blank cells, and of which kind."""
        found = blank_cells(self.session.project)
        counts = Counter(field for one in found for field in one.missing)
        n = len(found)
        self.blank.setText(_("Blank cells ({n})").format(n=n))
        self.blank.setEnabled(bool(n) or self.blank.isChecked())
        names = missing_names()
        told = ", ".join(
            _("{n} without {thing}").format(n=counts[field], thing=names[field])
            for field in names
            if counts[field]
        )
        self.blank.setToolTip(told or _("Nothing is missing."))
        self.blank.setAccessibleDescription(told)

    def _show_details(self) -> None:
        chosen = self.questions.chosen_ids()
        self.details.show_row(chosen[0] if len(chosen) == 1 else "")

    def _give_room(self) -> None:
        """Give the columns their first widths, as long as nobody has set them."""
        columns = self.questions.model.columns
        if self._narrow and columns:
            self._narrow = False
            for place, column in enumerate(columns):
                if column.id in _WIDTHS:
                    self.questions.table.setColumnWidth(place, _WIDTHS[column.id])

    def _tell_removed(self, n: int) -> None:
        said = ngettext(
            "{n} row removed. Undo brings it back.", "{n} rows removed. Undo brings them back.", n
        )
        self.session.told.emit(said.format(n=n))

    def _make_tools(self) -> None:
        numbers = QPushButton(_("Renumber"), self)
        menu = QMenu(numbers)
        for words, how in (
            (_("1, 2, 3 … through all criteria"), matrix_edit.IN_ORDER),
            (_("1.1, 1.2, 2.1 … by criterion"), matrix_edit.BY_CRITERION),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, how=how: self.renumber(how))
        numbers.setMenu(menu)
        part = QPushButton(_("Add sub-question"), self)
        part.clicked.connect(lambda _checked=False: self.add_part())
        for widget in (self.blank, part, numbers):
            self.questions.add_tool(widget)
        for grid, work in ((self.questions, self.move_rows), (self.criteria, self.move_criteria)):
            for words, keys, by in ((_("Move up"), "Alt+Up", -1), (_("Move down"), "Alt+Down", 1)):
                button = QPushButton(words, self)
                native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                button.setToolTip(f"{words} ({native})")
                button.clicked.connect(lambda _checked=False, work=work, by=by: work(by))
                grid.add_tool(button)
                shortcut = QShortcut(keys, grid, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda work=work, by=by: work(by))
        self.import_button = QPushButton(_("Import table…"), self)
        self.import_button.clicked.connect(lambda _checked=False: self.ask_for_file())
        self.export = QPushButton(_("Export…"), self)
        self.export.clicked.connect(lambda _checked=False: self.ask_where_to())
        self.header.add(self.import_button)
        self.header.add(self.export)

    def _lay_out(self) -> None:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.questions, 1)
        self.whole = QSplitter(Qt.Orientation.Vertical, self)
        for part in (self.criteria, below, self.details):
            self.whole.addWidget(part)
        self.whole.setStretchFactor(1, 1)
        self.whole.setSizes([_CRITERIA_HIGH, 600, _DETAILS_HIGH])
        self.whole.setHandleWidth(1)
        self.whole.setChildrenCollapsible(False)
        begin = QPushButton(_("Import table…"), self)
        begin.clicked.connect(lambda _checked=False: self.ask_for_file())
        self.empty = nothing_yet(
            _(
                "No evaluation matrix yet. Import the Word or Excel table that the team has: its criteria, "
                "questions, indicators, sources and methods."
            ),
            begin,
            self,
        )
        self.body.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.whole, 1)
