"""The pane of codes: the evaluation matrix as its backbone, then themes, then the team's other codes."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import trimmed
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES

from . import code_menu, count_words, words
from .at_hand import AtHand
from .code_acts import CodeActs
from .code_counts import CodeCounts
from .code_model import CODE, PLACE, CodeModel, CodesFilter
from .code_popups import ColourPopup, NewCode
from .code_row_tree import CodeRowTree
from .nothing import Nothing
from .pane import TREE_PADDING, PaneHeader, filter_field, hairline, icon_button, label, panel
from .row_tree import ID

_FOOT = 28
_SCROLL_MS = 60


class CodeTree(QWidget):
    """The codebook. A click applies a code to the selection; without one it only selects the code.

    `edit_wanted(code id)` asks the window for the form of a code; `code_selected(code id)` tells which code
    the person looks at, `applied` that one was applied. Call `refresh_counts` when other codings may be seen
    than before; changes of the study are followed.
    """

    edit_wanted = Signal(str)
    code_selected = Signal(str)
    applied = Signal()

    def __init__(self, session: Session, at_hand: AtHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.at_hand = at_hand
        self._folded: set[str] = set()
        self.acts = CodeActs(self)
        self.header = PaneHeader(_("Evaluation matrix"), self)
        self.header.add(icon_button("plus", _("New code"), self.acts.new_beside, self))
        self._more = icon_button("more", _("Order and view of the codes"), self._open_more, self)
        self.header.add(self._more)
        self.filter = filter_field(_("Filter codes"), _("Filter codes"), self)
        self.tree = CodeRowTree(self)
        self.tree.setAccessibleName(_("Codes"))
        self.tree.header().setAccessibleName(_("Codes"))
        self._model = CodeModel(self)
        self._shown = CodesFilter(self)
        self._shown.setSourceModel(self._model)
        self._shown.show_empty(code_menu.shows_empty())
        self.tree.setModel(self._shown)
        self.tree.addActions(code_menu.actions(self))
        none = _("No codes yet. Load an evaluation matrix or add a code.")
        self._none = Nothing(none, _("New code"), self._add_first, self, padding=TREE_PADDING)
        unfound = _("No code has these words.")
        self.unfound = Nothing(unfound, _("Clear the filter"), self.filter.clear, self, padding=TREE_PADDING)
        self.unfound.hide()
        self.foot = label("", "caption", self)
        self.foot.setContentsMargins(TREE_PADDING, 4, TREE_PADDING, 4)
        self.foot.setMinimumHeight(_FOOT)
        self.foot.setWordWrap(True)
        self.new_code = NewCode(self, self._where, self._near, self._add)
        self.colours = ColourPopup(self)
        panel(self)
        self._lay_out()
        self._counts = CodeCounts(session, self)
        self._scroll = QTimer(self, singleShot=True, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_to_active)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the codebook anew; what was folded, chosen and in view stays so."""
        current, chosen = self.tree.current_id(), self._selected()
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.leave_editor()
        project, codes = self.session.project, self.session.code_list()
        matrix = project.matrix
        self._model.fill(codes, matrix.criteria(), matrix.questions(), self._counts.tally)
        self._unfold()
        self._show_keys()
        self._show_legend()
        self._none.setVisible(not codes)
        self.tree.setVisible(bool(codes))
        self._foot_line.setVisible(bool(codes))
        self.foot.setVisible(bool(codes))
        self.select(current)
        self._select_all(chosen)
        self.tree.verticalScrollBar().setValue(scrolled)

    @property
    def is_counted(self) -> bool:
        """Whether the numbers shown are those of the study as it is."""
        return self._counts.is_done

    def let_scroll(self) -> None:
        """Leave the time to whoever scrolls; what is still to be counted is counted after that."""
        self._counts.rest()

    def refresh_counts(self) -> None:
        """Count anew: other codings may be seen than before."""
        self._counts.count_anew()

    def select(self, code_id: str) -> None:
        """Let the row of a code be the current one."""
        index = self.tree.index_of(code_id)
        if index.isValid() and index != self.tree.currentIndex().siblingAtColumn(0):
            if not self.tree.shows(index):
                self.tree.scrollTo(index, CodeRowTree.ScrollHint.PositionAtCenter)
            self.tree.setCurrentIndex(index)

    def choose(self, ids: Sequence[str]) -> None:
        """Choose codes, the first of them being the current one."""
        if ids:
            index = self.tree.index_of(ids[0])
            if index.isValid():
                self.tree.setCurrentIndex(index)
                self.tree.scrollTo(index)
            self._select_all(ids)

    def apply(self, code_id: str) -> None:
        """Apply a code to the selection, if there is one.

        Without a selection nothing is changed, though a coding may be active: people click through the
        codebook to read it.
        """
        if trimmed(self.session.text, self.session.selection) and self.at_hand.apply(code_id):
            self.applied.emit()

    def menu(self, code_id: str) -> QMenu:
        """What can be done with a code, or with all that are chosen if it is among them."""
        if code_id not in self.tree.selected_ids():
            self.select(code_id)
        return code_menu.of_codes(self)

    def show_empty(self, shown: bool) -> None:
        """Show codes without codings, or hide them."""
        self._shown.show_empty(shown)
        self._unfold()

    def fold_all(self) -> None:
        """Fold all there is."""
        self._folded = {_key(index) for index in self._foldable()}
        self._unfold()

    def unfold_all(self) -> None:
        """Unfold all there is."""
        self._folded.clear()
        self._unfold()

    def row_place(self, code_id: str) -> QPoint:
        """Below the row of a code, on the screen."""
        box = self.tree.row_box(self.tree.index_of(code_id))
        return self.tree.viewport().mapToGlobal(box.bottomLeft() + QPoint(40, 4))

    def current_group(self) -> str:
        """The group whose own row is the current one, as `move_codes` names it; "" for none."""
        index = self.tree.currentIndex().siblingAtColumn(0)
        return str(index.data(PLACE) or "") if not index.data(ID) else ""

    def finish(self) -> None:
        """Read the study no more: it is about to be closed."""
        self._counts.finish()
        self._scroll.stop()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        field = QVBoxLayout()
        field.setContentsMargins(TREE_PADDING, 0, TREE_PADDING, 8)
        field.addWidget(self.filter)
        box.addLayout(field)
        box.addWidget(self._none)
        box.addWidget(self.unfound, 1)
        box.addWidget(self.tree, 1)
        self._foot_line = hairline(self)
        box.addWidget(self._foot_line)
        box.addWidget(self.foot)
        box.addStretch(0)

    def _connect(self) -> None:
        acts, tree = self.acts, self.tree
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._go_to_first)
        tree.chosen.connect(self.apply)
        tree.described.connect(self.edit_wanted)
        # the row is still being edited while its name is handed over
        tree.renamed.connect(acts.save_name, Qt.ConnectionType.QueuedConnection)
        tree.codes_dropped.connect(lambda ids, at, n: acts.move(ids, at, None if n < 0 else n))
        tree.codes_merged.connect(acts.merge_into)
        tree.passage_dropped.connect(acts.apply_passage)
        tree.codings_dropped.connect(acts.take_codings)
        tree.collapsed.connect(lambda index: self._remember_fold(index, True))
        tree.expanded.connect(lambda index: self._remember_fold(index, False))
        tree.customContextMenuRequested.connect(self._menu)
        tree.selectionModel().currentChanged.connect(self._tell_current)
        self.colours.chosen.connect(acts.recolour)
        self.at_hand.changed.connect(self._show_keys)
        self.session.codes_changed.connect(self.refresh)
        self.session.coding_activated.connect(self._follow)
        self._counts.changed.connect(self._count)

    def _foldable(self) -> list[QModelIndex]:
        """All rows with rows below them."""
        found = [*self._model.groups()]
        for index in found:
            rows = (self._model.index(row, 0, index) for row in range(self._model.rowCount(index)))
            found += [row for row in rows if self._model.rowCount(row)]
        return found

    def _unfold(self) -> None:
        """Fold what the person folded and unfold the rest; all while the filter searches."""
        self.tree.blockSignals(True)
        self.tree.expandAll()
        for index in self._foldable() if not self.filter.text() else ():
            if _key(index) in self._folded:
                self.tree.collapse(self._shown.mapFromSource(index))
        self.tree.blockSignals(False)

    def _remember_fold(self, index: QModelIndex, folded: bool) -> None:
        if not self.filter.text():
            self._folded = self._folded | {_key(index)} if folded else self._folded - {_key(index)}

    def _selected(self) -> list[str]:
        return [str(index.data(ID)) for index in self.tree.selectionModel().selectedRows()]

    def _select_all(self, ids: Sequence[str]) -> None:
        chosen = QItemSelection()
        for index in map(self.tree.index_of, ids):
            if index.isValid():
                chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        if not chosen.isEmpty():
            self.tree.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)

    def _filter(self, typed: str) -> None:
        self._shown.set_words(typed)
        self._unfold()
        codes = bool(self.session.codes)
        self.unfound.setVisible(codes and not self._shown.rowCount())
        self.tree.setVisible(codes and bool(self._shown.rowCount()))

    def _add_first(self) -> None:
        self.acts.new_beside()

    def _go_to_first(self) -> None:
        """Enter in the filter goes to the first code that fits."""
        first = next(self.tree.ids(), "")
        if first:
            self.select(first)
            self.tree.setFocus()

    def _tell_current(self) -> None:
        if self.tree.current_id():
            self.code_selected.emit(self.tree.current_id())

    def _follow(self, coding: Coding | None) -> None:
        """Choose the code of the active coding; where the list must move, after the text has been painted."""
        index = self.tree.index_of(coding.code_id) if coding else QModelIndex()
        if coding and (not index.isValid() or self.tree.shows(index)):
            self.select(coding.code_id)
        elif coding:
            self._scroll.start()

    def _scroll_to_active(self) -> None:
        if self.session.active:
            self.select(self.session.active.code_id)

    def _show_keys(self) -> None:
        keys = self.at_hand.keys
        held = {code_id: keys.key_of(code_id) for code_id in self.session.codes}
        self._model.set_keys({code_id: key for code_id, key in held.items() if key})

    def _count(self) -> None:
        """Show the numbers as they are known."""
        self._model.count(self._counts.tally, self.session.code_list())
        self._show_legend()

    def _show_legend(self) -> None:
        tally = self._counts.tally
        self.tree.fit_columns()
        self.foot.setText(count_words.legend(tally.interviewed) if tally.is_known else "")

    def _menu(self, place: QPoint) -> None:
        if not self.tree.indexAt(place).isValid():
            return
        code_id = self.tree.current_id()
        menu = self.menu(code_id) if code_id else code_menu.of_group(self)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    def _open_more(self) -> None:
        code_menu.of_pane(self).popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _where(self, place: str) -> str:
        names = {THEMES: _("Among the themes"), OTHERS: _("Among the other codes")}
        return names.get(place) or _("Under {code}").format(code=words.name_of(self.session.codes, place))

    def _near(self, place: str) -> QRect:
        """The row a new code will stand at, in this pane."""
        index = self.tree.index_of(place)
        if not index.isValid():
            index = self.tree.currentIndex()
        box = self.tree.row_box(index) if index.isValid() else QRect(0, 0, self.tree.width(), 0)
        return QRect(self.tree.viewport().mapTo(self, box.topLeft()), box.size())

    def _add(self, name: str, place: str) -> None:
        made = self.acts.add(name, place)
        QTimer.singleShot(0, self, lambda: self.choose([made.id]))
        self.session.told.emit(_("Added {code}.").format(code=made.name))


def _key(index: QModelIndex) -> str:
    """What a row is remembered by while the rows are made anew."""
    code = index.data(CODE)
    return code.id if code else str(index.data())
