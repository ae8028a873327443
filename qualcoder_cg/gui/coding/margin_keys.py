"""The keys of the margin: arrows walk from coding to coding of the document, with Shift they choose more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from .coding_view import CodingView

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FAR = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class MarginKeys(QObject):
    """Acts while the margin has the keyboard."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._from = ""

    def press(self, event: QKeyEvent) -> None:
        """Walk with the arrows; choose all with Ctrl+A."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        order = [one.id for one in self._view.session.codings]
        if key == Qt.Key.Key_A and control and order:
            self._view.chosen.every(order)
        elif key in _STEPS and order:
            self._walk(order, _STEPS[key], more=shift)
        elif key in _FAR and order:
            self._go(order[_FAR[key]], more=shift)
        else:
            return
        event.accept()

    def _walk(self, order: list[str], step: int, *, more: bool) -> None:
        """To the next coding, or the first one after the caret where none is active."""
        session = self._view.session
        here = session.active.id if session.active else ""
        if here in order:
            place = order.index(here) + step
        else:
            caret = self._view.transcript.selected_span().start
            after = [n for n, one in enumerate(session.codings) if one.start >= caret]
            place = after[0] if after else len(order) - 1
        self._go(order[max(0, min(place, len(order) - 1))], more=more)

    def _go(self, coding_id: str, *, more: bool) -> None:
        chosen, session = self._view.chosen, self._view.session
        if more and self._from in chosen.ids:
            order = [one.id for one in session.codings]
            first, last = sorted((order.index(self._from), order.index(coding_id)))
            session.activate(coding_id)
            chosen.every(order[first : last + 1])
        else:
            self._from = coding_id if not more or session.active is None else session.active.id
            chosen.extend_to(coding_id) if more else chosen.only(coding_id)
        session.activate(coding_id, reveal=True)
