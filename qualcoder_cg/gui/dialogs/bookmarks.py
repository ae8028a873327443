"""One's bookmarks: go to one, name it, take it away."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeView, QWidget

from ...domain.changes import Changes
from ...domain.notes import Bookmark
from ...i18n import _
from ...services import whereabouts
from .. import density, shortcuts
from ..keys import shown
from ..session import Session
from .frame import Viewer

_WORDS = 60
_LONG_WORD = 30
_MARK = Qt.ItemDataRole.UserRole + 1


class _List(QTreeView):
    """Enter goes, F2 names, Del takes away."""

    entered_on = Signal(QModelIndex)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Del; the rest as in any list."""
        editing = self.state() == QTreeView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.entered_on.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class BookmarksDialog(Viewer):
    """`wanted(document id, place)` when the person goes to one; the dialog closes then."""

    wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("Bookmarks"))
        self._session = session
        self._filling = False
        self.resize(640, 400)
        self.model = QStandardItemModel(self)
        self.list = _List(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Bookmarks"))
        self.list.setRootIsDecorated(False)
        self.list.setEditTriggers(QTreeView.EditTrigger.EditKeyPressed)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet(f"QTreeView::item {{ height: {density.row_height('list')}px; }}")
        self.empty = QLabel(self)
        self.empty.setProperty("role", "quiet")
        key = shown(shortcuts.current("B"))
        self.empty.setText(_("No bookmarks yet. Press {key} in the text to set one.").format(key=key))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go = QPushButton(_("Go there"), self)
        self.rename = QPushButton(_("Name…"), self)
        self.remove = QPushButton(_("Take away"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.go, self.rename, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.go.clicked.connect(lambda: self._go(self.list.currentIndex()))
        self.rename.clicked.connect(lambda: self.list.edit(self.list.currentIndex().siblingAtColumn(0)))
        self.remove.clicked.connect(self._remove)
        self.list.entered_on.connect(self._go)
        self.list.removed.connect(self._remove)
        self.list.doubleClicked.connect(self._go)
        self.model.itemChanged.connect(self._name)
        session.changed.connect(self._follow)
        self._fill()
        self.list.setFocus()

    def marks(self) -> list[Bookmark]:
        """The bookmarks that are listed."""
        return [self.model.item(row).data(_MARK) for row in range(self.model.rowCount())]

    def _fill(self) -> None:
        row = max(0, self.list.currentIndex().row())
        project = self._session.project
        documents = {document.id: document for document in project.documents.all()}
        own = whereabouts.own_bookmarks(project)
        if own and [mark.id for mark in own] == [mark.id for mark in self.marks()]:
            self._show_names(own)
            return
        texts = {one: project.documents.text(one) for one in {mark.document_id for mark in own}}
        self._filling = True
        self.model.clear()
        self.model.setHorizontalHeaderLabels([_("Name"), _("Document"), _("Words there")])
        for mark in own:
            name = QStandardItem(mark.name)
            name.setData(mark, _MARK)
            words = _words_at(texts[mark.document_id], mark.place)
            cells = [name, QStandardItem(documents[mark.document_id].code), QStandardItem(words)]
            for cell in cells[1:]:
                cell.setEditable(False)
            self.model.appendRow(cells)
        self._filling = False
        self.list.setColumnWidth(0, 184)
        self.list.setColumnWidth(1, 96)
        self.list.setVisible(bool(own))
        self.empty.setVisible(not own)
        for button in (self.go, self.rename, self.remove):
            button.setVisible(bool(own))
        if own:
            self.list.setCurrentIndex(self.model.index(min(row, len(own) - 1), 0))

    def _show_names(self, own: Sequence[Bookmark]) -> None:
        """Show other names of the same bookmarks; whoever writes one stays where she is."""
        self._filling = True
        for row, mark in enumerate(own):
            self.model.item(row).setData(mark, _MARK)
            self.model.item(row).setText(mark.name)
        self._filling = False

    def _go(self, index: QModelIndex) -> None:
        mark = index.siblingAtColumn(0).data(_MARK)
        if mark:
            self.accept()
            self.wanted.emit(mark.document_id, mark.place)

    def _name(self, item: QStandardItem) -> None:
        mark = None if self._filling else item.data(_MARK)
        if mark and item.text().strip() != mark.name:
            whereabouts.name_bookmark(self._session.project, mark.id, item.text())

    def _remove(self) -> None:
        mark = self.list.currentIndex().siblingAtColumn(0).data(_MARK)
        if mark:
            whereabouts.remove_bookmarks(self._session.project, [mark.id])

    def _follow(self, changes: Changes) -> None:
        if changes.touched("bookmark", "document"):
            self._fill()


def _words_at(text: str, place: int) -> str:
    """What stands at a bookmark, from the beginning of the word on in which it was set."""
    start = place
    while place - _LONG_WORD < start and start > 0 and not text[start - 1].isspace():
        start -= 1
    return " ".join(text[start : start + _WORDS].split())
