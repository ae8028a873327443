"""A page beside the desk: what changed while it was hidden is read when it is shown."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ...domain.changes import Changes
from ..coding.pane import PADDING, PaneHeader
from ..session import Session
from .aside import Aside

_SOON = 300


class Page(QWidget):
    """A page says in `_read` how it is read, and in TOUCHED of which tables it tells."""

    TOUCHED: tuple[str, ...] = ()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._aside = Aside(self)
        self._stale = True
        self.header = PaneHeader("", self, padding=PADDING)
        self.header.title.hide()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.whose_changed.connect(self.later)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def finish(self) -> None:
        """Read no more."""
        self._soon.stop()
        self._aside.finish()

    def put_first(self, switch: QWidget) -> None:
        """Put the switch of the pages at the head."""
        self.header.put_first(switch)

    def refresh(self) -> None:
        """Read everything anew, or when the page is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._read()

    def later(self) -> None:
        """Read everything anew in a moment, or when the page is shown."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _read(self) -> None:
        raise NotImplementedError

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*self.TOUCHED):
            self.later()
