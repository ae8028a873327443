"""Lists about what is printed: the log of redactions, and what is wrong with translations."""

from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from ...domain import attribution
from ...domain.quotes import KEEP
from ...domain.spans import Span
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import redaction, translation_tables, translations
from ...services.pieces import Pieces
from ...services.register_words import languages
from ...services.rules import rules
from ...services.studies import Project
from ..in_pieces import InPieces
from ..verbs import show_over
from .frame import Viewer, beside, file_filter, hint
from .tables import Table, view

if TYPE_CHECKING:
    from ..commands import Commands

_SIZE = (960, 520)
_AT_ONCE = 20
_WORDS = 60

Place = tuple[str, Span]


class _PlaceList(Viewer):
    """Lines that lead to their place in the text: Enter, or a double click, opens it."""

    def __init__(
        self, parent: QWidget | None, title: str, headings: Sequence[str], widths: Sequence[int],
        go: Callable[[str, Span], None],
    ) -> None:  # fmt: skip
        super().__init__(parent, title)
        self.resize(*_SIZE)
        self._go = go
        self.places: list[Place] = []
        self.model = Table(headings, self)
        self.list = view(self.model, widths, title, self)
        self.list.activated.connect(self._open)
        self.told = hint("", self)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.told)
        self.work = InPieces(self)

    def reject(self) -> None:
        """Stop reading, and close."""
        self.work.stop()
        super().reject()

    def _read(self, lines: Iterable[tuple[Place, Sequence[str]]], said: Callable[[int], str]) -> None:
        """Show lines as they are read, a few at a time."""

        def show(found: list[tuple[Place, Sequence[str]]]) -> None:
            self.places = [place for place, _cells in found]
            self.model.fill([cells for _place, cells in found])
            self.told.setText(said(len(found)))

        self.told.setText(_("Reading…"))
        self.work.begin(Pieces(_gathered(lines)), show)

    def _open(self, index: QModelIndex) -> None:
        document_id, span = self.places[index.row()]
        self.reject()
        self._go(document_id, span)


class RedactionLog(_PlaceList):
    """What an export by type of informant replaces; the words are shown here and exported nowhere."""

    def __init__(self, parent: QWidget | None, project: Project, go: Callable[[str, Span], None]) -> None:
        headings = [_("Source"), _("Words"), _("Printed as"), _("Rule"), _("Who"), _("When"), _("Reason")]
        super().__init__(parent, _("Redaction log"), headings, (88, 240, 112, 144, 104, 136), go)
        self._project = project
        self._read(self._lines(), self._said)

    def _lines(self) -> Iterable[tuple[Place, Sequence[str]]]:
        text = "", ""
        for line in redaction.log(self._project, attribution.TYPE):
            if text[0] != line.document_id:
                text = line.document_id, self._project.documents.text(line.document_id)
            words = " ".join(text[1][line.start : line.end].split())[:_WORDS]
            printed = redaction.kind_words(KEEP) if line.kept else line.replacement
            cells = (
                f"{line.document} ¶{line.paragraph}",
                words,
                printed,
                redaction.rule_words(line.rule),
                line.coder,
                line.at[:16].replace("T", " "),
                line.reason,
            )
            yield (line.document_id, Span(line.start, line.end)), cells

    def _said(self, n: int) -> str:
        told = ngettext("{n} stretch is replaced.", "{n} stretches are replaced.", n).format(n=n)
        return told + " " + _("The words are shown here and leave the study in no export.")


class Translations(_PlaceList):
    """What is wrong with the quotes of a report in one language, and the table for a translator."""

    def __init__(self, parent: QWidget | None, project: Project, go: Callable[[str, Span], None]) -> None:
        headings = [_("Source"), _("What is wrong"), _("Passage"), _("Translation")]
        super().__init__(parent, _("Translations"), headings, (88, 232, 304), go)
        self._project = project
        self.language = QComboBox(self)
        self.language.setAccessibleName(_("Language of the report"))
        for code, words in languages():
            self.language.addItem(words, code)
        wanted = rules(project).report_language or "en"
        if self.language.findData(wanted) < 0:
            self.language.addItem(wanted, wanted)
        self.language.setCurrentIndex(self.language.findData(wanted))
        self.language.activated.connect(self.read)
        self.translator = QLineEdit(self)
        self.translator.setPlaceholderText(_("Name of the translator"))
        self.translator.setAccessibleName(_("Name of the translator"))
        self.write = self._button(_("Table for a translator…"), self.ask_where_to)
        self.bring = self._button(_("Bring a table in…"), self.ask_which)
        self.body.insertLayout(0, beside(self.language, self.write, self.translator, self.bring, stretch=2))
        self.read()

    def read(self, _index: int = 0) -> None:
        """List what is wrong in the language chosen."""
        self._read(self._lines(), self._said)

    def ask_where_to(self) -> None:
        """Ask for a file and write what is not translated yet."""
        name = _("To translate") + ".xlsx"
        file, kind = QFileDialog.getSaveFileName(
            self, self.write.text(), str(self._project.path.with_name(name)), _filter()
        )
        if file and kind:
            self._try(lambda: self._write(Path(file)))

    def ask_which(self) -> None:
        """Ask for a table that came back and save its translations."""
        file, kind = QFileDialog.getOpenFileName(
            self, self.bring.text(), str(self._project.path.parent), _filter()
        )
        if file and kind:
            self._try(lambda: self._bring(Path(file)))

    def _write(self, path: Path) -> None:
        path = path if path.suffix.lower() in translation_tables.SUFFIXES else Path(f"{path}.xlsx")
        n = translation_tables.write_table(self._project, path, self._chosen())
        self.told.setText(_("Written to {file}: {n}.").format(file=path, n=n))

    def _bring(self, path: Path) -> None:
        read = translation_tables.read_table(
            self._project, path, self._chosen(), translator=self.translator.text().strip()
        )
        self._read(self._lines(), lambda n: "\n".join((read.text, *read.faults[:_AT_ONCE], self._said(n))))

    def _lines(self) -> Iterable[tuple[Place, Sequence[str]]]:
        text = "", ""
        for fault in translations.reading_faults(self._project, self._chosen()):
            document, span = fault.passage.document, fault.passage.span
            if text[0] != document.id:
                text = document.id, self._project.documents.text(document.id)
            words = " ".join(text[1][span.start : span.end].split())[: 2 * _WORDS]
            version = fault.passage.translation.text if fault.passage.translation else ""
            yield (document.id, span), (document.code, fault.text, words, " ".join(version.split()))

    def _said(self, n: int) -> str:
        if not n:
            return _("Every passage in another language has a translation that somebody checked.")
        return ngettext("{n} thing to mend.", "{n} things to mend.", n).format(n=n)

    def _chosen(self) -> str:
        return str(self.language.currentData())

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _try(self, work: Callable[[], Any]) -> None:
        self.problem.hide()
        try:
            work()
        except UserError as error:
            self.show_problem(error)


def _gathered(lines: Iterable[Any]) -> Generator[None, None, list[Any]]:
    found = []
    for number, line in enumerate(lines):
        found.append(line)
        if number % _AT_ONCE == 0:
            yield
    return found


def _filter() -> str:
    return file_filter(_("Tables"), translation_tables.SUFFIXES)


def open_log(commands: "Commands") -> None:
    """Show the log of redactions of the open study."""
    session = commands.window.session
    if session:
        show_over(RedactionLog(commands.window, session.project, commands.open_passage))


def open_translations(commands: "Commands") -> None:
    """Show what is wrong with the translations of the open study."""
    session = commands.window.session
    if session:
        show_over(Translations(commands.window, session.project, commands.open_passage))
