"""Searching and coding by mouse and keys: `python -m e2e.search_path FOLDER` with sample.qcg in it."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.search.find_bar import ALL, CODED, HERE
from qualcoder_cg.gui.search.find_panel import FindPanel

from .driving import Steps, button, click, paste, press, run, shown, type_text, window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CODE = "14"


def search_path() -> Steps:
    """Find here and everywhere, misspelt and by forms, code the hits, take it back, search what is coded."""
    yield QApplication.activeWindow
    yield lambda: window().session and window().session.document
    yield from find_here()
    yield from find_everywhere()
    yield from code_the_hits()
    yield from search_the_passages()
    yield from other_ways()
    yield from only_some_voices()
    yield from close()


def panel() -> FindPanel:
    return window().findChild(FindPanel)


def over() -> bool:
    """Whether the search that was begun last is over, its rows shown."""
    return not panel().running.is_under_way() and not panel().model.is_stale()


def words() -> list[str]:
    return [hit.words.lower() for hit in panel().model.hits]


def find_here() -> Steps:
    window().findChild(CodingView).transcript.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    yield lambda: panel().isVisible() and panel().bar.field.hasFocus()
    assert panel().bar.searched() == HERE
    type_text("worker")
    yield lambda: over() and words()
    here = window().session.document.id
    assert {hit.document_id for hit in panel().model.hits} == {here}
    press(Qt.Key.Key_Return)
    yield panel().list.current
    first = panel().list.current()
    press(Qt.Key.Key_F3)
    yield lambda: panel().list.current() != first
    assert panel().bar.field.hasFocus()
    press(Qt.Key.Key_Escape)
    yield lambda: not panel().isVisible()
    transcript = window().findChild(CodingView).transcript
    yield transcript.edit.hasFocus
    selected = transcript.selected_span()
    assert window().session.text[selected.start : selected.end].lower().startswith("worker")


def find_everywhere() -> Steps:
    press(Qt.Key.Key_F, CONTROL | SHIFT)
    yield lambda: panel().isVisible() and panel().bar.searched() == ALL
    press(Qt.Key.Key_A, CONTROL)
    type_text("seguro")
    yield lambda: over() and len({hit.document_id for hit in panel().model.hits}) > 2
    assert all(word.startswith("seguro") for word in words())
    before = window().session.document.id
    press(Qt.Key.Key_Down)
    yield panel().list.hasFocus
    press(Qt.Key.Key_End)
    yield lambda: window().session.document.id == panel().model.hits[-1].document_id != before
    assert panel().list.hasFocus()
    place = panel().list.visualRect(panel().model.index(panel().model.rowCount() - 2, 0)).center()
    click(panel().list.viewport(), place)
    yield lambda: panel().list.currentIndex().row() == panel().model.rowCount() - 2


def codings_of_code() -> list:
    session = window().session
    code = next(code for code in session.code_list() if code.name == f"Q{CODE}")
    return session.project.codings.of_code(code.id)


def code_the_hits() -> Steps:
    session = window().session
    before, count = session.project.fingerprint(), len(codings_of_code())
    panel().list.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    yield lambda: len(panel().list.selected()) == panel().model.rowCount()
    click(button(panel(), f"Code {panel().model.rowCount()}"))
    yield lambda: shown(PalettePopup)
    type_text(CODE)
    press(Qt.Key.Key_Return)
    yield lambda: len(codings_of_code()) == count + panel().model.rowCount()
    press(Qt.Key.Key_Z, CONTROL)
    yield lambda: session.project.fingerprint() == before
    press(Qt.Key.Key_Y, CONTROL)
    yield lambda: len(codings_of_code()) == count + panel().model.rowCount()


def search_the_passages() -> Steps:
    found = panel().model.rowCount()
    panel().bar.scope.setFocus()
    press(Qt.Key.Key_Down)
    yield lambda: shown(PalettePopup)
    type_text(CODE)
    press(Qt.Key.Key_Return)
    yield lambda: panel().bar.searched() == CODED and over() and panel().model.rowCount() >= found
    press(Qt.Key.Key_Up)
    yield lambda: panel().bar.searched() == ALL and over()


def other_ways() -> Steps:
    field = panel().bar.field
    for mode, typed, wanted in (
        ("Similar", "seguroz", "seguro"),
        ("Forms", "niña", "niños"),
        ("Pattern", r"segur\w+\.$", "seguro."),
        ("Words", "seguro", "seguro"),
    ):
        panel().bar.mode.setFocus()
        press(Qt.Key.Key_Home)
        for _step in range(panel().bar.mode.findText(mode)):
            press(Qt.Key.Key_Down)
        yield lambda mode=mode: panel().bar.mode.currentText() == mode
        click(field)
        yield field.hasFocus
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        yield lambda: over() and not words()
        paste(typed)
        yield lambda wanted=wanted: over() and words() and words()[0] == wanted


def only_some_voices() -> Steps:
    count = panel().model.rowCount()
    click(panel().bar.filter)
    yield panel().filters.isVisible
    type_text("sex woman")
    press(Qt.Key.Key_Return)
    yield lambda: panel().bar.only and over()
    assert 0 < panel().model.rowCount() < count
    press(Qt.Key.Key_Escape)
    yield lambda: not panel().filters.isVisible()


def close() -> Steps:
    click(panel().bar.close_button)
    yield lambda: not panel().isVisible()
    yield window().findChild(CodingView).transcript.edit.hasFocus


if __name__ == "__main__":
    application = QApplication([])
    run([str(Path(sys.argv[1]) / "sample.qcg")], search_path())
