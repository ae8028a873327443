"""Codings in the text that wait to be confirmed: how many, walked one by one, confirmed or rejected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualcoder_cg.domain.codings import SUGGESTED, Coding
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import confirming

from . import words
from .at_hand import attempt
from .pane import KeyButton

if TYPE_CHECKING:
    from .coding_view import CodingView


class Confirming(QObject):
    """The verbs for what waits in the document shown; `count` is a button that says how many do."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._last: list[tuple[int, int, str]] = []
        self.count = KeyButton("", "U", view.header)
        self.count.clicked.connect(lambda _on=False: self.go_on())
        page = view.inspector.coding
        page.confirm_wanted.connect(self.confirm)
        page.reject_wanted.connect(self.reject)
        for news in (self._session.changed, self._session.document_shown, self._session.whose_changed):
            news.connect(self._show)
        self._show()

    def left(self) -> list[Coding]:
        """The codings shown that wait, in the order of the text."""
        return [one for one in self._session.codings if one.origin == SUGGESTED]

    def go_on(self) -> None:
        """Go to the next one that waits, from the active one or the caret on, and round."""
        here = self._session.active
        place = (here.start, here.end, here.id) if here else (self._session.selection.start, -1, "")
        self._go_after(place)
        self._view.transcript.setFocus()

    def confirm(self) -> bool:
        """Say that those chosen are right, and go to the next one; gives whether any of them waited."""
        ids = self._chosen()
        if not ids:
            return False
        if attempt(self._session, lambda: confirming.confirm(self._session.project, ids)):
            said = ngettext("{n} coding confirmed.", "{n} codings confirmed.", len(ids))
            self._done(said.format(n=len(ids)))
        return True

    def reject(self) -> bool:
        """Say that those chosen are wrong: they go for good. Gives whether any of them waited."""
        ids = self._chosen()
        if not ids:
            return False
        if attempt(self._session, lambda: confirming.reject(self._session.project, ids)):
            said = ngettext("{n} coding rejected.", "{n} codings rejected.", len(ids))
            self._done(said.format(n=len(ids)))
        return True

    def _chosen(self) -> list[str]:
        found = [one for one in self._view.chosen.codings() if one.origin == SUGGESTED]
        self._last = [(one.start, one.end, one.id) for one in found]
        return [one.id for one in found]

    def _done(self, said: str) -> None:
        self._go_after(self._last[-1])
        self._session.told.emit(words.undoable(said))

    def _go_after(self, place: tuple[int, int, str]) -> None:
        waits = self.left()
        if not waits:
            self._session.told.emit(_("Nothing waits to be confirmed in this document."))
            return
        after = (one for one in waits if (one.start, one.end, one.id) > place)
        self._view.chosen.only(next(after, waits[0]).id)
        if self._session.active:
            self._session.reveal_wanted.emit(self._session.active.span)

    def _show(self, _news: object = None) -> None:
        n = len(self.left())
        self.count.setText(ngettext("{n} to confirm", "{n} to confirm", n).format(n=n))
        self.count.setAccessibleName(self.count.text())
        self.count.follow_keys()
        self.count.setVisible(n > 0)
