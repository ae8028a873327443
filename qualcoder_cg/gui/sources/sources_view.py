"""The Sources view: a rail of sections at the left, the page of the chosen one at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ... import settings
from ...domain.changes import Changes
from ...i18n import _
from ..coding.pane import PaneHeader, panel
from ..session import Session
from .page import Page
from .pages import PAGES, PageSpec
from .rail import Rail

_LEFT = 224
_SETTLE_MS = 150
_LAST = "sources page"


class SourcesView(QWidget):
    """Everything that was brought in, and who said it.

    A page is made when it is first shown; the one shown last comes first the next time. The signals are
    those of `Page`, asking the window.
    """

    document_wanted = Signal(str)
    passage_wanted = Signal(str, object)
    import_wanted = Signal()

    def __init__(
        self, session: Session, parent: QWidget | None = None, pages: Sequence[PageSpec] = PAGES
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._pages = {page.id: page for page in pages}
        self._made: dict[str, QWidget] = {}
        left = QWidget(self)
        panel(left)
        self.rail = Rail(pages, left)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeader(_("Sources"), left))
        column.addWidget(self.rail, 1)
        left.setMinimumWidth(180)
        self.stack = QStackedWidget(self)
        self.stack.setMinimumWidth(480)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.stack)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_LEFT, 1216])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._splitter)
        self._recount = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._recount.timeout.connect(self._count)
        self.rail.chosen.connect(self.show_page)
        self.rail.entered.connect(self._enter_page)
        session.changed.connect(self._on_changed)
        last = settings.get(_LAST, "")
        self.show_page(last if last in self._pages else pages[0].id)

    def show_page(self, page_id: str) -> QWidget:
        """Turn to a page, making it where this is the first time."""
        if page_id not in self._made:
            made = self._pages[page_id].make(self.session, self.stack)
            if isinstance(made, Page):
                made.document_wanted.connect(self.document_wanted)
                made.passage_wanted.connect(self.passage_wanted)
                made.import_wanted.connect(self.import_wanted)
                made.page_wanted.connect(self.show_page)
            self._made[page_id] = made
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._made[page_id])
        self.rail.show_chosen(page_id)
        return self._made[page_id]

    def page(self) -> str:
        """The id of the page that is shown."""
        return next(name for name, widget in self._made.items() if widget is self.stack.currentWidget())

    def unsaved(self) -> tuple[str, list[str]]:
        """A page with cells that could not be saved, and what was typed into those of all pages."""
        found = {name: page.unsaved() for name, page in self._made.items() if isinstance(page, Page)}
        first = next((name for name, typed in found.items() if typed), "")
        return first, [text for typed in found.values() for text in typed]

    def finish(self) -> None:
        """Save what is being typed, and read the study no more."""
        self._recount.stop()
        settings.put(_LAST, self.page())
        for page in self._made.values():
            if isinstance(page, Page):
                page.finish()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the counts up to date."""
        super().showEvent(event)
        self._count()

    def _enter_page(self) -> None:
        self._made[self.page()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._recount.start()

    def _count(self) -> None:
        project = self.session.project
        self.rail.show_counts({page.id: page.count(project) for page in self._pages.values() if page.count})
