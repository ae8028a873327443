"""What is suggested beside the text, and what is done about it: no code here, precedents, more like this."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.domain.suggestions import ACCEPTED, Suggestion
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.i18n import _
from qualcoder_cg.services import nothing_here
from qualcoder_cg.services.alike import like_passage

from . import offers, words
from .alike_panel import AlikePanel
from .at_hand import attempt
from .precedents_popup import PrecedentsPopup
from .suggestion_chips import SuggestionChips

if TYPE_CHECKING:
    from .coding_view import CodingView


class Suggesting(QObject):
    """Keeps the chips beside the text as the suggestions are, and acts on them for one coding view."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._chips = SuggestionChips(view)
        self.precedents = PrecedentsPopup(view.session, view)
        self.alike = AlikePanel(view)
        self._chips.accepted.connect(lambda one: view.suggestions.decide(ACCEPTED, suggestion=one))
        self.precedents.chosen.connect(self._go_to)
        view.transcript.margin.offer_clicked.connect(self._consider)
        view.suggestions.filled.connect(self._show_offers)
        card = view.inspector.suggestion
        card.nothing_wanted.connect(self.say_nothing)
        card.precedents_wanted.connect(self.show_precedents)
        self._session.suggestion_activated.connect(self._show)

    def finish(self) -> None:
        """Look for nothing any more."""
        self.precedents.finish()
        self.alike.finish()

    def say_nothing(self) -> None:
        """Say that the passage looked at, or the words selected, belong under no code."""
        document, suggestion = self._session.document, self._session.suggestion
        span = suggestion.span if suggestion else trimmed(self._session.text, self._session.selection)
        if document is None or not span:
            self._session.told.emit(
                shortcuts.said(_("Select a passage first. Drag over the text, or press {key}."), "S")
            )
            return
        project, known = self._session.project, self._session.known.of(document.id)
        left = self._view.suggestions.after(suggestion) if suggestion else None
        if attempt(self._session, lambda: nothing_here.nothing_here(project, document.id, span, known=known)):
            self._session.told.emit(words.undoable(_("Noted: no code here.")))
            if suggestion:
                self._view.suggestions.look_at_first(left or [])

    def show_precedents(self) -> None:
        """Show two passages already under the code of the suggestion, or of the active coding."""
        document, one = self._session.document, self._session.suggestion or self._session.active
        if document is None or one is None:
            self._session.told.emit(_("Choose a suggestion or a coding first."))
            return
        code = self._session.codes.get(one.code_id)
        if code:
            text = self._session.text[one.start : one.end]
            self.precedents.open(code, document.id, one.span, text, self._view.place_of(one.span))

    def more_like(self) -> None:
        """Find passages in all documents that are like the selection, the suggestion or the active coding."""
        document, one = self._session.document, self._session.suggestion or self._session.active
        selected = trimmed(self._session.text, self._session.selection)
        span = selected or (one.span if one else Span(0, 0))
        if document is None or not span:
            self._session.told.emit(
                shortcuts.said(_("Select a passage first. Drag over the text, or press {key}."), "S")
            )
            return
        code_id = one.code_id if one and (not selected or selected.overlaps(one.span)) else ""
        attempt(
            self._session,
            lambda: self.alike.open(like_passage(self._session.project, document.id, span), code_id),
        )

    def _show(self, suggestion: Suggestion | None) -> None:
        """Show the suggestion looked at with its rule, its words and its chips."""
        self._show_offers()
        if suggestion is None:
            self._view.transcript.set_suggestion(None)
            return
        if self._session.active:
            self._session.activate(None)
        choices = self._view.suggestions.choices() or [suggestion]
        self._chips.show_choices(choices, self._session.codes)
        self._view.transcript.set_suggestion(suggestion.span, suggestion.matches, self._chips)

    def _show_offers(self) -> None:
        found = self._view.suggestions.open_suggestions()
        self._view.transcript.set_offers(offers.offers(found, self._session.codes, self._session.suggestion))

    def _consider(self, suggestion: Suggestion) -> None:
        self._session.consider(suggestion)
        self._view.transcript.setFocus()

    def _go_to(self, document_id: str, coding_id: str) -> None:
        if self._session.document is None or self._session.document.id != document_id:
            self._session.show_document(document_id)
        self._session.activate(coding_id, reveal=True)
        self._view.transcript.setFocus()
