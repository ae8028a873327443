"""The history at the right of the window: what was done, and the way back to any of it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...domain.changes import Changes
from ...i18n import _, ngettext
from ..coding.pane import PADDING, PaneHeader, hairline, icon_button, label, panel
from ..session import Session
from .going import Going, go
from .step_rows import STEP, StepModel, StepRows

WIDTH = 304


class _Steps(QListView):
    """Enter goes to the current step."""

    entered_on = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter; the rest as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryPanel(QFrame):
    """Steps newest first; a click or Enter undoes what came after, or does it again.

    `closed` when the person puts the panel away, `busy(True)` while a long way is being taken: nothing
    else may be changed meanwhile.
    """

    closed = Signal()
    busy = Signal(bool)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._going: Going | None = None
        self.setFixedWidth(WIDTH)
        panel(self)
        self.header = PaneHeader(_("History"), self)
        self.header.add(icon_button("close", _("Close the history"), self.closed.emit, self.header))
        self.model = StepModel(session, self)
        self.list = _Steps(self)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Steps, newest first"))
        self.list.setItemDelegate(StepRows(self.list, self.model))
        self.hint = label(_("Click a step to go back or forward to it."), "caption", self)
        self.hint.setContentsMargins(PADDING, 8, PADDING, 8)
        self.hint.setWordWrap(True)
        self.way = QWidget(self)
        self.bar = QProgressBar(self.way)
        self.stop = QPushButton(_("Stop"), self.way)
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self.way)
        row.setContentsMargins(PADDING, 8, PADDING, 8)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.way.hide()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, hairline(self), self.list, hairline(self), self.hint, self.way):
            column.addWidget(widget, 1 if widget is self.list else 0)
        edge = QFrame(self)
        edge.setFixedWidth(1)
        edge.setStyleSheet("background: palette(mid);")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(edge)
        whole.addWidget(inside, 1)
        self.list.clicked.connect(self._go)
        self.list.entered_on.connect(self._go)
        session.changed.connect(self._follow)
        session.whose_changed.connect(self._show_now)
        self._show_now()

    def is_busy(self) -> bool:
        """Whether a long way is being taken."""
        return self._going is not None

    def go_to(self, step_id: int) -> None:
        """Undo or do again until this step is the last that stands."""
        if self._going is not None:
            return
        n = self._session.project.go_to(step_id, 0)
        if not n:
            return
        self._going = going = go(self._session.project, step_id, self, self._ended)
        if going:
            self.bar.setRange(0, n)
            going.went.connect(lambda taken, _total: self.bar.setValue(taken))
            self.way.show()
            self.hint.hide()
            self.busy.emit(True)
            self.stop.setFocus()

    def finish(self) -> None:
        """Stop on the way: the study is about to be closed."""
        self._stop()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_to(int(index.data(STEP)))

    def _stop(self) -> None:
        if self._going:
            self._going.stop()

    def _ended(self, error: object) -> None:
        if self._going:
            self._going.deleteLater()
            self._going = None
            self.way.hide()
            self.hint.show()
            self.busy.emit(False)
            self.list.setFocus()
        if error:
            self._session.told.emit(str(error))

    def _follow(self, _changes: Changes) -> None:
        self._show_now()

    def _show_now(self) -> None:
        """Read the steps anew, with the state the study is in as the current row."""
        self.model.refresh()
        now = self.model.index(self.model.now(), 0)
        self.list.setCurrentIndex(now)
        self.list.scrollTo(now)
        n = self.model.rowCount() - 1
        self.header.caption.setText(ngettext("{n} step", "{n} steps", n).format(n=n))
