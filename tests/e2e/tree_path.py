"""The code tree by mouse and keys, as a program: `python -m e2e.tree_path FOLDER` with sample.qcg in it."""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui.coding.code_model import COVERAGE, EXCERPTS, INFORMANTS
from qualcoder_cg.gui.coding.code_tree import CodeTree
from qualcoder_cg.gui.coding.dragged import CODES, ids_as
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.dialogs.split_code import SplitCode
from qualcoder_cg.services import studies

from .driving import Steps, click, in_front, press, run, shown, type_text, window

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def tree_path() -> Steps:
    """From the numbers of the matrix to a codebook in another order, and all of it back."""
    yield QApplication.activeWindow
    yield lambda: shown(CodeTree) and pane().is_counted
    before = window().session.project.fingerprint()
    numbers_are_shown()
    yield from filter_and_fold()
    yield from add_and_rename()
    yield from move_by_keys_and_drop()
    yield from merge()
    yield from split()
    yield from delete_several()
    yield from undo_all(before)


def pane() -> CodeTree:
    found = shown(CodeTree)
    assert found
    return found


def code(name: str) -> Code:
    """The code that is called so, by name or short name."""
    return next(one for one in window().session.code_list() if name in (one.name, one.short))


def names() -> set[str]:
    return {one.name for one in window().session.code_list()}


def excerpts(name: str) -> int:
    return len(window().session.project.codings.of_code(code(name).id))


def click_row(name: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    tree = pane().tree
    index = tree.index_of(code(name).id)
    tree.scrollTo(index)
    place = tree.visualRect(index).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def step() -> str:
    found = window().session.project.undoable()
    return studies.in_words(found.name, found.words) if found else ""


def numbers_are_shown() -> None:
    tree, question = pane().tree, code("Q11")
    index = tree.index_of(question.id)
    assert int(index.siblingAtColumn(EXCERPTS).data()) > 0
    assert int(index.siblingAtColumn(INFORMANTS).data()) > 0
    told = index.siblingAtColumn(COVERAGE).data(Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("spoke ") and told in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert pane().foot.text().endswith("grey asked, colour spoke")


def filter_and_fold() -> Steps:
    click(pane().filter)
    yield pane().filter.hasFocus
    type_text("govern")
    yield lambda: len(list(pane().tree.ids())) < 10
    press(Key.Key_Return)
    yield pane().tree.hasFocus
    assert pane().tree.current_id() in list(pane().tree.ids())
    pane().filter.clear()
    yield lambda: len(list(pane().tree.ids())) == len(window().session.codes)


def add_and_rename() -> Steps:
    click_row("Q11")
    yield pane().tree.hasFocus
    for name in ("Worry", "Night shifts"):
        click_row("Q11")
        press(Key.Key_N)
        yield pane().new_code.field.hasFocus
        type_text(name)
        press(Key.Key_Return)
        yield lambda name=name: name in names() and pane().tree.hasFocus()
        yield lambda name=name: pane().tree.current_id() == code(name).id
    press(Key.Key_F2)
    yield lambda: isinstance(QApplication.focusWidget(), QLineEdit)
    press(Key.Key_A, CONTROL)
    type_text("Nights")
    press(Key.Key_Return)
    yield lambda: "Nights" in names() and pane().tree.hasFocus()
    assert step() == "Rename code Night shifts to Nights"


def move_by_keys_and_drop() -> Steps:
    press(Key.Key_Right, ALT | SHIFT)
    yield lambda: code("Nights").parent_id == code("Worry").id
    press(Key.Key_Left, ALT | SHIFT)
    yield lambda: code("Nights").parent_id == code("Q11").id
    press(Key.Key_Up, ALT)
    yield lambda: code("Nights").position < code("Worry").position
    tree, data = pane().tree, ids_as(CODES, [code("Nights").id])
    tree.scrollTo(tree.index_of(code("Q14").id))
    place = tree.visualRect(tree.index_of(code("Q14").id)).center()
    both, left = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(tree.viewport(), QDragEnterEvent(place, both, data, left, ALT))
    QApplication.sendEvent(
        tree.viewport(), QDropEvent(QPointF(place), both, data, left, Qt.KeyboardModifier.NoModifier)
    )
    yield lambda: code("Nights").parent_id == code("Q14").id
    assert code("Nights").questions == code("Q14").questions


def merge() -> Steps:
    was = {name: excerpts(name) for name in ("Fear of job loss", "Q11")}
    click_row("Fear of job loss")
    click_row("Worry", CONTROL)
    press(Key.Key_M, CONTROL)
    yield lambda: shown(PalettePopup)
    type_text("11")
    press(Key.Key_Return)
    yield lambda: "Worry" not in names()
    assert "Fear of job loss" not in names() and excerpts("Q11") == sum(was.values())
    assert step().endswith(f"with their codings ({was['Fear of job loss']})")


def split() -> Steps:
    click_row("Q11")
    yield pane().tree.hasFocus
    total = excerpts("Q11")
    press(Key.Key_D, CONTROL)
    yield lambda: shown(SplitCode)
    dialog = shown(SplitCode)
    assert dialog
    yield dialog.name.hasFocus
    type_text("Fear again")
    first = dialog.list.visualRect(dialog.passages.index(0)).center()
    click(dialog.list.viewport(), QPoint(first))
    yield dialog.main.isEnabled
    click(dialog.main)
    yield lambda: not shown(SplitCode)
    yield in_front
    assert excerpts("Fear again") == 1 and excerpts("Q11") == total - 1


def delete_several() -> Steps:
    click_row("Fear again")
    yield pane().tree.hasFocus
    click_row("Nights", CONTROL)
    assert len(pane().tree.selected_ids()) == 2
    press(Key.Key_Delete)
    yield lambda: "Nights" not in names()
    assert step() == "Delete codes Fear again, Nights with their codings (1)"


def undo_all(before: str) -> Steps:
    project = window().session.project
    while project.undoable():
        last = project.undoable()
        press(Key.Key_Z, CONTROL)
        yield lambda last=last: project.undoable() != last
    assert project.fingerprint() == before
    yield lambda: pane().is_counted
    numbers_are_shown()


if __name__ == "__main__":
    application = QApplication([])
    run([str(Path(sys.argv[1]) / "sample.qcg")], tree_path())
