"""The window in which the text of a document is corrected."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.revisions import Outcome
from qualcoder_cg.errors import UserError
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.pane import add_icon, label
from qualcoder_cg.gui.dialogs.frame import Dialog, beside
from qualcoder_cg.gui.text_positions import Positions
from qualcoder_cg.i18n import _
from qualcoder_cg.services import revisions
from qualcoder_cg.services.studies import Project

from . import stored_text
from .outcome_words import outcome_line

_PAUSE_MS = 350
_LONGEST_FOR_PREVIEW = 400_000


class CorrectText(Dialog):
    """An editor for one text; saving is one step, in which codings and turns follow their words."""

    keeps_size = True

    def __init__(self, parent: QWidget | None, project: Project, document: Document, at: int = 0) -> None:
        super().__init__(
            parent, _("Correct the text of {document}").format(document=document.code), _("Save")
        )
        self._project, self._document = project, document
        self._stored = project.documents.text(document.id)
        self._warned = False
        self.outcome = Outcome(document.id)
        self.sought = QLineEdit(self)
        self.sought.setPlaceholderText(_("Find"))
        self.sought.setAccessibleName(_("Find in the text"))
        add_icon(self.sought, "search", QLineEdit.ActionPosition.LeadingPosition)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(_("Reason (kept with the version before)"))
        self.reason.setAccessibleName(_("Reason"))
        self.body.addLayout(beside(self.sought, self.reason, stretch=1))
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(_("Text"))
        self.edit.setFont(theme.serif(theme.READING))
        self.edit.setTabChangesFocus(False)
        self.edit.setPlainText(stored_text.shown(self._stored))
        self.edit.document().setModified(False)
        self.body.addWidget(self.edit, 1)
        self.told = label("", "quiet", self)
        self.body.addWidget(self.told)
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        self.main.setEnabled(False)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.count)
        self.edit.textChanged.connect(self._changed)
        self.sought.returnPressed.connect(self.find_next)
        for keys, work in (("Ctrl+F", self._begin_finding), ("F3", self.find_next), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(keys), self).activated.connect(work)
        self.resize(880, 680)
        self._go_to(at)
        self.count()

    def text(self) -> str:
        """The text as it would be stored."""
        return stored_text.applied(self._stored, stored_text.typed(self.edit.document()))

    def count(self) -> None:
        """Say how many changes there are and what they do to the codings."""
        self._soon.stop()
        text = self.text()
        if len(text) > _LONGEST_FOR_PREVIEW or not text.strip():
            self.told.setText("")
            return
        outcome = revisions.preview(self._project, self._document.id, text)
        self.told.setText(outcome_line(outcome, revisions.changes(self._stored, text)))
        self.main.setEnabled(bool(outcome.version))

    def find_next(self) -> None:
        """Go to the next place where the words stand, from the top again after the last."""
        words = self.sought.text()
        if not words or self.edit.find(words):
            return
        here = self.edit.textCursor()
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.edit.find(words, QTextDocument.FindFlag(0)):
            self.edit.setTextCursor(here)
            self.told.setText(_("“{words}” does not occur in the text.").format(words=words))

    def commit(self) -> None:
        """Save; refused where somebody changed the text meanwhile."""
        if self._project.documents.text(self._document.id) != self._stored:
            raise UserError(
                _("The text was changed by another program meanwhile."),
                _("Copy what you wrote, close this window and correct the text again."),
            )
        reason = self.reason.text().strip()
        self.outcome = revisions.edit_text(self._project, self._document.id, self.text(), reason)

    def reject(self) -> None:
        """Close; what was typed is thrown away only when that is asked for twice."""
        if self.edit.document().isModified() and not self._warned and self.text() != self._stored:
            self._warned = True
            self.show_problem(
                UserError(
                    _("What you changed is not saved."), _("Save it, or close once more to discard it.")
                )
            )
            self.dismiss.setText(_("Discard"))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, and look at the study no more."""
        self._soon.stop()
        super().done(result)

    def _save(self) -> None:
        if self.main.isEnabled():
            self.attempt()

    def _changed(self) -> None:
        self._warned = False
        self.problem.hide()
        self.dismiss.setText(_("Cancel"))
        self.main.setEnabled(bool(self.edit.document().characterCount() > 1))
        self._soon.start()

    def _begin_finding(self) -> None:
        self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.selectAll()

    def _go_to(self, point: int) -> None:
        """Put the caret at a code point, in the middle of the window."""
        cursor = self.edit.textCursor()
        cursor.setPosition(Positions(self._stored).to_units(min(point, len(self._stored))))
        self.edit.setTextCursor(cursor)
        QTimer.singleShot(0, self.edit, self.edit.centerCursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
