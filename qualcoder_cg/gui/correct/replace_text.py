"""Taking a better version of a document from a file, with a look at what that does."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.revisions import Outcome
from qualcoder_cg.errors import UserError
from qualcoder_cg.gui import messages
from qualcoder_cg.gui.background import Job
from qualcoder_cg.gui.coding.pane import label
from qualcoder_cg.gui.dialogs.frame import Dialog, beside
from qualcoder_cg.i18n import _
from qualcoder_cg.services import revisions
from qualcoder_cg.services.studies import Project

from .outcome_words import outcome_line
from .side_by_side import SideBySide


class ReplaceText(Dialog):
    """Reads a file aside, shows the text now and the text of the file, and replaces one by the other."""

    keeps_size = True

    def __init__(self, parent: QWidget | None, project: Project, document: Document, path: Path) -> None:
        title = _("Replace the text of {document} by {file}").format(document=document.code, file=path.name)
        super().__init__(parent, title, _("Replace"))
        self._project, self._document, self._path = project, document, path
        self._new: revisions.NewText | None = None
        self.outcome = Outcome(document.id)
        self.told = label(_("Reading {file}…").format(file=path.name), "quiet", self)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(_("Encoding"))
        self.encoding.activated.connect(lambda _row: self._read())
        self.encoding.hide()
        self.body.addLayout(beside(self.told, self.encoding))
        self.shown = SideBySide(_("What differs"), self)
        self.body.addWidget(self.shown, 1)
        self.main.setEnabled(False)
        self.resize(1080, 680)
        self._read()

    def commit(self) -> None:
        """Replace the text."""
        if self._new:
            self.outcome = revisions.replace_text(self._project, self._document.id, self._new)

    def _read(self) -> None:
        path, encoding = self._path, self.encoding.currentText()
        work: Callable[..., revisions.NewText] = lambda progress: revisions.read_file(  # noqa: E731
            path, encoding=encoding, progress=progress
        )
        self._job = Job(work, self)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _show(self, new: revisions.NewText) -> None:
        """Say what the file's text would do; nothing is saved yet."""
        try:
            outcome = revisions.preview_replacing(self._project, self._document.id, new)
        except UserError as error:
            self._on_failed(error)
            return
        self.problem.hide()
        old = self._project.documents.text(self._document.id)
        self._new = new
        self.told.setText(outcome_line(outcome, revisions.changes(old, new.text)))
        self.main.setEnabled(bool(outcome.version))
        self.shown.fill(revisions.between(old, new.text), _("The text as it is now"), self._path.name)

    def _on_failed(self, error: object) -> None:
        self.told.setText("")
        if isinstance(error, revisions.UnsureEncoding) and not self.encoding.count():
            self.encoding.addItems(list(error.encodings))
            self.encoding.setCurrentIndex(-1)
            self.encoding.show()
        if isinstance(error, UserError):
            self.show_problem(error)
        elif isinstance(error, BaseException):
            messages.unexpected(self, error)
