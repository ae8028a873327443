"""Bringing a guide in: which file, what it is called, for whom it is, and its first items to judge by."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.guides import ItemSpec
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import guides
from ...services.guide_items import language_name
from ...services.studies import Project
from ..dialogs.file_choice import file_choice
from ..dialogs.frame import Dialog, beside, form, hint
from .survey_table import PlainTable, plain_view

_SHOWN = 8
_NUMBER, _WORDING = 48, 280


class ImportGuide(Dialog):
    """Reads a file, shows its items, and adds the guide; `imported(guide id, sentence)` when it is there."""

    keeps_size = True
    imported = Signal(str, str)

    def __init__(self, parent: QWidget | None, project: Project, path: Path | None = None) -> None:
        super().__init__(parent, _("Import guide"), _("Import"))
        self._project = project
        self.path: Path | None = None
        self.setMinimumSize(640, 480)
        self.resize(800, 560)
        self.file, self.choose = file_choice(self, self.read, _("Guides"), guides.readable())
        self.name = QLineEdit(self)
        self.version = QLineEdit(self)
        self.types = QLineEdit(self)
        known = dict.fromkeys(informant.type for informant in project.informants.all() if informant.type)
        self.types.setPlaceholderText("; ".join(known))
        self.items = PlainTable(self)
        self.view = plain_view(self.items, _("First items"), self)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.found = hint("", self)
        self._lay_out()
        self.main.setEnabled(False)
        if path:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read another file; what is wrong with it is said in the dialog."""
        self.problem.hide()
        self.file.setText(str(path))
        self.items.fill((), ())
        self.path = None
        try:
            found = guides.read_guide(path)
        except UserError as error:
            self.found.clear()
            self.show_problem(error)
        else:
            self.path = path
            self.name.setText(path.stem.replace("_", " "))
            self._show(found)
        self.main.setEnabled(self.path is not None)

    def commit(self) -> None:
        """Add the guide."""
        if self.path is None:
            raise UserError(_("There is nothing to import."), _("Choose a file with a guide."))
        made = guides.import_guide(
            self._project,
            self.path,
            name=self.name.text(),
            version=self.version.text().strip(),
            types=self.types.text().split(";"),
        )
        guide = guides.find_guide(self._project, made)
        told = ngettext("{guide}: {n} item imported.", "{guide}: {n} items imported.", len(guide.items))
        self.imported.emit(made, told.format(guide=guides.title_of(guide), n=len(guide.items)))

    def _show(self, items: tuple[ItemSpec, ...]) -> None:
        languages = list(dict.fromkeys(language for item in items for language, _text in item.wordings))
        headings = [_("No."), *map(language_name, languages), _("Evaluation questions")]
        rows = []
        for item in items[:_SHOWN]:
            wordings = dict(item.wordings)
            questions = "; ".join(f"Q{number}" for number in item.questions)
            rows.append([item.number, *(wordings.get(one, "") for one in languages), questions])
        self.items.fill(headings, rows)
        for column, width in enumerate((_NUMBER, *[_WORDING] * len(languages))):
            self.view.setColumnWidth(column, width)
        said = ngettext("{n} item found.", "{n} items found.", len(items)).format(n=len(items))
        self.found.setText(said)

    def _lay_out(self) -> None:
        fields = form()
        fields.addRow(_("File"), beside(self.file, self.choose))
        fields.addRow(_("Name"), self.name)
        fields.addRow(_("Version"), self.version)
        fields.addRow(_("For informants of type"), self.types)
        self.version.setPlaceholderText(_("The next number, unless one is given"))
        self.body.addLayout(fields)
        self.body.addWidget(
            hint(
                _(
                    "A table with the columns number, text and questions, and es or en for the wording in "
                    "the other language; or a numbered list."
                ),
                self,
            )
        )
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.found)
