"""What the find panel and the rest of the coding window do together."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.coding import words
from qualcoder_cg.gui.coding.at_hand import attempt
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import search_coding
from qualcoder_cg.services.search_coding import Coded

from . import find_words
from .find_bar import ALL, HERE
from .find_panel import FindPanel

if TYPE_CHECKING:
    from qualcoder_cg.gui.coding.coding_view import CodingView

_TURN_PAUSE_MS = 80
_LONGEST_TAKEN_OVER = 60


class FindActs(QObject):
    """The verbs of finding in one coding view."""

    def __init__(self, view: "CodingView", panel: FindPanel) -> None:
        super().__init__(view)
        self._view = view
        self._panel = panel
        self._session = view.session
        self._wanted: Hit | None = None
        # Holding an arrow down runs through hits of many documents; only where it rests is shown.
        self._soon = QTimer(self, singleShot=True, interval=_TURN_PAUSE_MS)
        self._soon.timeout.connect(self._turn_to_wanted)
        panel.shown.connect(self.show_hit)
        panel.opened.connect(self.open_hit)
        panel.marked.connect(self.mark)
        panel.closed.connect(self._closed)
        view.inspector.wanted.connect(self._make_way)
        panel.code_wanted.connect(self._choose_code)
        panel.coding_wanted.connect(self.code)
        panel.repeat_wanted.connect(self.repeat)

    def finish(self) -> None:
        """Turn to no document any more: the study is about to be closed."""
        self._panel.finish()
        self._soon.stop()

    def find_here(self) -> None:
        """Find in the document shown."""
        self._open(HERE)

    def find_everywhere(self) -> None:
        """Find in all documents of the study."""
        self._open(ALL)

    def next_hit(self) -> None:
        """Go to the next hit."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._step(-1)

    def show_hit(self, hit: Hit) -> None:
        """Scroll to a hit, in its document; the keyboard stays where it is."""
        self._wanted = hit
        document = self._session.document
        if document and document.id == hit.document_id:
            self._turn_to_wanted()
        else:
            self._soon.start()

    def open_hit(self, hit: Hit) -> None:
        """Go to a hit in the text, selected and ready to be coded."""
        self._wanted = hit
        self._turn_to_wanted()
        self._view.transcript.select(hit.span)
        self._view.transcript.setFocus()

    def mark(self) -> None:
        """Mark the hits in the document shown; none while the panel is closed."""
        current = self._panel.list.current() if self._panel.isVisible() else None
        document = self._session.document
        here = current is not None and document is not None and current.document_id == document.id
        self._view.transcript.set_found(self._panel.spans_here(), current.span if current and here else None)

    def code(self, hits: list[Hit]) -> None:
        """Open the palette for hits."""
        prompt = ngettext("Code {n} hit", "Code {n} hits", len(hits)).format(n=len(hits))
        self._open_palette(
            prompt,
            lambda code_id: self._put_under(hits, [code_id]),
            lambda *new: self._put_under_new(hits, *new),
            lambda code_ids: self._put_under(hits, code_ids),
        )

    def repeat(self, hits: list[Hit]) -> None:
        """Put hits under the code used last."""
        last = self._session.last_code_id or next(iter(self._view.at_hand.keys.recent), None)
        if last in self._session.codes:
            self._put_under(hits, [str(last)])
        else:
            self._session.told.emit(
                shortcuts.said(_("No code has been used yet. Press {key} to find one."), "C")
            )

    def _open(self, scope: int) -> None:
        span = trimmed(self._session.text, self._session.selection)
        selected = self._session.text[span.start : span.end]
        fits = len(selected) <= _LONGEST_TAKEN_OVER and "\n" not in selected
        focus = QApplication.focusWidget()
        in_text = focus is not None and self._view.transcript.isAncestorOf(focus)
        self._view.inspector.hide()
        self._panel.open(scope, selected if fits and in_text else "")

    def _step(self, by: int) -> None:
        if not self._panel.isVisible():
            self._open(HERE)
            return
        self._panel.step(by)
        current = self._panel.list.current()
        if current and self._view.transcript.edit.hasFocus():
            self.open_hit(current)

    def _turn_to_wanted(self) -> None:
        hit, self._wanted = self._wanted, None
        self._soon.stop()
        if hit is None:
            return
        document = self._session.document
        if document is None or document.id != hit.document_id:
            self._session.show_document(hit.document_id)
        self._view.transcript.reveal(hit.span)
        self.mark()

    def _make_way(self) -> None:
        """Close the panel: something under it is wanted."""
        self._panel.close_panel()

    def _closed(self, held: bool) -> None:
        """Give the keyboard back to the text, where the hit is selected that was looked at last."""
        current, document = self._panel.list.current(), self._session.document
        self._soon.stop()
        self._view.transcript.set_found([])
        self._view.inspector.show()
        if not held:
            return
        if current and document and current.document_id == document.id:
            self._view.transcript.select(current.span)
            self._view.transcript.reveal(current.span)
        self._view.transcript.setFocus()

    def _choose_code(self) -> None:
        """Ask for the code whose passages are to be searched."""

        def take(code_id: str) -> None:
            self._panel.bar.use_code(code_id, words.name_of(self._session.codes, code_id))

        self._open_palette(_("Search the passages of a code"), take, None)

    def _put_under(self, hits: list[Hit], code_ids: Sequence[str]) -> None:
        project, grow = self._session.project, self._panel.hits.growth()
        self._tell(code_ids, lambda: search_coding.code_hits(project, hits, code_ids, grow))

    def _put_under_new(self, hits: list[Hit], name: str, parent_id: str | None) -> None:
        """Make a code and put hits under it, and under those ticked in the palette."""
        project, grow = self._session.project, self._panel.hits.growth()
        beside = tuple(self._view.palette_popup.ticked)

        def work() -> None:
            code_id, outcome = search_coding.code_hits_with_new(
                project, hits, name, parent_id=parent_id, grow=grow, beside=beside
            )
            self._tell((*beside, code_id), lambda: outcome)

        attempt(self._session, work)

    def _tell(self, code_ids: Sequence[str], work: Callable[[], Coded]) -> None:
        """Do it, remember the codes, and say what came of it."""

        def worked() -> None:
            outcome = work()
            self._session.last_code_id = code_ids[-1]
            for code_id in code_ids:
                self._view.at_hand.used(code_id)
            names = [words.name_of(self._session.codes, code_id) for code_id in code_ids]
            self._session.told.emit(find_words.coded(outcome, ", ".join(names)))

        attempt(self._session, worked)

    def _open_palette(
        self,
        prompt: str,
        take: Callable[[str], object],
        make: Callable[[str, str | None], object] | None,
        take_many: Callable[[Sequence[str]], object] | None = None,
    ) -> None:
        corner = self._panel.place_of_list(self._view)
        place = QRect(corner.x(), corner.y(), 1, 1)
        self._view.acts.open_palette(prompt, Span(0, 0), take, make, take_many, place)
