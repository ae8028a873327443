"""Handing documents out: who receives them, which, how many are coded twice, blind or not; makes a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.team import Package
from ...errors import UserError
from ...i18n import _, grouped, ngettext
from ...progress import Progress
from ...services import consistency, drawing, packages, rounds, studies
from .. import density
from ..background import Job
from ..session import Session
from ..widgets.spin_box import SpinBox
from .frame import Dialog, beside, file_filter, form, hint

_ID = Qt.ItemDataRole.UserRole + 1
_WIDTH, _TABLE = 820, 220
_CODE, _TYPE, _WORDS, _HAS = range(4)


class HandOut(Dialog):
    """The file is written beside the window; where that fails or is cancelled, nothing was handed out."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("Hand out documents"), _("Make the package"))
        self._session, self._project = session, session.project
        self._job: Job | None = None
        self._last_name = ""
        self.setMinimumWidth(_WIDTH)
        self.coder = QComboBox(self)
        self.coder.setEditable(True)
        self.coder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for one in self._project.coders.all():
            if one.again_of is None and one.name != self._project.coder_name:
                self.coder.addItem(one.name, one.id)
        self.coder.setCurrentIndex(0 if self.coder.count() else -1)
        self.round = QComboBox(self)
        self.round.addItem(_("No round"), None)
        for opened in self._project.team.rounds.all():
            if not opened.closed_at:
                self.round.addItem(opened.name, opened.id)
        self.blind = QCheckBox(_("Blind: the file holds nobody else’s codings, memos or suggestions"), self)
        self.blind.setChecked(True)
        self.documents = self._table()
        self.told = hint("", self)
        self.told.setWordWrap(False)  # a field as high as its width asks would narrow the labels
        self.note = QLineEdit(self)
        self.note.setPlaceholderText(_("What the coder should know"))
        self.file = QLineEdit(self)
        self.file.setAccessibleName(_("File"))
        self.bar = QProgressBar(self)
        self.bar.hide()
        self._lay_out()
        self.documents.itemChanged.connect(lambda _item: self._say())
        self.coder.currentTextChanged.connect(self._name_file)
        self.coder.currentTextChanged.connect(lambda _name: self._say())
        self.round.activated.connect(lambda _row: self._tick_those_of_the_round())
        self._name_file()
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """The documents (ids) that are ticked."""
        return tuple(item.data(_ID) for item in self._boxes() if item.checkState() == Qt.CheckState.Checked)

    def draw(self) -> None:
        """Tick the documents that chance draws, and no others."""
        self.problem.hide()
        try:
            drawn = packages.draw(
                self._project, self.share.value() / 100, self.seed.value(), self.by.currentData()
            )
        except UserError as error:
            self.show_problem(error)
        else:
            self._tick(drawn)

    def attempt(self) -> None:
        """Note what is handed out, then write the file; the dialog stays until it is there."""
        self.problem.hide()
        try:
            path = packages.free_path(Path(self.file.text().strip()))
            package = packages.hand_out(self._project, self._plan())
        except UserError as error:
            self.show_problem(error)
        else:
            self._write(path, package)

    def reject(self) -> None:
        """Stop writing; else close."""
        if self._job:
            self._job.cancel()
        else:
            super().reject()

    def _plan(self) -> packages.PackagePlan:
        documents = self.chosen()
        if not documents:
            raise UserError(_("A package needs documents."), _("Choose at least one."))
        return packages.PackagePlan(
            self._coder(),
            documents,
            blind=self.blind.isChecked(),
            round_id=self.round.currentData(),
            note=self.note.text().strip(),
        )

    def _coder(self) -> str:
        """The id of the coder named; a new coder is added."""
        name = " ".join(self.coder.currentText().split())
        if not name:
            raise UserError(_("Nobody is named to receive the documents."), _("Type or choose a name."))
        known = next((one for one in self._project.coders.all() if one.name == name), None)
        return (known or studies.add_coder(self._project, name)).id

    def _write(self, path: Path, package: Package) -> None:
        study = self._project.path

        def work(progress: Progress) -> Path:
            packages.write(study, path, package.id, progress)
            return path

        self._busy(True)
        job = self._job = Job(work, self)
        job.progressed.connect(self._progress)
        job.succeeded.connect(self._made)
        job.failed.connect(self._not_made)
        job.cancelled.connect(lambda: self._not_made(None))
        job.start()

    def _made(self, path: Path) -> None:
        self._job = None
        self._session.told.emit(_("Written to {file}. Send it to the coder.").format(file=path.name))
        self.accept()

    def _not_made(self, error: object) -> None:
        self._job = None
        self._busy(False)
        self._project.undo()
        if isinstance(error, UserError):
            self.show_problem(error)
        elif isinstance(error, BaseException):
            raise error

    def _progress(self, done: int, total: int, message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if message:
            self.told.setText(message)

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.main.setEnabled(not busy)
        for one in (self.coder, self.round, self.blind, self.documents, self.note, self.file):
            one.setEnabled(not busy)

    def _tick(self, ids: Sequence[str]) -> None:
        self.documents.blockSignals(True)
        for item in self._boxes():
            ticked = item.data(_ID) in ids
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.documents.blockSignals(False)
        self._say()

    def _tick_those_of_the_round(self) -> None:
        """The documents the round names; where it names none, what is ticked stays."""
        chosen = self.round.currentData()
        if chosen and (named := rounds.members(self._project, chosen).documents):
            self._tick(named)

    def _boxes(self) -> list[QTableWidgetItem]:
        """The items with the boxes, in order."""
        found = (self.documents.item(row, _CODE) for row in range(self.documents.rowCount()))
        return [item for item in found if item is not None]

    def _say(self) -> None:
        """How much is handed out, and how much of it another codes too."""
        chosen = self.chosen()
        words = {one.id: one.words for one in self._project.documents.all()}
        n = len(chosen)
        total = sum(words.get(one, 0) for one in chosen)
        said = ngettext("{n} document, {words} words.", "{n} documents, {words} words.", n)
        receives = {self.coder.itemData(self.coder.findText(self.coder.currentText()))}
        double = sum(bool(self._received.get(one, set()) - receives) for one in chosen)
        again = ngettext(
            "{n} of them is coded by somebody else already: it can be compared.",
            "{n} of them are coded by somebody else already: they can be compared.",
            double,
        )
        parts = [said.format(n=n, words=grouped(total))] + ([again.format(n=double)] if double else [])
        self.told.setText(" ".join(parts))

    def _name_file(self, _text: str = "") -> None:
        """Propose a file beside the study that is named after the coder, unless another was typed."""
        if self.file.text() != self._last_name:
            return
        who = " ".join(self.coder.currentText().split()) or _("coder")
        stem = _("{study} for {name}").format(study=self._project.path.stem, name=who.rstrip("."))
        stem = "".join(" " if sign in '<>:"/\\|?*' else sign for sign in stem)
        self._last_name = str(self._project.path.with_name(stem + studies.SUFFIX))
        self.file.setText(self._last_name)

    def _choose_file(self) -> None:
        filters = file_filter(_("Studies"), [studies.SUFFIX])
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Package"), self.file.text(), filters)
        if chosen:
            self.file.setText(chosen)

    def _table(self) -> QTableWidget:
        """A row for each document with a box to tick."""
        documents = self._project.documents.all()
        types = drawing.types_of(self._project, [one.id for one in documents])
        initials = {one.id: one.initials for one in self._project.coders.all()}
        self._received = consistency.received(self._project)
        table = QTableWidget(len(documents), 4, self)
        table.setAccessibleName(_("Documents"))
        table.setHorizontalHeaderLabels([_("Document"), _("Type of informant"), _("Words"), _("Coded by")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_TYPE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_CODE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_HAS, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        table.setFixedHeight(_TABLE)
        table.setColumnWidth(_WORDS, 80)
        header.setSectionResizeMode(_HAS, QHeaderView.ResizeMode.ResizeToContents)
        table.setStyleSheet("QTableView::item { padding: 0 6px; }")
        density.rows_of(table)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if heading := table.horizontalHeaderItem(_WORDS):
            heading.setTextAlignment(right)
        for row, one in enumerate(documents):
            who = sorted(initials.get(coder, "") for coder in self._received.get(one.id, ()))
            cells = (one.code, types.get(one.id, ""), str(one.words), ", ".join(who))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column == _WORDS:
                    item.setTextAlignment(right)
                if column == _CODE:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked)
                    item.setData(_ID, one.id)
                table.setItem(row, column, item)
        return table

    def _drawing(self) -> QWidget:
        """A row that draws documents by chance."""
        holder = QWidget(self)
        self.share, self.seed, self.by = SpinBox(holder), SpinBox(holder), QComboBox(holder)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.setMinimumContentsLength(12)  # it takes what room there is
        self.share.setRange(1, 100)
        self.share.setValue(20)
        self.share.setSuffix(" %")
        self.share.setAccessibleName(_("Share of the documents"))
        self.seed.setRange(0, 9999)
        self.seed.setValue(packages.SEED)
        self.seed.setPrefix(_("seed") + " ")
        self.seed.setAccessibleName(_("Seed"))
        self.seed.setToolTip(_("The same seed draws the same documents"))
        self.by.addItem(_("at random"), packages.RANDOM)
        self.by.addItem(_("of each type of informant"), packages.BY_TYPE)
        self.by.setAccessibleName(_("How documents are drawn"))
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.setMinimumContentsLength(12)
        button = QPushButton(_("Draw"), holder)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self.draw())
        whole = QPushButton(_("All"), holder)
        none = QPushButton(_("None"), holder)
        for one, ids in ((whole, self._project.documents.ids()), (none, [])):
            one.setAutoDefault(False)
            one.clicked.connect(lambda _on=False, ids=ids: self._tick(ids))
        holder.setLayout(beside(self.share, self.by, self.seed, button, whole, none, stretch=1))
        return holder

    def _lay_out(self) -> None:
        rows = form()
        rows.addRow(_("For whom"), self.coder)
        holder = QWidget(self)
        choice = QVBoxLayout(holder)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.documents)
        choice.addWidget(self._drawing())
        choice.addWidget(self.told)
        rows.addRow(_("Documents"), holder)
        rows.addRow(_("Round"), self.round)
        rows.addRow("", self.blind)
        rows.addRow(_("Note"), self.note)
        choose = QPushButton(_("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda _on=False: self._choose_file())
        rows.addRow(_("File"), beside(self.file, choose))
        self.body.addLayout(rows)
        self.body.addWidget(self.bar)
