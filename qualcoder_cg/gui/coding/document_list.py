"""The pane of documents: by kind, with a filter; the one chosen is shown."""

from collections.abc import Iterable
from functools import partial
from time import monotonic

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.documents import KINDS, Document
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import documents, sources, whereabouts
from qualcoder_cg.services.how_far import how_far

from . import words
from .at_hand import attempt
from .document_model import PROGRESS_WIDTH, DocumentModel, DocumentRows, State
from .nothing import Nothing
from .pane import TREE_PADDING, PaneHeader, filter_field, panel
from .row_tree import ID, RowTree, WordsFilter

_SLICE_S = 0.008
_PAUSE_MS = 300
_FEW = 200
_ARROWS_MS = 150


class DocumentList(QWidget):
    """All documents of the study; `import_wanted` when the person asks for transcripts, `memo_wanted` for
    the memo of one."""

    import_wanted = Signal()
    memo_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._total = 0
        self._waiting: dict[str, None] = {}
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
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        self._arrows = QTimer(self, singleShot=True, interval=_ARROWS_MS)
        self._arrows.timeout.connect(self._show_current)
        panel(self)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the documents anew."""
        found = self._session.project.documents.all()
        self._total = len(found)
        self._model.fill(found, {one.id: self._model.state(one.id) for one in found})
        self.tree.set_columns(PROGRESS_WIDTH)
        self.tree.expandAll()
        self._stack.setCurrentIndex(0 if found else 1)
        self._say_finished()
        self._measure_soon(self._model.ids())
        self._follow(self._session.document)

    def is_empty(self) -> bool:
        """Whether there are no documents yet."""
        return self._total == 0

    def finish(self) -> None:
        """Read the study no more: it is about to be closed."""
        self._waiting.clear()
        self._measuring.stop()
        self._arrows.stop()

    def step(self, step: int) -> None:
        """Show the next document of the list, or the one before; those filtered away are passed over."""
        ids = self._ids_shown()
        shown = self._session.document
        here = ids.index(shown.id) if shown and shown.id in ids else -1 if step > 0 else len(ids)
        if 0 <= here + step < len(ids):
            self._show(ids[here + step])
        else:
            last, first = _("This is the last document."), _("This is the first document.")
            self._session.told.emit(last if step > 0 else first)

    def finish_current(self) -> None:
        """Mark as finished the document of the current row, or the one shown; or take that back."""
        shown = self._session.document
        document_id = self.tree.current_id() if self.tree.hasFocus() else shown.id if shown else ""
        if document_id:
            self._finish(document_id)

    def _finish(self, document_id: str) -> None:
        project, done = self._session.project, self._model.state(document_id).coded.finished
        known = self._session.known.among([document_id])
        work = partial(whereabouts.finish_documents, project, [document_id], finished=not done, known=known)
        if attempt(self._session, work):
            self._session.told.emit(_("Marked as finished") if not done else _("Not finished any more"))

    def _ids_shown(self) -> list[str]:
        """The documents that the filter leaves, in their order."""
        groups = [self._shown.index(row, 0) for row in range(self._shown.rowCount())]
        rows = [(group, row) for group in groups for row in range(self._shown.rowCount(group))]
        return [str(self._shown.index(row, 0, group).data(ID)) for group, row in rows]

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
        said = _("No document has these words in its name.")
        self.unfound = Nothing(said, _("Clear the filter"), self.filter.clear, page, padding=TREE_PADDING)
        self.unfound.hide()
        box.addWidget(self.unfound, 1)
        return page

    def _empty(self) -> QWidget:
        said = _("This study has no transcripts yet.")
        return Nothing(said, _("Import transcripts"), self.import_wanted.emit, self, main=True)

    def _filter(self, typed: str) -> None:
        self._shown.set_words(typed)
        self.tree.expandAll()
        self.unfound.setVisible(not self._shown.rowCount())
        self.tree.setVisible(bool(self._shown.rowCount()))
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
        elif changes.touched("coding", "decision", "finished", "turn", "bookmark", "coder"):
            self._measure_soon(self._concerned(changes))

    def _concerned(self, changes: Changes) -> Iterable[str]:
        """The documents in which something was coded; all where what is gone does not tell its own."""
        touched, shown = changes.of("coding"), self._session.document
        if not changes.touched("finished", "bookmark", "coder", "turn") and len(touched) <= _FEW:
            found = self._session.project.codings.some(touched)
            if len(found) == len(touched):
                return [*([shown.id] if shown else []), *(one.document_id for one in found)]
        return self._model.ids()

    def let_scroll(self) -> None:
        """Leave the time to whoever scrolls; what is still to be measured is measured after that."""
        if self._measuring.isActive():
            self._measuring.start(_PAUSE_MS)

    def _measure_soon(self, ids: Iterable[str]) -> None:
        self._waiting.update(dict.fromkeys(ids))
        self._measuring.start(0)

    def _measure(self) -> None:
        """See how far some documents are coded; a long list takes several turns, so that nothing halts."""
        project, began = self._session.project, monotonic()
        marked = {one.document_id for one in whereabouts.own_bookmarks(project)}
        states: dict[str, State] = {}
        while self._waiting and monotonic() - began < _SLICE_S:
            document_id = next(iter(self._waiting))
            del self._waiting[document_id]
            excerpts = project.seen.count_in(document_id)
            states[document_id] = State(excerpts, how_far(project, document_id), document_id in marked)
        self._model.show_states(states)
        self._say_finished()
        if self._waiting:
            self._measuring.start(0)

    def _say_finished(self) -> None:
        text = _("{n} of {total} finished").format(n=self._model.finished(), total=self._total)
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
        menu.addAction(_("Open")).triggered.connect(lambda: self._open(document_id))
        menu.addAction(_("Memo")).triggered.connect(lambda: self.memo_wanted.emit(document_id))
        done = _choice(menu, _("Finished"), self._model.state(document_id).coded.finished)
        done.triggered.connect(lambda: self._finish(document_id))
        menu.addSeparator()
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

    def _open(self, document_id: str) -> None:
        self._show(document_id)
        self.tree.chosen.emit(document_id)

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
