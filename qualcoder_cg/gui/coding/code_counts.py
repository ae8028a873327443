"""Counting the codebook beside the coding: a little at a time, so that nobody waits for it."""

from PySide6.QtCore import QObject, QTimer, Signal

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services.tally import Tally

_AT_ONCE = 0.008
_SLICE = 0.007
_BETWEEN_MS = 8
_AFTER_MS = 120
_PAUSE_MS = 300


class CodeCounts(QObject):
    """The counts of the open study; `changed` when there are other numbers, or none for the moment."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.tally = Tally(session.project)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        session.changed.connect(self._note)
        if not self.tally.go_on(_AT_ONCE):
            self._timer.start(_AFTER_MS)

    @property
    def is_done(self) -> bool:
        """Whether all is counted."""
        return self.tally.is_known and not self._timer.isActive()

    def count_anew(self) -> None:
        """Forget what was counted, as when other codings may be seen."""
        self.tally.forget()
        self.changed.emit()
        self._timer.start(0)

    def rest(self) -> None:
        """Go on only when nothing has moved for a moment: nobody who scrolls waits for numbers."""
        if self._timer.isActive():
            self._timer.start(_PAUSE_MS)

    def finish(self) -> None:
        """Read the study no more: it is about to be closed."""
        self._timer.stop()

    def _note(self, changes: Changes) -> None:
        """Count what a change touched once the hand rests: nobody who codes fast waits for numbers."""
        was_known = self.tally.is_known
        if not self.tally.note(changes):
            return
        if was_known and not self.tally.is_known:
            self.changed.emit()
        self._timer.start(_AFTER_MS if self.tally.is_known else _PAUSE_MS)

    def _go_on(self) -> None:
        if self.tally.go_on(_SLICE):
            self.changed.emit()
        else:
            self._timer.start(_BETWEEN_MS)
