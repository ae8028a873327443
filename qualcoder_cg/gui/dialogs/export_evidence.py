"""Writing the evidence out: which format, how sources are named, and where to."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import attribution
from ...domain.evidence import BOTH, ORIGINAL, TRANSLATION
from ...domain.queries import Query
from ...errors import Cancelled, UserError
from ...i18n import _
from ...services.disclosure import Refused
from ...services.evidence import level_text
from ...services.query_words import chips
from ...services.register_words import languages
from ...services.reports import Exported, export_evidence, printed_scope, writable
from ...services.rules import rules
from ...services.studies import Project
from ..level_names import level_names
from .disclosure_section import DisclosureSection
from .frame import Dialog, beside, file_filter, form, hint

_BAR_AFTER = 0.5
_BREATHE = 0.05


class ExportEvidence(Dialog):
    """Writes one file; afterwards says where it lies and offers to open the folder.

    With a query that sets limits only what it finds is written.
    """

    def __init__(
        self,
        parent: QWidget | None,
        project: Project,
        level: str = attribution.TYPE,
        *,
        query: Query | None = None,
    ) -> None:
        self._query = query if query and not query.is_empty else None
        super().__init__(parent, _("Export the quotes") if self._query else _("Export evidence"), _("Export"))
        self._project = project
        self._running = self._stop = False
        self._began = self._breathed = 0.0
        self.setMinimumWidth(680)
        rows = self._choices(level)
        self.disclosure = DisclosureSection(self, project)
        self.done_line = QLabel(self)
        self.done_line.setProperty("role", "done")
        self.done_line.setWordWrap(True)
        self.done_line.hide()
        self.bar = QProgressBar(self)
        self.bar.hide()
        self.folder = QPushButton(_("Open folder"), self)
        self.folder.setAutoDefault(False)
        self.folder.clicked.connect(self._open_folder)
        self.folder.hide()
        self.buttons.insertWidget(0, self.folder)
        if self._query:
            limits = " · ".join(chip.text for chip in chips(project, self._query))
            self.body.addWidget(hint(_("Only the quotes that fit: {limits}").format(limits=limits), self))
        self.body.addLayout(rows)
        self.body.addWidget(self.disclosure)
        self.body.addWidget(self.done_line)
        self.body.addWidget(self.bar)
        self.format.activated.connect(self._follow_format)
        self.level.currentIndexChanged.connect(self._explain)
        self._explain()

    def _choices(self, level: str) -> QFormLayout:
        """The rows: format, attribution, quotes where they are translated, file."""
        self.format = QComboBox(self)
        names = format_names()
        for suffix in writable():
            self.format.addItem(names.get(suffix, suffix), suffix)
        self.level = QComboBox(self)
        for name, text in level_names().items():
            self.level.addItem(text, name)
        self.level.setCurrentIndex(self.level.findData(level))
        self.shows = QLabel(self)
        self.shows.setProperty("role", "caption")
        self.shows.setWordWrap(True)
        pattern = _("{study} quotes") if self._query else _("{study} evidence")
        stem = pattern.format(study=self._project.path.stem)
        path = self._project.path.with_name(stem)
        self.file = QLineEdit(str(path) + self.format.currentData(), self)
        self.file.setAccessibleName(_("File"))
        choose = QPushButton(_("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        rows = form()
        rows.addRow(_("Format"), self.format)
        named = QVBoxLayout()
        named.setSpacing(4)
        named.addWidget(self.level)
        named.addWidget(self.shows)
        rows.addRow(_("Sources"), named)
        self.quotes = QComboBox(self)
        for printed, language, text in quote_choices(self._project):
            self.quotes.addItem(text, (printed, language))
        if self.quotes.count() > 1:
            rows.addRow(_("Quotes"), self.quotes)
        self.quotes.setVisible(self.quotes.count() > 1)
        rows.addRow(_("File"), beside(self.file, choose))
        return rows

    def attempt(self) -> None:
        """Write the file; the dialog stays to say where it is."""
        self.problem.hide()
        self.done_line.hide()
        self._running, self._stop, self._began = True, False, monotonic()
        self.main.setEnabled(False)
        try:
            printed, language = self.quotes.currentData()
            written = export_evidence(
                self._project,
                self._target(),
                level=self.level.currentData(),
                quotes_in=language,
                printed=printed,
                accepted=self.disclosure.reason(),
                query=self._query,
                progress=self._progress,
            )
        except Refused as refused:
            self.show_problem(refused)
            self.disclosure.why.setFocus()
        except UserError as error:
            self.show_problem(error)
        except Cancelled:
            pass
        else:
            self._tell(written)
        finally:
            self._running = False
            self.bar.hide()
            self.main.setEnabled(True)

    def reject(self) -> None:
        """Cancel the writing, else close."""
        if self._running:
            self._stop = True
        else:
            self.disclosure.close_down()
            super().reject()

    def _target(self) -> Path:
        file = self.file.text().strip()
        if not file:
            raise UserError(_("The file is not named."), _("Choose where to save the file."))
        path = Path(file).expanduser()
        if not path.parent.is_dir():
            raise UserError(
                _("There is no folder {folder}.").format(folder=path.parent),
                _("Choose where to save the file."),
            )
        return path

    def _progress(self, done: int, total: int, message: str = "") -> None:
        """Let the window breathe while the study's own thread writes; Cancel stops it."""
        now = monotonic()
        if now - self._breathed >= _BREATHE:
            self._breathed = now
            self.bar.setVisible(now - self._began > _BAR_AFTER)
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            QCoreApplication.processEvents()
        if self._stop:
            raise Cancelled

    def _tell(self, written: Exported) -> None:
        self.done_line.setText(f"{written.text} {level_text(self.level.currentData())}")
        self.done_line.show()
        self.folder.show()
        self.dismiss.setText(_("Close"))
        self.adjustSize()

    def _explain(self) -> None:
        scope = printed_scope(self._project, self.format.currentData(), self._query)
        self.disclosure.look(self.level.currentData(), sex=scope.sex, passages=scope.passages)
        self.shows.setText(level_text(self.level.currentData()))

    def _follow_format(self) -> None:
        """Let the file's ending follow the chosen format."""
        path = Path(self.file.text())
        if path.suffix.lower() in writable():
            self.file.setText(str(path.with_suffix(self.format.currentData())))
        else:
            self.file.setText(f"{path}{self.format.currentData()}")
        self._explain()

    def _choose(self) -> None:
        suffix = self.format.currentData()
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.file.text(), file_filter(self.format.currentText(), [suffix])
        )
        if chosen:
            path = Path(chosen)
            known = path.suffix.lower() in writable()
            self.file.setText(str(path) if known else f"{path}{suffix}")
            self.format.setCurrentIndex(self.format.findData(Path(self.file.text()).suffix.lower()))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target().parent)))


def format_names() -> dict[str, str]:
    """The formats in words, by the ending of their files."""
    return {
        ".docx": _("Word annex (.docx)"),
        ".xlsx": _("Excel workbook (.xlsx)"),
        ".csv": _("Table (.csv)"),
        ".html": _("Web page (.html)"),
        ".md": _("Markdown (.md)"),
        ".json": _("JSON (.json)"),
    }


def quote_choices(project: Project) -> list[tuple[str, str, str]]:
    """How quotes can be printed: whether translated, into which language, and that in words."""
    found = [(ORIGINAL, "", _("In their own language"))]
    words = dict(languages())
    for language in dict.fromkeys(one.language for one in project.evidence.translations.all()):
        name = words.get(language, language)
        both = (BOTH, language, _("Original and translation ({language})").format(language=name))
        alone = (
            TRANSLATION,
            language,
            _("Translation where there is one ({language})").format(language=name),
        )
        found += [both, alone]
        if language == rules(project).report_language:
            found.insert(0, found.pop(found.index(both)))
    return found
