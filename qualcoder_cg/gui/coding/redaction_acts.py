"""What takes words out of print: redacted as what they are, let stand, or put on the list of names."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from qualcoder_cg.domain.quotes import INSTITUTION, KEEP, OTHER, PERSON, PLACE
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.i18n import _
from qualcoder_cg.services import names, redaction

from .at_hand import attempt

if TYPE_CHECKING:
    from .coding_view import CodingView


class RedactionActs(QObject):
    """The verbs of redaction of one coding view."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session

    def redact(self, kind: str) -> None:
        """Redact the selected words, or those of the stretch the caret is in."""
        document, span = self._session.document, self.span()
        if document is None or not span:
            self._session.told.emit(
                shortcuts.said(_("Select a passage first. Drag over the text, or press {key}."), "S")
            )
            return
        reason = _("no name, or may be told") if kind == KEEP else ""
        project, words = self._session.project, redaction.kind_words(kind)

        def work() -> None:
            redaction.redact(project, document.id, span, kind, reason=reason)
            self._session.told.emit(_("Redacted: {what}").format(what=words))

        attempt(self._session, work)

    def redact_name(self) -> None:
        """Redact the selected words as the name of a person."""
        self.redact(PERSON)

    def undo_here(self) -> None:
        """Take back what a person redacted or let stand here."""
        ids = [one.id for one in self._view.redactions.by_hand_at(self._place())]
        if ids:
            attempt(self._session, lambda: redaction.remove_redactions(self._session.project, ids))

    def list_name(self) -> None:
        """Put the selected words on the list of names: they are taken out in every text."""
        span = self.span()
        name = self._session.text[span.start : span.end]
        project = self._session.project

        def work() -> None:
            names.add_name(project, name)
            self._session.told.emit(_("On the list of names: it is taken out everywhere."))

        if name:
            attempt(self._session, work)

    def open_menu(self) -> None:
        """Open the menu of what the words can be redacted as, under them."""
        edit = self._view.transcript.edit
        below = edit.caret(self._view.transcript.selected_span().end).bottomLeft().toPoint()
        menu = self.menu()
        menu.popup(edit.viewport().mapToGlobal(below))
        menu.setActiveAction(menu.actions()[0])

    def menu(self, parent: QMenu | None = None) -> QMenu:
        """What can be done with the words selected, or with the redaction at the caret."""
        menu = QMenu(_("Redact as"), parent or self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, parent is None)
        words = bool(self.span())
        for kind, text in (
            (PERSON, _("&Name of a person")),
            (PLACE, _("&Place")),
            (INSTITUTION, _("&Institution")),
            (OTHER, _("&Other words that tell")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, kind=kind: self.redact(kind))
            action.setEnabled(words)
        menu.addSeparator()
        menu.addAction(_("Put on the &list of names"), self.list_name).setEnabled(words)
        menu.addAction(_("Let it &stand"), lambda: self.redact(KEEP)).setEnabled(words)
        here = bool(self._view.redactions.by_hand_at(self._place()))
        menu.addAction(_("&Take back what was marked here"), self.undo_here).setEnabled(here)
        return menu

    def span(self) -> Span:
        """The words meant: those selected, else the struck ones at the caret."""
        selected = trimmed(self._session.text, self._session.selection)
        if selected:
            return selected
        one = self._view.transcript.edit.struck.at(self._place().start)
        return Span(one.start, one.end) if one else Span(0, 0)

    def _place(self) -> Span:
        return self._view.transcript.selected_span()
