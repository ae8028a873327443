"""Bringing files into the study: what is in each is shown before anything is saved."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.documents import Transcript
from ...domain.text import fingerprint
from ...errors import UserError
from ...i18n import _, ngettext
from ...progress import Progress
from ...services import documents, found_roles
from ...services.documents import Details, Imported
from ...services.studies import Project
from .. import messages
from ..background import Job
from .frame import Dialog, beside, file_filter, hint, home
from .import_detail import Detail
from .import_fields import Fields
from .import_fields import languages as languages
from .import_list import FileList
from .import_results import Results
from .import_rows import Row, Rows

_BAR_AFTER = 500
_SHOWN_FIRST = 12  # read before all others, so that there is something to look at while those are read
_ASKING, _TELLING = range(2)


def _read(
    files: Sequence[Path], progress: Progress, encodings: Mapping[Path, str], asked: Sequence[str]
) -> list[tuple[Path, Transcript | UserError]]:
    """What the files hold, who asks being told by the study's guides where there are any."""
    read = documents.read_files(files, progress, encodings)
    return [(path, found_roles.guessed(result, asked)) for path, result in read]


class ImportDocuments(Dialog):
    """Files are read beside the window as soon as they are listed, and saved in one step when it is asked.

    Files that cannot be read are named, a text that is in the study already is unticked, and where the
    encoding is unsure the person chooses it.
    """

    def __init__(self, parent: QWidget | None, project: Project, paths: Iterable[Path] = ()) -> None:
        super().__init__(parent, _("Import documents"), _("Import"))
        self._project = project
        self._job: Job | None = None
        self._wanted = False  # to import, once all is read
        self._stopped = False
        self._left_out = 0
        self.results: list[Imported] = []
        self.setMinimumSize(800, 560)
        self.resize(1240, 720)
        self.setAcceptDrops(True)
        self.rows = Rows(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._asking())
        self.outcome = Results(self)
        self.told, self.table = self.outcome.told, self.outcome.table
        self.pages.addWidget(self.outcome)
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
        """List files, and what can be read in folders, and begin to read them."""
        given = list(paths)
        self._left_out += len(documents.left_out(given))
        first = self.rows.add(documents.expand(given))
        self.files.select_from(first)
        self.files.setFocus()
        self._count()
        self._read_next()

    def listed(self) -> list[Path]:
        """The files of the list, in order."""
        return [row.path for row in self.rows.rows]

    def attempt(self) -> None:
        """Import what is ticked once all of it is read; then stay until the person has seen the outcome."""
        if self.pages.currentIndex() == _TELLING:
            self.accept()
            return
        self.problem.hide()
        self._wanted = True
        if self._job is None:
            self._read_next()
        if self._job is None:
            self._save()
        else:
            self.main.setEnabled(False)

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls() and self.pages.currentIndex() == _ASKING:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """List what is dropped."""
        event.acceptProposedAction()
        self.add(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def _read_next(self) -> None:
        """Begin to read the next files that are not read yet, if nothing is being read."""
        waiting = [row for row in self.rows.rows if row.read is None]
        if self._job or not waiting:
            return
        before, total = len(self.rows.rows) - len(waiting), len(self.rows.rows)
        asked = found_roles.wordings(self._project)
        files = [row.path for row in (waiting if before else waiting[:_SHOWN_FIRST])]
        chosen = {row.path: row.encoding for row in waiting if row.encoding}
        self._job = Job(lambda progress: _read(files, progress, chosen, asked), self)
        self._job.progressed.connect(
            lambda done, _total, message: self._progressed(before + done, total, message)
        )
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._job.finished.connect(self._finished)
        self._show_bar.start()
        self._job.start()

    def _take(self, read: Sequence[tuple[Path, Transcript | UserError]]) -> None:
        if self._job is None:
            return  # the dialog was closed while the last file was read
        by_path = {row.path: row for row in self.rows.rows}
        for path, result in read:
            if path in by_path:
                self._learn(by_path[path], result)
        self.rows.repaint()
        self._show_current()

    def _learn(self, row: Row, result: Transcript | UserError) -> None:
        """Keep what was read, and see whether its text is there already."""
        row.read = result
        if not isinstance(result, Transcript):
            row.ticked = False
            return
        row.digest = fingerprint(result.text)
        row.choices = row.choices or result.encodings
        was, row.twin = row.twin, self._twin(row, result)
        if row.twin or was:
            row.ticked = not row.twin

    def _twin(self, row: Row, transcript: Transcript) -> str:
        document = documents.found_in_study(self._project, transcript)
        if document:
            return _("Already in the study: {code} {document}").format(
                code=document.code, document=document.name
            )
        above = self.rows.rows[: self.rows.rows.index(row)]
        same = next((other for other in above if other.digest == row.digest), None)
        return _("The same text as {file}").format(file=same.path.name) if same else ""

    def _stop(self) -> None:
        """What is not read yet waits until the person asks for it again."""
        self._wanted, self._stopped = False, True

    def _fail(self, error: Exception) -> None:
        self._wanted = False
        messages.handle(self, error)

    def _finished(self) -> None:
        closed, self._job = self._job is None, None
        self._show_bar.stop()
        self._show_progress(False)
        if closed:
            return
        if not self._stopped:
            self._read_next()
        self._stopped = False
        if self._job is None and self._wanted:
            self._save()
        else:
            self._count()

    def _save(self) -> None:
        """Save all that is ticked, in one step; what must be settled first is said."""
        self._wanted = False
        ticked = [row for row in self.rows.rows if row.ticked or isinstance(row.read, UserError)]
        unsure = next((row for row in ticked if row.unsure), None)
        try:
            if not ticked:
                raise UserError(_("No file is ticked."), _("Tick the files to import, with the space key."))
            if unsure:
                self.files.go_to(unsure)
                raise UserError(
                    _("The encoding of {file} is not sure.").format(file=unsure.path.name),
                    _("Choose the one in which its letters are right, or untick the file."),
                )
            details = {row.path: self._details(row) for row in ticked}
            read = [(row.path, row.read) for row in ticked if row.read is not None]
            self._say_saving()
            self.results = documents.add_transcripts(self._project, read, details=details)
        except UserError as error:
            self._show_progress(False)
            self.show_problem(error)
            self._count()
            return
        self._show_progress(False)
        self._show_results()

    def _say_saving(self) -> None:
        """Say so at once: saving is one transaction in this thread, about a second for 200 interviews."""
        self.reading.setText(_("Saving"))
        self.reading.show()
        self.repaint()

    def _details(self, row: Row) -> Details:
        return row.details(self.fields.informant_ids(row) if row.transcript else ())

    def _show_results(self) -> None:
        self.outcome.show_results(self.results)
        self.pages.setCurrentIndex(_TELLING)
        self.main.setText(_("Done"))
        self.main.setEnabled(True)
        self.main.setFocus()
        self.dismiss.hide()

    def _progressed(self, done: int, total: int, message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.reading.setText(_("Reading {file}").format(file=message))

    def _show_progress(self, shown: bool = True) -> None:
        self.bar.setVisible(shown)
        self.reading.setVisible(shown)

    def _asking(self) -> QWidget:
        page = QSplitter(Qt.Orientation.Horizontal, self)
        page.setChildrenCollapsible(False)
        left, right = QWidget(page), QWidget(page)
        self.files = FileList(self.rows, left)
        self.files.chosen.connect(self._show_current)
        self.files.removed.connect(self._remove)
        self.rows.ticks_changed.connect(self._count)
        self.count = hint("", left)
        self.remove = self._button(_("Remove"), self._remove)
        self.fields = Fields(self._project, left)
        self.fields.changed.connect(self.rows.repaint)
        self.kind, self.language = self.fields.kind, self.fields.language
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.files, 1)
        column.addWidget(self.count)
        add_files = self._button(_("Add files…"), self._ask_files)
        add_folder = self._button(_("Add folder…"), self._ask_folder)
        column.addLayout(beside(add_files, add_folder, self.remove, QWidget(left), stretch=3))
        column.addSpacing(8)
        column.addWidget(self.fields)
        self.detail = Detail(right)
        self.detail.encoding_chosen.connect(self._choose_encoding)
        beside_list = QVBoxLayout(right)
        beside_list.setContentsMargins(12, 0, 0, 0)
        beside_list.addWidget(self.detail)
        page.addWidget(left)
        page.addWidget(right)
        page.setStretchFactor(0, 3)
        page.setStretchFactor(1, 2)
        page.setHandleWidth(1)
        page.setSizes([800, 408])
        return page

    def _show_current(self) -> None:
        self.detail.show_row(self.files.current())
        self.fields.show_rows(self.files.selected())

    def _choose_encoding(self, encoding: str) -> None:
        row = self.files.current()
        if row and encoding != row.encoding:
            row.encoding, row.read = encoding, None
            self.problem.hide()
            self._read_next()

    def _count(self) -> None:
        n = len(self.rows.rows)
        ticked = sum(row.ticked for row in self.rows.rows)
        if n:
            said = ngettext("{ticked} of {n} file ticked", "{ticked} of {n} files ticked", n)
            words = said.format(ticked=ticked, n=n)
        else:
            endings = ", ".join(documents.readable())
            words = _("These endings can be read: {endings}").format(endings=endings)
        if self._left_out:
            words += " · " + ngettext(
                "{n} file of another format was left out", "{n} files of other formats were left out",
                self._left_out,
            ).format(n=self._left_out)  # fmt: skip
        waiting = sum(row.read is None for row in self.rows.rows)
        if waiting and self._job is None:
            words += " · " + ngettext(
                "{n} file is not read yet; Import reads it first",
                "{n} files are not read yet; Import reads them first",
                waiting,
            ).format(n=waiting)
        self.count.setText(words)
        self.remove.setEnabled(n > 0)
        self.main.setEnabled(n > 0 and not self._wanted)

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
        self.rows.remove(self.files.selected_numbers())
        self._show_current()
