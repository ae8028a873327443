"""What the pages of the Sources view have alike: a header, and reading the study only while they are seen."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ...domain.changes import Changes
from ..coding.pane import PADDING, PaneHeader, hairline, label, panel
from ..session import Session
from .grid import Grid


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
        self._said = ""
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
        self.header.caption.installEventFilter(self)
        session.changed.connect(self._on_changed)

    def say(self, text: str) -> None:
        """Show a line beside the title, shortened where there is no room; its whole text as a tooltip."""
        self._said = text
        caption = self.header.caption
        caption.setToolTip(text)
        caption.setAccessibleName(text)
        room = max(0, caption.width())
        caption.setText(caption.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))

    def refresh(self) -> None:
        """Read the study anew and show it."""

    def finish(self) -> None:
        """Save what is being typed: the study is about to be closed."""

    def unsaved(self) -> list[str]:
        """Save what is being typed; gives what was typed and could not be saved."""
        grids = self.findChildren(Grid)
        for grid in grids:
            grid.settle()
        return [text for grid in grids for text in grid.model.rows.pending.values()]

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the line beside the title into its room."""
        if watched is self.header.caption and event.type() == QEvent.Type.Resize and self._said:
            self.say(self._said)
        return False

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touched(*self.tables):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


def nothing_yet(sentence: str, begin: QPushButton, parent: QWidget) -> QWidget:
    """What a page shows where its rows would begin: a sentence, and the one button that goes on; hidden."""
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
    column.setSpacing(12)
    said = label(sentence, "", made)
    said.setWordWrap(True)
    begin.setProperty("main", True)
    column.addWidget(said)
    column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
    made.hide()
    return made
