"""A passage in its text, with the coded words marked; words can be selected in it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.pane import label
from qualcoder_cg.gui.text_positions import Positions

from . import stored_text


class PassageView(QWidget):
    """A heading and a read-only text; positions are code points of the stored text."""

    selection_changed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._span = Span(0, 0)
        self._positions = Positions("")
        self.edit = QPlainTextEdit(self)
        self.edit.setReadOnly(True)
        self.edit.setAccessibleName(title)
        self.edit.setFont(theme.serif(theme.READING))
        self.edit.selectionChanged.connect(self.selection_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "caption", self))
        column.addWidget(self.edit, 1)
        theme.notifier().changed.connect(self._mark)

    def show_passage(self, text: str, span: Span) -> None:
        """Show a text where a passage of it lies, and mark the passage."""
        if text != self._text:
            self._text, self._positions = text, Positions(text)
            self.edit.setPlainText(stored_text.shown(text))
        self._span = span
        self._mark()
        cursor = self.edit.textCursor()
        cursor.setPosition(self._positions.to_units(span.start))
        self.edit.setTextCursor(cursor)
        # Only when the window has its size can the line be put in the middle.
        QTimer.singleShot(0, self.edit, self.edit.centerCursor)

    def selected(self) -> Span:
        """What is selected, empty where nothing is."""
        cursor = self.edit.textCursor()
        return self._positions.span(cursor.anchor(), cursor.position())

    def _mark(self) -> None:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(self._positions.to_units(self._span.start))
        cursor.setPosition(self._positions.to_units(self._span.end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = QTextCharFormat()
        selection.format.setBackground(theme.colour("warnbg"))
        selection.format.setForeground(theme.colour("ink"))
        selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        selection.format.setUnderlineColor(theme.colour("warn"))
        self.edit.setExtraSelections([selection])
