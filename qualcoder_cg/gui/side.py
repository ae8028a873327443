"""What stands beside the view, at the right of the window: the history, when it is wanted."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from .history.panel import HistoryPanel
from .session import Session


class Side(QWidget):
    """The views of a window with a panel beside them; while it works, the views take no input."""

    def __init__(self, parent: QWidget, views: QWidget) -> None:
        super().__init__(parent)
        self._views = views
        self._came_from: QWidget | None = None
        self.history: HistoryPanel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(views, 1)

    def toggle(self, session: Session) -> None:
        """Show the history, with the keyboard in it; or put it away."""
        if self.history:
            self.close_history()
            return
        self._came_from = self.window().focusWidget()
        self.history = HistoryPanel(session, self)
        self.history.closed.connect(self.close_history)
        self.history.busy.connect(self._be_busy)
        self._row.addWidget(self.history)
        self.history.list.setFocus()

    def close_history(self) -> None:
        """Put the history away, and give the keyboard back."""
        self.drop()
        if self._came_from and self._came_from.isVisible():
            self._came_from.setFocus()

    def drop(self) -> None:
        """Let the panel go, stopping what it does."""
        if self.history:
            self.history.finish()
            self._row.removeWidget(self.history)
            self.history.hide()
            self.history.deleteLater()
            self.history = None

    def _be_busy(self, busy: bool) -> None:
        self._views.setEnabled(not busy)
        for name in ("view-bar", "menu-bar"):
            bar = self.window().findChild(QWidget, name)
            if bar:
                bar.setEnabled(not busy)
