"""What the pages of the Sources view have alike: a header, and reading the study only while they are seen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.changes import Changes
from ..coding.pane import PADDING, PaneHeader, hairline, panel
from ..session import Session


class Page(QWidget):
    """A page: subclasses name the tables they show, fill `body` and override `refresh`.

    `refresh` is called when the page is shown for the first time and after each step that touched one of
    `tables`; a hidden page waits until it is shown. The signals ask the window: `document_wanted(id)` opens
    a document in Coding, `passage_wanted(id, span)` at a passage, `import_wanted()` asks for files to
    import, `page_wanted(id)` turns to another page.
    """

    document_wanted = Signal(str)
    passage_wanted = Signal(str, object)
    import_wanted = Signal()
    page_wanted = Signal(str)

    tables: tuple[str, ...] = ()

    def __init__(self, session: Session, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self.header = PaneHeader(title, self, padding=PADDING, caption_left=True)
        panel(self, "base")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(self))
        whole.addLayout(self.body, 1)
        session.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the study anew and show it."""

    def finish(self) -> None:
        """Save what is being typed: the study is about to be closed."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touched(*self.tables):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
