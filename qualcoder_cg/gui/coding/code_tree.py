"""The pane of codes: the evaluation matrix as its backbone, then themes, then the team's other codes."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import trimmed
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import codebook

from . import words
from .at_hand import KEYS, AtHand, attempt
from .code_model import DEPTH, CodeModel
from .code_rows import CodeRows
from .pane import TREE_PADDING, PaneHeader, filter_field, icon_button, label, panel
from .row_tree import ID, RowTree, WordsFilter

_RECOUNT_MS = 250
_AT_ONCE = 20
_FOLDING_WIDTH = 16


class CodeRowTree(RowTree):
    """Rows of codes; `described(id)` after a double click or F2."""

    described = Signal(str)

    def folds_at(self, index: QModelIndex, x: int) -> bool:
        """Groups anywhere, codes with codes under them at their chevron."""
        if not index.data(ID):
            return True
        deeper = int(index.data(DEPTH) or 1) - 1
        return self.model().hasChildren(index) and x < _FOLDING_WIDTH + deeper * 20 + (deeper and 21)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Describe the code."""
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if index.data(ID):
            self.described.emit(str(index.data(ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 describes the code."""
        if event.key() == Qt.Key.Key_F2 and self.current_id():
            self.described.emit(self.current_id())
            return
        super().keyPressEvent(event)


class CodeTree(QWidget):
    """The codebook. A click applies a code to the selection; without one it only selects the code.

    `edit_wanted(code id)` and `new_wanted(parent id or "")` ask the window for the form of a code;
    `code_selected(code id)` tells which code the person looks at, `applied` that one was applied.
    """

    edit_wanted = Signal(str)
    new_wanted = Signal(str)
    code_selected = Signal(str)
    applied = Signal()

    def __init__(self, session: Session, at_hand: AtHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at_hand = at_hand
        self.header = PaneHeader(_("Evaluation matrix"), self)
        self.header.add(icon_button("plus", _("New code"), lambda: self.new_wanted.emit(""), self))
        self.filter = filter_field(_("Filter codes"), _("Filter codes"), self)
        self.tree = CodeRowTree(self)
        self.tree.setAccessibleName(_("Codes"))
        self._model = CodeModel(self)
        self._shown = WordsFilter(self)
        self._shown.setSourceModel(self._model)
        self.tree.setModel(self._shown)
        self.tree.setItemDelegate(CodeRows(self.tree))
        self._none = label(_("No codes yet. Load an evaluation matrix or add a code."), "quiet", self)
        self._none.setWordWrap(True)
        self._none.setContentsMargins(TREE_PADDING, 8, TREE_PADDING, 8)
        panel(self)
        self._lay_out()
        self._recount = QTimer(self, singleShot=True, interval=_RECOUNT_MS)
        self._recount.timeout.connect(self._count)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the codebook anew; what was folded stays folded."""
        current, folded = self.tree.current_id(), self._folded()
        project = self._session.project
        codes = self._session.code_list()
        self._model.fill(
            codes, project.matrix.criteria(), project.matrix.questions(), project.seen.counts_by_code()
        )
        self.tree.set_columns()
        self.tree.expandAll()
        for group in self._model.groups():
            if group.text() in folded:
                self.tree.setExpanded(self._shown.mapFromSource(group.index()), False)
        self._show_keys()
        self._none.setVisible(not codes)
        self.tree.setVisible(bool(codes))
        self.select(current)

    def select(self, code_id: str) -> None:
        """Let the row of a code be the current one."""
        item = self._model.item_of(code_id)
        index = self._shown.mapFromSource(item.index()) if item else QModelIndex()
        if index.isValid() and index != self.tree.currentIndex().siblingAtColumn(0):
            if not self.tree.shows(index):
                self.tree.scrollTo(index, CodeRowTree.ScrollHint.PositionAtCenter)
            self.tree.setCurrentIndex(index)

    def finish(self) -> None:
        """Read the study no more: it is about to be closed."""
        self._recount.stop()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        field = QVBoxLayout()
        field.setContentsMargins(TREE_PADDING, 0, TREE_PADDING, 8)
        field.addWidget(self.filter)
        box.addLayout(field)
        box.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.tree, 1)
        box.addStretch(0)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._apply_first)
        self.tree.chosen.connect(self._choose)
        self.tree.described.connect(self.edit_wanted)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.selectionModel().currentChanged.connect(self._tell_current)
        self._at_hand.changed.connect(self._show_keys)
        self._session.codes_changed.connect(self.refresh)
        self._session.coding_activated.connect(self._follow)
        self._session.changed.connect(self._on_changed)

    def _folded(self) -> set[str]:
        indexes = [(group, self._shown.mapFromSource(group.index())) for group in self._model.groups()]
        return {
            group.text() for group, index in indexes if index.isValid() and not self.tree.isExpanded(index)
        }

    def _filter(self, typed: str) -> None:
        self._shown.set_words(typed)
        if typed:
            self.tree.expandAll()

    def _apply_first(self) -> None:
        """Enter in the filter goes to the first code that fits."""
        index = self._shown.index(0, 0)
        while index.isValid() and not index.data(ID):
            index = self._shown.index(0, 0, index)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.setFocus()

    def _choose(self, code_id: str) -> None:
        """Apply the code to the selection, if there is one.

        Without a selection nothing is changed, though a coding may be active: people click through the
        codebook to read it.
        """
        if trimmed(self._session.text, self._session.selection) and self._at_hand.apply(code_id):
            self.applied.emit()

    def _tell_current(self) -> None:
        if self.tree.current_id():
            self.code_selected.emit(self.tree.current_id())

    def _follow(self, coding: Coding | None) -> None:
        if coding:
            self.select(coding.code_id)

    def _show_keys(self) -> None:
        keys = self._at_hand.keys
        held = {code_id: keys.key_of(code_id) for code_id in self._session.codes}
        self._model.set_keys({code_id: key for code_id, key in held.items() if key})

    def _on_changed(self, changes: Changes) -> None:
        """Count the codes of what is there now at once, all codes when nothing happens for a moment.

        A coding that is gone no longer tells its code, hence the second.
        """
        if not changes.touched("coding"):
            return
        self._recount.start()
        touched = changes.of("coding")
        if len(touched) <= _AT_ONCE:
            codings = self._session.project.seen
            codes = {coding.code_id for coding in codings.some(touched)}
            self._model.count(codings.counts_by_code(codes), all_codes=False)

    def _count(self) -> None:
        self._model.count(self._session.project.seen.counts_by_code(), all_codes=True)

    def _menu(self, place: QPoint) -> None:
        if self.tree.indexAt(place).isValid() and self.tree.current_id():
            self.menu(self.tree.current_id()).popup(self.tree.viewport().mapToGlobal(place))

    def menu(self, code_id: str) -> QMenu:
        """What can be done with a code."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        code = self._session.codes.get(code_id)
        if code is None:
            return menu
        apply = menu.addAction(_("Apply to the selection"))
        apply.setEnabled(bool(self._session.selection))
        apply.triggered.connect(lambda: self._choose(code_id))
        self._add_keys(menu.addMenu(_("Key")), code_id)
        menu.addSeparator()
        new = menu.addAction(_("New code under {code}…").format(code=words.code_name(code)))
        new.triggered.connect(lambda: self.new_wanted.emit(code_id))
        describe = menu.addAction(_("Describe…"))
        describe.setShortcut(Qt.Key.Key_F2)
        describe.triggered.connect(lambda: self.edit_wanted.emit(code_id))
        delete = menu.addAction(_("Delete"))
        delete.setEnabled(code.kind != QUESTION)
        delete.setToolTip(_("Questions belong to the evaluation matrix and stay."))
        delete.triggered.connect(lambda: self._delete(code_id))
        return menu

    def _add_keys(self, menu: QMenu, code_id: str) -> None:
        keys = self._at_hand.keys
        for key in range(1, KEYS + 1):
            holder = words.name_of(self._session.codes, keys.code(key) or "")
            action = menu.addAction(f"{key}  {holder}" if holder else str(key))
            action.setCheckable(True)
            action.setChecked(keys.key_of(code_id) == key)
            action.triggered.connect(lambda _on, key=key: self._at_hand.pin(code_id, key))
        menu.addSeparator()
        action = menu.addAction(_("No key"))
        action.setEnabled(keys.key_of(code_id) is not None)
        action.triggered.connect(lambda: self._at_hand.unpin(code_id))

    def _delete(self, code_id: str) -> None:
        project = self._session.project
        if attempt(self._session, lambda: codebook.delete_code(project, code_id)):
            self._session.told.emit(_("Deleted with its codings. Undo brings it back."))
