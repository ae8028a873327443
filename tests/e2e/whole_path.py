"""The whole path by mouse and keys, as a program: `python -m e2e.whole_path FOLDER` with KII-01.txt in it."""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.coding.reading_edit import ReadingEdit
from qualcoder_cg.gui.coding.suggestion_list import SuggestionList
from qualcoder_cg.gui.dialogs.export_evidence import ExportEvidence
from qualcoder_cg.gui.dialogs.import_documents import ImportDocuments
from qualcoder_cg.gui.dialogs.new_study import NewStudy

from .driving import (
    Steps,
    button,
    click,
    enter,
    in_front,
    later,
    paste,
    press,
    run,
    shown,
    type_text,
    window,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
TRANSCRIPT = """E1: How did the work begin?
KII-01: The technical table made the agencies sit together. It helped us to plan.
E1: What changed for domestic workers?
KII-01: In eight months we affiliated six hundred domestic workers to insurance. It never happened before.
E1: And after the programme?
KII-01: The municipality wrote the window into its budget, so it will be sustained.
"""


def whole_path(folder: Path) -> Steps:
    """One interview from file to annex."""
    yield QApplication.activeWindow
    yield from make_study(folder)
    yield from import_transcript(folder)
    yield from code_a_sentence()
    yield from accept_and_undo_a_suggestion()
    yield from export(folder)


def make_study(folder: Path) -> Steps:
    press(Qt.Key.Key_N, CONTROL)
    yield lambda: shown(NewStudy)
    dialog = shown(NewStudy)
    yield from enter(dialog.title, "Round one")
    yield from enter(dialog.file, str(folder / "round.qcg"))
    yield from enter(dialog.coder, "Marta R.")
    press(Qt.Key.Key_Return)
    yield lambda: window().session and not shown(NewStudy)
    yield in_front


def import_transcript(folder: Path) -> Steps:
    press(Qt.Key.Key_I, CONTROL)
    yield lambda: shown(ImportDocuments)
    later(lambda: click(button(shown(ImportDocuments), "Add files…")))
    yield lambda: shown(QFileDialog)
    chooser = shown(QFileDialog)
    field = chooser.findChild(QLineEdit, "fileNameEdit")
    yield lambda: QApplication.focusWidget() == field
    paste(str(folder / "KII-01.txt"))
    press(Qt.Key.Key_Return)
    yield lambda: shown(ImportDocuments).listed()
    click(shown(ImportDocuments).main)
    yield lambda: shown(ImportDocuments).results and shown(ImportDocuments).main.isEnabled()
    click(shown(ImportDocuments).main)
    yield lambda: not shown(ImportDocuments)
    yield in_front


def codings() -> list[Coding]:
    session = window().session
    return session.project.codings.in_document(session.document.id)


def click_into_the_text() -> None:
    click(window().findChild(ReadingEdit).viewport(), QPoint(200, 40))


def code_a_sentence() -> Steps:
    session = window().session
    yield lambda: session.document
    click_into_the_text()
    type_text("s")
    yield lambda: session.selection
    type_text("c")
    yield lambda: shown(PalettePopup)
    type_text("govern")
    press(Qt.Key.Key_Return)
    yield lambda: len(codings()) == 1
    made = codings()[0]
    assert session.codes[made.code_id].name == "Q14"
    assert session.text[made.start : made.end] in TRANSCRIPT


def accept_and_undo_a_suggestion() -> Steps:
    session = window().session
    click_into_the_text()
    yield lambda: window().findChild(SuggestionList).open_suggestions()
    type_text("g")
    yield lambda: session.suggestion
    proposed = session.suggestion
    type_text("y")
    yield lambda: len(codings()) == 2
    assert {coding.origin for coding in codings()} == {"manual", "accepted"}
    assert session.project.decisions.all()[0].code_id == proposed.code_id
    press(Qt.Key.Key_Z, CONTROL)
    yield lambda: len(codings()) == 1
    assert not session.project.decisions.all()


def export(folder: Path) -> Steps:
    press(Qt.Key.Key_E, CONTROL)
    yield lambda: shown(ExportEvidence)
    yield from enter(shown(ExportEvidence).file, str(folder / "annex.docx"))
    click(shown(ExportEvidence).main)
    yield lambda: (folder / "annex.docx").exists() and shown(ExportEvidence).main.isEnabled()
    press(Qt.Key.Key_Escape)
    yield lambda: not shown(ExportEvidence)


if __name__ == "__main__":
    application = QApplication([])
    run([], whole_path(Path(sys.argv[1])))
