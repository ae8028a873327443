"""The passage to be decided on, in the answer it stands in, with the words that led there."""

from bisect import bisect_right

from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ...domain.spans import Span
from ...domain.suggestions import Suggestion
from ...i18n import _
from .. import theme
from ..session import Session

_AROUND = 600


class QueuePassage(QTextEdit):
    """Read only; what stands around the passage is quiet."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: Suggestion | None = None
        self._starts_at = 0
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { border: none; }")
        self.setAccessibleName(_("Passage to decide on"))
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setViewportMargins(16, 8, 16, 8)
        theme.notifier().changed.connect(self._dress)

    def show_passage(self, suggestion: Suggestion | None) -> None:
        """Show the passage of a suggestion; None shows nothing."""
        self.shown = suggestion
        self.clear()
        project = self._session.project
        if suggestion is None or project.documents.get(suggestion.document_id) is None:
            return
        text = project.documents.text(suggestion.document_id)
        before, within, after = self._around(text, suggestion)
        cursor = self.textCursor()
        quiet, plain = _format("ink3"), _format("ink")
        cursor.insertText(before, quiet)
        place = suggestion.start
        for match in suggestion.matches:
            if match.start >= place and match.end <= suggestion.end:
                cursor.insertText(text[place : match.start], plain)
                marked = _format("ink")
                marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                cursor.insertText(text[match.start : match.end], marked)
                place = match.end
        cursor.insertText(within[place - suggestion.start :], plain)
        cursor.insertText(after, quiet)
        self._starts_at = len(before)
        self._go_to_passage()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines, the same passage."""
        super().resizeEvent(event)
        self._go_to_passage()

    def _go_to_passage(self) -> None:
        """The passage itself is seen, with a line of what stands before it."""
        units = QTextCursor(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        units.movePosition(QTextCursor.MoveOperation.Right, n=self._starts_at)
        units.movePosition(QTextCursor.MoveOperation.Up)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(units).top())

    def _dress(self) -> None:
        self.show_passage(self.shown)

    def _around(self, text: str, suggestion: Suggestion) -> tuple[str, str, str]:
        """The words of the question and the answer before, the passage, and the rest of the answer."""
        turns = self._session.project.documents.turns(suggestion.document_id)
        place = bisect_right([turn.start for turn in turns], suggestion.start) - 1
        start, end = max(0, suggestion.start - _AROUND // 2), min(len(text), suggestion.end + _AROUND // 2)
        if place >= 0:
            start = turns[max(0, place - 1)].label_start
            end = max(suggestion.end, turns[place].end)
        whole = Span(max(start, suggestion.start - _AROUND), min(end, suggestion.end + _AROUND))
        return (
            ("…" if whole.start > start else "") + text[whole.start : suggestion.start],
            text[suggestion.start : suggestion.end],
            text[suggestion.end : whole.end].rstrip() + ("…" if whole.end < end else ""),
        )


def _format(token: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.serif(theme.INTERFACE))
    made.setForeground(theme.colour(token))
    return made
