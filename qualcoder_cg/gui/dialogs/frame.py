"""What all dialogs share: one filled button, an error line in place, Esc closes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...errors import UserError
from ...i18n import _


class Dialog(QDialog):
    """A dialog whose filled button does `commit`; a UserError from it is said in the dialog.

    Subclasses fill `body` and override `commit`, which raises UserError when the person should look
    again; otherwise the dialog closes as accepted. One that `keeps_size` does not grow with what is wrong.
    """

    keeps_size = False

    def __init__(self, parent: QWidget | None, title: str, button: str, *, closing: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.main = QPushButton(button, self)
        self.main.setProperty("main", True)
        self.main.setDefault(True)
        self.main.clicked.connect(self.attempt)
        self.dismiss = QPushButton(closing or _("Cancel"), self)
        self.dismiss.setAutoDefault(False)
        self.dismiss.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.dismiss)
        self.buttons.addWidget(self.main)
        self.setStyleSheet("QListWidget, QTableView { border: 1px solid palette(mid); border-radius: 4px; }")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.problem)
        whole.addLayout(self.buttons)

    def attempt(self) -> None:
        """What the filled button does."""
        self.problem.hide()
        try:
            self.commit()
        except UserError as error:
            self.show_problem(error)
        else:
            self.accept()

    def commit(self) -> None:
        """Do what the dialog is for; UserError keeps it open."""

    def show_problem(self, error: UserError) -> None:
        """Say in place what is wrong and what to do."""
        self.problem.setText(str(error))
        self.problem.setAccessibleName(str(error))
        self.problem.show()
        if not self.keeps_size:
            self.adjustSize()


class Viewer(Dialog):
    """A dialog that only shows something: its one button closes it."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title, _("Close"))
        self.dismiss.hide()


class Form(QFormLayout):
    """Rows of a label and a field, or a column or row that begins with the field the label names."""

    def addRow(self, *parts: Any) -> None:
        """Add a row; whoever cannot see the label hears it with the field."""
        super().addRow(*parts)
        row = self.rowCount() - 1
        label = self.itemAt(row, QFormLayout.ItemRole.LabelRole)
        field = self.itemAt(row, QFormLayout.ItemRole.FieldRole)
        inside = field.layout() if field else None
        begins = inside.itemAt(0) if inside else None
        first, named = begins.widget() if begins else None, label.widget() if label else None
        if first and isinstance(named, QLabel):
            named.setBuddy(first)


def form() -> Form:
    """Rows of a label and a field on the grid."""
    layout = Form()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(16)
    layout.setVerticalSpacing(8)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return layout


def hint(text: str, parent: QWidget) -> QLabel:
    """A small line that explains what stands above it."""
    label = QLabel(text, parent)
    label.setProperty("role", "caption")
    label.setWordWrap(True)
    return label


def under(field: QWidget, text: str) -> QVBoxLayout:
    """A field with a small line of explanation under it."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(field)
    said = QLabel(text)
    said.setProperty("role", "caption")
    said.setWordWrap(True)
    column.addWidget(said)
    return column


def beside(*widgets: QWidget, stretch: int = 0) -> QHBoxLayout:
    """Widgets in a row; the one at `stretch` takes the room."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == stretch else 0)
    return row


def file_filter(name: str, suffixes: Sequence[str]) -> str:
    """What a file dialog shows: files with these endings, or all."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    return f"{name} ({patterns});;" + _("All files (*)")


def home() -> str:
    """The folder in which file dialogs begin: the person's documents where there are any."""
    documents = Path.home() / "Documents"
    return str(documents if documents.is_dir() else Path.home())
