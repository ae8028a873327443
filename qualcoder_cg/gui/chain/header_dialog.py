"""What stands above every form: title, project code, evaluator, date."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ...i18n import _
from ...services import chain as reading
from ...services import chain_edit
from ...services import chain_words as words
from ...services.studies import Project
from ..dialogs.frame import Dialog, form, hint


class HeaderDialog(Dialog):
    """Asks for the header that all forms of the study share."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Header of the forms"), _("Save"))
        self._project = project
        self.setMinimumWidth(480)
        self.fields: dict[str, QLineEdit] = {}
        rows, values = form(), reading.header(project)
        for name, text in words.header():
            field = QLineEdit(values[name], self)
            field.setAccessibleName(text)
            self.fields[name] = field
            rows.addRow(text, field)
        self.body.addLayout(rows)
        self.body.addWidget(hint(_("It stands above each lesson learned and good practice."), self))

    def commit(self) -> None:
        """Save what differs."""
        before = reading.header(self._project)
        changed = {
            name: field.text().strip()
            for name, field in self.fields.items()
            if field.text().strip() != before[name]
        }
        if changed:
            chain_edit.set_header(self._project, changed)
