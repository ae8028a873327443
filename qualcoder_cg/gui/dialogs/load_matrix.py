"""Loading an evaluation matrix into a study that has none yet."""

from PySide6.QtWidgets import QLabel, QWidget

from ...i18n import _
from ...services import studies
from ...services.matrix import load_matrix
from ...services.studies import Project
from .frame import Dialog
from .matrix_choice import MatrixChoice


class LoadMatrix(Dialog):
    """Asks which matrix, and loads it in one step that undo takes back."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Load matrix"), _("Load matrix"))
        self._project = project
        self.setMinimumWidth(480)
        said = QLabel(_("Its criteria, questions, themes and codes become the codebook of this study."), self)
        said.setWordWrap(True)
        self.matrix = MatrixChoice(self, optional=False)
        self.matrix.faulty.connect(self.show_problem)
        self.body.addWidget(said)
        self.body.addWidget(self.matrix)

    def commit(self) -> None:
        """Read the matrix and put it into the study."""
        spec = self.matrix.spec() or studies.read_matrix(self.matrix.chosen())
        load_matrix(self._project, spec)
