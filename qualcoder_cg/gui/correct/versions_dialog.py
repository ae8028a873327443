"""The versions of a text: which there are, what differs, and going back to one."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QSplitter, QVBoxLayout, QWidget

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.revisions import Outcome, TextVersion
from qualcoder_cg.gui.coding.pane import label
from qualcoder_cg.gui.dialogs.frame import Dialog, beside
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import revisions
from qualcoder_cg.services.studies import Project

from .side_by_side import SideBySide

_LIST = 264


class Versions(Dialog):
    """Earlier versions at the left, the chosen one beside another at the right; the button restores it."""

    def __init__(self, parent: QWidget | None, project: Project, document: Document) -> None:
        title = _("Versions of {document}").format(document=document.code)
        super().__init__(parent, title, _("Restore this version"), closing=_("Close"))
        self._project, self._document = project, document
        self.outcome = Outcome(document.id)
        self.versions = revisions.versions(project, document.id)[::-1]
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Versions"))
        self.list.setSpacing(4)
        self.list.addItems([_words(version) for version in self.versions])
        self.against = QComboBox(self)
        self.against.setAccessibleName(_("Compare with"))
        self.against.addItem(_("The text as it is now"), None)
        for version in self.versions:
            self.against.addItem(_("Version {number}").format(number=version.number), version.id)
        self.shown = SideBySide(_("What differs"), self)
        self.told = label("", "quiet", self)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.against.currentIndexChanged.connect(lambda _row: self._show())
        self.resize(1080, 680)
        self.list.setCurrentRow(0)
        self._show()

    def chosen(self) -> TextVersion | None:
        """The version chosen at the left."""
        row = self.list.currentRow()
        return self.versions[row] if 0 <= row < len(self.versions) else None

    def commit(self) -> None:
        """Make the chosen version the text again."""
        version = self.chosen()
        if version:
            self.outcome = revisions.restore(self._project, version.id)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(beside(label(_("Compare with"), "", right), self.against, self.told, stretch=2))
        column.addWidget(self.shown, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([_LIST, 1080 - _LIST])
        splitter.setStretchFactor(1, 1)
        self.body.addWidget(splitter, 1)

    def _show(self) -> None:
        version = self.chosen()
        self.main.setEnabled(version is not None)
        if version is None:
            self.told.setText("" if self.versions else _("The text of this document was never corrected."))
            return
        other = self.against.currentData()
        pairs = revisions.compare(self._project, self._document.id, version.id, other)
        self.shown.fill(
            pairs, _("Version {number}").format(number=version.number), self.against.currentText()
        )
        differ = sum(pair.left != pair.right for pair in pairs)
        self.told.setText(ngettext("{n} line differs", "{n} lines differ", differ).format(n=differ))


def _words(version: TextVersion) -> str:
    """A version in the list: its number, when it was replaced, by whom and why."""
    when = datetime.fromisoformat(version.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
    told = _("Version {number}, until {when}").format(number=version.number, when=when)
    return "\n".join(filter(None, (told, " · ".join(filter(None, (version.coder, version.reason))))))
