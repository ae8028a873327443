"""The find panel under the transcript: a field, its choices, and the hits with the words around them."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_cg import settings
from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.search import FUZZY, REGEX, WORDS, Hit
from qualcoder_cg.errors import UserError
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.coding.pane import PADDING, hairline, panel
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import search_people
from qualcoder_cg.services.search import Search

from . import find_keys, find_words
from .edge import Edge
from .filters_popup import FiltersPopup
from .find_bar import ALL, CODED, HERE, FindBar
from .hit_list import HitList
from .hit_model import HitModel
from .hits_bar import HitsBar
from .nothing import Nothing
from .recent import recent, remember
from .running import Running

MOST = 5000
HEIGHT, LEAST, _TEXT_LEFT = 272, 176, 160
_STEP = 48
_PATTERN_PAUSE_MS = 200
_SETTING = "find height"
_TEXTS = ("document", "document_text", "turn")
_PEOPLE = ("informant", "institution", "institution_alias", "voice", "interview", "interview_informant")
_CODES = ("coding", "code", "coder")


class FindPanel(QWidget):
    """Searches while one types. `shown(hit)` follows the current row, `opened(hit)` Enter on it.

    `marked` says that the hits in the document shown are others; `coding_wanted(hits)` and
    `repeat_wanted(hits)` ask to put hits under a code, `code_wanted` for a code whose passages are to be
    searched; `closed` says whether the keyboard was in the panel. `over` is where its popup may lie.
    """

    shown = Signal(object)
    opened = Signal(object)
    marked = Signal()
    closed = Signal(bool)
    code_wanted = Signal()
    coding_wanted = Signal(list)
    repeat_wanted = Signal(list)

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._study = str(session.project.settings.get("study_id", ""))
        self._height_taken = 0
        self._codes: dict[str, str] = {}
        self.running = Running(self)
        self.model = HitModel(self)
        self.edge = Edge(self)
        self.bar = FindBar(self)
        self.filters = FiltersPopup(over)
        self.hits = HitsBar((self.bar.scope, self.bar.filter), self)
        self.list = HitList(self.model, self)
        self.nothing = Nothing(self)
        self._pages = QStackedWidget(self)
        self._later = QTimer(self, singleShot=True, interval=_PATTERN_PAUSE_MS)
        panel(self)
        self._lay_out()
        self._connect()
        self._show_picked()
        self._show_outcome()
        self.hide()

    def open(self, scope: int, text: str = "") -> None:
        """Show the panel with the caret in its field; `text` is looked for at once."""
        self.setFixedHeight(self._fitting(settings.get(_SETTING, HEIGHT)))
        self.show()
        if text:
            self.bar.field.setText(text)
        self.bar.search_in(scope)
        self.bar.field.selectAll()
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide the panel and forget the hits."""
        if self.isVisible():
            focus = QApplication.focusWidget()
            held = focus is not None and self.isAncestorOf(focus)
            self._remember()
            self.filters.hide()
            self.running.stop()
            self.hide()
            self.closed.emit(held)

    def finish(self) -> None:
        """Search no more: the study is about to be closed."""
        self.running.stop()
        self._later.stop()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), from the caret on."""
        self._remember()
        if not self.list.currentIndex().isValid() and self._row_at_caret(by) is not None:
            self.list.go_to(self._row_at_caret(by) or 0)
        elif not self.list.step(by) and self.bar.field.text():
            self._session.told.emit(_("No hits."))

    def search(self) -> None:
        """Search for what is wanted now."""
        self._later.stop()
        if not self.isVisible():
            return
        query = self.bar.query(self._session.document.id if self._session.document else "")
        self.list.rows.several = self.bar.searched() != HERE
        self.model.begin(self._codes or self._read_codes())
        first = self._session.document.id if self._session.document else ""
        self.running.start(Search(self._session.project, query, first=first, most=MOST))

    def spans_here(self) -> list:
        """The hits in the document shown, in the order of its text."""
        shown = self._session.document
        return self.model.spans_in(shown.id) if shown and self.isVisible() else []

    def _read_codes(self) -> dict[str, str]:
        """The codes of the documents by id; read once, as a keystroke has no time for it."""
        self._codes = {one.id: one.code for one in self._session.project.documents.all()}
        return self._codes

    def _search_soon(self) -> None:
        """Search at once, but compare a pattern only when it may be complete."""
        if self.bar.mode.currentData() == REGEX:
            self._later.start()
        else:
            self.search()

    def _row_at_caret(self, by: int) -> int | None:
        """The row of the first hit after the caret, or of the last before it; None without hits here."""
        spans = self.spans_here()
        caret = self._session.selection.start
        after = [span for span in spans if span.start >= caret]
        before = [span for span in spans if span.start < caret]
        chosen = (after or spans)[:1] if by > 0 else (before or spans)[-1:]
        shown = self._session.document
        return self.model.row_of(shown.id, chosen[0]) if shown and chosen else None

    def _add(self, hits: list[Hit]) -> None:
        self.model.add(hits)
        self._show_counts()
        if self._pages.currentWidget() is not self.list:
            self._pages.setCurrentWidget(self.list)
        self.marked.emit()

    def _end(self) -> None:
        self.model.end()
        self._show_outcome()
        self.marked.emit()

    def _fail(self, error: UserError) -> None:
        self.model.end()
        self._show_counts()
        self.nothing.say(str(error))
        self._pages.setCurrentWidget(self.nothing)
        self.marked.emit()

    def _show_outcome(self) -> None:
        """Say how many hits there are, or what to do where there are none."""
        self._show_counts()
        search = self.running.search
        if search and search.hits:
            self._pages.setCurrentWidget(self.list)
            return
        if not self.bar.field.text().strip():
            self.nothing.say(_("Type what you look for. The arrow down shows what you searched for lately."))
        else:
            self.nothing.say(*self._nothing_found(search))
        self._pages.setCurrentWidget(self.nothing)

    def _nothing_found(self, search: Search | None) -> tuple[str, list]:
        here, coded = self.bar.searched() == HERE, self.bar.searched() == CODED
        said = _("No hits in this document.") if here else _("No hits in the study.")
        said = _("No hits in the passages of this code.") if coded else said
        offers = []
        if search and search.left_out:
            offers.append((find_words.left_out(search.left_out), self._add_interviewer))
        mode = self.bar.mode.currentData()
        if mode not in (WORDS, REGEX):
            offers.append((_("Search for words"), lambda: self.bar.use_mode(WORDS)))
        if mode not in (FUZZY, REGEX):
            offers.append((_("Try similar spellings"), lambda: self.bar.use_mode(FUZZY)))
        if here or coded:
            offers.append((_("Search all documents"), lambda: self.bar.search_in(ALL)))
        if self.bar.only:
            offers.append((_("Clear the filter"), lambda: self.bar.use_filters(frozenset(), False)))
        return said, offers

    def _show_counts(self) -> None:
        search = self.running.search if self.bar.field.text().strip() else None
        self.hits.show_search(
            search,
            under_way=self.running.is_under_way(),
            listed=min(len(self.model.hits), MOST),
            several=self.bar.searched() != HERE,
        )

    def _show_picked(self) -> None:
        self.hits.show_selected(len(self.list.selectionModel().selectedRows()))

    def _add_interviewer(self) -> None:
        self.bar.use_filters(self.bar.only, True)

    def _open_filters(self) -> None:
        labels = [turn.speaker for turn in self._session.turns]
        self.filters.interviewer.blockSignals(True)
        self.filters.interviewer.setChecked(self.bar.interviewer)
        self.filters.interviewer.blockSignals(False)
        self.filters.offer(search_people.choices(self._session.project, labels), self.bar.only)
        self.filters.open(self.bar.filter)

    def _go_down(self) -> None:
        """From the field into the list, or to what was searched for lately."""
        if not self.bar.field.text():
            lately = recent(self._study)
            if lately:
                self.bar.offer(lately)
        elif self.model.rowCount():
            self._remember()
            if not self.list.currentIndex().isValid():
                self.list.go_to(0)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _remember(self) -> None:
        if self.running.search and self.running.search.hits:
            remember(self._study, str(self.bar.mode.currentData()), self.bar.field.text())

    def _want_coding(self) -> None:
        if hits := self._picked():
            self.coding_wanted.emit(hits)

    def _want_repeat(self) -> None:
        if hits := self._picked():
            self.repeat_wanted.emit(hits)

    def _picked(self) -> list[Hit]:
        """The hits selected; where there are none, how to select some is said."""
        hits = self.list.selected()
        if not hits and self.model.rowCount():
            self._session.told.emit(_("Select hits in the list first; Ctrl+A selects all of them."))
        return hits

    def _on_changed(self, changes: Changes) -> None:
        """Search again where what was searched is no longer what it was."""
        if changes.touched("document"):
            self._codes = {}
        if not self.isVisible():
            return
        read = [*_TEXTS]
        read += _PEOPLE if self.bar.only else ("voice",)
        read += _CODES if self.bar.searched() == CODED else ()
        if changes.touched(*read):
            self.search()

    def _on_whose(self) -> None:
        """Other codings are seen: the passages of a code are others."""
        if self.bar.searched() == CODED:
            self.search()

    def _on_document(self, _document: Document | None) -> None:
        if self.isVisible() and self.bar.searched() == HERE:
            self.search()
        else:
            self.marked.emit()

    def _fitting(self, height: object) -> int:
        parent = self.parentWidget()
        most = max(LEAST, (parent.height() if parent else 0) - _TEXT_LEFT)
        return max(LEAST, min(height if isinstance(height, int) else HEIGHT, most))

    def _take_edge(self) -> None:
        self._height_taken = self.height()

    def _pull(self, pixels: int) -> None:
        self._make_high(self._height_taken + pixels)

    def _make_high(self, height: int) -> None:
        self.setFixedHeight(self._fitting(height))
        settings.put(_SETTING, self.height())

    def _lay_out(self) -> None:
        first = self.bar.first_row()
        first.setContentsMargins(PADDING, 2, 8, 4)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.edge)
        box.addLayout(first)
        box.addWidget(self.hits)
        box.addWidget(hairline(self))
        box.addWidget(self._pages, 1)

    def _connect(self) -> None:
        bar, session = self.bar, self._session
        bar.changed.connect(self._search_soon)
        bar.code_wanted.connect(self.code_wanted)
        bar.close_button.clicked.connect(self.close_panel)
        bar.filter.clicked.connect(self._open_filters)
        bar.field.entered.connect(self.step)
        bar.field.down.connect(self._go_down)
        self.filters.changed.connect(
            lambda: bar.use_filters(self.filters.only(), self.filters.interviewer.isChecked())
        )
        self.nothing.taken.connect(bar.field.setFocus)
        self.hits.left_out_wanted.connect(self._add_interviewer)
        self.hits.code_wanted.connect(self._want_coding)
        self.edge.taken.connect(self._take_edge)
        self.edge.pulled.connect(self._pull)
        self.running.found.connect(self._add)
        self.running.counted.connect(self._show_counts)
        self.running.ended.connect(self._end)
        self.running.failed.connect(self._fail)
        self._later.timeout.connect(self.search)
        self.list.shown.connect(self.shown)
        self.list.opened.connect(self.opened)
        self.list.picked.connect(self._show_picked)
        self.list.left.connect(lambda: bar.field.setFocus(Qt.FocusReason.BacktabFocusReason))
        session.changed.connect(self._on_changed)
        session.document_shown.connect(self._on_document)
        session.whose_changed.connect(self._on_whose)
        self._add_actions()

    def _add_actions(self) -> None:
        works = {
            find_keys.CODE: self._want_coding,
            find_keys.REPEAT: self._want_repeat,
            find_keys.CLOSE: self.close_panel,
            find_keys.HIGHER: lambda: self._make_high(self.height() + _STEP),
            find_keys.LOWER: lambda: self._make_high(self.height() - _STEP),
        }
        for one in find_keys.table():
            owner = self.list if one.in_list else self
            action = QAction(one.text, owner)
            action.setObjectName(one.id)
            group = _("In the find panel")
            shortcuts.bind(action, shortcuts.Act(one.id, shortcuts.FIND, group, one.text, one.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, work=works[one.id]: work())
            owner.addAction(action)

    def place_of_list(self, over: QWidget) -> QPoint:
        """Where the list begins, in the pixels of a widget above."""
        return self.list.mapTo(over, QPoint(PADDING, 0))
