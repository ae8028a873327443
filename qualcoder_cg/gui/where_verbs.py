"""What a person can do to find the way: back and forward, other documents, bookmarks, what is finished."""

from __future__ import annotations

from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import whereabouts
from . import shortcuts
from .coding.coding_view import CodingView
from .text_verbs import TextVerbs
from .verbs import show_over


class WhereVerbs(TextVerbs):
    """The verbs for going somewhere."""

    def back(self) -> None:
        """Go back to the place one jumped from."""
        if self.window.navigation:
            self.window.navigation.go(-1)

    def forward(self) -> None:
        """Go forward again."""
        if self.window.navigation:
            self.window.navigation.go(1)

    def next_document(self) -> None:
        """Show the document after this one, in the order of the list."""
        self._step_document(1)

    def previous_document(self) -> None:
        """Show the document before this one."""
        self._step_document(-1)

    def finish_document(self) -> None:
        """Mark the document as finished, or take that back."""
        for view in self.window.findChildren(CodingView):
            view.documents.finish_current()

    def bookmarks(self) -> None:
        """Show one's bookmarks, to go to one, name it or take it away."""
        from .dialogs.bookmarks import BookmarksDialog

        session = self.window.session
        if session:
            dialog = BookmarksDialog(self.window, session)
            dialog.wanted.connect(self.open_place)
            show_over(dialog)

    def history(self) -> None:
        """Show the steps at the right of the window, or put them away."""
        if self.window.session:
            self.window.side.toggle(self.window.session)

    def next_bookmark(self) -> None:
        """Go to the next bookmark, in this document or the next that has one."""
        self._step_bookmark(1)

    def previous_bookmark(self) -> None:
        """Go to the bookmark before."""
        self._step_bookmark(-1)

    def open_bookmark(self, bookmark_id: str) -> None:
        """Go to a bookmark."""
        session = self.window.session
        for one in whereabouts.own_bookmarks(session.project) if session else ():
            if one.id == bookmark_id:
                self.open_place(one.document_id, one.place)

    def open_place(self, document_id: str, place: int) -> None:
        """Show a document in the coding view with the caret at a place of its text."""
        self.open_document(document_id)
        if self.window.session:
            self.window.session.reveal_wanted.emit(Span(place, place))
            for view in self.window.findChildren(CodingView):
                view.transcript.select(Span(place, place))
                view.transcript.setFocus()

    def _step_document(self, step: int) -> None:
        self.window.show_view("coding")
        for view in self.window.findChildren(CodingView):
            view.documents.step(step)

    def _step_bookmark(self, step: int) -> None:
        session = self.window.session
        if session is None:
            return
        order = {document.id: row for row, document in enumerate(session.project.documents.all())}
        marks = [
            (order[one.document_id], one.place, one) for one in whereabouts.own_bookmarks(session.project)
        ]
        if not marks:
            raise UserError(
                _("There is no bookmark yet."),
                shortcuts.said(_("Press {key} in the text to set one."), "B"),
            )
        shown = session.document
        here = (order[shown.id], session.selection.end) if shown else (-1, 0)
        marks.sort(key=lambda mark: mark[:2])
        if step > 0:
            found = next((mark for mark in marks if mark[:2] > here), marks[0])
        else:
            found = next((mark for mark in reversed(marks) if mark[:2] < here), marks[-1])
        self.open_place(found[2].document_id, found[2].place)
