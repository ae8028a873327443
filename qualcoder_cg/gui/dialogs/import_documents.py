"""Bringing transcripts into the study: which files, what kind, and what became of each."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...errors import UserError
from ...i18n import _, ngettext
from ...services import documents
from ...services.documents import Imported
from ...services.studies import Project
from .. import messages
from ..background import Job
from .frame import Dialog, beside, file_filter, form, hint, home

_BAR_AFTER = 500


class ImportDocuments(Dialog):
    """Files are read beside the window and saved in one step; those that cannot be read are named."""

    def __init__(self, parent: QWidget | None, project: Project, paths: Iterable[Path] = ()) -> None:
        super().__init__(parent, _("Import documents"), _("Import"))
        self._project = project
        self._job: Job | None = None
        self.results: list[Imported] = []
        self.setMinimumSize(640, 440)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._asking())
        self.pages.addWidget(self._telling())
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.reading = hint("", self)
        self._show_bar = QTimer(self, singleShot=True, interval=_BAR_AFTER)
        self._show_bar.timeout.connect(self._show_progress)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.reading)
        self.body.addWidget(self.bar)
        self._show_progress(False)
        self.add(paths)

    def add(self, paths: Iterable[Path]) -> None:
        """List files, and what can be read in folders."""
        listed = set(self.listed())
        for path in documents.expand(paths):
            if path not in listed:
                item = QListWidgetItem(path.name)
                item.setData(Qt.ItemDataRole.UserRole, path)
                item.setToolTip(str(path))
                self.files.addItem(item)
        self._count()

    def listed(self) -> list[Path]:
        """The files to import, in order."""
        rows = range(self.files.count())
        return [self.files.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]

    def attempt(self) -> None:
        """Begin to read; the dialog stays until the person has seen what became of the files."""
        if self.pages.currentIndex() == 1:
            self.accept()
            return
        self.problem.hide()
        files = self.listed()
        self.main.setEnabled(False)
        self._show_bar.start()
        self._job = Job(lambda progress: documents.read_files(files, progress), self)
        self._job.progressed.connect(self._progressed)
        self._job.succeeded.connect(self._save)
        self._job.failed.connect(self._fail)
        self._job.finished.connect(self._finished)
        self._job.start()

    def reject(self) -> None:
        """Cancel what is being read, else close."""
        if self._job:
            self._job.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close only when no thread works for the dialog any more."""
        if self._job:
            self._job.cancel()
            self._job = None
            QThreadPool.globalInstance().waitForDone()
        super().done(result)

    def _save(self, read: Sequence) -> None:
        if self._job is None:
            return  # the dialog was closed while the last file was read
        kind, language = self.kind.currentData(), self.language.currentData()
        try:
            self.results = documents.add_transcripts(self._project, read, kind=kind, language=language)
        except UserError as error:
            self.show_problem(error)
            return
        self._show_results()

    def _fail(self, error: Exception) -> None:
        messages.handle(self, error)

    def _finished(self) -> None:
        self._job = None
        self._show_bar.stop()
        self._show_progress(False)
        self._count()

    def _progressed(self, done: int, total: int, message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.reading.setText(_("Reading {file}").format(file=message))

    def _show_progress(self, shown: bool = True) -> None:
        self.bar.setVisible(shown)
        self.reading.setVisible(shown)

    def _asking(self) -> QWidget:
        page = QWidget(self)
        self.files = QListWidget(page)
        self.files.setAccessibleName(_("Files to import"))
        self.files.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.count = hint("", page)
        add_files = self._button(_("Add files…"), self._ask_files)
        add_folder = self._button(_("Add folder…"), self._ask_folder)
        self.remove = self._button(_("Remove"), self._remove)
        self.kind = QComboBox(page)
        for name, text in kinds().items():
            self.kind.addItem(text, name)
        self.language = QComboBox(page)
        self.language.addItem(_("Guess from the text"), "")
        for code, text in languages().items():
            self.language.addItem(text, code)
        rows = form()
        rows.addRow(_("Kind"), self.kind)
        rows.addRow(_("Language"), self.language)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.files, 1)
        column.addWidget(self.count)
        column.addLayout(beside(add_files, add_folder, self.remove, QWidget(page), stretch=3))
        column.addLayout(rows)
        return page

    def _telling(self) -> QWidget:
        page = QWidget(self)
        self.told = QLabel(page)
        self.told.setWordWrap(True)
        self.table = QTableWidget(0, 3, page)
        self.table.setHorizontalHeaderLabels([_("File"), _("Document"), _("Notes")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(0, 220)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        return page

    def _show_results(self) -> None:
        good = sum(result.document is not None for result in self.results)
        left = len(self.results) - good
        said = ngettext("{n} document imported.", "{n} documents imported.", good).format(n=good)
        if left:
            said += " " + ngettext(
                "{n} file was left out; the reason stands beside it.",
                "{n} files were left out; the reasons stand beside them.",
                left,
            ).format(n=left)
        self.told.setText(said)
        self.table.setRowCount(len(self.results))
        # Files left out come first: they are what the person has to look at.
        for row, result in enumerate(sorted(self.results, key=lambda one: one.document is not None)):
            code = result.document.code if result.document else "–"
            for column, text in enumerate(
                (result.path.name, code, result.reason or " ".join(result.warnings))
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.pages.setCurrentIndex(1)
        # Once the page has its width: rows as high as their words need there.
        QTimer.singleShot(0, self.table, self.table.resizeRowsToContents)
        self.main.setText(_("Done"))
        self.dismiss.hide()

    def _count(self) -> None:
        n = self.files.count()
        endings = ", ".join(documents.readable())
        self.count.setText(
            ngettext("{n} file", "{n} files", n).format(n=n)
            if n
            else _("No files yet. These endings can be read: {endings}").format(endings=endings)
        )
        self.remove.setEnabled(n > 0)
        self.main.setEnabled(n > 0)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _ask_files(self) -> None:
        kinds_of_file = file_filter(_("Transcripts"), documents.readable())
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Add files"), home(), kinds_of_file)
        self.add(Path(name) for name in chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Add folder"), home())
        if chosen:
            self.add([Path(chosen)])

    def _remove(self) -> None:
        for item in self.files.selectedItems():
            self.files.takeItem(self.files.row(item))
        self._count()


def kinds() -> dict[str, str]:
    """What a document may be, in words."""
    return {
        "interview": _("Interview"),
        "group": _("Group interview"),
        "document": _("Document"),
        "survey": _("Survey answers"),
        "observation": _("Observation"),
    }


def languages() -> dict[str, str]:
    """Languages that can be named for a document, by code."""
    return {
        "en": _("English"),
        "es": _("Spanish"),
        "fr": _("French"),
        "pt": _("Portuguese"),
        "ar": _("Arabic"),
        "ru": _("Russian"),
        "zh": _("Chinese"),
    }
