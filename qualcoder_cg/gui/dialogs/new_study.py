"""Making a new study: its file and title, its evaluation matrix, and who codes."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from ... import settings
from ...errors import UserError
from ...i18n import _
from ...services import studies
from ...services.studies import Project
from .frame import Dialog, beside, file_filter, form, home, under
from .matrix_choice import MatrixChoice


class NewStudy(Dialog):
    """Asks for what a study needs; `made()` gives the open study once the dialog was accepted."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("New study"), _("Create study"))
        self._project: Project | None = None
        self._file_chosen = False
        self.setMinimumWidth(560)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(_("For example: Close to home, final evaluation"))
        self.title.textChanged.connect(self._suggest_file)
        self.file = QLineEdit(self)
        self.file.textEdited.connect(self._file_was_chosen)
        choose = QPushButton(_("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_file)
        self.matrix = MatrixChoice(self, optional=True)
        self.matrix.faulty.connect(self.show_problem)
        self.coder = QLineEdit(settings.coder_name(), self)
        rows = form()
        rows.addRow(_("Title"), self.title)
        rows.addRow(_("File"), beside(self.file, choose))
        rows.addRow(_("Evaluation matrix"), self.matrix)
        said = _("Your codings carry this name. Others see your initials.")
        rows.addRow(_("You code as"), under(self.coder, said))
        self.body.addLayout(rows)
        self.file.setAccessibleName(_("File"))
        self._suggest_file()

    def made(self) -> Project:
        """The study that was made, open."""
        assert self._project, "the dialog was not accepted"
        return self._project

    def commit(self) -> None:
        """Make the study file."""
        title, coder, file = self.title.text().strip(), self.coder.text().strip(), self.file.text().strip()
        if not title:
            raise UserError(_("The study has no title."), _("Type one."))
        if not coder:
            raise UserError(_("Your codings need a name."), _("Type the name under which you code."))
        if not file:
            raise UserError(_("The file is not named."), _("Choose where to save the study."))
        path = Path(file).expanduser()
        if not path.parent.is_dir():
            raise UserError(
                _("There is no folder {folder}.").format(folder=path.parent),
                _("Choose where to save the study."),
            )
        self._project = studies.new_study(
            path, matrix=self.matrix.chosen(), title=title, coder=coder, spec=self.matrix.spec()
        )
        settings.put("coder", coder)

    def _suggest_file(self) -> None:
        """Name the file after the title until the person names it."""
        if not self._file_chosen:
            stem = re.sub(r"[^\w \-]+", "", self.title.text()).strip() or _("New study")
            self.file.setText(str(Path(home()) / f"{stem}{studies.SUFFIX}"))

    def _file_was_chosen(self) -> None:
        self._file_chosen = True

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("New study"), self.file.text(), file_filter(_("Studies"), [studies.SUFFIX])
        )
        if chosen:
            path = Path(chosen)
            self.file.setText(str(path if path.suffix == studies.SUFFIX else f"{path}{studies.SUFFIX}"))
            self._file_chosen = True
