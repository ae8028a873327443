"""Choosing an evaluation matrix: one that comes with the program, or a file of one's own."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from ...domain.matrix import MatrixSpec
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import studies
from .frame import file_filter, home

_OWN = "…"


class MatrixChoice(QWidget):
    """A list of matrices and, under it, what the chosen one holds; `faulty(UserError)` for a wrong file."""

    faulty = Signal(object)

    def __init__(self, parent: QWidget, *, optional: bool) -> None:
        super().__init__(parent)
        self.list = QComboBox(self)
        self.list.setAccessibleName(_("Evaluation matrix"))
        names = {
            "closing-gaps": _("Closing Gaps: 5 criteria, 23 questions"),
            "oecd-dac": _("OECD-DAC: the six criteria, without questions"),
        }
        for stem in studies.shipped_matrices():
            self.list.addItem(names.get(stem, stem), stem)
        self.list.addItem(_("A file of my own…"), _OWN)
        if optional:
            self.list.addItem(_("None for now"), "")
        self.about = QLabel(self)
        self.about.setProperty("role", "caption")
        self.about.setWordWrap(True)
        self._last = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.about)
        self.list.activated.connect(self._chosen)
        self._say()

    def chosen(self) -> str:
        """The name or path of the matrix; "" for none."""
        return str(self.list.currentData())

    def use_file(self, path: Path) -> None:
        """Choose a file of the person's own, unless it is faulty."""
        try:
            spec = studies.read_matrix(str(path))
        except UserError as error:
            self.list.setCurrentIndex(self._last)
            self._say()
            self.faulty.emit(error)
            return
        place = self.list.findData(str(path))
        if place < 0:
            place = self.list.findData(_OWN)
            self.list.insertItem(place, path.name, str(path))
        self.list.setCurrentIndex(place)
        self._last = place
        self.about.setText(summary(spec))
        self.about.show()

    def _chosen(self, place: int) -> None:
        if self.list.itemData(place) == _OWN:
            file, _kind = QFileDialog.getOpenFileName(
                self, _("Evaluation matrix"), home(), file_filter(_("Matrices"), studies.matrix_suffixes())
            )
            if not file:
                self.list.setCurrentIndex(self._last)
                return
            self.use_file(Path(file))
        else:
            self._last = place
            self._say()

    def _say(self) -> None:
        """Explain the choice where its name does not."""
        none = self.chosen() == ""
        self.about.setText(_("Codes can be added later; a matrix can be loaded into an empty study."))
        self.about.setVisible(none)


def summary(spec: MatrixSpec) -> str:
    """What a matrix holds, with the units."""
    parts = [
        ngettext("{n} criterion", "{n} criteria", len(spec.criteria)).format(n=len(spec.criteria)),
        ngettext("{n} question", "{n} questions", len(spec.questions)).format(n=len(spec.questions)),
        ngettext("{n} theme", "{n} themes", len(spec.themes)).format(n=len(spec.themes)),
        ngettext("{n} team code", "{n} team codes", len(spec.codes)).format(n=len(spec.codes)),
    ]
    return " · ".join([spec.title, *parts] if spec.title else parts)
