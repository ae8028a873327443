"""The pane of documents: by kind, with a filter; the one chosen is shown."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.documents import KINDS, Document
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import documents, sources

from . import words
from .at_hand import attempt
from .document_model import DocumentModel, DocumentRows
from .pane import PADDING, TREE_PADDING, PaneHeader, filter_field, label, panel
from .row_tree import RowTree, WordsFilter

_RECOUNT_MS = 250
_ARROWS_MS = 150


class DocumentList(QWidget):
    """All documents of the study; `import_wanted` when the person asks for transcripts."""

    import_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._counts: dict[str, int] = {}
        self._total = 0
        self.header = PaneHeader(_("Sources"), self)
        self.filter = filter_field(_("Filter"), _("Filter documents"), self)
        self.tree = RowTree(self)
        self.tree.setAccessibleName(_("Documents of the study"))
        self._model = DocumentModel(self)
        self._shown = WordsFilter(self)
        self._shown.setSourceModel(self._model)
        self.tree.setModel(self._shown)
        self.tree.setItemDelegate(DocumentRows(self.tree, self._model))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._with_filter())
        self._stack.addWidget(self._empty())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._stack, 1)
        self._recount = QTimer(self, singleShot=True, interval=_RECOUNT_MS)
        self._recount.timeout.connect(self._count)
        self._arrows = QTimer(self, singleShot=True, interval=_ARROWS_MS)
        self._arrows.timeout.connect(self._show_current)
        panel(self)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the documents anew."""
        found = self._session.project.documents.all()
        self._counts = self._session.project.seen.counts_by_document()
        self._total = len(found)
        self._model.fill(found, self._counts)
        self.tree.set_columns()
        self.tree.expandAll()
        self._stack.setCurrentIndex(0 if found else 1)
        self._say_coded()
        self._follow(self._session.document)

    def is_empty(self) -> bool:
        """Whether there are no documents yet."""
        return self._total == 0

    def finish(self) -> None:
        """Read the study no more: it is about to be closed."""
        self._recount.stop()
        self._arrows.stop()

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.tree.chosen.connect(self._show)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.selectionModel().currentChanged.connect(self._arrows.start)
        self._session.document_shown.connect(self._follow)
        self._session.changed.connect(self._on_changed)

    def _with_filter(self) -> QWidget:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        field = QVBoxLayout()
        field.setContentsMargins(TREE_PADDING, 0, TREE_PADDING, 0)
        field.addWidget(self.filter)
        box.addLayout(field)
        box.addWidget(self.tree, 1)
        return page

    def _empty(self) -> QWidget:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        box.setSpacing(12)
        sentence = label(_("This study has no transcripts yet."), "", page)
        sentence.setWordWrap(True)
        button = QPushButton(_("Import transcripts"), page)
        button.setProperty("main", True)
        button.clicked.connect(self.import_wanted)
        box.addWidget(sentence)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return page

    def _filter(self, typed: str) -> None:
        self._shown.set_words(typed)
        self.tree.expandAll()
        self._follow(self._session.document)

    def _show_current(self) -> None:
        document_id = self.tree.current_id()
        if document_id and self.tree.hasFocus():
            self._show(document_id)

    def _show(self, document_id: str) -> None:
        self._arrows.stop()
        shown = self._session.document
        if shown is None or shown.id != document_id:
            self._session.show_document(document_id)

    def _follow(self, document: Document | None) -> None:
        """Let the row of the document shown be the current one."""
        item = self._model.item_of(document.id) if document else None
        selection = self.tree.selectionModel()
        if item is None:
            selection.clear()
        else:
            index = self._shown.mapFromSource(item.index())
            if index.isValid() and index != self.tree.currentIndex():
                self.tree.setCurrentIndex(index)
        self._arrows.stop()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            self.refresh()
        elif changes.touched("coding"):
            self._recount.start()

    def _count(self) -> None:
        self._counts = self._session.project.seen.counts_by_document()
        self._model.count(self._counts)
        self._say_coded()

    def _say_coded(self) -> None:
        text = _("{n} of {total} coded").format(n=len(self._counts), total=self._total)
        self.header.caption.setText(text if self._total else "")

    def _menu(self, place: QPoint) -> None:
        index = self.tree.indexAt(place)
        if index.isValid() and self.tree.current_id():
            self.menu(self.tree.current_id()).popup(self.tree.viewport().mapToGlobal(place))

    def menu(self, document_id: str) -> QMenu:
        """What can be done with a document."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = self._session.project.documents.get(document_id)
        if document is None:
            return menu
        kinds = menu.addMenu(_("Kind"))
        for name in KINDS:
            one = _choice(kinds, words.kinds()[name], document.kind == name)
            one.triggered.connect(lambda _on, name=name: self._describe(document_id, kind=name))
        tongues = menu.addMenu(_("Language"))
        for code, title in words.languages().items():
            one = _choice(tongues, title, document.language[:2] == code)
            one.triggered.connect(lambda _on, code=code: self._describe(document_id, language=code))
        menu.addSeparator()
        menu.addAction(_("Remove from the study")).triggered.connect(lambda: self._remove(document_id))
        return menu

    def _describe(self, document_id: str, **values: str) -> None:
        project = self._session.project
        attempt(self._session, lambda: sources.describe(project, [document_id], **values))

    def _remove(self, document_id: str) -> None:
        project = self._session.project
        if attempt(self._session, lambda: documents.remove_documents(project, [document_id])):
            self._session.told.emit(_("Removed with its codings. Undo brings it back."))


def _choice(menu: QMenu, title: str, chosen: bool) -> QAction:
    action = menu.addAction(title)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action
