"""The memo of the study: what the team notes about the evaluation as a whole."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ...domain.changes import Changes
from ...i18n import _
from ...services import memos
from ..coding.at_hand import attempt
from ..coding.memo_edit import MemoEdit
from ..session import Session

if TYPE_CHECKING:
    from ..commands import Commands

_SIZE = (560, 400)


class StudyMemo(QDialog):
    """Saves itself like every memo; closing it is all that is left to do."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Study memo"))
        self.resize(*_SIZE)
        self.memo = MemoEdit(_("Study memo"), _("What the team should remember about this evaluation"), self)
        self.memo.left.connect(self.reject)
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setProperty("main", True)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.memo, 1)
        box.addWidget(buttons)
        session.changed.connect(self._on_changed)
        self._show()
        self.memo.setFocus()

    def done(self, result: int) -> None:
        """Save what is not saved yet, whichever way the dialog is left."""
        self.memo.save()
        self.memo.forget()
        super().done(result)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("setting"):
            self._show()

    def _show(self) -> None:
        project = self._session.project
        self.memo.show_memo(
            "study",
            memos.study_memo(project),
            lambda text: attempt(self._session, lambda: memos.write_study_memo(project, text)),
        )


def open_for(do: "Commands") -> None:
    """Open the memo of the study that is open."""
    if do.window.session:
        dialog = StudyMemo(do.window, do.window.session)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
