"""Choosing an evaluation matrix: one that comes with the program, or a file of one's own."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from ...domain.matrix import MatrixSpec
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import studies
from .frame import file_filter, home

_OWN, _TABLE = "…", "… table"


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
        self.list.addItem(_("From a Word or Excel table…"), _TABLE)
        self.list.addItem(_("A file of my own…"), _OWN)
        self._specs: dict[str, MatrixSpec] = {}
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

    def spec(self) -> MatrixSpec | None:
        """The matrix that was made of a table, where that is the choice."""
        return self._specs.get(self.chosen())

    def ask_for_table(self, path: Path | None = None) -> QWidget:
        """Ask for a table and how it is to be read."""
        from ..sources.matrix_import import ImportMatrix

        dialog = ImportMatrix(self.window(), None, path)
        dialog.accepted.connect(lambda: self._take(dialog.path, dialog.spec()))
        dialog.rejected.connect(lambda: self.list.setCurrentIndex(self._last))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def use_file(self, path: Path) -> None:
        """Choose a file of the person's own, unless it is faulty."""
        try:
            spec = studies.read_matrix(str(path))
        except UserError as error:
            self.list.setCurrentIndex(self._last)
            self._say()
            self.faulty.emit(error)
            return
        self._specs.pop(str(path), None)
        self._show(path, spec)

    def _take(self, path: Path | None, spec: MatrixSpec) -> None:
        """Choose what was made of a table."""
        if path:
            self._specs[str(path)] = spec
            self._show(path, spec)

    def _show(self, path: Path, spec: MatrixSpec) -> None:
        place = self.list.findData(str(path))
        if place < 0:
            place = self.list.findData(_TABLE)
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
        elif self.list.itemData(place) == _TABLE:
            self.ask_for_table()
        else:
            self._last = place
            self._say()

    def _say(self) -> None:
        """Explain the choice where its name does not."""
        made = self.spec()
        if made:
            self.about.setText(summary(made))
            self.about.show()
            return
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
