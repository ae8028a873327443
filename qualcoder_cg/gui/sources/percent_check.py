"""A small form: printed percentages and their base in, those that no whole count gives marked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.report_table import ReportTable
from ...errors import UserError
from ...i18n import _
from ...services import tables
from ..coding.pane import PADDING, label

_BASE_WIDTH = 96


class PercentCheck(QWidget):
    """Checks while one types; `checked` gives the table, or None while there is nothing to check."""

    checked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.base = QLineEdit(self)
        self.base.setFixedWidth(_BASE_WIDTH)
        self.base.setPlaceholderText("29")
        self.percentages = QLineEdit(self)
        self.percentages.setPlaceholderText("56 24 17 3")
        self.problem = label("", "error", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for field, name in (
            (self.base, _("Base (n)")),
            (self.percentages, _("Percentages as printed, with spaces between")),
        ):
            field.setAccessibleName(name)
            field.textChanged.connect(self.check)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(label(name, "caption", self))
            column.addWidget(field)
            fields.addLayout(column, 1 if field is self.percentages else 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PADDING, PADDING, PADDING, 0)
        whole.setSpacing(8)
        whole.addLayout(fields)
        whole.addWidget(self.problem)

    def check(self) -> None:
        """Check what is typed; what cannot be checked is said in place."""
        table: ReportTable | None = None
        self.problem.hide()
        # A "%" may stand after a space; a comma between digits is a decimal one.
        typed = self.percentages.text().replace("%", " ").replace(";", " ").split()
        if typed and self.base.text().strip():
            try:
                table = tables.check([tables.PrintedShare("", text, self.base.text()) for text in typed])
            except UserError as error:
                self.problem.setText(str(error))
                self.problem.show()
        self.checked.emit(table)
