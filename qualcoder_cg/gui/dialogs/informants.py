"""The register of informants: who was interviewed, by code, and in which documents they speak."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ...errors import UserError
from ...i18n import _, ngettext
from ...services.register import import_informants
from ...services.studies import Project
from .frame import Viewer, file_filter, hint, home
from .tables import Table, view

_WIDTHS = (72, 168, 56, 168, 184, 112)


class InformantsDialog(Viewer):
    """Shows the register, and takes more of it in from a table."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Informants"))
        self._project = project
        self.resize(960, 520)
        headings = [_("Code"), _("Type"), _("Sex"), _("Role"), _("Institution"), _("Place"), _("Documents")]
        self.model = Table(headings, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(view(self.model, _WIDTHS, _("Informants"), self.pages))
        self.pages.addWidget(self._empty())
        self.count = hint("", self)
        self.load = QPushButton(_("Import CSV…"), self)
        self.load.setAutoDefault(False)
        self.load.clicked.connect(self._ask)
        self.buttons.insertWidget(0, self.load)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.count)
        self._read()

    def import_file(self, path: Path) -> None:
        """Take informants in from a CSV file; what is wrong with it is said in the dialog."""
        self.problem.hide()
        try:
            import_informants(self._project, path)
        except UserError as error:
            self.show_problem(error)
        self._read()

    def _read(self) -> None:
        names = {document.id: document.code for document in self._project.documents.all()}
        spoken: dict[str, list[str]] = {}
        for voice in self._project.informants.voices():
            said = names.get(voice.document_id, "")
            spoken.setdefault(voice.informant_id, []).append(
                f"{said} ({voice.speaker})" if voice.speaker else said
            )
        people = self._project.informants.all()
        self.model.fill(
            [
                (
                    person.code,
                    person.type,
                    person.sex,
                    person.role,
                    person.institution,
                    person.place,
                    ", ".join(spoken.get(person.id, [])),
                )
                for person in people
            ]
        )
        self.pages.setCurrentIndex(0 if people else 1)
        institutions = {person.institution for person in people if person.institution}
        self.count.setVisible(bool(people))
        self.count.setText(
            ngettext("{n} informant", "{n} informants", len(people)).format(n=len(people))
            + " · "
            + ngettext("{n} institution", "{n} institutions", len(institutions)).format(n=len(institutions))
        )

    def _empty(self) -> QWidget:
        page = QWidget(self)
        said = QLabel(
            _(
                "No informants yet. Import a table (CSV) with the columns code and type and, if you have "
                "them, sex, role, institution, place, document, speaker. Use codes "
                "such as KII-07, never names."
            ),
            page,
        )
        said.setWordWrap(True)
        column = QVBoxLayout(page)
        column.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _ask(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Import informants"), home(), file_filter(_("Tables"), [".csv"])
        )
        if chosen:
            self.import_file(Path(chosen))
