"""The codings that are chosen: what the keys and the inspector do is done to all of them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.gui.session import Session


class ChosenCodings(QObject):
    """Follows the session: its active coding is always among them; alone, unless more were added.

    `changed(ids)` tells which they are now, in the order in which they were chosen.
    """

    changed = Signal(list)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.ids: list[str] = []
        session.coding_activated.connect(self._follow)
        session.changed.connect(self._on_changed)

    def codings(self) -> list[Coding]:
        """The codings themselves, in the order of the text."""
        return self._session.project.shown.some(self.ids)

    def several(self) -> bool:
        """Whether more than one is chosen."""
        return len(self.ids) > 1

    def only(self, coding_id: str) -> None:
        """Choose one coding and no other."""
        self._choose([coding_id], coding_id)

    def toggle(self, coding_id: str) -> None:
        """Choose a coding too, or no longer."""
        if coding_id in self.ids:
            left = [one for one in self.ids if one != coding_id]
            self._choose(left, left[-1] if left else None)
        else:
            self._choose([*self.ids, coding_id], coding_id)

    def extend_to(self, coding_id: str) -> None:
        """Choose all codings of the text from the active one to this one."""
        order = [one.id for one in self._session.codings]
        active = self._session.active
        if active is None or active.id not in order or coding_id not in order:
            self.only(coding_id)
            return
        first, last = sorted((order.index(active.id), order.index(coding_id)))
        self._choose(order[first : last + 1], active.id)

    def every(self, ids: Iterable[str]) -> None:
        """Choose these; the active one stays active if it is one of them."""
        wanted = list(dict.fromkeys(ids))
        active = self._session.active
        if wanted:
            self._choose(wanted, active.id if active and active.id in wanted else wanted[0])

    def back_to_one(self) -> None:
        """Leave only the active coding chosen; then not even that one."""
        if self.several() and self._session.active:
            self.only(self._session.active.id)
        else:
            self._choose([], None)

    def _choose(self, ids: Sequence[str], active: str | None) -> None:
        """Let these be chosen and one of them active; a suggestion is no longer looked at."""
        self.ids = list(ids)
        self._session.consider(None)
        self._session.activate(active)
        self.changed.emit(self.ids)

    def _follow(self, coding: Coding | None) -> None:
        """Another coding became active by itself: it alone is chosen."""
        wanted = [coding.id] if coding else []
        if not wanted or wanted[0] not in self.ids:
            self._tell(wanted)

    def _on_changed(self, changes: Changes) -> None:
        if self.several() and changes.touched("coding"):
            there = {one.id for one in self._session.codings}
            self._tell([one for one in self.ids if one in there])

    def _tell(self, ids: list[str]) -> None:
        if ids != self.ids:
            self.ids = ids
            self.changed.emit(ids)
