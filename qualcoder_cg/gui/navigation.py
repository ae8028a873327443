"""Back and forward through the places one jumped from, and where one stopped in each document."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ..domain.changes import Changes
from ..domain.documents import Document
from ..domain.spans import Span
from ..i18n import _
from . import panes
from .actions import with_key
from .coding.coding_view import CodingView
from .coding.gutter import clock
from .memory import memory
from .places import Place, Trail
from .session import Session
from .sources.sources_view import SourcesView

if TYPE_CHECKING:
    from .main_window import MainWindow

_KEEP_AFTER_MS = 1500
_SHOWN = 12


class Navigation(QObject):
    """Follows one session in one window. `changed` says that back or forward lead elsewhere now.

    Made before the coding view, so that it hears of a jump before the text moves.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow", session: Session) -> None:
        super().__init__(session)
        self._window, self._session = window, session
        self._study = str(session.project.settings.get("study_id", ""))
        # One for all the time: it writes when nothing else happens, not while a document is being shown.
        self._memory = memory()
        self.trail = Trail()
        self._view: CodingView | None = None
        self._document_id = ""
        self._going = self._jumped = False
        self._seen = Span(0, 0)
        self._soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._soon.timeout.connect(self.keep)
        session.document_shown.connect(self._leave)
        session.reveal_wanted.connect(self._jump)
        session.changed.connect(self._on_changed)

    def follow(self, view: CodingView) -> None:
        """Follow the text of the coding view, once it is made."""
        self._view = view
        self._session.document_shown.connect(self._arrive)
        view.transcript.selection_changed.connect(self.settle)
        view.transcript.moved.connect(self.settle)
        self._arrive(self._session.document)

    def watch(self, view: QWidget) -> None:
        """Follow the pages of a view."""
        if isinstance(view, SourcesView):
            view.stack.currentChanged.connect(self.settle)

    def settle(self, _news: object = None) -> None:
        """Note where the person is now."""
        place = self._place()
        if place is None or self._going:
            return
        before = self.trail.here()
        self.trail.settle(place, in_passing=self._jumped)
        if self._view:
            self._seen = self._view.transcript.edit.visible()
        if before is None or not before.is_same_spot(place):
            self._in_one_breath()
            self.changed.emit()
        if place.view == panes.CODING:
            self._soon.start()

    def keep(self) -> None:
        """Remember where one stopped in the document shown: places, never words."""
        self._soon.stop()
        if self._view and self._document_id and self._study:
            transcript = self._view.transcript
            top, offset = transcript.place_read()
            kept = f"{transcript.selected_span().end} {top} {offset}"
            self._memory.setValue(f"stopped/{self._study}/{self._document_id}", kept)

    def finish(self) -> None:
        """Write down where one stopped: the study is about to be closed."""
        self.keep()
        self._memory.sync()

    def go(self, steps: int) -> None:
        """Go back (negative) or forward."""
        self.settle()
        place = self.trail.go(steps)
        if place:
            self._going = True
            try:
                self._show(place)
            finally:
                self._going = False
            self.settle()
            self.changed.emit()

    def name(self, place: Place) -> str:
        """A place in words: the view, or the document and when it was said there."""
        if place.view != panes.CODING:
            titles = {view: title for view, title, _keys in panes.views()}
            return titles.get(place.view, place.view)
        document = self._session.project.documents.get(place.document_id)
        if document is None:
            return _("No document")
        turns = self._session.project.documents.turns(document.id)
        said = [
            turn.seconds for turn in turns if turn.label_start <= place.caret and turn.seconds is not None
        ]
        where = clock(said[-1]) if said else _("{n} %").format(n=_per_cent(place.caret, document.characters))
        return f"{document.code} · {where}"

    def fill(self, menu: QMenu, *, back: bool) -> None:
        """List the places behind or ahead."""
        menu.clear()
        for number, place in enumerate((self.trail.behind() if back else self.trail.ahead())[:_SHOWN]):
            action = menu.addAction(self.name(place).replace("&", "&&"))
            steps = -(number + 1) if back else number + 1
            action.triggered.connect(lambda _on=False, steps=steps: self.go(steps))

    def _place(self) -> Place | None:
        shown = self._window.view()
        if shown == panes.CODING:
            document = self._session.document
            if self._view is None or document is None or document.id != self._document_id:
                return None
            transcript = self._view.transcript
            active = self._session.active
            top = transcript.place_read()[0]
            return Place(shown, document.id, transcript.selected_span().end, top, active.id if active else "")
        view = self._window.stack.currentWidget()
        if isinstance(view, SourcesView):
            return Place(shown, page=view.page())
        return Place(shown) if shown else None

    def _show(self, place: Place) -> None:
        self._window.show_view(place.view)
        if place.page:
            self._window.show_page(place.page)
        if place.view != panes.CODING or self._view is None:
            return
        shown = self._session.document
        if shown is None or shown.id != place.document_id:
            self._session.show_document(place.document_id)
        transcript = self._view.transcript
        transcript.select(Span(place.caret, place.caret))
        transcript.read_from(place.top, 0)
        if place.coding_id and self._session.project.shown.get(place.coding_id):
            self._session.activate(place.coding_id)
        transcript.setFocus()

    def _jump(self, span: Span) -> None:
        """Something out of sight will be shown: where one is stays behind."""
        here = self.trail.here()
        same = here is not None and here.document_id == self._document_id
        if self._going or self._jumped or not same or self._seen.start <= span.start < self._seen.end:
            return
        self.settle()
        place = self.trail.here()
        if place:
            self.trail.jump(place)
            self._in_one_breath()
            self.changed.emit()

    def _in_one_breath(self) -> None:
        """What follows before the event at hand is over, such as a passage to reveal, is the same jump."""
        self._jumped = True
        QTimer.singleShot(0, self, self._after_jump)

    def _after_jump(self) -> None:
        self._jumped = False

    def _leave(self, _document: Document | None) -> None:
        """Another document is about to be shown: the text still stands as it was."""
        self.keep()
        self._document_id = ""

    def _arrive(self, document: Document | None) -> None:
        """Another document is shown: go on where one stopped in it."""
        self._document_id = document.id if document else ""
        if document and self._view and not self._going:
            stopped = str(self._memory.value(f"stopped/{self._study}/{document.id}", "")).split()
            if len(stopped) == 3 and all(part.lstrip("-").isdecimal() for part in stopped):
                caret, top, offset = (int(part) for part in stopped)
                if max(caret, top) <= document.characters:
                    self._view.transcript.select(Span(caret, caret))
                    self._view.transcript.read_from(top, offset)
        self.settle()
        self._in_one_breath()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("document"):
            documents = self._session.project.documents.all()
            self.trail.forget(panes.CODING, frozenset(document.id for document in documents))
            self.changed.emit()


def fill_ways(navigation: Navigation | None, menu: QMenu, *, back: bool) -> None:
    """List the places behind or ahead in a menu."""
    menu.clear()
    if navigation:
        navigation.fill(menu, back=back)


def show_ways(navigation: Navigation | None, back: QAction, forward: QAction) -> None:
    """Say where back and forward lead."""
    ahead = navigation.trail.ahead() if navigation else []
    behind = navigation.trail.behind() if navigation else []
    for action, places, words, none in (
        (back, behind, _("Back to {place}"), _("Nowhere to go back to")),
        (forward, ahead, _("Forward to {place}"), _("Nowhere to go forward to")),
    ):
        action.setEnabled(bool(places))
        keys = [key.toString() for key in action.shortcuts()]
        said = words.format(place=navigation.name(places[0])) if navigation and places else none
        action.setToolTip(with_key(said, keys) if places else none)


def _per_cent(place: int, whole: int) -> int:
    return round(100 * place / whole) if whole else 0
