"""The chosen question or sub-question in full, one entry a line, to read and to edit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ...domain.matrix_draft import METHOD, SOURCE
from ...errors import UserError
from ...i18n import _
from ...services import matrix_details
from ...services.matrix_details import JUDGED, TEXT
from ...services.studies import Project
from .. import theme
from ..coding.pane import PADDING, hairline, label, panel

_SHARES = {TEXT: 3, JUDGED: 4, SOURCE: 2, METHOD: 2}


class Lines(QPlainTextEdit):
    """A field of several lines that is done when the focus leaves it, or on Ctrl+Enter; Esc takes back."""

    done = Signal()
    given_up = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(theme.sans(theme.INTERFACE))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed, unless a menu of the field itself opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Esc takes back what was typed."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Details(QWidget):
    """Fields for one row of the matrix; `refused(sentence)` where something cannot be saved."""

    refused = Signal(str)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._row = ""
        self._shown: dict[str, str] = {}
        self.fields: dict[str, Lines] = {}
        panel(self)
        self.nothing = label(_("Choose a row to see it in full."), "caption", self)
        self.nothing.setContentsMargins(PADDING, 12, PADDING, 12)
        titles = {
            TEXT: _("Question"),
            JUDGED: _("Judgement criteria, and below each its indicators after a dash"),
            SOURCE: _("Planned sources, one a line"),
            METHOD: _("Methods, one a line"),
        }
        self._columns = QWidget(self)
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(PADDING, 8, PADDING, 12)
        row.setSpacing(12)
        for name, title in titles.items():
            field = Lines(title, self)
            field.done.connect(lambda name=name: self._save(name))
            field.given_up.connect(lambda name=name: self._take_back(name))
            self.fields[name] = field
            column = QVBoxLayout()
            column.setSpacing(4)
            caption = label(title, "caption", self)
            caption.setBuddy(field)
            caption.setMinimumWidth(0)
            column.addWidget(caption)
            column.addWidget(field, 1)
            row.addLayout(column, _SHARES[name])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(hairline(self))
        whole.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._columns, 1)
        self.show_row("")

    def show_row(self, row_id: str) -> None:
        """Show another row, "" for none; what is being typed into the one on show stays."""
        if row_id != self._row:
            self.settle()
        found = matrix_details.of_row(self._project, row_id) if row_id else None
        typing = row_id == self._row and found is not None
        self._row = row_id if found else ""
        self.nothing.setVisible(found is None)
        self._columns.setVisible(found is not None)
        for name, text in (found or {}).items():
            field = self.fields[name]
            if not (typing and field.toPlainText() != self._shown.get(name)):
                if field.toPlainText() != text:
                    field.setPlainText(text)
                self._shown[name] = text

    def settle(self) -> list[str]:
        """Save what is being typed; gives what could not be saved."""
        for name in self.fields:
            self._save(name)
        return [
            field.toPlainText()
            for name, field in self.fields.items()
            if self._row and field.toPlainText() != self._shown.get(name)
        ]

    def _save(self, name: str) -> None:
        text = self.fields[name].toPlainText()
        if not self._row or text == self._shown.get(name):
            return
        row_id, before = self._row, self._shown.get(name, "")
        self._shown[name] = text
        try:
            matrix_details.save(self._project, row_id, name, text)
        except UserError as error:
            self._shown[name] = before
            self.refused.emit(str(error))
        else:
            self.refused.emit("")
            self.show_row(row_id)

    def _take_back(self, name: str) -> None:
        self.fields[name].setPlainText(self._shown.get(name, ""))
