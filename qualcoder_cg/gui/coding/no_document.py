"""What stands in the place of the text while no document is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _

from .nothing import Nothing
from .pane import panel


class TextOrNothing(QStackedWidget):
    """The text, or a sentence with the way to one; `import_wanted` where there is none in the study."""

    import_wanted = Signal()

    def __init__(self, session: Session, text: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._first = ""
        self.nothing = Nothing("", "", self._go, self, padding=24)
        panel(self.nothing, "base")
        self.addWidget(text)
        self.addWidget(self.nothing)
        session.document_shown.connect(self._follow)
        session.changed.connect(self._on_changed)
        self._follow()

    def _follow(self, _document: object = None) -> None:
        """Show the text, or say where there is one."""
        if self._session.document:
            self.setCurrentIndex(0)
            return
        found = self._session.project.documents.all()
        self._first = found[0].id if found else ""
        if found:
            self.nothing.say(_("No document is open. Choose one in the list, or begin with the first."))
            self.nothing.button.setText(_("Open {document}").format(document=found[0].code))
        else:
            self.nothing.say(_("Nothing to read yet. Import the transcripts of your interviews."))
            self.nothing.button.setText(_("Import transcripts"))
        self.nothing.button.show()
        self.setCurrentIndex(1)

    def _go(self) -> None:
        if self._first:
            self._session.show_document(self._first)
        else:
            self.import_wanted.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self._follow()
