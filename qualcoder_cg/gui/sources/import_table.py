"""Taking a table of people, institutions, interviews or documents in: which of its columns is which."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from ...errors import UserError
from ...i18n import _, ngettext
from ...services import register_batches, register_import
from ...services.register_import import CHANGED, NEW, SAME, Planned
from ...services.register_table import Column
from ...services.studies import Project
from ..dialogs.file_choice import file_choice
from ..dialogs.frame import Dialog, beside, hint
from ..dialogs.tables import Table, view
from .grid_words import shown

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".txt")
_LOOK_MS = 200
_PREVIEWED = 200
_WIDTH = 152
_BESIDE = 5
_MAPPING_HIGH = 260


class ImportTable(Dialog):
    """Asks for a file and for the heading of each column; shows what will come in before it does.

    `imported(sentence)` tells what came in.
    """

    imported = Signal(str)

    def __init__(self, parent: QWidget | None, project: Project, table: str) -> None:
        super().__init__(parent, _("Import table"), _("Import"))
        self._project = project
        self._table = table
        self._columns = register_import.import_columns(project, table)
        self._path: Path | None = None
        self._headings: list[str] = []
        self.combos: dict[str, QComboBox] = {}
        self.resize(880, 640)
        self.file, self.choose = file_choice(
            self, self.use_file, _("Tables"), _SUFFIXES,
            _("A CSV file or an Excel workbook with headings in its first row"),
        )  # fmt: skip
        self.columns = QScrollArea(self)
        self.columns.setWidgetResizable(True)
        self.columns.setFrameShape(QScrollArea.Shape.NoFrame)
        self.columns.hide()
        self.left_out = hint(_("Other columns of the file: tick those to add to the study."), self)
        self.left_out.hide()
        self.extra = QWidget(self)
        self._extra_places = QGridLayout(self.extra)
        self._extra_places.setContentsMargins(0, 0, 0, 0)
        self._extra_places.setHorizontalSpacing(16)
        self._extra_places.setColumnStretch(_BESIDE, 1)
        self._extra: list[QCheckBox] = []
        self.preview = Table([], self)
        self.rows = view(self.preview, (), _("What comes in"), self)
        self.rows.setStyleSheet("QTableView::item { padding-left: 4px; }")
        self.rows.hide()
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.body.addLayout(beside(self.file, self.choose))
        self.body.addWidget(self.columns)
        self.body.addWidget(self.left_out)
        self.body.addWidget(self.extra)
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self.summary)
        self.body.addStretch()
        self._worth = False
        self.main.setEnabled(False)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)

    def use_file(self, path: Path) -> None:
        """Read the headings of a file, guess what they mean, and show what would come in."""
        self._path, self._headings = None, []
        self.file.setText(str(path))
        self.problem.hide()
        try:
            self._headings = register_import.read_headings(path)
        except UserError as error:
            self._nothing(error)
            return
        self._path = path
        self._show_columns(register_import.guess_mapping(self._project, self._table, self._headings))
        self.look()

    def mapping(self) -> dict[str, str]:
        """The heading chosen for each column that the file brings."""
        return {column: combo.currentData() for column, combo in self.combos.items() if combo.currentData()}

    def new_columns(self) -> list[str]:
        """The headings that become columns of the study's own."""
        return [box.text() for box in self._extra if box.isChecked()]

    def look(self) -> None:
        """Show what would come in, or why nothing can."""
        self._look.stop()
        if self._path is None:
            return
        mapping = self.mapping()
        self._show_left_out([one for one in self._headings if one and one not in mapping.values()])
        try:
            planned = register_import.preview_table(self._project, self._table, self._path, mapping)
        except UserError as error:
            self._nothing(error)
            return
        self.problem.hide()
        self._show_planned(planned, list(mapping))

    def commit(self) -> None:
        """Take the table in."""
        if self._path is None:
            raise UserError(_("No file is chosen."), _("Choose the table to import."))
        done = register_batches.import_with_columns(
            self._project, self._table, self._path, self.mapping(), self.new_columns()
        )
        self.imported.emit(" ".join((_in_words(done.new, done.changed, done.same), *done.warnings)))

    def _show_columns(self, guessed: dict[str, str]) -> None:
        """A choice of headings for each column of the study, in two columns."""
        self.combos.clear()
        body = QWidget(self.columns)
        places = QGridLayout(body)
        places.setContentsMargins(0, 0, 8, 0)
        places.setHorizontalSpacing(12)
        places.setVerticalSpacing(8)
        half = (len(self._columns) + 1) // 2
        for number, column in enumerate(self._columns):
            combo = QComboBox(body)
            combo.setAccessibleName(column.title)
            combo.addItem(_("not in the file"), "")
            for heading in dict.fromkeys(filter(None, self._headings)):
                combo.addItem(heading, heading)
            combo.setCurrentIndex(max(0, combo.findData(guessed.get(column.id, ""))))
            combo.currentIndexChanged.connect(lambda _index: self._look.start())
            named = QLabel(column.title, body)
            named.setBuddy(combo)
            across = 0 if number < half else 2
            places.addWidget(named, number % half, across, Qt.AlignmentFlag.AlignVCenter)
            places.addWidget(combo, number % half, across + 1)
            self.combos[column.id] = combo
        places.setColumnStretch(1, 1)
        places.setColumnStretch(3, 1)
        self.columns.setWidget(body)
        self.columns.setFixedHeight(min(_MAPPING_HIGH, body.sizeHint().height()))
        self.columns.show()

    def _show_left_out(self, headings: list[str]) -> None:
        """Offer the other headings; those ticked stay so."""
        if headings == [box.text() for box in self._extra]:
            return
        ticked = self.new_columns()
        for box in self._extra:
            box.hide()
            box.deleteLater()
        self._extra = []
        for number, heading in enumerate(headings):
            box = QCheckBox(heading, self.extra)
            box.setChecked(heading in ticked)
            box.toggled.connect(lambda _on: self._allow())
            self._extra_places.addWidget(box, number // _BESIDE, number % _BESIDE)
            self._extra.append(box)
        self.left_out.setVisible(bool(headings))

    def _allow(self) -> None:
        self.main.setEnabled(self._worth or bool(self.new_columns()))

    def _show_planned(self, planned: list[Planned], mapped: list[str]) -> None:
        words = {NEW: _("new"), CHANGED: _("changed"), SAME: _("as it is")}
        # What the file says of documents is no cell of the register, and so is not among those planned.
        columns = [
            column
            for column in self._columns[1:]
            if column.id in mapped and any(column.id in one.cells for one in planned)
        ]
        titles = [column.title for column in (self._columns[0], *columns)]
        self.preview = Table([_("Entry"), *titles], self)
        self.preview.fill([_line(one, words[one.state], columns) for one in planned[:_PREVIEWED]])
        self.rows.setModel(self.preview)
        for place in range(self.preview.columnCount()):
            self.rows.setColumnWidth(place, _WIDTH if place else 88)
        self.rows.show()
        states = [one.state for one in planned]
        self.summary.setText(_in_words(states.count(NEW), states.count(CHANGED), states.count(SAME)))
        self._worth = any(state != SAME for state in states)
        self._allow()

    def _nothing(self, error: UserError) -> None:
        self.rows.hide()
        self.summary.setText("")
        self.main.setEnabled(False)
        self.problem.setText(str(error))
        self.problem.setAccessibleName(str(error))
        self.problem.show()


def _line(one: Planned, state: str, columns: list[Column]) -> list[str]:
    return [state, one.key, *(shown(column, one.cells.get(column.id, "")) for column in columns)]


def _in_words(new: int, changed: int, same: int) -> str:
    """How many entries are new, changed and as they were."""
    parts = [
        ngettext("{n} new entry", "{n} new entries", new).format(n=new),
        ngettext("{n} changed", "{n} changed", changed).format(n=changed),
        ngettext("{n} as it is", "{n} as they are", same).format(n=same),
    ]
    return " · ".join(parts)
